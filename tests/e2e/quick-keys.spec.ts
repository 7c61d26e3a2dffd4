/**
 * Keys pressed one after the other without waiting, while the page is slow: none is lost and none
 * goes elsewhere. Only the end of each walk is waited for, as a person would.
 */
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { SheetEdit } from '../support/sheet-edit.ts'
import { DEMO_NOON, delayAnswers, expect, test } from './fixtures.ts'
import { press, pressToColumn } from './keyboard.ts'
import { cell, focusedCell, grid } from './screen.ts'
import { begin, errors, next } from './wizard.ts'

test.use({ at: DEMO_NOON })

test.beforeEach(({ page }) => {
  page.on('filechooser', () => undefined)
})

test('quick keys: G C and a filter, G A and a day, the palette and Enter, S from a customer', async ({
  page,
  demo,
  open,
  slow,
}) => {
  await demo()
  await open()
  const heading = page.getByRole('heading', { level: 1 })
  await expect(cell(grid(page, 'Customers'), 'Deniz Ticaret', 'balance')).toBeVisible()
  await slow(6)

  await press(page, 'g', 'a')
  await press(page, 'g', 'c', 'Control+f')
  await page.keyboard.type('deniz tic')
  await press(page, 'ArrowDown')
  await expect(heading).toHaveText('Customers')
  await expect(page.locator('#quick-filter')).toHaveValue('deniz tic')
  await expect.poll(async () => (await focusedCell(page)).column).toBe('code')
  await expect(page.locator('[role=gridcell]:focus')).toHaveText('120.01.0077')

  await press(page, 'g', 'a', 'd')
  await page.keyboard.type('30092026')
  await press(page, 'Enter')
  await expect(page).toHaveURL(/aging.*2026-09-30/)

  await press(page, 'Control+k')
  await page.keyboard.type('deniz tic')
  await press(page, 'Enter')
  await expect(heading).toHaveText('Deniz Ticaret')
  await press(page, 'g', 'c', 'Control+k')
  await page.keyboard.type('#INV-102')
  await press(page, 'Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'INV-102' })).toBeVisible()
})

test('quick keys: E, values one after the other, fill down and undo in the customers list', async ({
  page,
  demo,
  open,
  slow,
}) => {
  await demo()
  await open()
  const customers = grid(page, 'Customers')
  await expect(cell(customers, 'Deniz Ticaret', 'balance')).toBeVisible()
  await slow(6)
  await press(page, 'ArrowDown', 'e', 'ArrowRight', 'ArrowRight', 'ArrowRight')
  await page.keyboard.type('NET41')
  await press(page, 'Enter')
  await page.keyboard.type('NET42')
  await press(page, 'Tab')
  await page.keyboard.type('1234,5')
  await press(page, 'Enter')
  const [first, second, third] = ['Yıldız Yapı', 'Yıldız Yapı Ankara', 'Yıldız Yapı Bursa']
  const at = (row: string, column: string) =>
    customers
      .locator('[role=row]', { has: page.getByText(row, { exact: true }) })
      .locator(`[col-id="${column}"]`)
  await expect(at(first ?? '', 'terms')).toHaveText('NET41')
  await expect(at(second ?? '', 'terms')).toHaveText('NET42')
  await expect(at(second ?? '', 'creditLimit')).toHaveText('1,234.50')
  await press(page, 'Control+d')
  await expect(at(third ?? '', 'creditLimit')).toHaveText('1,234.50')
  await press(page, 'Control+z', 'Control+z')
  await expect(at(third ?? '', 'creditLimit')).toHaveText('')
  await expect(at(second ?? '', 'creditLimit')).toHaveText('')
  expect((await focusedCell(page)).column).toBe('creditLimit')
})

const FILE = `Cari Kodu;Unvan;Belge Türü;Belge No;Belge Tarihi;Tutar
120.01.0077;Deniz Ticaret;Satış Faturası;KB-1;31.09.2026;1.000,50
120.01.0077;Deniz Ticaret;Satış Faturası;KB-2;30.09.2026;2.OOO,00
120.01.0077;Deniz Ticaret;Satış Faturası;KB-3;15.09.2026;3.OOO,00
`

test('quick keys: F8, F2, a value and Enter over three problems of a file', async ({
  page,
  demo,
  open,
  dataDir,
  slow,
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
  await slow(6)
  await press(page, 'F8', 'F2')
  await page.keyboard.type('30.09.2026')
  await press(page, 'Enter', 'F8', 'F2')
  await page.keyboard.type('2.000,00')
  await press(page, 'Enter', 'F8', 'F2')
  await page.keyboard.type('3.000,00')
  await press(page, 'Enter')
  await expect(errors(page)).toHaveText('0')
})

test('quick keys: F8 F8 Y decides the conflict of a workbook that came back', async ({
  page,
  demo,
  open,
  dataDir,
  slow,
}) => {
  await demo()
  const host = await open()
  await expect(cell(grid(page, 'Customers'), 'Deniz Ticaret', 'code')).toBeVisible()
  const download = page.waitForEvent('download')
  await press(page, 'Control+Shift+e')
  const path = join(dataDir, 'out.xlsx')
  await (await download).saveAs(path)
  await expect(page.getByText(/Customers to edit\.xlsx saved with/)).toBeVisible()
  const edit = await SheetEdit.open(path)
  edit
    .set('120.01.0042', 'city', 'Çanakkale')
    .set('120.01.0042', 'terms', 'whenever')
    .set('120.01.0077', 'city', 'Iğdır')
  await edit.save()
  await page.goto(`${host.origin}/#/customer/120.01.0077`)
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible()
  await press(page, 'F2')
  await page.getByLabel('City').fill('Ardahan')
  await press(page, 'Control+s')
  await expect(page.getByLabel('City')).toBeHidden()
  await press(page, 'g', 'c')
  await expect(page.getByRole('heading', { name: 'Customers' })).toBeVisible()
  const chooser = page.waitForEvent('filechooser')
  await press(page, 'Shift+B')
  await (await chooser).setFiles(path)
  const lines = grid(page, 'Changes of the file')
  const row = lines.locator('[role=row]', { hasText: 'Iğdır' })
  await expect(row).toContainText('Conflict: books kept')
  await slow(6)
  await press(page, 'F8', 'F8', 'y')
  await expect(row).toContainText('Conflict: file taken')
})

test('quick keys: ↓ and Ctrl+End before the rows have come from the database, and the end stays', async ({
  page,
  demo,
  open,
  slow,
}) => {
  await delayAnswers(page, /^ledger\.block/, 1200)
  await demo()
  await open()
  await expect(cell(grid(page, 'Customers'), 'Deniz Ticaret', 'balance')).toBeVisible()
  await slow(4)
  await press(page, 'g', 'b')
  await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeFocused()
  await press(page, 'ArrowDown', 'Control+End')
  const last = grid(page, 'Documents').locator('[role=row][row-index="617"]')
  await expect(last.locator(':focus')).toBeVisible()
  // Its block comes later still.
  await expect(last).toContainText(/\d{2}\/\d{2}\/20/)
  await expect(last.locator(':focus')).toBeVisible()
})

test('quick keys: Alt+↓, a value and Enter filter by it, whenever the values come', async ({
  page,
  demo,
  open,
  slow,
}) => {
  await demo()
  await open()
  await expect(cell(grid(page, 'Customers'), 'Deniz Ticaret', 'code')).toBeVisible()
  await press(page, 'ArrowDown')
  await pressToColumn(page, 'currency')
  await slow(6)
  await press(page, 'Alt+ArrowDown')
  await page.keyboard.type('eur')
  await press(page, 'ArrowDown', 'Enter')
  await expect(page.locator('[data-filter="currency"]')).toContainText('EUR')
})

test('quick keys: Esc out of choosers and menus, and what is pressed next has the focus', async ({
  page,
  demo,
  open,
  slow,
}) => {
  await demo()
  await open()
  await expect(cell(grid(page, 'Customers'), 'Deniz Ticaret', 'code')).toBeVisible()
  await press(page, 'ArrowDown')
  await slow(6)
  for (const pop of ['Control+Shift+k', 'Alt+Shift+G', 'Alt+ArrowDown', 'Shift+F10']) {
    await press(page, pop)
    await expect(page.locator('[role=dialog], [role=menu]').first()).toBeVisible()
    // The row of filters takes the focus and keeps it; then it goes, and the grid has it again.
    await press(page, 'Escape', 'Control+Shift+l')
    await expect(page.locator('[data-filter-column]:focus')).toBeVisible()
    await page.waitForTimeout(100)
    await expect(page.locator('[data-filter-column]:focus')).toBeVisible()
    await press(page, 'Control+Shift+l')
    await expect(page.locator('[data-filter-column]')).toHaveCount(0)
    await press(page, 'ArrowDown')
    await expect.poll(async () => (await focusedCell(page)).column).not.toBe('')
  }
})

test('ux 4: keys pressed before the sync page has its data wait for it', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await delayAnswers(page, /^device\.exchange$|^companies\.info$/, 400)
  await open()
  await expect(cell(grid(page, 'Customers'), 'Deniz Ticaret', 'balance')).toBeVisible()
  await press(page, 'g', 'y', 'p')
  await expect(page.getByLabel('Server address')).toBeFocused()
  await page.keyboard.type('https://saldo.example')
  await expect(page.getByLabel('Server address')).toHaveValue('https://saldo.example')
})
