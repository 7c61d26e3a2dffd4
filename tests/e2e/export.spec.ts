/** Ctrl+E: every list as it is shown, opened again by a spreadsheet engine. */
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
  const csv = await saved(page, 'Control+Shift+x')
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
