/**
 * Goal 14, the database's part: the list of all documents by blocks, with totals, sorts and filters as
 * the screen asks for them. Each round asks something not asked before, so nothing is remembered.
 */
import { ledgerBlock, ledgerTotals } from '../../main/backend/features/ledger-list.ts'
import type { ColumnFilters } from '../../shared/contract/views.ts'
import { LEDGER_SORTS, type LedgerQuery } from '../../shared/contract/ledger.ts'
import { addDays } from '../../shared/domain/days.ts'
import type { BenchCompany } from './ledger.ts'
import type { Job } from './measure.ts'

const BLOCK = 200
const BLOCK_MAX_MS = 5
const SUMS_MAX_MS = 50
/** What a person does not wait for. */
const FELT_MS = 400

export function listJobs(bench: BenchCompany): Job[] {
  let n = 0
  /** Spaces are no words: the same question, but a new one. */
  const ask = (
    sort: LedgerQuery['sort'],
    filters: ColumnFilters = {},
    search = '',
  ): LedgerQuery => {
    n += 1
    return { sort, filters: { ...filters }, search: `${search}${' '.repeat(n % 150)}` }
  }
  const newest = { id: 'date', descending: true } as const
  const block = (query: LedgerQuery, start: number) =>
    bench.file.query((context) => ledgerBlock(context, { query, start, count: BLOCK }))
  const totals = (query: LedgerQuery) =>
    bench.file.query((context) => ledgerTotals(context, { query }))
  const walked = LEDGER_SORTS.map((id): Job => {
    const query: LedgerQuery = { sort: { id, descending: true }, filters: {}, search: '' }
    let start = 0
    return {
      goal: '14',
      name: `documents by ${id}: the next ${BLOCK} rows`,
      run: () => {
        block(query, start)
        start += BLOCK
      },
      limit: id === 'date' ? bareBlocks(bench) : undefined,
      rounds: 25,
      meets: ({ medianMs }) => medianMs <= BLOCK_MAX_MS,
    }
  })
  const asked = (name: string, filters: () => ColumnFilters, search = () => ''): Job => ({
    goal: '14',
    name: `documents ${name}: first rows and totals`,
    run: () => {
      const query = ask(newest, filters(), search())
      block(query, 0)
      totals(query)
    },
    rounds: 5,
    meets: ({ medianMs }) => medianMs <= FELT_MS,
  })
  const some = () => String(10 + (n % 89))
  return [
    ...walked,
    {
      goal: '14',
      name: 'documents: totals of all',
      run: () => void totals(ask(newest)),
      rounds: 15,
      meets: ({ medianMs }) => medianMs <= SUMS_MAX_MS,
    },
    asked('that are open', () => ({ status: { kind: 'set', mode: 'only', values: ['open'] } })),
    asked('that are receipts', () => ({
      kind: { kind: 'set', mode: 'only', values: ['receipt'] },
    })),
    asked('of a month', () => ({
      date: { kind: 'day', from: addDays(bench.lastDay, -60 - (n % 30)), to: bench.lastDay },
    })),
    asked('of an amount', () => ({
      amount: { kind: 'amount', from: `1${some()}.5`, to: '2000', strict: false },
    })),
    asked('whose number contains', () => ({ document: { kind: 'text', contains: `${some()}9` } })),
    asked('whose description contains', () => ({
      description: { kind: 'text', contains: `tr${n % 3}` },
    })),
    asked(
      'found by words',
      () => ({}),
      () => `müşteri ${some()}`,
    ),
    {
      goal: '14',
      name: 'documents by amount: a jump into the middle',
      run: () =>
        void block(
          ask({ id: 'amount', descending: n % 2 === 0 }),
          Math.floor(bench.documents / 2 / BLOCK) * BLOCK,
        ),
      rounds: 3,
    },
  ]
}

/** The limit: one prepared statement by key, its rows as they are. */
function bareBlocks(bench: BenchCompany): () => void {
  let at = ['9999-99-99', 0] as readonly [string, number]
  return () =>
    bench.file.query(({ db }) => {
      const rows = db
        .prepare<readonly [string, number, number], { id: number; doc_on: string }>(
          `select d.id, d.doc_id, d.number, d.kind, c.code, c.name, d.doc_on, d.due_on, d.currency, d.amount_minor, d.base_minor,
             d.description, d.reference
           from doc as d left join customer as c on c.id = d.customer_id where (d.doc_on, d.id) < (?, ?)
           order by d.doc_on desc, d.id desc limit ?`,
        )
        .all(...at, BLOCK)
      const last = rows.at(-1)
      if (last) at = [last.doc_on, last.id]
    })
}
