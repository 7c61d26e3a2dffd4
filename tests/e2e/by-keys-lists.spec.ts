/** More main jobs by keyboard alone: a file with fixes, cells out and back, a workbook out and back, views. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SheetEdit } from '../support/sheet-edit.ts'
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { listen, noPointer, press, pressToColumn } from './keyboard.ts'
import { cell, fact, grid } from './screen.ts'
import { begin, errors, next, step } from './wizard.ts'

test.use({ at: DEMO_NOON })
test.beforeEach(async ({ page }) => {
  // Heard from the start: the browser takes a moment to hand its choosers over.
  page.on('filechooser', () => undefined)
  await listen(page)
})
test.afterEach(({ page }) => noPointer(page))

/** Two impossible days alike, and an amount with letters. */
const FILE = `Cari Kodu;Unvan;Belge Türü;Belge No;Belge Tarihi;Tutar
120.01.0077;Deniz Ticaret;Satış Faturası;KB-1;31.09.2026;1.000,50
120.01.0077;Deniz Ticaret;Satış Faturası;KB-2;31.09.2026;2.000,00
120.01.0077;Deniz Ticaret;Satış Faturası;KB-3;15.09.2026;3.OOO,00
`

test('M177 (part): by keys, a file with three bad cells is fixed, run, and stands in the books', async ({
  page,
  demo,
  open,
  dataDir,
}) => {
  await demo()
  const path = join(dataDir, 'belgeler.csv')
  writeFileSync(path, FILE)
  await open()
  await begin(page, path)
  await next(page)
  await expect(page.getByText('Everything needed is there')).toBeVisible()
  await next(page)
  await expect(errors(page)).toHaveText('3')

  await press(page, 'F8')
  await expect(page.locator(':focus')).toHaveText('31.09.2026')
  await press(page, 'F2')
  await expect(page.getByRole('dialog', { name: /^Document date, row/ })).toBeVisible()
  await page.keyboard.type('30.09.2026')
  await press(page, 'Shift+Enter')
  await expect(errors(page)).toHaveText('1')
  await press(page, 'F8')
  await expect(page.locator(':focus')).toHaveText('3.OOO,00')
  await press(page, 'F2')
  await expect(page.getByRole('dialog', { name: /^Amount, row/ })).toBeVisible()
  await page.keyboard.type('3.000,00')
  await press(page, 'Enter')
  await expect(errors(page)).toHaveText('0')
  await next(page)
  await step(page, 'Dry run')
  await next(page)
  await expect(page.getByText('3 rows imported')).toBeVisible()

  await press(page, 'Control+k')
  await page.keyboard.type('deniz tic')
  await expect(page.getByRole('option', { selected: true })).toContainText('Deniz Ticaret')
  await press(page, 'Enter')
  await expect(fact(page, 'Balance')).toHaveText('31,000.50')
})

test('ux 6.3 6.4: by keys, a range is copied, changed elsewhere, pasted back and still there after a reload', async ({
  page,
  demo,
  open,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await demo()
  await open()
  const customers = grid(page, 'Customers')
  await expect(cell(customers, 'Deniz Ticaret', 'balance')).toHaveText('25,000.00')
  await press(page, 'Control+f')
  await page.keyboard.type('yıldız yapı')
  await expect(page.getByText(/^4 of 60 rows/)).toBeVisible()
  await press(page, 'ArrowDown', 'e')
  await pressToColumn(page, 'terms')
  await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight', 'Control+c')
  await expect(page.getByText('6 cells copied')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.replaceAll('\r\n', '\n')).toBe('NET30\t1,000,000.00\nNET30\t\nNET30\t')

  // As a spreadsheet changes it: other terms, and a limit for each.
  const changed = copied
    .split(/\r?\n/)
    .map((line, at) => `NET${45 + at}\t${(at + 1) * 1000},25`)
    .join('\n')
  await page.evaluate((text) => navigator.clipboard.writeText(text), changed)
  await press(page, 'Control+v')
  await expect(page.getByRole('group', { name: 'Paste' })).toContainText('6 cells change')
  await press(page, 'Enter')
  await expect(page.getByText('6 cells changed')).toBeVisible()
  await expect(cell(customers, 'Yıldız Yapı Bursa', 'creditLimit')).toHaveText('3,000.25')

  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await press(page, 'Control+f', 'ArrowDown')
  await expect(page.locator('[role=gridcell]:focus')).toBeVisible()
  await press(page, 'e')
  await expect(cell(customers, 'Yıldız Yapı Bursa', 'terms')).toHaveText('NET47')
  await expect(cell(customers, 'Yıldız Yapı Ankara', 'creditLimit')).toHaveText('2,000.25')
})

test('N12 (part): by keys, accounts go out as a workbook and come back changed', async ({
  page,
  demo,
  open,
  dataDir,
}) => {
  await demo()
  await open()
  await expect(cell(grid(page, 'Customers'), 'Deniz Ticaret', 'code')).toBeVisible()
  const download = page.waitForEvent('download')
  await press(page, 'Control+Shift+e')
  const path = join(dataDir, 'out.xlsx')
  await (await download).saveAs(path)
  await expect(page.getByText(/Customers to edit\.xlsx saved with/)).toBeVisible()
  const edit = await SheetEdit.open(path)
  edit.set('120.01.0077', 'city', 'Iğdır').set('120.01.0077', 'terms', 'NET75')
  await edit.save()

  const chooser = page.waitForEvent('filechooser')
  await press(page, 'Shift+B')
  await (await chooser).setFiles(path)
  await expect(page.getByRole('heading', { name: 'Bring back from Excel' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Write 2 changes/ })).toBeVisible()
  await press(page, 'Control+Enter')
  await expect(page.getByText(/Written: 2 cells of 1 account/)).toBeVisible()

  await press(page, 'Control+k')
  await page.keyboard.type('deniz tic')
  await expect(page.getByRole('option', { selected: true })).toContainText('Deniz Ticaret')
  await press(page, 'Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deniz Ticaret')
  await expect(page.getByRole('main')).toContainText('Iğdır')
  await expect(page.getByRole('main')).toContainText('NET75')
})

test('M174 (part): by keys, a filter is saved as a view and is there on coming back and after a restart', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  const customers = grid(page, 'Customers')
  await expect(cell(customers, 'Deniz Ticaret', 'code')).toBeVisible()
  await press(page, 'ArrowDown')
  await pressToColumn(page, 'currency')
  await press(page, 'Alt+ArrowDown')
  await expect(page.getByRole('option', { name: /EUR/ })).toBeVisible()
  await page.keyboard.type('eur')
  await press(page, 'ArrowDown', 'Enter')
  await expect(page.locator('[data-filter="currency"]')).toContainText('EUR')
  const rows = await page.getByText(/of 60 rows/).textContent()
  await press(page, 'Control+Shift+s')
  await expect(page.getByRole('textbox', { name: 'Name of the view' })).toBeFocused()
  await page.keyboard.type('Avro hesapları')
  await press(page, 'Enter')
  const tab = page.getByRole('tab', { name: /Avro hesapları/ })
  await expect(tab).toHaveAttribute('aria-selected', 'true')

  await press(page, 'g', 'h')
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Customers')
  await press(page, 'Alt+ArrowLeft')
  await expect(tab).toHaveAttribute('aria-selected', 'true')
  await page.reload()
  await expect(tab).toHaveAttribute('aria-selected', 'true')
  await expect(page.locator('[data-filter="currency"]')).toContainText('EUR')
  await expect(page.getByText(/of 60 rows/)).toHaveText(rows ?? '')
  await expect(customers.getByText('Deniz Ticaret')).toBeHidden()
})

test('M48 M174 (part): by keys, statement lines of one kind are saved as a view; the balance says what it runs over', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await press(page, 'Control+k')
  await page.keyboard.type('deniz tic')
  await expect(page.getByRole('option', { selected: true })).toContainText('Deniz Ticaret')
  await press(page, 'Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deniz Ticaret')
  await press(page, 's')
  const lines = grid(page, 'Statement')
  await expect(cell(lines, 'INV-103', 'balance')).toHaveText('25,000.00')
  await press(page, 'ArrowDown')
  await pressToColumn(page, 'kind')
  await press(page, 'Alt+ArrowDown')
  await expect(page.getByRole('option', { name: /Invoice/ })).toBeVisible()
  await page.keyboard.type('invoice')
  await press(page, 'ArrowDown', 'Enter')
  await expect(page.locator('[data-filter="kind"]')).toContainText('Invoice')
  await expect(page.getByText('Filtered: the balance runs over all rows')).toBeVisible()
  await expect(lines.locator('[row-id^="total"] [col-id=debit]')).toHaveText('25,000.00')
  await expect(lines.locator('[row-id^="total"] [col-id=balance]')).toHaveText('')
  await press(page, 'Control+Shift+s')
  await page.keyboard.type('Yalnız faturalar')
  await press(page, 'Enter')
  await expect(page.getByRole('button', { name: 'View: Yalnız faturalar' })).toBeVisible()
  await page.reload()
  await expect(page.locator('[data-filter="kind"]')).toContainText('Invoice')
  await press(page, 'Alt+Shift+V')
  await expect(page.getByRole('menuitemradio', { name: 'Yalnız faturalar' })).toBeVisible()
})
