/** N12 in Chromium, by keys alone: out, edited in a spreadsheet, back, decided, written, undone. */
import type { Page } from '@playwright/test'
import { join } from 'node:path'
import { SheetEdit } from '../support/sheet-edit.ts'
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { cell, chooseFile, grid, visit } from './screen.ts'

test.use({ at: DEMO_NOON })

/** The grid's accounts saved by its key; answers where the file lies. */
async function exported(page: Page, dir: string): Promise<string> {
  const download = page.waitForEvent('download')
  await page.keyboard.press('Control+Shift+e')
  const path = join(dir, 'to-edit.xlsx')
  await (await download).saveAs(path)
  await expect(page.getByText(/Customers to edit\.xlsx saved with/)).toBeVisible()
  return path
}

async function back(page: Page, path: string) {
  await chooseFile(page, 'Shift+B', path)
  await expect(page.getByRole('heading', { name: 'Bring back from Excel' })).toBeVisible()
}

test('N12: export a grid, edit it, bring it back, decide, write and undo, by keyboard alone', async ({
  page,
  demo,
  open,
  dataDir,
}) => {
  let code = ''
  let other = ''
  await demo(async (client) => {
    const { rows } = await client.customers.list({})
    const codes = [...new Set(rows.map((row) => row.code))]
    code = codes[2] ?? ''
    other = codes[5] ?? ''
    await client.customers.patch({ code, patch: { city: 'Edirne', terms: 'NET30' } })
    await client.customers.patch({ code: other, patch: { city: 'Kars', phone: '1' } })
  })
  // Heard from the start: the browser takes a moment to hand its choosers over.
  page.on('filechooser', () => undefined)
  const host = await open('/customers')
  await expect(cell(grid(page, 'Customers'), other, 'code')).toBeVisible()
  const path = await exported(page, dataDir)
  const edit = await SheetEdit.open(path)
  edit
    .set(code, 'city', 'Çanakkale')
    .set(code, 'terms', 'whenever')
    .set(other, 'city', 'Iğdır')
    .set(other, 'balance', 1)
  await edit.save()

  // Meanwhile somebody changes the same cell in the books.
  await visit(page, host, `/customer/${other}`)
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible()
  await page.keyboard.press('F2')
  await page.getByLabel('City').fill('Ardahan')
  await page.keyboard.press('Control+s')
  await expect(page.getByLabel('City')).toBeHidden()
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await expect(page.getByRole('heading', { name: 'Customers' })).toBeVisible()

  await back(page, path)
  const lines = grid(page, 'Changes of the file')
  await expect(lines.getByRole('row')).toHaveCount(5)
  const row = (text: string) => lines.locator('[role=row]', { hasText: text })
  await expect(row('Çanakkale')).toContainText('Taken')
  await expect(row('whenever')).toContainText('Not valid')
  await expect(row('Iğdır')).toContainText('Ardahan')
  await expect(row('Iğdır')).toContainText('Conflict: books kept')
  await expect(row('Locked')).toBeVisible()
  await expect(page.getByRole('button', { name: /Write 1 change/ })).toBeVisible()

  // From problem to problem; the panel follows the focus. Y decides the conflict.
  const chosen = page.getByRole('complementary', { name: 'Chosen change' })
  await page.keyboard.press('F8')
  await expect(chosen).toContainText('whenever')
  await page.keyboard.press('F8')
  await expect(chosen).toContainText('Iğdır')
  await page.keyboard.press('y')
  await expect(row('Iğdır')).toContainText('Conflict: file taken')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/Written: 2 cells of 2 accounts/)).toBeVisible()
  await expect(row('Çanakkale')).toContainText('Same')

  await page.keyboard.press('u')
  await expect(page.getByText('Undone: every value stands as it was before.')).toBeVisible()
  await expect(row('Iğdır')).toContainText('Ardahan')
})

test('N12: a workbook of ours dropped among imports opens its difference; another company’s says whose it is', async ({
  page,
  demo,
  open,
  dataDir,
}) => {
  await demo()
  page.on('filechooser', () => undefined)
  await open('/aging')
  await expect(page.getByRole('heading', { name: 'Aging' })).toBeVisible()
  await expect(page.locator('.ag-row').first()).toBeVisible()
  const download = page.waitForEvent('download')
  await page.keyboard.press('Control+Shift+e')
  const path = join(dataDir, 'aging.xlsx')
  await (await download).saveAs(path)

  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await expect(page.getByRole('heading', { name: 'Imports' })).toBeFocused()
  await chooseFile(page, 'n', path)
  await expect(page.getByText('Nothing was changed in this file')).toBeVisible()
  await expect(page.getByText(/all its columns are locked/)).toBeVisible()

  const edit = await SheetEdit.open(path)
  const marks = edit.workbook.getWorksheet('saldo.roundtrip')
  const head = marks?.getCell('A2')
  if (head)
    head.value = head.text.replace(
      /"companyId":"[^"]+","company":"[^"]+"/,
      '"companyId":"0190f000-0000-7000-8000-000000000001","company":"Ege Gıda A.Ş."',
    )
  await edit.save()
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await expect(page.getByRole('heading', { name: 'Imports' })).toBeFocused()
  await chooseFile(page, 'n', path)
  await expect(page.getByText(/exported from the company Ege Gıda A\.Ş\./)).toBeVisible()
})
