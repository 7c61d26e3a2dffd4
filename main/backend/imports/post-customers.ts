/** Opens and changes accounts from the rows of a file; parents may stand anywhere in it. */
import { customerByCode } from '../../../db/local/customers.ts'
import { saveRate, rateExactly } from '../../../db/local/periods.ts'
import {
  type CustomerCard,
  customerPatch,
  newCustomer,
} from '../../../shared/contract/customers.ts'
import { digitsOf } from '../../../shared/domain/currency.ts'
import { exactDecimal } from '../../../shared/domain/format.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { externalId } from '../../../sync/engine/ids.ts'
import type { ParsedCustomer, ParsedRate } from '../../../shared/domain/tabular/parse-rows.ts'
import type { Context } from '../context.ts'
import { addCustomer, cardOf, changeCustomer, setArchived } from '../features/customer-cards.ts'
import type { Journal } from '../ledger/journal.ts'
import { problemOf } from './problem-columns.ts'
import type { Outcome, RowProblem, RowState } from './outcome.ts'

export interface CustomerImport {
  readonly rows: readonly ParsedCustomer[]
  /** Rows left out: the bad ones of an earlier pass. */
  readonly exclude: ReadonlySet<number>
  readonly batch: number
  /** After each row, taken or not. */
  readonly onRow: () => void
}

export function* postImportedCustomers(
  context: Context,
  journal: Journal,
  { rows, exclude, batch, onRow }: CustomerImport,
): Generator<void, Outcome> {
  const states = new Map<number, RowState>()
  const changes = new Map<number, { field: string; from: string | null; to: string | null }[]>()
  const problems: RowProblem[] = []
  for (const row of parentsFirst(rows.filter((one) => !exclude.has(one.row)))) {
    onRow()
    yield
    try {
      const before = customerByCode(context.db, row.code)
      const fields = {
        ...row.fields,
        name: row.name,
        ...(row.parentCode === undefined ? {} : { parentCode: row.parentCode }),
      }
      if (!before) {
        const id = externalId(context.company.companyId, 'import', `customer\0${row.code}`)
        addCustomer(context, journal, id, newCustomer.parse({ code: row.code, ...fields }), batch)
        states.set(row.row, 'new')
        continue
      }
      const open = before.archived ? setArchived(context, journal, before, false) : before
      const after = changeCustomer(context, journal, open, customerPatch.parse(fields))
      if (after !== open)
        changes.set(
          row.row,
          differences(cardOf(context, open), cardOf(context, after), context.company.currency),
        )
      states.set(row.row, before.archived || after !== open ? 'update' : 'unchanged')
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      states.set(row.row, 'error')
      problems.push(problemOf(row.row, error))
    }
  }
  return {
    states,
    changes,
    problems: problems.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)),
    totals: {},
    // An account may have been taken out of the archive before its row was refused.
    leavesTraces: problems.length > 0,
  }
}

export function postImportedRates(
  context: Context,
  journal: Journal,
  rows: readonly ParsedRate[],
  exclude: ReadonlySet<number>,
): Outcome {
  const states = new Map<number, RowState>()
  const changes = new Map<number, { field: string; from: string | null; to: string | null }[]>()
  const problems: RowProblem[] = []
  const written: { currency: string; date: string; rate: string; was?: string }[] = []
  for (const row of rows) {
    if (exclude.has(row.row)) continue
    if (row.currency === context.company.currency) {
      states.set(row.row, 'error')
      problems.push(
        problemOf(
          row.row,
          new Refusal('rate.own_currency', { currency: row.currency, value: row.currency }),
          'currency',
        ),
      )
      continue
    }
    const before = rateExactly(context.db, row.currency, row.date)
    if (before !== undefined && Number(before) === Number(row.rate)) {
      states.set(row.row, 'unchanged')
      continue
    }
    saveRate(context.db, row.currency, row.date, row.rate, context.nowMs)
    if (before !== undefined) changes.set(row.row, [{ field: 'rate', from: before, to: row.rate }])
    states.set(row.row, before === undefined ? 'new' : 'update')
    // The rate before travels along, so that undoing the import finds it.
    written.push({
      currency: row.currency,
      date: row.date,
      rate: row.rate,
      ...(before === undefined ? {} : { was: before }),
    })
  }
  for (let at = 0; at < written.length; at += 500)
    journal.event('rates.set', context.company.companyId, { rates: written.slice(at, at + 500) })
  return { states, changes, problems, totals: {}, leavesTraces: false }
}

/** A parent that stands in the file comes before its children; a circle stays and is refused. */
function parentsFirst(rows: readonly ParsedCustomer[]): ParsedCustomer[] {
  const byCode = new Map(rows.map((row) => [row.code, row]))
  const done = new Set<ParsedCustomer>()
  const ordered: ParsedCustomer[] = []
  const place = (row: ParsedCustomer, path: ReadonlySet<string>) => {
    if (done.has(row)) return
    const parent = row.parentCode === undefined ? undefined : byCode.get(row.parentCode)
    if (parent && parent !== row && !path.has(parent.code))
      place(parent, new Set([...path, row.code]))
    if (done.has(row)) return
    done.add(row)
    ordered.push(row)
  }
  for (const row of rows) place(row, new Set())
  return ordered
}

/** What an update changes, by the names of the import's columns. */
function differences(
  before: CustomerCard,
  after: CustomerCard,
  companyCurrency: string,
): { field: string; from: string | null; to: string | null }[] {
  const shown = (key: string, card: CustomerCard): string | null => {
    const value: unknown = card[key as keyof CustomerCard]
    if (value === null || value === undefined) return null
    if (key === 'creditLimitMinor')
      return exactDecimal(value as number, digitsOf(card.currency ?? companyCurrency))
    return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number)
  }
  return Object.keys(after)
    .filter((key) => shown(key, before) !== shown(key, after))
    .map((key) => ({ field: columnOf(key), from: shown(key, before), to: shown(key, after) }))
}

/** creditLimitMinor of a card is the column credit_limit. */
function columnOf(key: string): string {
  return key.replace(/Minor$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
