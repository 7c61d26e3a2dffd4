/** Numbered, forward only, one transaction each; never edited once released. */
import type { Migration } from '../../kit/migration.ts'
import { sql as ledger } from './0001-ledger.ts'
import { sql as views } from './0002-views.ts'
import { sql as durable } from './0004-durable.ts'
import { sql as speed } from './0006-speed.ts'
import { sql as list } from './0007-list.ts'
import { sql as bank } from './0008-bank.ts'
import { sql as letters } from './0009-letters.ts'
import { sql as ruleOrder } from './0010-rule-order.ts'
import { sql as sync } from './0011-sync.ts'
import { sql as central } from './0012-central.ts'
import { sql as decisions } from './0013-decisions.ts'
import { sql as carried } from './0014-carried.ts'

export type { Migration }

/** From this version on commits are numbered, and there is an outbox journal. */
export const NUMBERED_SINCE = 3

export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-ledger', sql: ledger },
  { name: '0002-views', sql: views },
  { name: '0004-durable', sql: durable },
  { name: '0006-speed', sql: speed },
  { name: '0007-list', sql: list },
  { name: '0008-bank', sql: bank },
  { name: '0009-letters', sql: letters },
  { name: '0010-rule-order', sql: ruleOrder },
  { name: '0011-sync', sql: sync },
  { name: '0012-central', sql: central },
  { name: '0013-decisions', sql: decisions },
  { name: '0014-carried', sql: carried },
]
