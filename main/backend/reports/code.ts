/**
 * What an item belongs to, in one integer: account, whether slices have paid it in parts, and the
 * column of its open part. The mark spares a look-up for the many items that one slice pays.
 */
import { OPEN_COLUMNS, type OpenColumn } from '../../../shared/domain/kinds.ts'

export const PARTLY_PAID = 4
const ACCOUNT_SHIFT = 3

export function codeOf(account: number, column: OpenColumn): number {
  return (account << ACCOUNT_SHIFT) | OPEN_COLUMNS.indexOf(column)
}

export function accountOf(code: number): number {
  return code >> ACCOUNT_SHIFT
}

export function columnOf(code: number): OpenColumn {
  return OPEN_COLUMNS[code & 3] ?? 'bucket'
}
