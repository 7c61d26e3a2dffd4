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

export const APP_VERSION = '0.1.0'

export interface Context {
  readonly db: CompanyDb
  readonly company: CompanyRow
  /** Milliseconds since 1970 UTC. */
  readonly nowMs: number
  /** Today in the company's time zone. */
  readonly today: IsoDate
  readonly app: string
  /** Items the running command touched, for the in-memory columns; filled by the journal. */
  readonly touched: number[]
}
