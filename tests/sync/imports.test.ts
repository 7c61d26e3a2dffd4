/** An import of one desk is known on every desk: from which file, and undone from any of them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rateExactly } from '../../db/local/periods.ts'
import { customerByCode } from '../../db/local/customers.ts'
import { findDocument } from '../../main/backend/features/document-keys.ts'
import { viewDocument } from '../../main/backend/features/document-view.ts'
import { batches } from '../../main/backend/features/imports.ts'
import { type Parsed, runImport } from '../../main/backend/imports/run-import.ts'
import { undoImport } from '../../main/backend/imports/undo-import.ts'
import { takeWayOut } from '../../main/backend/sync/ways-out.ts'
import { heldWork } from '../../main/backend/sync/holds.ts'
import { askServer } from '../../main/backend/sync/ask.ts'
import { approvals, decide } from '../../main/backend/features/decisions.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { type Desk, Office } from './office.ts'

let office: Office
let selin: Desk
let murat: Desk

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin')
  murat = await office.desk('Murat')
  await office.members()
  selin.company.customer('C', { phone: '1' })
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

const NOTHING: Parsed = {
  kind: 'documents',
  fileName: '',
  rowCount: 0,
  customers: [],
  documents: [],
  rates: [],
  problems: [],
}

async function run(desk: Desk, parsed: Partial<Parsed>): Promise<string> {
  const { batchId } = await runImport(
    desk.company.file,
    { ...NOTHING, ...parsed },
    { createCustomers: true, partial: false, dryRun: false },
  )
  return batchId ?? ''
}

/** Two invoices and a receipt that pays one, for a known account and a new one. */
const importLedger = (desk: Desk) =>
  run(desk, {
    fileName: 'mart.xlsx',
    rowCount: 3,
    documents: [
      document(2, 'invoice', 'I-1', 'C', 100_00),
      document(3, 'invoice', 'I-2', 'N', 40_00),
      {
        ...document(4, 'receipt', 'R-1', 'C', 60_00),
        allocateTo: [{ documentNo: 'I-1', amountMinor: null }],
      },
    ],
  })

function document(
  row: number,
  kind: 'invoice' | 'receipt',
  documentNo: string,
  customerCode: string,
  amountMinor: number,
) {
  return { row, kind, documentNo, customerCode, amountMinor, documentDate: '2026-03-05' as IsoDate }
}

const listed = (desk: Desk) => desk.company.query((context) => batches(context))
const undo = (desk: Desk, batchId: string) =>
  desk.company.command((context) => undoImport(context, batchId))

function originOf(desk: Desk, documentNo: string) {
  return desk.company.query((context) => {
    const { source } = viewDocument(context, findDocument(context, { documentNo }))
    return source
  })
}

describe('M116 M120: an import of one desk', () => {
  it('is listed on another, and each document says from which file it came', async () => {
    const batchId = await importLedger(selin)
    await meet()

    expect(listed(murat)).toEqual(listed(selin))
    expect(listed(murat)).toMatchObject([
      { batchId, kind: 'documents', fileName: 'mart.xlsx', rows: 3, imported: 3 },
    ])
    const origin = { kind: 'import', batchId, fileName: 'mart.xlsx' }
    expect(originOf(murat, 'I-1')).toEqual(origin)
    // What is typed after it is no part of it.
    selin.company.post({ no: 'T', on: '2026-03-06', minor: 1_00 })
    await meet()
    expect(originOf(murat, 'T')).toMatchObject({ kind: 'entry', batchId: null })
    // And after both ledgers were built anew.
    for (const desk of [selin, murat]) {
      await desk.snapshot()
      expect(originOf(desk, 'I-1')).toEqual(origin)
    }
  })

  it('is undone from the other desk: documents, allocation and the account it opened', async () => {
    const batchId = await importLedger(selin)
    await meet()
    expect(undo(murat, batchId)).toMatchObject({ reversed: 3, customersArchived: 1 })
    await meet()

    for (const desk of [selin, murat]) {
      expect(desk.balances()).toEqual({
        'C TRY': { confirmed: 0, pending: 0 },
        'N TRY': { confirmed: 0, pending: 0 },
      })
      expect(desk.company.query(({ db }) => customerByCode(db, 'N')?.archived)).toBe(true)
      expect(refusalOf(() => undo(desk, batchId))).toBe('batch.undone')
    }
    expect(listed(murat)).toEqual(listed(selin))
  })

  it('gives cards and rates of another desk back the values before', async () => {
    const cards = await run(selin, {
      kind: 'customers',
      fileName: 'cards.csv',
      rowCount: 1,
      customers: [
        { row: 2, code: 'C', name: 'Customer C', fields: { phone: '2', segment: 'gold' } },
      ],
    })
    const rates = await run(selin, {
      kind: 'rates',
      fileName: 'rates.csv',
      rowCount: 1,
      rates: [{ row: 2, currency: 'USD', date: '2026-03-01' as IsoDate, rate: '38.5' }],
    })
    await meet()
    for (const batchId of [cards, rates]) undo(murat, batchId)
    await meet()

    for (const desk of [selin, murat])
      desk.company.query(({ db }) => {
        expect(customerByCode(db, 'C')).toMatchObject({ phone: '1', segment: null })
        expect(rateExactly(db, 'USD', '2026-03-01' as IsoDate)).toBeUndefined()
      })
  })

  it('M170: keeps its document that was held and let in later, whoever lets it in', async () => {
    const batchId = await importLedger(selin)
    await askServer(murat.asking(), { do: 'close', month: '2026-03', soft: false })
    await selin.sync()
    const held = () => selin.company.query((context) => heldWork(context))
    // The allocation waits for its documents, then for its own month.
    for (const _round of [1, 2]) {
      for (const { operationId, code } of held())
        if (code === 'PERIOD_CLOSED')
          selin.company.command((context) =>
            takeWayOut(context, operationId, { exit: 'late_approval' }),
          )
      await meet()
      for (const { id } of murat.company.query((context) => approvals(context)))
        murat.company.command((context) => decide(context, { id, approve: true }))
      await meet()
    }

    expect(held()).toEqual([])
    for (const desk of [selin, murat])
      for (const no of ['I-1', 'I-2', 'R-1'])
        expect(originOf(desk, no)).toMatchObject({ batchId, fileName: 'mart.xlsx' })
  })
})

function refusalOf(work: () => unknown): string {
  try {
    work()
    return 'done'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.code
  }
}
