/** M177: a large workbook as an accountant has it, with a few bad cells. */
import exceljs from 'exceljs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testBackend, type TestBackend } from '../support/backend.ts'

let backend: TestBackend
beforeAll(async () => {
  backend = await testBackend()
})
afterAll(() => backend.stop())

const ROWS = 50_000

it('M177: takes 50,000 rows of "1.234,56" and "30.09.2026" in under 60 s, 12 bad cells named, the rest applied, and undoes them as one', async () => {
  const path = join(backend.dir, 'ekstre.xlsx')
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ filename: path })
  const sheet = workbook.addWorksheet('Ekim')
  sheet.addRow(['Toros Dağıtım A.Ş. – açık kalemler']).commit()
  sheet.addRow([]).commit()
  sheet
    .addRow([
      'Cari Kodu',
      'Unvan',
      'Belge Türü',
      'Belge No',
      'Belge Tarihi',
      'Vade Tarihi',
      'Tutar',
    ])
    .commit()
  for (let i = 0; i < ROWS; i += 1) {
    const bad = i % 4000 === 17 && i < 48_000
    sheet
      .addRow([
        `120.${i % 500}`,
        `Cari ${i % 500}`,
        'Satış Faturası',
        `F${i}`,
        bad ? '31.09.2026' : '30.09.2026',
        '30.10.2026',
        `${1 + (i % 9)}.234,56`,
      ])
      .commit()
  }
  sheet.addRow(['Genel Toplam', null, null, null, null, null, '1,00']).commit()
  await workbook.commit()
  const begun = performance.now()
  const result = await backend.client.imports.file({
    source: { path },
    options: { kind: 'documents', createCustomers: true },
    partial: true,
    rejectsTo: join(backend.dir, 'rejected.xlsx'),
  })
  const seconds = (performance.now() - begun) / 1000

  expect(result.detected).toMatchObject({ decimal: ',', dates: 'D.M.Y', headerRow: 3 })
  expect(result.problems.map((problem) => [problem.column, problem.code])).toEqual(
    Array.from({ length: 12 }, () => ['document_date', 'date.invalid']),
  )
  expect([result.imported, result.rejected]).toEqual([ROWS - 12, 12])
  expect(seconds).toBeLessThan(60)
  const back = await backend.client.imports.inspect({
    source: { path: join(backend.dir, 'rejected.xlsx') },
    options: {},
  })
  expect(back.kindGuess).toBe('documents')
  expect((await backend.client.reports.aging({ asOf: '2026-10-01' })).rows).toHaveLength(500)
  const undone = await backend.client.imports.undo({ batchId: result.batchId ?? '' })
  expect(undone.reversed).toBe(ROWS - 12)
  expect((await backend.client.reports.aging({ asOf: '2026-10-01' })).rows).toEqual([])
  expect((await backend.client.companies.verify({})).ok).toBe(true)
}, 120_000)
