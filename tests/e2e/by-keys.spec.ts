/** The main jobs by keyboard alone, one walk each: no pointer touches the page. */
import type { Page } from '@playwright/test'
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { keysHeard, listen, noPointer, press, pressToColumn, pressUntil } from './keyboard.ts'
import { cell, fact, focusedCell, grid } from './screen.ts'

test.use({ at: DEMO_NOON })

test.beforeEach(({ page }) => listen(page))
test.afterEach(({ page }) => noPointer(page))

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
/** Answers how many keys the page had heard when the name was there. */
async function findDeniz(page: Page): Promise<number> {
  await press(page, 'Control+k')
  await page.keyboard.type('deniz tic')
  await expect(page.getByRole('option', { selected: true })).toContainText('Deniz Ticaret')
  const heard = await keysHeard(page)
  await press(page, 'Enter')
  await expect(heading(page)).toContainText('Deniz Ticaret')
  return heard
}

test('M163 (part) M45 (part): finds a customer and reads her statement, two keys after the name', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/customers')
  await expect(heading(page)).toBeVisible()
  const heard = await findDeniz(page)
  await press(page, 's')
  await expect(heading(page)).toHaveText('Statement')
  await expect(cell(grid(page, 'Statement'), 'INV-103', 'balance')).toHaveText('25,000.00')
  expect((await keysHeard(page)) - heard).toBeLessThanOrEqual(4)
})

test('M50 (part): ages as of a past day and drills from the bucket to the document', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/customers')
  await expect(heading(page)).toBeVisible()
  await press(page, 'g', 'a')
  await expect(heading(page)).toContainText('Aging')
  await press(page, 'd')
  await page.keyboard.type('30092026')
  await press(page, 'Enter')
  await expect(page).toHaveURL(/2026-09-30/)
  await press(page, 'Control+f')
  await page.keyboard.type('deniz tic')
  await expect(cell(grid(page, 'Aging'), 'Deniz Ticaret', 'total')).toHaveText('25,000.00')
  await press(page, 'ArrowDown')
  await pressToColumn(page, 'total')
  await press(page, 'Enter')
  const items = grid(page, 'Open items')
  await expect(cell(items, 'INV-101', 'open')).toHaveText('12,000.00')
  await expect.poll(async () => (await focusedCell(page)).column).toBe('document')
  await press(page, 'Enter')
  await expect(page.getByRole('heading', { level: 2, name: /^INV-10/ })).toBeVisible()
})

test('M47 (part): posts a receipt and allocates it against the proposal', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/customers')
  await expect(heading(page)).toBeVisible()
  await findDeniz(page)
  await press(page, 'r')
  await expect(page.getByLabel('Amount', { exact: true })).toBeFocused()
  await page.keyboard.type('15.000,00')
  const second = page.getByLabel('Apply to INV-102')
  await expect(second).toHaveValue('3,000.00')
  await pressUntil(page, 'Tab', second)
  await press(page, 'Control+a')
  await page.keyboard.type('2.500,00')
  await press(page, 'Control+Enter')
  await expect(fact(page, 'Balance')).toHaveText('10,000.00 TRY')
  await expect(page.getByLabel('Amount', { exact: true })).toBeFocused()
})
