/** Ctrl+E: every list as it is shown, opened again by a spreadsheet engine. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { openWorkbook } from '../support/recompute.ts'
import { expect, test } from './fixtures.ts'
import { grid } from './screen.ts'

async function saved(page: Page, keys: string): Promise<{ name: string; path: string }> {
  const download = page.waitForEvent('download')
  await page.keyboard.press(keys)
  const file = await download
  return { name: file.suggestedFilename(), path: await file.path() }
}

async function workbook(page: Page) {
  const { name, path } = await saved(page, 'Control+e')
  const sheets = await openWorkbook(path)
  for (const { cached, computed, formula } of sheets.flatMap(({ formulas }) => formulas))
    expect([formula, computed]).toEqual([formula, expect.closeTo(cached as number, 6)])
  return { name, sheets, first: sheets[0] ?? { rows: [], formulas: [], name: '' } }
}

/** The exact total rows below a grid, as text. */
async function totalsOf(page: Page, label: string): Promise<string> {
  const rows = grid(page, label).locator('[role=row][row-id^="b-"], [role=row][row-index^="b-"]')
  return (await rows.allInnerTexts()).join(' ')
}

test('M44 M51 M52 (part): customers, risk, payments, documents and aging are exported as they are shown', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  const host = await open()
  await expect(grid(page, 'Customers').getByText('Deniz Ticaret')).toBeVisible()
  const all = await workbook(page)
  expect(all.name).toMatch(/^Customers \d{4}-\d\d-\d\d\.xlsx$/)
  expect(all.first.name).toBe(all.name.replace('.xlsx', ''))
  expect(all.first.formulas.length).toBeGreaterThan(2)

  await page.keyboard.press('Control+f')
  await page.keyboard.type('inci')
  await expect(page.getByText(/of 60 rows/)).toBeVisible()
  const some = await workbook(page)
  expect(some.first.rows.length).toBeLessThan(all.first.rows.length)
  expect(some.sheets.at(-1)?.rows).toContainEqual(expect.arrayContaining(['Filter', '“inci”']))
  await page.keyboard.press('Control+Shift+x')
  const csv = await saved(page, 'Enter')
  expect(csv.name).toMatch(/^Customers .*\.csv$/)

  await page.goto(`${host.origin}/#/risk`)
  await expect(grid(page, 'Riskiest accounts').getByRole('row').nth(3)).toBeVisible()
  const risk = await workbook(page)
  expect(risk.first.rows.length).toBeGreaterThan(10)

  await page.goto(`${host.origin}/#/ledger`)
  await expect(grid(page, 'Documents').getByRole('row').nth(5)).toBeVisible()
  const documents = await workbook(page)
  expect(documents.name).toBe('Documents.xlsx')
  expect(documents.first.rows.length).toBeGreaterThan(300)
  const [sum] = documents.first.formulas
  const shown = String(Math.round(Math.abs(sum?.cached as number) * 100))
  await expect
    .poll(async () => (await totalsOf(page, 'Documents')).replace(/\D/g, ''))
    .toContain(shown)

  await page.goto(`${host.origin}/#/aging`)
  await expect(grid(page, 'Aging').getByRole('row').nth(5)).toBeVisible()
  const report = await workbook(page)
  expect(report.name).toMatch(/^aging-/)
  await page.keyboard.press('Control+f')
  await page.keyboard.type('deniz')
  await expect(page).toHaveURL(/filter=deniz/)
  const narrowed = await workbook(page)
  expect(narrowed.name).toMatch(/^Aging \d{4}/)
  expect(narrowed.first.rows.length).toBeLessThan(12)
})

test('ux 6.11: CSV asks separator and decimal mark, and remembers them; Esc writes nothing', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  await expect(grid(page, 'Customers').getByText('Deniz Ticaret')).toBeVisible()
  await page.keyboard.press('Control+Shift+x')
  const dialog = page.getByRole('dialog', { name: 'Save as CSV' })
  await expect(dialog.getByRole('radio', { name: 'Comma ,' })).toBeChecked()
  await expect(dialog.getByRole('radio', { name: '1234.56' })).toBeChecked()
  await dialog.getByText('Semicolon ;').click()
  await dialog.getByText('1234,56').click()
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  expect(text).toMatch(/^\uFEFF?Code;Account;/)
  expect(text).toMatch(/;Deniz Ticaret;.*;25000,00;/)

  let written = 0
  page.on('download', () => (written += 1))
  await page.keyboard.press('Control+Shift+x')
  await expect(dialog.getByRole('radio', { name: 'Semicolon ;' })).toBeChecked()
  await expect(dialog.getByRole('radio', { name: '1234,56' })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(written).toBe(0)
})

test('ux 6.10 6.11: what is chosen is exported from the menu of the cell, rows of the database too', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  const host = await open()
  await grid(page, 'Customers').locator('[row-index="0"] [col-id=code]').click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  const chosen = await exportChosen(page)
  expect(chosen.rows.slice(0, 3).map((row) => row.length)).toEqual([2, 2, 2])
  expect(chosen.rows[0]).toEqual(['Code', 'Account'])
  expect(chosen.rows[1]?.[0]).toMatch(/^120\./)

  await page.goto(`${host.origin}/#/ledger`)
  const documents = grid(page, 'Documents')
  const totals = documents.locator('[row-id^="total"] [col-id=amount]')
  await expect(totals.first()).not.toHaveText('')
  await documents.locator('[row-index="0"] [col-id=document]').click()
  await page.keyboard.press('Control+Space')
  const all = await exportChosen(page)
  const shown = await page.getByText(/^\d+ rows$/).textContent()
  expect(all.rows.length - 1).toBe(Number.parseInt(shown ?? '', 10))
})

/** The first sheet that "Export selection" of the focused cell's menu writes. */
async function exportChosen(page: Page) {
  await page.keyboard.press('Shift+F10')
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export selection' }).click()
  const [first] = await openWorkbook(await (await download).path())
  if (!first) throw new Error('no sheet')
  return first
}
