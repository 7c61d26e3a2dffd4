/** Brings the preview of a round trip into a state worth a picture: every kind of line is in it. */
import { join } from 'node:path'
import { SheetEdit } from '../../support/sheet-edit.ts'
import type { Stage } from './shot.ts'

/** A workbook of every account may take its time on a busy machine. */
const WORKBOOK_MS = 60_000

/** From the customers grid; by keys, since the words change with the language. */
export async function bringBack(stage: Stage, dir: string): Promise<void> {
  const { page, press, settle } = stage
  const download = page.waitForEvent('download', { timeout: WORKBOOK_MS })
  await press('Control+Shift+e')
  const path = join(dir, 'cari-liste-düzenlenmiş.xlsx')
  await (await download).saveAs(path)
  const codes = await codesOf(path)
  const first = await edited(path, join(dir, 'first.xlsx'), (edit) =>
    edit.set(codes(4), 'city', 'Kayseri').set(codes(5), 'phone', '0312 555 44 33'),
  )
  await take(stage, first)
  await press('Control+Enter')
  await page.goto(page.url().replace(/#.*/, '#/customers'))
  await settle()
  const second = await edited(path, path, (edit) => {
    edit
      .set(codes(1), 'name', 'Çağlayan Yapı Malzemeleri Sanayi ve Ticaret A.Ş.')
      .set(codes(1), 'credit_limit', 1_250_000)
      .set(codes(2), 'terms', 'iki ay')
      .set(codes(3), 'tax_id', 1234567891)
      .set(codes(4), 'city', 'Nevşehir')
      .set(codes(6), 'balance', 0)
      .set(codes(7), 'email', 'muhasebe@ornek.example')
      .set(codes(7), 'segment', 'A')
      .set(codes(8), 'credit_limit', '250.000,00')
    edit.rowOf(codes(9)).values = []
    const last = edit.sheet.getRow(edit.sheet.rowCount - 3)
    last.getCell(edit.columnOf('code')).value = '120.99.0001'
    last.getCell(edit.columnOf('name')).value = 'Yıldız Hırdavat Ltd. Şti.'
  })
  await take(stage, second)
  await press('F8')
}

/** From the lines to do: some as proposed, some by hand, and each kind of row that cannot be taken. */
export async function bringLinesBack(stage: Stage, dir: string): Promise<void> {
  const { page, press, settle } = stage
  const download = page.waitForEvent('download', { timeout: WORKBOOK_MS })
  await press('Control+Shift+e')
  const path = join(dir, 'banka-hareketleri.xlsx')
  await (await download).saveAs(path)
  // Meanwhile somebody accepts the first line.
  await page.locator('[data-pane=lines] [role=gridcell]:focus').waitFor()
  await press('Enter')
  await page.locator('[role=tab]:nth-child(2)', { hasText: /[1-9]/ }).waitFor()
  await settle()
  await edited(path, path, (edit) => {
    const cell = (n: number, field: string) =>
      edit.sheet.getRow(2 + n).getCell(edit.columnOf(field))
    const propose = (n: number) => {
      for (const field of ['customer', 'documents', 'on_account'])
        cell(n, field).value = cell(n, `proposed_${field}`).value
    }
    for (const n of [1, 2, 3, 4]) propose(n)
    cell(5, 'customer').value = cell(5, 'proposed_customer').value
    cell(5, 'on_account').value = 'evet'
    cell(6, 'park').value = 'Kimin ödediği sorulacak'
    propose(7)
    cell(7, 'amount').value = 1_000_000
    cell(8, 'customer').value = '120.99.9999'
    cell(9, 'customer').value = cell(9, 'proposed_customer').value
    cell(10, 'customer').value = cell(2, 'proposed_customer').value
    cell(10, 'documents').value = cell(2, 'proposed_documents').value
  })
  await take(stage, path)
}

async function take({ page, press, settle }: Stage, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await press('Shift+B')
  await (await chooser).setFiles(path)
  await page.waitForURL(/roundtrip/)
  await settle()
}

async function codesOf(path: string): Promise<(n: number) => string> {
  const edit = await SheetEdit.open(path)
  const at = edit.columnOf('code')
  return (n) => edit.sheet.getRow(2 + n).getCell(at).text
}

async function edited(
  from: string,
  to: string,
  work: (edit: SheetEdit) => unknown,
): Promise<string> {
  const edit = await SheetEdit.open(from)
  work(edit)
  return edit.save(to)
}
