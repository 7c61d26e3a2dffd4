/** What is taken back leaves nothing behind: the ledger is as if it had never been posted. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { connectCompany } from '../../db/local/sync-state.ts'
import { operationsAfter, outboxOperation } from '../../db/local/outbox-operations.ts'
import { Books } from '../../main/backend/sync/books.ts'
import { retract } from '../../main/backend/sync/lay.ts'
import { TestCompany } from '../support/company.ts'
import { run, step } from './steps.ts'

const RUNS = Number(process.env['SALDO_SYNC_RUNS'] ?? 25)

it('I5 I11 M119: a suffix of operations retracted in any order leaves every projection as before it', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 25 }),
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }),
      (kept, gone, order) => {
        const company = new TestCompany({ inMemory: true })
        company.command(({ db }) => connectCompany(db, { url: '', joinedBy: 'join' }))
        company.customer('C')
        for (const action of kept) run(company, action, 'K')
        const before = tables(company)
        const last = company.query(({ db }) => lastOf(db))
        for (const action of gone) run(company, action, 'N')
        const ids = company.query(({ db }) =>
          operationsAfter(db, last).map(({ operationId }) => operationId),
        )
        const inAnyOrder = ids
          .map((id, at) => ({ id, key: order[at % order.length] ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
        for (const { id } of inAnyOrder)
          company.command((context) => {
            const books = new Books(context)
            const operation = outboxOperation(context.db, id)
            if (operation) retract(books, operation, 'INVALID')
            books.flush()
          })

        expect(tables(company)).toEqual(before)
        const checks = company
          .verify(true)
          .checks.filter(({ ok, name }) => !ok && name !== 'integrity')
        expect(checks).toEqual([])
        company.dispose()
      },
    ),
    { numRuns: RUNS },
  )
})

it('I5: a confirmed row is never let go, whatever is being retracted', () => {
  const company = new TestCompany({ inMemory: true })
  company.customer('C')
  company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
  const remove = (sql: string) =>
    company.command(({ db }) => {
      db.prepare('insert into retracting (op_id) select op_id from doc').run()
      db.prepare('insert into doc_status (doc, seq, recorded_at) select id, 1, 0 from doc').run()
      db.prepare(sql).run()
    })

  expect(() => remove('delete from doc_line')).toThrow('append-only')
  expect(() => remove('delete from doc')).toThrow('append-only')
  expect(() => company.command(({ db }) => db.prepare('delete from doc_line').run())).toThrow(
    'append-only',
  )
})

it('M117: a number changes once, from a provisional one, and nothing else with it', () => {
  const company = new TestCompany({ inMemory: true })
  company.command(({ db }) => connectCompany(db, { url: '', joinedBy: 'join' }))
  company.customer('C')
  company.post({ on: '2026-03-01', minor: 100_00 })
  company.post({ no: 'OWN', on: '2026-03-01', minor: 100_00 })
  const change = (sql: string) => company.command(({ db }) => db.prepare(sql).run())

  expect(() => change("update doc set number = 'X', amount_minor = 1 where id = 1")).toThrow(
    'append-only',
  )
  expect(() => change("update doc set number = 'G-TEST-000009' where id = 1")).toThrow(
    'append-only',
  )
  expect(() => change("update doc set number = 'X' where id = 2")).toThrow('append-only')
  change("update doc set number = 'INV2026000000001' where id = 1")
  expect(() => change("update doc set number = 'INV2026000000002' where id = 1")).toThrow(
    'append-only',
  )
})

function tables(company: TestCompany): Record<string, unknown[]> {
  return company.query(({ db }) =>
    Object.fromEntries(
      [
        'doc',
        'doc_line',
        'doc_installment',
        'item',
        'alloc',
        'doc_number',
        'doc_sum',
        'cell',
        'due_change',
        'dispute',
        'customer',
        'rate',
        'setting',
      ].map((table) => [table, db.prepare(`select * from ${table} order by 1`).all()]),
    ),
  )
}

function lastOf(db: Parameters<typeof operationsAfter>[0]): number {
  return operationsAfter(db, 0).at(-1)?.localSeq ?? 0
}
