/**
 * M170: a desktop works a day without the network while others go on and a month is locked. Nothing is
 * lost, every conflict is said in words, and everything comes to the same books.
 */
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { archiveCustomer } from '../../main/backend/features/customer-cards.ts'
import { conflicts, heldOf, settle } from '../../main/backend/features/decisions.ts'
import { openDispute, resolveDispute } from '../../main/backend/features/disputes.ts'
import { patchByColumns } from '../../main/backend/features/patch-columns.ts'
import { takeWayOut, type WayOut } from '../../main/backend/sync/ways-out.ts'
import { contract } from '../../shared/contract/index.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import { DEFAULT_LOCALE, formattersFor } from '../../shared/i18n/formatters.ts'
import { groupLabel, heldSentence } from '../../shared/i18n/held-sentence.ts'
import { writeSystemOp } from '../../sync/server/core/system.ts'
import { type Desk, Office } from './office.ts'

const RECEIPTS = 100
const ALLOCATIONS = 40
const DISPUTES = 10
const LANGUAGES = ['tr', 'en', 'de'] as const

let office: Office
let selin: Desk
let murat: Desk

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin', { roles: ['accountant'] })
  murat = await office.desk('Murat')
  for (const code of ['C', 'D', 'E']) selin.company.customer(code, { phone: '1' })
  selin.company.post(
    ...Array.from({ length: 60 }, (_, n) => ({ no: `F${n}`, on: '2026-09-02', minor: 100_00 })),
  )
  await meet()
})
afterEach(() => office.close())

async function meet(): Promise<void> {
  for (let round = 0; round < 3; round += 1) for (const desk of office.desks) await desk.sync()
  const root = await office.root()
  for (const desk of office.desks) {
    expect(desk.root()).toBe(root)
    expect(desk.faults()).toEqual([])
  }
  expect(office.bugs).toEqual([])
}

function dispute(desk: Desk, disputeId: string, documentNo: string): void {
  const input = contract.documents.dispute.input.parse({
    disputeId,
    key: { documentNo },
    amountMinor: 10_00,
    reason: 'price',
    note: 'says less was agreed',
  })
  desk.company.command((context) => openDispute(context, input))
}

function answer(desk: Desk, disputeId: string, how: string): void {
  const input = contract.documents.resolveDispute.input.parse({ disputeId, how })
  desk.company.command((context) => resolveDispute(context, input))
}

/** What is written without the network: 15 receipts in September, 3 of an account nobody uses yet. */
function offlineDay(desk: Desk, firstDispute: string): void {
  for (let n = 0; n < RECEIPTS; n += 1)
    desk.company.post({
      kind: 'receipt',
      no: `R${n}`,
      customer: n >= 97 ? 'E' : 'C',
      on: n >= 40 && n < 55 ? '2026-09-20' : '2026-10-05',
      minor: 60_00 + n,
    })
  for (let n = 0; n < ALLOCATIONS; n += 1)
    desk.company.allocate(`R${n}`, { [`F${n}`]: 60_00 }, '2026-10-05')
  answer(desk, firstDispute, 'accepted')
  for (let n = 1; n < DISPUTES; n += 1) dispute(desk, v7(), `F${50 + n}`)
  desk.company.command((context) =>
    patchByColumns(context, { customer: 'C', columns: { phone: '2', segment: 'gold' } }),
  )
}

/** What others do meanwhile. */
async function elsewhere(desk: Desk, firstDispute: string): Promise<void> {
  desk.company.post({ kind: 'receipt', no: 'M1', on: '2026-10-04', minor: 300_00 })
  for (let n = 0; n < 4; n += 1) desk.company.allocate('M1', { [`F${n}`]: 70_00 }, '2026-10-04')
  desk.company.reverse('F20', '2026-10-04')
  answer(desk, firstDispute, 'credit')
  const input = contract.customers.archive.input.parse({ code: 'E', archived: true })
  desk.company.command((context) => archiveCustomer(context, input))
  desk.company.command((context) =>
    patchByColumns(context, { customer: 'C', columns: { phone: '3' } }),
  )
  await desk.sync()
  await writeSystemOp(
    { ...office.parts, secret: 'system', nowMs: office.nowMs, app: 'test' },
    office.companyId,
    {
      opId: v7(),
      kind: 'period.lock',
      entityId: office.companyId,
      payload: { month: '2026-09' },
      actor: desk.caller.userId,
    },
  )
}

const held = (desk: Desk) => desk.company.query((context) => heldOf(context))

/** What an accountant does about it: the money is kept, an allocation is lowered or given up. */
function wayOf({ code, detail }: ReturnType<typeof held>[number]): WayOut {
  const { open = 0 } = (detail ?? {}) as { readonly open?: number }
  switch (code) {
    case 'PERIOD_CLOSED':
      return { exit: 'redate', date: '2026-10-05' as IsoDate }
    case 'MASTER_ARCHIVED':
      return { exit: 'unarchive' }
    case 'ALLOC_EXCEEDS_OPEN':
      return open > 0 ? { exit: 'reduce', amountMinor: open } : { exit: 'withdraw' }
    case 'BAD_TRANSITION':
      return { exit: 'reapply' }
    default:
      return { exit: 'withdraw' }
  }
}

it('M170: 100 receipts, 40 allocations, 10 disputes and a locked month: 0 lost, conflicts in words', async () => {
  const firstDispute = v7()
  dispute(selin, firstDispute, 'F50')
  await meet()
  const before = selin.states().length
  offlineDay(selin, firstDispute)
  const written = selin.states().length - before
  expect(written).toBe(RECEIPTS + ALLOCATIONS + DISPUTES + 1)
  await elsewhere(murat, firstDispute)
  const done = await selin.sync()

  expect([done.pushed, done.pending]).toEqual([written, 0])
  expect(done.accepted + done.held).toBe(written)
  const waiting = held(selin)
  const codes = waiting.map(({ code }) => code)
  expect(waiting).toHaveLength(done.held)
  expect(count(codes)).toEqual({
    PERIOD_CLOSED: 15,
    MASTER_ARCHIVED: 3,
    ALLOC_EXCEEDS_OPEN: 5,
    BAD_TRANSITION: 1,
  })
  for (const language of LANGUAGES) {
    const format = formattersFor({
      language,
      formatLocale: DEFAULT_LOCALE[language],
      negative: 'minus',
    })
    for (const work of waiting) {
      const words = heldSentence(work, language, format)
      expect(words).not.toMatch(/[{}–]|[A-Z]+_[A-Z]+/)
      expect(words.length).toBeGreaterThan(40)
    }
    const [conflict] = selin.company.query((context) => conflicts(context))
    expect(groupLabel(conflict?.group ?? '', language)).toBe(
      { tr: 'Telefon', en: 'Phone', de: 'Telefon' }[language],
    )
  }

  for (const work of waiting)
    selin.company.command((context) => takeWayOut(context, work.op, wayOf(work)))
  const [conflict] = selin.company.query((context) => conflicts(context))
  selin.company.command((context) => settle(context, { id: conflict?.id ?? '', choice: 'take' }))
  await meet()

  for (const desk of office.desks) {
    expect(held(desk)).toEqual([])
    expect(desk.company.query((context) => conflicts(context))).toEqual([])
    expect(receiptsOf(desk)).toEqual({ n: RECEIPTS, minor: -(RECEIPTS * 60_00 + 4950) })
    expect(disputesOf(desk)).toEqual({ open: DISPUTES - 1, answered: 'accepted' })
    expect(phoneOf(desk)).toBe('2')
  }
  expect(selin.balances()).toEqual(murat.balances())
  expect(selin.states().every(({ state }) => ENDED.has(state))).toBe(true)
})

const ENDED: ReadonlySet<string> = new Set(['accepted', 'withdrawn', 'superseded'])

function count(codes: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    [...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]),
  )
}

function receiptsOf(desk: Desk) {
  return desk.company.query(({ db }) =>
    db
      .prepare(
        `select count(*) as n, sum(amount_minor) as minor from doc
         where kind = 'receipt' and number like 'R%' and id in (select doc from doc_status)`,
      )
      .get(),
  )
}

function disputesOf(desk: Desk) {
  return desk.company.query(({ db }) =>
    db
      .prepare(
        `select count(*) filter (where resolved_on is null) as open, max(how) as answered from dispute`,
      )
      .get(),
  )
}

function phoneOf(desk: Desk): unknown {
  return desk.company.query(
    ({ db }) =>
      db.prepare<[], { phone: string }>("select phone from customer where code = 'C'").get()?.phone,
  )
}
