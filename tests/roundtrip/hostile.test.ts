/** N12, reliability-security 5: a file brought back is a stranger's file like any other. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Prng } from '../../shared/domain/generate/prng.ts'
import { testBackend, type TestBackend } from '../support/backend.ts'
import { SheetEdit } from '../support/sheet-edit.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await testBackend()
  for (const code of ['0001', '0002'])
    await backend.client.customers.create({
      customerId: uuidv7(),
      customer: { code, name: `Name ${code}`, taxId: '0123456789' },
      acceptDuplicate: true,
    })
})
afterEach(() => backend.stop())

async function exported(): Promise<string> {
  const { file } = await backend.client.roundtrip.exportCustomers({ language: 'en' })
  const path = join(backend.dir, `${uuidv7()}.xlsx`)
  copyFileSync(file, path)
  return path
}
const open = (path: string) => backend.client.roundtrip.open({ source: { path } })
async function forged(work: (marks: import('exceljs').Worksheet, edit: SheetEdit) => void) {
  const edit = await SheetEdit.open(await exported())
  const marks = edit.workbook.getWorksheet('saldo.roundtrip')
  if (!marks) throw new Error('no hidden sheet')
  work(marks, edit)
  return edit.save()
}

describe('N12: a hostile or damaged file', () => {
  it('is refused with the name of the company it came from when it is another one’s', async () => {
    const path = await exported()
    await backend.client.companies.create({
      name: 'Other',
      currency: 'TRY',
      file: join(backend.dir, 'other.saldo'),
    })

    await expect(open(path)).rejects.toMatchObject({
      code: 'roundtrip.other_company',
      params: { other: 'Test' },
    })
  })

  it.each<[string, string, (marks: import('exceljs').Worksheet) => void]>([
    ['a newer version', 'roundtrip.too_new', (marks) => (marks.getCell('B1').value = 99)],
    [
      'a value of then changed',
      'roundtrip.damaged',
      (marks) => (marks.getCell('B4').value = marks.getCell('B4').text.replace('Name', 'Gnome')),
    ],
    ['a record taken out', 'roundtrip.damaged', (marks) => marks.spliceRows(4, 1)],
    ['no seal', 'roundtrip.damaged', (marks) => (marks.getCell('A3').value = null)],
    ['another seal', 'roundtrip.damaged', (marks) => (marks.getCell('A3').value = '0'.repeat(64))],
    ['a head that is no JSON', 'roundtrip.damaged', (marks) => (marks.getCell('A2').value = '{')],
    [
      'a head of another shape',
      'roundtrip.damaged',
      (marks) => (marks.getCell('A2').value = '{"__proto__":{"polluted":1}}'),
    ],
    [
      'a record that is no list',
      'roundtrip.damaged',
      (marks) => (marks.getCell('B4').value = '{"length":3}'),
    ],
    ['rows of nothing', 'roundtrip.damaged', (marks) => marks.eachRow((row) => (row.values = []))],
  ])('%s: refused as a whole', async (_, code, work) => {
    await expect(open(await forged(work))).rejects.toMatchObject({ code })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('without its headings and marks it says which headings it needs', async () => {
    const path = await forged((_, edit) => edit.sheet.spliceRows(1, 2))

    await expect(open(path)).rejects.toMatchObject({ code: 'roundtrip.columns_lost' })
  })

  it('refuses rows with another account’s mark, and text that would be a formula stays text', async () => {
    const path = await forged((_, edit) => {
      edit.cell('0001', 'name').value = '=cmd|calc'
      edit.rowOf('0002').getCell(1).value = edit.rowOf('0001').getCell(1).value
    })
    const found = await open(path)
    const { lines, takes } = await backend.client.roundtrip.state({ draftId: found?.draftId ?? '' })

    expect(lines.map(({ state, problem }) => [state, problem?.code])).toEqual([
      ['refused', 'row.twice'],
      ['refused', 'row.twice'],
      ['missing', undefined],
    ])
    expect(takes.cells).toBe(0)
  })

  it('other files are none of it: the import takes them', async () => {
    expect(await open(backend.write('a.csv', 'customer_code,name\nC1,One\n'))).toBeNull()
  })

  it('any bytes changed: a refusal or a difference, never a fault', async () => {
    const bytes = readFileSync(await exported())
    const random = new Prng(20261127)
    for (let n = 0; n < 12; n += 1) {
      const mutant = Buffer.from(bytes)
      for (let m = 0; m < 3; m += 1) mutant[random.int(0, mutant.length - 1)] = random.int(0, 255)
      const path = join(backend.dir, `mutant-${n}.xlsx`)
      writeFileSync(path, mutant)
      const result = await open(path).catch((error: unknown) => error)
      if (result instanceof Error) expect(result).toMatchObject({ name: 'Refusal' })
      else if (result !== null)
        await backend.client.roundtrip.state({ draftId: (result as { draftId: string }).draftId })
    }
  })
})
