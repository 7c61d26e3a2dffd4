/** A long import leaves the program free, and can be called off: then nothing of it ever was. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { count } from '../../db/local/checks.ts'
import { type Parsed, runImport } from '../../main/backend/imports/run-import.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import { TestCompany } from '../support/company.ts'
import { testBackend, type TestBackend } from '../support/backend.ts'

const ROWS = 6000

let backend: TestBackend
beforeEach(async () => {
  backend = await testBackend()
  await backend.client.customers.create({
    customerId: uuidv7(),
    customer: { code: 'C1', name: 'Customer' },
  })
})
afterEach(() => backend.stop())

function file(): { path: string } {
  const rows = Array.from({ length: ROWS }, (_, n) => `invoice,F${n},C1,2026-01-15,100.00`)
  return {
    path: backend.write(
      'long.csv',
      ['type,document_no,customer_code,document_date,amount', ...rows].join('\n'),
    ),
  }
}

async function checked(): Promise<string> {
  const { draftId, counts } = await backend.client.imports.check({
    source: file(),
    options: { kind: 'documents' },
  })
  expect(counts).toMatchObject({ new: ROWS, error: 0 })
  return draftId
}

const info = () => backend.client.companies.info({})

it('M177 (part): a cancelled run is rolled back whole, and the same draft runs again', async () => {
  const draftId = await checked()
  const running = backend.client.imports.run({ draftId })
  await info()
  await backend.client.imports.cancel({})

  await expect(running).rejects.toMatchObject({ code: 'import.cancelled' })
  expect(await info()).toMatchObject({ counts: { documents: 0 } })
  expect(await backend.client.imports.batches({})).toEqual([])
  expect((await backend.client.companies.verify({ deep: true })).ok).toBe(true)

  expect(await backend.client.imports.run({ draftId })).toMatchObject({ imported: ROWS })
  expect(await info()).toMatchObject({ counts: { documents: ROWS } })
  expect((await backend.client.companies.verify({ deep: true })).ok).toBe(true)
})

it('answers with what is committed while a run goes on', async () => {
  const draftId = await checked()
  let isDone = false
  const running = backend.client.imports.run({ draftId }).then((result) => {
    isDone = true
    return result
  })
  const seen = await info()

  expect(isDone).toBe(false)
  expect(seen).toMatchObject({ counts: { documents: 0 } })
  expect(await running).toMatchObject({ imported: ROWS })
  expect(await info()).toMatchObject({ counts: { documents: ROWS } })
})

it('a command that comes meanwhile waits for the run and finds it there', async () => {
  const draftId = await checked()
  const running = backend.client.imports.run({ draftId })
  await info()
  await backend.client.documents.post({
    documents: [
      {
        kind: 'receipt',
        customerCode: 'C1',
        documentDate: '2026-02-01',
        amountMinor: 100_00,
        allocateTo: [{ documentNo: `F${ROWS - 1}`, amountMinor: null }],
      },
    ],
  })

  expect(await running).toMatchObject({ imported: ROWS })
  expect(await info()).toMatchObject({ counts: { documents: ROWS + 1 } })
  const aging = await backend.client.reports.aging({ asOf: '2026-03-01' })
  expect(aging.totals[0]?.totalMinor).toBe((ROWS - 1) * 100_00)
  expect((await backend.client.companies.verify({ deep: true })).ok).toBe(true)
})

it('two runs at once come one after the other', async () => {
  const [first, second] = [await checked(), await checked()]
  const [one, two] = await Promise.all([
    backend.client.imports.run({ draftId: first }),
    backend.client.imports.run({ draftId: second }),
  ])

  expect(one).toMatchObject({ imported: ROWS, unchanged: 0 })
  expect(two).toMatchObject({ imported: 0, unchanged: ROWS })
})

it('closing the company calls off the run at work and the one that waits', async () => {
  const company = new TestCompany()
  company.customer('C1')
  const parsed: Parsed = {
    kind: 'documents',
    fileName: 'long.csv',
    rowCount: ROWS,
    customers: [],
    rates: [],
    problems: [],
    documents: Array.from({ length: ROWS }, (_, n) => ({
      row: n + 2,
      kind: 'invoice',
      documentNo: `F${n}`,
      customerCode: 'C1',
      documentDate: '2026-01-15' as IsoDate,
      amountMinor: 100_00,
    })),
  }
  const options = { createCustomers: false, partial: false, dryRun: false }
  const runs = [runImport(company.file, parsed, options), runImport(company.file, parsed, options)]
  const ended = Promise.allSettled(runs)
  await new Promise((resolve) => setTimeout(resolve, 30))
  company.reload()

  expect((await ended).map((one) => one.status === 'rejected' && String(one.reason))).toEqual([
    expect.stringContaining('import.cancelled'),
    expect.stringContaining('import.cancelled'),
  ])
  expect(company.query(({ db }) => count(db, 'select count(*) as n from doc'))).toBe(0)
  expect(company.verify().ok).toBe(true)
  company.dispose()
})
