/**
 * A column map (cli.md, Import): which heading, or which value, stands for a field.
 *
 * `{"amount":"Tutar","customer_code":{"column":"Cari","default":"CASH"},"type":{"const":"invoice"},
 * "groupBy":"document_no","negative":"credit_note"}`. A number written as a float (`17850.0`) is read
 * whole with `"integer":true`; `"values"` translates words.
 */
import { z } from 'zod'
import { ENTERED_KINDS } from '../kinds.ts'

const columnRule = z.strictObject({
  column: z.string(),
  default: z.string().optional(),
  integer: z.boolean().optional(),
  values: z.record(z.string(), z.string()).optional(),
})
const rule = z.union([
  z.string(),
  columnRule,
  z.strictObject({ const: z.string() }),
  z.strictObject({ product: z.array(z.string()).min(2).max(4) }),
  z.strictObject({ index: z.number().int().min(1) }),
])
export type Rule = z.output<typeof rule>

export const columnMap = z
  .looseObject({
    groupBy: z.string().optional(),
    negative: z.enum(ENTERED_KINDS).optional(),
  })
  .catchall(rule)

export interface ColumnMap {
  readonly rules: Readonly<Record<string, Rule>>
  readonly groupBy: string | null
  readonly negative: (typeof ENTERED_KINDS)[number] | null
}

/** Null when it is no map; `where` names the first place that is wrong. */
export function parseMap(value: unknown): { readonly map: ColumnMap } | { readonly where: string } {
  const parsed = columnMap.safeParse(value)
  if (!parsed.success) return { where: parsed.error.issues[0]?.path.join('.') ?? '' }
  const { groupBy, negative, ...rules } = parsed.data
  return {
    map: {
      rules: rules as Record<string, Rule>,
      groupBy: groupBy ?? null,
      negative: negative ?? null,
    },
  }
}

/** The headings a rule reads. */
export function headingsOf(one: Rule): string[] {
  if (typeof one === 'string') return [one]
  if ('column' in one) return [one.column]
  return 'product' in one ? [...one.product] : []
}
