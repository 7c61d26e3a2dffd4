/** A device that joins by snapshot has what one that joins by the feed has: row by row, in every table that travels. */
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createCampaign } from '../../main/backend/features/campaign-make.ts'
import { approvals, decide, heldOf } from '../../main/backend/features/decisions.ts'
import { patchCustomer } from '../../main/backend/features/customer-cards.ts'
import { runImport } from '../../main/backend/imports/run-import.ts'
import { askServer } from '../../main/backend/sync/ask.ts'
import { conflictsOf, settleConflict } from '../../main/backend/sync/conflicts.ts'
import { takeWayOut, type WayOut } from '../../main/backend/sync/ways-out.ts'
import { joinBySnapshot } from '../../sync/client/snapshot.ts'
import { contract } from '../../shared/contract/index.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import { type Desk, Office } from './office.ts'

let office: Office
let selin: Desk
let murat: Desk
let kerem: Desk

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin')
  murat = await office.desk('Murat')
  kerem = await office.desk('Kerem', { roles: ['accountant'] })
  await office.members()
  for (const code of ['C', 'D']) selin.company.customer(code)
  selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
  selin.company.post({ kind: 'receipt', no: 'R', on: '2026-03-05', minor: 60_00, to: 'A' })
  await meet()
})
afterEach(() => office.close())

async function meet(): Promise<void> {
  for (let round = 0; round < 2; round += 1) for (const desk of office.desks) await desk.sync()
  expect(office.bugs).toEqual([])
}

const held = (desk: Desk) => desk.company.query((context) => heldOf(context))

function take(desk: Desk, way: WayOut, n = 0): void {
  const op = held(desk)[n]?.op ?? ''
  desk.company.command((context) => takeWayOut(context, op, way))
}

function patch(desk: Desk, fields: Readonly<Record<string, unknown>>): void {
  const input = contract.customers.patch.input.parse({ code: 'C', patch: fields })
  desk.company.command((context) => patchCustomer(context, input))
}

/** What a device keeps for itself alone: its own chain, its place, what waits there, its settings of work. */
const OWN = new Set([
  'audit',
  'checkpoint',
  'company',
  'import_mapping',
  'number_block',
  'number_series',
  'op_aside',
  'op_outbox',
  'retracting',
  'sync_inbox',
  'sync_state',
])

function tables(desk: Desk): Record<string, unknown[]> {
  return desk.company.query(({ db }) => {
    const names = db
      .prepare<[], { name: string }>(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name",
      )
      .all()
      .map(({ name }) => name)
      .filter((name) => !OWN.has(name))
    return Object.fromEntries(
      names.map((name) => {
        const columns = db
          .prepare<[], { name: string }>(`select name from pragma_table_info('${name}')`)
          .all()
          .map((column) => `quote("${column.name}")`)
        const rows = db
          .prepare<[], { row: string }>(
            `select ${columns.join(" || ' ' || ")} as row from ${name} order by 1`,
          )
          .all()
        return [name, rows.map(({ row }) => row)]
      }),
    )
  })
}

/** Everything the feed tells a device that it keeps: open, answered, given up, superseded. */
async function busyDay(): Promise<void> {
  // Two conflicts, one of them settled; guarded values, one decided.
  patch(selin, { phone: '111', segment: 'gold' })
  patch(murat, { phone: '222', segment: 'silver' })
  await meet()
  const [first] = murat.company.query((context) => conflictsOf(context))
  murat.company.command((context) => settleConflict(context, first?.conflictId ?? '', 'take'))
  patch(selin, { terms: 'net 45', creditLimitMinor: 500_00 })
  await meet()
  const asked = murat.company.query((context) => approvals(context))
  murat.company.command((context) => decide(context, { id: asked[0]?.id ?? '', approve: true }))
  // Late work: one asked for and corrected, one asked for and given up, one that still waits.
  for (const [no, minor] of [
    ['L1', 1_00],
    ['L2', 2_00],
    ['L3', 3_00],
  ] as const)
    kerem.company.post({ no, on: '2026-02-10', minor })
  await askServer(selin.asking(), { do: 'close', month: '2026-02', soft: false })
  await meet()
  for (const n of [0, 1, 2]) take(kerem, { exit: 'late_approval' }, n)
  await meet()
  take(kerem, { exit: 'redate', date: '2026-04-01' as IsoDate }, 0)
  take(kerem, { exit: 'withdraw', reason: 'twice' }, 0)
  await meet()
  // Handed over: one that is offered, one that was given back.
  for (const no of ['H1', 'H2']) kerem.company.post({ no, on: '2026-04-02', minor: 9_00 })
  await office.members({ name: 'Kerem', roles: ['sales'] })
  await meet()
  const forbidden = held(kerem).findIndex(({ code }) => code === 'FORBIDDEN')
  for (const n of [0, 1]) take(kerem, { exit: 'hand_over', user: 'Murat' }, forbidden + n)
  await meet()
  take(murat, { exit: 'withdraw', reason: 'not mine' })
  // A batch and letters.
  await runImport(
    selin.company.file,
    {
      kind: 'documents',
      fileName: 'mart.xlsx',
      rowCount: 1,
      customers: [],
      documents: [
        {
          row: 2,
          kind: 'invoice',
          documentNo: 'I-1',
          customerCode: 'N',
          documentDate: '2026-04-05' as IsoDate,
          amountMinor: 5_00,
        },
      ],
      rates: [],
      problems: [],
    },
    { createCustomers: true, partial: false, dryRun: false },
  )
  const campaign = contract.campaigns.create.input.parse({
    campaignId: v7(),
    order: { kind: 'balance', asOf: '2026-04-30' },
  })
  selin.company.command((context) => createCampaign(context, campaign))
  await meet()
}

it('M116 M119 I8 I10 N7: by the feed and by a snapshot: the same rows in every table, open questions too', async () => {
  await busyDay()

  const ayla = await office.desk('Ayla')
  const berk = await office.desk('Berk')
  await ayla.sync()
  await joinBySnapshot(berk.replica, berk.transport(), { from: 0 })
  await berk.sync()

  const [byFeed, bySnapshot] = [tables(ayla), tables(berk)]
  // None of it is equal because nothing is there.
  for (const name of [
    'conflict',
    'approval',
    'group_author',
    'handed_work',
    'letter',
    'import_batch',
  ])
    expect([name, byFeed[name]?.length ?? 0]).not.toEqual([name, 0])
  expect(bySnapshot).toEqual(byFeed)

  // Built anew over what is there already, nothing is other than before.
  await ayla.snapshot()
  expect(tables(ayla)).toEqual(byFeed)
  // A device whose open questions were lost has them again.
  for (const table of ['conflict', 'approval', 'group_author', 'handed_work'])
    ayla.tamper(`delete from ${table}`)
  await ayla.snapshot()
  expect(tables(ayla)).toEqual(byFeed)
})
