/** N12: an exported sheet edited and then saved by LibreOffice, which writes every part of it anew. */
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { Sealing } from '../../main/backend/roundtrip/seal.ts'
import { readFile } from '../../main/backend/tabular/read-file.ts'
import { difference } from '../../shared/domain/roundtrip/diff.ts'
import { locate } from '../../shared/domain/roundtrip/locate.ts'
import { ruleOf } from '../../shared/domain/roundtrip/read-cell.ts'
import { MARK_SHEET, readMarkSheet } from '../../shared/domain/roundtrip/sheet.ts'
import { TestCompany } from '../support/company.ts'

it('N12: a file LibreOffice saved keeps its seal, and only the edits differ', async () => {
  const path = fileURLToPath(new URL('../fixtures/roundtrip/libreoffice-7.4.xlsx', import.meta.url))
  const { table, rows, companion, sheets } = await readFile({ path, companion: MARK_SHEET })
  const lines: string[] = []
  const marks = readMarkSheet(companion ?? [], (line) => lines.push(line))
  const { columns } = marks.head
  const located = locate(rows, marks)
  const was = new Map(marks.rows.map((row) => [row.key, row]))
  const { lines: differing, unchanged } = difference(
    {
      columns,
      was,
      now: was,
      file: located?.rows ?? [],
      rules: columns.map((column, at) =>
        ruleOf(
          column,
          (located?.rows ?? []).map(({ cells }) => cells[at]),
          ',',
          table.date1904,
        ),
      ),
      codeAt: 0,
      nameAt: 1,
      currency: 'TRY',
    },
    () => null,
  )
  // The fixture was exported from a company with this test company's key.
  const company = new TestCompany({ inMemory: true })
  const sealed = company.query((context) => {
    const sealing = new Sealing(context)
    for (const line of lines) sealing.add(line)
    return sealing.isSealedBy(marks.seal)
  })
  company.dispose()

  expect(sealed).toBe(true)
  expect(sheets.map(({ name, state }) => [name, state])).toEqual([
    ['Cari hesaplar', 'visible'],
    [MARK_SHEET, 'hidden'],
  ])
  expect(located).toMatchObject({ by: 'marks', hasKeys: true, missing: [], added: [] })
  expect(
    differing.map(({ code, state, column, yours }) => [
      code,
      state,
      column === null ? null : columns[column]?.field,
      yours,
    ]),
  ).toEqual([
    ['0001', 'yours', 'city', 'Çeşme'],
    ['0001', 'yours', 'credit_limit', 2_500_75],
    ['0002', 'yours', 'name', 'Şahin Ticaret Ltd. Şti.'],
    ['0003', 'yours', 'tags', 'a'],
    ['0009', 'new', null, null],
  ])
  expect(unchanged).toBe(3 * columns.length - 4)
})
