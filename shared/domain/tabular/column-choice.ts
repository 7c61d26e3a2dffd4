/**
 * What a person chooses in a table of columns, as a change of the column map (map.ts). A column is
 * named by its heading; one without a heading, or with the heading of another, by its place.
 */
import { headingKey } from './fields.ts'

type MapJson = Readonly<Record<string, unknown>>

/** The field a column of the table feeds; null where it is not used. */
export function fieldOfColumn(
  map: MapJson,
  headings: readonly string[],
  index: number,
): string | null {
  return Object.entries(map).find(([, rule]) => indexOf(rule, headings) === index)?.[0] ?? null
}

/** The map with this column feeding `field`, or nothing; a field comes from one column. */
export function withColumn(
  map: MapJson,
  headings: readonly string[],
  index: number,
  field: string | null,
): Record<string, unknown> {
  const rest = Object.entries(map).filter(
    ([name, rule]) => name !== field && indexOf(rule, headings) !== index,
  )
  return Object.fromEntries(
    field === null ? rest : [...rest, [field, ruleOfColumn(headings, index)]],
  )
}

/** A column as a rule of a map. */
export function ruleOfColumn(
  headings: readonly string[],
  index: number,
): string | { readonly index: number } {
  const heading = headings[index] ?? ''
  const key = headingKey(heading)
  const isAlone =
    key !== '' && headings.every((other, at) => at === index || headingKey(other) !== key)
  return isAlone ? heading : { index: index + 1 }
}

function indexOf(rule: unknown, headings: readonly string[]): number {
  if (typeof rule === 'string') return at(rule, headings)
  if (typeof rule !== 'object' || rule === null) return -1
  if ('column' in rule && typeof rule.column === 'string') return at(rule.column, headings)
  return 'index' in rule && typeof rule.index === 'number' ? rule.index - 1 : -1
}

/** As the reading finds it: the very heading first, then one that is spelled alike. */
function at(heading: string, headings: readonly string[]): number {
  const exact = headings.indexOf(heading)
  return exact >= 0 ? exact : headings.findIndex((one) => headingKey(one) === headingKey(heading))
}
