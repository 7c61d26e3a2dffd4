/**
 * Which column, or which value, feeds which field: the map of cli.md as a person edits it. A column
 * is named by its heading where that is unique in the file, else by its place.
 */
import {
  type ColumnMap,
  headingsOf,
  parseMap,
  type Rule,
} from '../../../shared/domain/tabular/map.ts'

export interface FileColumn {
  readonly index: number
  readonly heading: string
  readonly samples: readonly string[]
  readonly field: string | null
}

const NOTHING: ColumnMap = { rules: {}, groupBy: null, negative: null }

/** A saved map, or none when an older Saldo wrote it otherwise. */
export function rulesOfMap(map: unknown): ColumnMap {
  const parsed = parseMap(map)
  return 'map' in parsed ? parsed.map : NOTHING
}

/** What the headings say, where each field is named by the first column that fits. */
export function guessedRules(columns: readonly FileColumn[]): ColumnMap {
  const rules: Record<string, Rule> = {}
  for (const column of columns)
    if (column.field !== null && rules[column.field] === undefined)
      rules[column.field] = ruleOf(column, columns)
  return { ...NOTHING, rules }
}

/** As the contract takes it. */
export function mapOfRules({ rules, groupBy, negative }: ColumnMap): Record<string, unknown> {
  return {
    ...rules,
    ...(groupBy === null ? {} : { groupBy }),
    ...(negative === null ? {} : { negative }),
  }
}

/** The field a column feeds, alone or as part of a product. */
export function fieldOf(
  column: FileColumn,
  columns: readonly FileColumn[],
  { rules }: ColumnMap,
): string | null {
  const found = Object.entries(rules).find(([, rule]) => reads(rule, column, columns))
  return found?.[0] ?? null
}

/** Lets a column feed a field (or nothing); what it fed before is free, and so is the field's old source. */
export function assign(
  map: ColumnMap,
  column: FileColumn,
  field: string | null,
  columns: readonly FileColumn[],
): ColumnMap {
  const kept = Object.entries(map.rules).filter(
    ([name, rule]) => name !== field && !reads(rule, column, columns),
  )
  const rules = Object.fromEntries(kept)
  if (field !== null) rules[field] = ruleOf(column, columns)
  return { ...map, rules, groupBy: map.groupBy !== null && rules[map.groupBy] ? map.groupBy : null }
}

export function setRule(map: ColumnMap, field: string, rule: Rule | null): ColumnMap {
  const { [field]: _old, ...rest } = map.rules
  return { ...map, rules: rule === null ? rest : { ...rest, [field]: rule } }
}

/** Fields filled with one value for all rows. */
export function constants({ rules }: ColumnMap): { field: string; value: string }[] {
  return Object.entries(rules).flatMap(([field, rule]) =>
    typeof rule !== 'string' && 'const' in rule ? [{ field, value: rule.const }] : [],
  )
}

/** The options of a plain column rule: what stands for empty cells, and codes like 17850.0. */
export function columnOptions(
  { rules }: ColumnMap,
  field: string,
): { default: string; integer: boolean } {
  const rule = rules[field]
  return rule !== undefined && typeof rule !== 'string' && 'column' in rule
    ? { default: rule.default ?? '', integer: rule.integer === true }
    : { default: '', integer: false }
}

export function setColumnOptions(
  map: ColumnMap,
  field: string,
  changes: { readonly default?: string; readonly integer?: boolean },
): ColumnMap {
  const rule = map.rules[field]
  const heading = rule === undefined ? undefined : headingsOf(rule)[0]
  if (rule === undefined || heading === undefined) return map
  const now = { ...columnOptions(map, field), ...changes }
  const values = typeof rule !== 'string' && 'column' in rule ? rule.values : undefined
  return setRule(
    map,
    field,
    now.default === '' && !now.integer && values === undefined
      ? heading
      : {
          column: heading,
          ...(now.default === '' ? {} : { default: now.default }),
          ...(now.integer ? { integer: true } : {}),
          ...(values === undefined ? {} : { values }),
        },
  )
}

/** The columns multiplied to an amount, such as quantity and unit price. */
export function factorsOf({ rules }: ColumnMap): readonly string[] | null {
  const rule = rules['amount']
  return rule !== undefined && typeof rule !== 'string' && 'product' in rule ? rule.product : null
}

/** A code column whose samples look like numbers a spreadsheet made of them: 17850.0 */
export function looksWhole(column: FileColumn): boolean {
  return column.samples.length > 0 && column.samples.every((text) => /^\d+\.0+$/.test(text))
}

function ruleOf(column: FileColumn, columns: readonly FileColumn[]): Rule {
  const isUnique =
    column.heading !== '' && columns.filter((one) => one.heading === column.heading).length === 1
  return isUnique ? column.heading : { index: column.index + 1 }
}

function reads(rule: Rule, column: FileColumn, columns: readonly FileColumn[]): boolean {
  if (typeof rule !== 'string' && 'index' in rule) return rule.index === column.index + 1
  const headings = headingsOf(rule)
  return headings.some(
    (heading) => columns.find((one) => one.heading === heading)?.index === column.index,
  )
}
