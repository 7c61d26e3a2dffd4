/** Desks that work apart and meet the server in any order end with the same ledger, row by row. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Desk, Office } from './office.ts'
import { run, step } from './steps.ts'

const RUNS = Number(process.env['SALDO_SYNC_RUNS'] ?? 25)

const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ desk: fc.nat(2), step }) },
  {
    weight: 2,
    arbitrary: fc.record({
      desk: fc.nat(2),
      sync: fc.constantFrom('both' as const, 'pull' as const, 'push' as const),
      loses: fc.constantFrom(null, null, 'push' as const, 'pull' as const),
    }),
  },
)

it('I2 I3 I9 I10 I11 I12 I14 M118: random work and exchanges with lost answers end equal everywhere', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 45 }), async (acts) => {
      const office = await Office.open()
      try {
        const desks = [
          await office.desk('Selin'),
          await office.desk('Murat'),
          await office.desk('Ayla', { roles: ['accountant'] }),
        ]
        desks[0]?.company.customer('C')
        for (const desk of desks) await desk.sync()
        for (const one of acts) {
          const desk = desks[one.desk] as Desk
          if ('step' in one) run(desk.company, one.step, desk.caller.deviceCode)
          else {
            desk.fault = (call, when) => {
              if (call === one.loses && when === 'after') throw new Error('lost')
            }
            await desk.sync({ direction: one.sync }).catch((error: unknown) => {
              if (!(error instanceof Error) || error.message !== 'lost') throw error
            })
            desk.fault = () => undefined
          }
        }
        for (let round = 0; round < 3; round += 1) for (const desk of desks) await desk.sync()

        expect(office.bugs).toEqual([])
        const root = await office.root()
        for (const desk of desks) {
          expect(desk.root()).toBe(root)
          expect(desk.faults()).toEqual([])
          expect(await desk.sync()).toMatchObject({ digest: 'equal', pending: 0 })
        }
        const [first, ...others] = desks.map(ledger)
        for (const other of others) expect(other).toEqual(first)
      } finally {
        office.close()
      }
    }),
    { numRuns: RUNS },
  )
})

/** Everything both must show alike, by what it is and not by where it stands. */
function ledger(desk: Desk): Record<string, unknown[]> {
  const sqls = {
    documents: `select hex(doc_id), number, kind, doc_on, due_on, amount_minor, base_minor, hex(content_hash), description
      from doc order by 1`,
    items: `select hex(d.doc_id), i.n, i.open_minor, i.open_base_minor, i.closed_day, i.due_day
      from item as i join doc as d on d.id = i.doc_id order by 1, 2`,
    slices: `select hex(alloc_id), slice, amount_minor, debit_base_minor, credit_base_minor, effective_on from alloc order by 1, 2`,
    live: `select d.number, n.kind, hex(d.doc_id) from doc_number as n join doc as d on d.id = n.doc_id order by 1, 2, 3`,
    cells: `select currency, month, state, debit_minor, credit_minor, base_minor, count, hex(set_hash) from cell order by 1, 2, 3`,
    cards: `select hex(customer_id), code, name, phone, segment, terms, address, tags, archived, version from customer order by 1`,
    disputes: `select hex(dispute_id), amount_minor, reason, note, opened_on, resolved_on, how from dispute order by 1`,
    due: `select hex(d.doc_id), c.due_on, c.effective_on, c.reason from due_change as c join item as i on i.id = c.item_id
      join doc as d on d.id = i.doc_id order by 1, c.id`,
    rates: 'select currency, day, rate from rate order by 1, 2',
    settings: 'select key, value from setting order by 1',
  }
  return desk.company.query(({ db }) =>
    Object.fromEntries(Object.entries(sqls).map(([name, sql]) => [name, db.prepare(sql).all()])),
  )
}
