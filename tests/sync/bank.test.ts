/** Bank lines kept by one desk are every desk's, and so is what became of them. */
import { afterEach, expect, it } from 'vitest'
import { linesIn } from '../../db/local/bank.ts'
import { keepStatements } from '../../main/backend/bank/keep-statements.ts'
import { postLine } from '../../main/backend/bank/post-line.ts'
import { Journal } from '../../main/backend/ledger/journal.ts'
import { heldWork } from '../../main/backend/sync/holds.ts'
import { readText } from '../bank/samples.ts'
import { type Desk, Office } from './office.ts'

const CSV = [
  'Tarih;Açıklama;Tutar;IBAN',
  '05.03.2026;C LTD havale;100,00;TR330006100519786457841326',
  '',
].join('\n')

let office: Office
afterEach(() => office.close())

function lines(desk: Desk) {
  return desk.company.query(({ db }) =>
    linesIn(db, null, null).map(({ rowid: _rowid, account: _account, act, ...line }) => ({
      ...line,
      hasAct: act !== null,
    })),
  )
}

function post(desk: Desk, customerCode: string): void {
  desk.company.command((context) => {
    const [line] = linesIn(context.db, 'todo', null)
    if (!line) throw new Error('no line is to do')
    const journal = new Journal(context)
    postLine(
      context,
      journal,
      line,
      { lineId: line.lineId, customerCode, adjustments: [], onAccount: true, confidence: null },
      'person',
    )
    journal.close('bank.post', line.lineId, {})
  })
}

function facts(desk: Desk) {
  return desk.company.query(({ db }) =>
    db
      .prepare(
        'select f.kind, f.key, c.code from bank_fact as f join customer as c on c.id = f.customer_id order by 1, 2, 3',
      )
      .all(),
  )
}

async function meet(...desks: Desk[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) for (const desk of desks) await desk.sync()
  const root = await office.root()
  for (const desk of desks) {
    expect(desk.root()).toBe(root)
    expect(desk.faults()).toEqual([])
  }
}

it('M118: a line matched by two desks is posted once: the first wins, the other waits for a person', async () => {
  office = await Office.open()
  const [selin, murat] = [await office.desk('Selin'), await office.desk('Murat')]
  selin.company.customer('C')
  selin.company.customer('D')
  const file = await readText(CSV, { account: 'Ziraat TL', currency: 'TRY' })
  selin.company.command((context) => keepStatements(context, file, 'bank.csv'))
  await meet(selin, murat)
  expect(lines(murat)).toEqual(lines(selin))
  expect(lines(murat)).toMatchObject([{ state: 'todo', amountMinor: 100_00 }])

  post(selin, 'C')
  post(murat, 'D')
  await selin.sync()
  await murat.sync()

  expect(lines(murat)).toMatchObject([{ state: 'posted', hasAct: true }])
  const held = murat.company.query((context) => heldWork(context))
  expect(held.map(({ kind, code }) => [kind, code])).toEqual([
    ['doc.post', 'EXT_REF_CONFLICT'],
    ['wf.event', 'DEP_HELD'],
  ])
  await meet(selin, murat)
  expect(murat.balances()).toEqual({ 'C TRY': { confirmed: -100_00, pending: 0 } })
  expect(facts(murat)).toEqual(facts(selin))
  expect(facts(selin).length).toBeGreaterThan(0)
})
