/** The list of all documents: rows stay in the database. */
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { focusedCell, grid } from './screen.ts'

test.use({ at: DEMO_NOON })

test('M174 (part): G B opens all documents; filter, sort and totals are the database’s', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  await expect(grid(page, 'Customers').getByText('Deniz Ticaret')).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  const documents = grid(page, 'Documents')
  await expect(documents.locator('[row-id^="total"]').first()).toBeVisible()
  await page.screenshot({ path: 'test-results/ledger.png' })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+End')
  await page.waitForTimeout(500)
  await page.screenshot({ path: 'test-results/ledger-end.png' })
  expect((await focusedCell(page)).column).not.toBe('')
  await page.keyboard.press('Control+f')
  await page.keyboard.type('INCI')
  await expect(page.getByText(/of .* rows/)).toBeVisible()
  await page.screenshot({ path: 'test-results/ledger-inci.png' })
})
