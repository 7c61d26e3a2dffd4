/**
 * Laws L1–L6 over random histories: back-dating, reversals, de-allocations, due-day agreements,
 * closed months, three currencies, a parent with two children. Every report is compared with a slow
 * fold over the raw journal rows, and the in-memory columns with the SQL over the projections.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agingOf } from '../../main/backend/features/aging.ts'
import { agreeDueDate } from '../../main/backend/features/documents.ts'
import { contract } from '../../shared/contract/index.ts'
import {
  type AgedItem,
  ageSlowly,
  bucketKeys,
  openAt,
  weightedDaysLate,
} from '../../shared/domain/aging.ts'
import { addDays, fromDayNumber, type IsoDate, toDayNumber } from '../../shared/domain/days.ts'
import { type DocumentKind, openColumnOf } from '../../shared/domain/kinds.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { TestCompany } from '../support/company.ts'

const RUNS = Number(process.env['SALDO_LAW_RUNS'] ?? 1000)
const FIRST = '2026-01-01' as IsoDate
const CUSTOMERS = ['P', 'P.A', 'P.B'] as const
const KINDS = [
  'invoice',
  'invoice',
  'invoice',
  'receipt',
  'receipt',
  'credit_note',
  'debit_note',
  'refund',
  'opening',
  'cheque',
  'write_off',
  'supplier_invoice',
] as const
const CURRENCIES = [undefined, 'USD', 'EUR'] as const

const dayOffset = fc.integer({ min: 0, max: 200 })
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('post' as const),
      kind: fc.constantFrom(...KINDS),
      customer: fc.constantFrom(...CUSTOMERS),
      day: dayOffset,
      due: fc.integer({ min: 0, max: 120 }),
      minor: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 5_000_000 })),
      currency: fc.constantFrom(...CURRENCIES),
      rate: fc.integer({ min: 1_000_000, max: 60_000_000 }),
      parts: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('allocate' as const),
      credit: fc.nat(50),
      debit: fc.nat(50),
      share: fc.integer({ min: 1, max: 100 }),
      day: fc.option(dayOffset),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('auto' as const),
      credit: fc.nat(50),
      policy: fc.constantFrom('statutory', 'oldest', 'explicit'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('deallocate' as const),
      credit: fc.nat(50),
      day: fc.option(dayOffset),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('reverse' as const), doc: fc.nat(50), day: dayOffset }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('due' as const),
      doc: fc.nat(50),
      day: dayOffset,
      due: dayOffset,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('close' as const),
      month: fc.integer({ min: 1, max: 4 }),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

interface Posted {
  readonly no: string
  readonly minor: number
  readonly amount: number
}

function run(company: TestCompany, action: Step, posted: Posted[]): void {
  const on = (offset: number) => addDays(FIRST, offset)
  const pick = (index: number, sign: 1 | -1) => {
    const fitting = posted.filter((doc) => Math.sign(doc.amount) === sign)
    return fitting[index % Math.max(1, fitting.length)]
  }
  try {
    switch (action.do) {
      case 'post': {
        const no = `D${posted.length + 1}`
        const day = on(action.day)
        const minor =
          action.kind === 'opening' && action.day % 2 === 1 ? -action.minor : action.minor
        const parts =
          action.parts && action.minor > 1 && action.kind === 'invoice'
            ? { installments: { [addDays(day, 10)]: 1, [addDays(day, 40)]: action.minor - 1 } }
            : { due: addDays(day, action.due) }
        const [row] = company.post({
          kind: action.kind,
          no,
          customer: action.customer,
          on: day,
          minor,
          ...(action.currency
            ? { currency: action.currency, rate: (action.rate / 1_000_000).toFixed(6) }
            : {}),
          ...parts,
        })
        if (row) posted.push({ no, minor, amount: row.amountMinor })
        return
      }
      case 'allocate': {
        const [credit, debit] = [pick(action.credit, -1), pick(action.debit, 1)]
        if (!credit || !debit) return
        const wished = Math.max(
          1,
          Math.floor((Math.min(Math.abs(credit.amount), debit.amount) * action.share) / 100),
        )
        company.allocate(
          credit.no,
          { [debit.no]: wished },
          action.day === null ? undefined : on(action.day),
        )
        return
      }
      case 'auto': {
        const credit = pick(action.credit, -1)
        if (credit) company.allocate(credit.no, 'auto', undefined, action.policy)
        return
      }
      case 'deallocate': {
        const credit = pick(action.credit, -1)
        if (credit)
          company.deallocate(credit.no, undefined, action.day === null ? undefined : on(action.day))
        return
      }
      case 'reverse': {
        const doc = posted[action.doc % Math.max(1, posted.length)]
        if (doc) company.reverse(doc.no, on(action.day))
        return
      }
      case 'due': {
        const doc = pick(action.doc, 1)
        if (!doc) return
        const input = contract.documents.agreeDueDate.input.parse({
          key: { documentNo: doc.no },
          dueOn: on(action.due),
          on: on(action.day),
          reason: 'agreed',
        })
        company.command((context) => agreeDueDate(context, input))
        return
      }
      case 'close':
        company.close(`2026-0${action.month}`)
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

/** The journal as it lies in the tables, folded by nobody yet. */
function rawItems(company: TestCompany, knownAt = Number.MAX_SAFE_INTEGER): AgedItem[] {
  return company.query(({ db }) => {
    const docs = db
      .prepare<
        [number],
        {
          id: number
          kind: DocumentKind
          code: string
          currency: string
          docOn: IsoDate
          paperOn: IsoDate | null
          dueOn: IsoDate | null
          amount: number
          base: number
        }
      >(
        `select d.id, d.kind, c.code, d.currency, d.doc_on as docOn, d.paper_on as paperOn, d.due_on as dueOn, d.amount_minor as amount, d.base_minor as base
         from doc as d join customer as c on c.id = d.customer_id where d.amount_minor <> 0 and d.recorded_at <= ?`,
      )
      .all(knownAt)
    return docs.flatMap((doc) => {
      const items = db
        .prepare<[number], { id: number; n: number; amount: number; base: number }>(
          'select id, n, amount_minor as amount, base_minor as base from item where doc_id = ?',
        )
        .all(doc.id)
      return items.map((item): AgedItem => {
        const part = db
          .prepare<[number, number], { dueOn: IsoDate }>(
            'select due_on as dueOn from doc_installment where doc_id = ? and n = ?',
          )
          .get(doc.id, item.n)
        const slices = db
          .prepare<
            [number, number, number, number],
            { on: IsoDate; minor: number; baseMinor: number }
          >(
            `select effective_on as "on", amount_minor as minor, debit_base_minor as baseMinor from alloc where debit_item = ? and recorded_at <= ?
             union all select effective_on, -amount_minor, -credit_base_minor from alloc where credit_item = ? and recorded_at <= ?`,
          )
          .all(item.id, knownAt, item.id, knownAt)
        const changes = db
          .prepare<[number, number], { from: IsoDate; due: IsoDate }>(
            'select effective_on as "from", due_on as due from due_change where item_id = ? and recorded_at <= ? order by effective_on, id',
          )
          .all(item.id, knownAt)
        const docDay = toDayNumber(doc.docOn)
        const paperDay = toDayNumber(doc.paperOn ?? doc.docOn)
        return {
          party: doc.code,
          currency: doc.currency,
          column: openColumnOf(doc.kind, doc.amount),
          docDay,
          paperDay,
          dueDays: [
            {
              from: -1e9,
              dueDay: toDayNumber(part?.dueOn ?? doc.dueOn ?? doc.paperOn ?? doc.docOn),
            },
            ...changes.map((one) => ({
              from: toDayNumber(one.from),
              dueDay: toDayNumber(one.due),
            })),
          ],
          minor: item.amount,
          baseMinor: item.base,
          slices: slices.map((slice) => ({
            day: toDayNumber(slice.on),
            minor: slice.minor,
            baseMinor: slice.baseMinor,
          })),
          disputed: [],
        }
      })
    })
  })
}

function slowRows(items: readonly AgedItem[], asOf: IsoDate, by: 'due' | 'document') {
  const options = {
    asOf: toDayNumber(asOf),
    by,
    edges: [30, 60, 90],
    inBase: false,
    excludeDisputed: false,
  }
  return [...ageSlowly(items, options)]
    .map(([key, aged]) => ({
      key,
      buckets: aged.buckets,
      unapplied: aged.unapplied,
      creditNotes: aged.creditNotes,
      total: aged.total,
      oldest: aged.oldestDue === null ? null : fromDayNumber(aged.oldestDue),
      late: weightedDaysLate(aged),
    }))
    .filter(
      (row) =>
        row.total !== 0 ||
        row.unapplied !== 0 ||
        row.creditNotes !== 0 ||
        row.buckets.some((minor) => minor !== 0),
    )
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
}

function fastRows(
  company: TestCompany,
  asOf: IsoDate,
  by: 'due' | 'document',
  way: 'columns' | 'sql',
  knownAt?: string,
) {
  const input = contract.reports.aging.input.parse({
    asOf,
    by,
    buckets: [30, 60, 90],
    ...(knownAt ? { knownAt } : {}),
  })
  const report = company.query((context) =>
    agingOf(context, way === 'columns' ? company.file.cache : null, input),
  )
  expect(report.buckets).toEqual(bucketKeys([30, 60, 90], by))
  return report.rows
    .map((row) => ({
      key: `${row.customer}\0${row.currency}`,
      buckets: row.bucketMinors,
      unapplied: row.unappliedMinor,
      creditNotes: row.creditNotesMinor,
      total: row.totalMinor,
      oldest: row.oldestDue,
      late: row.weightedDaysLate,
    }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
}

/** L1 and L4: every range of a statement adds up, and a group is the sum of its members. */
function checkStatements(company: TestCompany, from: IsoDate, to: IsoDate): void {
  const closings = new Map<string, number>()
  for (const customer of CUSTOMERS) {
    for (const statement of company.statement(customer, { from, to })) {
      const moved = statement.lines.reduce(
        (sum, line) => sum + line.debitMinor - line.creditMinor,
        0,
      )
      expect(statement.openingMinor + moved).toBe(statement.closingMinor)
      expect(statement.closingMinor).toBe(statement.ledgerMinor)
      closings.set(
        statement.currency,
        (closings.get(statement.currency) ?? 0) + statement.closingMinor,
      )
      const open = company.statement(customer, {
        to,
        kind: 'open',
        currency: statement.currency,
      })[0]
      expect(open?.closingMinor).toBe(statement.closingMinor)
    }
  }
  for (const statement of company.statement('P', { from, to, group: true }))
    expect(statement.closingMinor).toBe(closings.get(statement.currency) ?? 0)
}

/** L5: at every day on which anything happened, each residual lies between nothing and its amount. */
function checkResiduals(items: readonly AgedItem[]): void {
  for (const item of items) {
    for (const day of [item.docDay, ...item.slices.map((slice) => slice.day)]) {
      const open = openAt(item, day)
      const size = Math.abs(item.minor)
      const left = Math.abs(open.minor)
      expect(
        left <= size && (open.minor === 0 || Math.sign(open.minor) === Math.sign(item.minor)),
      ).toBe(true)
      if (open.minor === 0) expect(open.baseMinor).toBe(0)
    }
  }
}

test(`L1 L2 L3 L4 L5 L6: hold over ${RUNS} random histories, and rebuild equals projection`, {
  timeout: 600_000,
}, () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 4, maxLength: 22 }),
      dayOffset,
      dayOffset,
      (steps, a, b) => {
        const company = new TestCompany({ inMemory: true, now: '2026-08-01T09:00:00Z' })
        for (const code of CUSTOMERS)
          company.customer(code, code === 'P' ? {} : { parentCode: 'P' })
        const posted: Posted[] = []
        const half = Math.floor(steps.length / 2)
        for (const action of steps.slice(0, half)) run(company, action, posted)
        const [from, to] = [addDays(FIRST, Math.min(a, b)), addDays(FIRST, Math.max(a, b))]
        const known = new Date(company.clock.now()).toISOString()
        const snapshot = fastRows(company, to, 'due', 'columns')
        const journal = company.query(({ db }) =>
          db.prepare<[], { id: number }>('select * from doc order by id').all(),
        )
        company.clock.set('2026-08-02T09:00:00Z')
        for (const action of steps.slice(half)) run(company, action, posted)

        // The second clock: what was seen then can be seen again.
        expect(fastRows(company, to, 'due', 'sql', known)).toEqual(snapshot)
        // L6: what was written stays as it was written.
        expect(
          company.query(({ db }) =>
            db
              .prepare<[], { id: number }>('select * from doc order by id')
              .all()
              .slice(0, journal.length),
          ),
        ).toEqual(journal)
        const items = rawItems(company)
        for (const day of [from, to, addDays(FIRST, 400)]) {
          for (const by of ['due', 'document'] as const) {
            const slow = slowRows(items, day, by)
            expect(fastRows(company, day, by, 'columns')).toEqual(slow)
            expect(fastRows(company, day, by, 'sql')).toEqual(slow)
          }
        }
        checkStatements(company, from, to)
        checkResiduals(items)
        const verified = company.verify(true)
        expect(verified.checks.filter((one) => !one.ok)).toEqual([])
        company.dispose()
      },
    ),
    { numRuns: RUNS },
  )
})
