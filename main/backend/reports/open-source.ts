/**
 * Where a report gets what was open at the end of a day: the in-memory columns of a long-lived
 * backend, or SQL over the projections (a command that runs once, a customer's page, an earlier
 * "known at", columns still loading). Both feed the same fold.
 */
import {
  ALL_KNOWN,
  dueAt,
  dueChanges,
  isAfterEverything,
  itemsOpenAt,
  openNow,
} from '../../../db/local/open-items.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import { openColumnOf } from '../../../shared/domain/kinds.ts'
import { Accounts } from './accounts.ts'
import type { OpenVisitor } from './column-item.ts'
import type { OpenCache } from './open-cache.ts'

export interface OpenQuery {
  readonly day: number
  readonly knownAt: number
  /** Null: everybody. */
  readonly customers: readonly number[] | null
  /** Visited items say their amount in company currency, their paper day; left out: both. */
  readonly withBase?: boolean
  readonly withPaperDay?: boolean
}

export interface OpenSource {
  /** What the visitor's account codes mean; those of SQL appear while it visits. */
  readonly accounts: Accounts
  visit(visitor: OpenVisitor): void
}

export function openSource(db: CompanyDb, cache: OpenCache | null, query: OpenQuery): OpenSource {
  const { day, knownAt, customers } = query
  const isEverything = knownAt >= ALL_KNOWN && customers === null
  const columns = isEverything ? (cache?.columns(db) ?? null) : null
  if (columns)
    return { accounts: columns.accounts, visit: (visitor) => columns.visitOpen(day, visitor) }
  const accounts = new Accounts()
  if (isEverything && isAfterEverything(db, day))
    return { accounts, visit: (visitor) => visitOpenNow(db, accounts, query, visitor) }
  return {
    accounts,
    visit: (visitor) => {
      for (const item of itemsOpenAt(db, day, knownAt, customers))
        visitor(
          accounts.codeOf(item.customer, item.currency),
          openColumnOf(item.kind, item.amountMinor),
          item.openMinor,
          item.openBaseMinor,
          item.dueDay,
          item.paperDay,
          item.id,
        )
    },
  }
}

function visitOpenNow(
  db: CompanyDb,
  accounts: Accounts,
  { day, withBase = true, withPaperDay = true }: OpenQuery,
  visitor: OpenVisitor,
): void {
  const changes = dueChanges(db, ALL_KNOWN)
  for (const [id, customer, currency, kind, due, minor, base, paperDay] of openNow(db, {
    withBase,
    withPaperDay,
  })) {
    const history = changes.size === 0 ? undefined : changes.get(id)
    visitor(
      accounts.codeOf(customer, currency),
      openColumnOf(kind, minor),
      minor,
      base,
      history ? dueAt(history, day) : due,
      paperDay,
      id,
    )
  }
}
