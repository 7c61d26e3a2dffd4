/**
 * What a feature function is given: the company's file, the clock, and who is asking.
 *
 * A query gets the same connection but runs outside a write transaction; a command runs inside one
 * `BEGIN IMMEDIATE`, with the company row read again there, because another process (the command
 * line) may have moved the chain since.
 */
import type { CompanyRow } from '../../db/local/company.ts'
import type { CompanyDb } from '../../db/local/open.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import type { Rehearsal } from './ledger/rehearsal.ts'

export const APP_VERSION = '0.1.0'

/** Rows of items, whether a customer's card was opened or changed, and whether rows are gone. */
export interface Touched {
  readonly items: number[]
  cards: boolean
  vanished: boolean
}

export interface Context {
  readonly db: CompanyDb
  readonly company: CompanyRow
  /** Milliseconds since 1970 UTC. */
  readonly nowMs: number
  /** Today in the company's time zone. */
  readonly today: IsoDate
  readonly app: string
  /** What the running command touched, for what is kept in memory; filled by the journal. */
  readonly touched: Touched
  /** In a check: where its postings go instead of the journal. */
  readonly rehearsal?: Rehearsal
}
