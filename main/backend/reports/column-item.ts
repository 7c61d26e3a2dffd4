/** An item as the columns take it in, and as they give it out. */
import type { OpenColumn } from '../../../shared/domain/kinds.ts'

/** Called once per open item; `account` is a code of the source's accounts, `item` its row. */
export type OpenVisitor = (
  account: number,
  column: OpenColumn,
  minor: number,
  baseMinor: number,
  dueDay: number,
  paperDay: number,
  item: number,
) => void

export interface ColumnItem {
  readonly id: number
  readonly customer: number
  readonly currency: string
  readonly column: OpenColumn
  readonly docDay: number
  readonly paperDay: number
  readonly dueDay: number
  readonly minor: number
  readonly baseMinor: number
  readonly openMinor: number
  readonly openBaseMinor: number
  readonly closedDay: number
}
