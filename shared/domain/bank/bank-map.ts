/**
 * The saved map of a bank's table (cli.md, Reconciliation): columns as in the map of an import, and
 * two facts of the bank's files.
 *
 * `{"date":"Tarih","amount":"Tutar","currency":{"const":"TRY"}}`; `"header":false` when there are no
 * headings and columns are named by `{"index":1}`; `"openEnd":true` when the bank leaves out the line
 * break behind the last row, so that a file without one is not taken for cut off.
 */
import { type ColumnMap, parseMap } from '../tabular/map.ts'
import { BankFault } from './fault.ts'

export interface BankMap {
  /** Null: columns are told by their headings. */
  readonly columns: ColumnMap | null
  readonly hasHeader: boolean
  readonly isOpenEnded: boolean
}

export function parseBankMap(value: unknown): BankMap {
  if (value === undefined || value === null)
    return { columns: null, hasHeader: true, isOpenEnded: false }
  if (typeof value !== 'object' || Array.isArray(value))
    throw new BankFault('map.invalid', { field: '' })
  const { header = true, openEnd = false, ...rules } = value as Readonly<Record<string, unknown>>
  if (typeof header !== 'boolean') throw new BankFault('map.invalid', { field: 'header' })
  if (typeof openEnd !== 'boolean') throw new BankFault('map.invalid', { field: 'openEnd' })
  const isByHeading = Object.keys(rules).length === 0
  if (isByHeading && !header) throw new BankFault('map.invalid', { field: 'header' })
  const parsed = parseMap(rules)
  if ('where' in parsed) throw new BankFault('map.invalid', { field: parsed.where })
  if (parsed.map.groupBy !== null || parsed.map.negative !== null)
    throw new BankFault('map.invalid', { field: 'groupBy' })
  return {
    columns: isByHeading ? null : parsed.map,
    hasHeader: header,
    isOpenEnded: openEnd,
  }
}
