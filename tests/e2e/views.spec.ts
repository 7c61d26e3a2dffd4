/** Filters, groups, columns and saved views of lists, by keyboard alone. */
import type { Page } from '@playwright/test'
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { cell, grid } from './screen.ts'

test.use({ at: DEMO_NOON })

/** "1,234.56" and "−1,234.56" as cents. */
function cents(text: string): bigint {
  return BigInt(text.replace('\u2212', '-').replace(/[.,\s]/g, '') || '0')
}

/** Into the rows by ↓ of the quick filter, and right to a column. */
async function focusColumn(page: Page, steps: number): Promise<void> {
  await page.keyboard.press('Control+f')
  await page.keyboard.press('ArrowDown')
  for (let n = 0; n < steps; n += 1) await page.keyboard.press('ArrowRight')
}

test('M174 (part): a set filter by keys, its chip, and all filters cleared', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  const customers = grid(page, 'Customers')
  await expect(customers.getByText('Deniz Ticaret')).toBeVisible()
  await focusColumn(page, 3)

  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByRole('option', { name: /EUR/ })).toBeVisible()
  await page.keyboard.type('eur')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const chip = page.locator('[data-filter="currency"]')
  await expect(chip).toContainText('EUR')
  await expect(customers.getByText('Deniz Ticaret')).toBeHidden()
  await expect(page.getByText(/of 60 rows/)).toBeVisible()

  await chip.getByRole('button', { name: /^Remove filter/ }).focus()
  await page.keyboard.press('Enter')
  await expect(chip).toHaveCount(0)
  await expect(customers.getByText('Deniz Ticaret')).toBeVisible()

  await page.keyboard.press('Control+Shift+l')
  await expect(page.locator('[data-filter-column]:focus')).toBeVisible()
  await page.locator('[data-filter-column="name"]').focus()
  await page.keyboard.type('INCI')
  await expect(customers.getByText('Deniz Ticaret')).toBeHidden()
  await expect(customers.getByText(/^İnci/).first()).toBeVisible()
  await page.locator('[data-filter-column="overdue"]').focus()
  await page.keyboard.type('>0')
  await expect(page.locator('[data-filter]')).toHaveCount(2)
  await page.keyboard.press('Control+Shift+Backspace')
  await expect(page.locator('[data-filter]')).toHaveCount(0)
})

test('M174 (part): inci, INCI and sahin find İnci and Şahin; Esc clears', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  const customers = grid(page, 'Customers')
  await expect(customers.getByText('Deniz Ticaret')).toBeVisible()
  for (const [typed, found] of [
    ['inci', /^İnci/],
    ['INCI', /^İnci/],
    ['sahin', /^Şahin/],
  ] as const) {
    await page.keyboard.press('Control+f')
    await page.keyboard.type(typed)
    await expect(customers.getByText('Deniz Ticaret')).toBeHidden()
    await expect(customers.getByText(found).first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(customers.getByText('Deniz Ticaret')).toBeVisible()
  }
})

test('M174 (part): subtotals of groups add up to the total; keys close and open them', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  const customers = grid(page, 'Customers')
  await expect(cell(customers, 'Deniz Ticaret', 'balance')).toBeVisible()
  await page.keyboard.press('Alt+Shift+G')
  await page.getByRole('menuitemcheckbox', { name: 'Segment' }).focus()
  await page.keyboard.press('Enter')
  const groups = customers.locator('[row-id^="group"]')
  await expect(groups.first()).toBeVisible()

  await page.keyboard.press('Control+f')
  await page.keyboard.press('ArrowDown')
  for (let n = 0; n < 4; n += 1) {
    if (n > 0) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Alt+Shift+ArrowLeft')
    await expect(groups.nth(n).locator('[aria-expanded="false"]')).toBeVisible()
  }
  await expect(groups).toHaveCount(4)
  const subtotals = await groups.locator('[col-id="balance"]').allTextContents()
  const total = await customers.locator('[row-id^="total"] [col-id="balance"]').textContent()
  expect(subtotals.length).toBeGreaterThan(2)
  expect(subtotals.reduce((sum, one) => sum + cents(one), 0n)).toBe(cents(total ?? ''))
  await page.keyboard.press('Alt+Shift+ArrowRight')
  await expect(customers.locator('[aria-expanded="true"]').first()).toBeVisible()
})

test('M174 (part): columns chosen and a filter saved as a view are there after a reload', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  const customers = grid(page, 'Customers')
  await expect(customers.getByText('Deniz Ticaret')).toBeVisible()
  await page.keyboard.press('Control+Shift+k')
  await expect(page.getByRole('textbox', { name: 'Search columns' })).toBeFocused()
  await page.keyboard.type('city')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(page.getByRole('option', { name: 'City' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(customers.getByRole('columnheader', { name: 'City' })).toBeVisible()
  await focusColumn(page, 5)
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByRole('textbox', { name: 'From' })).toBeFocused()
  await page.keyboard.type('0')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-filter]')).toHaveCount(1)
  await expect(page.getByRole('img', { name: 'changed' })).toBeVisible()

  await page.keyboard.press('Control+Shift+s')
  await expect(page.getByRole('textbox', { name: 'Name of the view' })).toBeFocused()
  await page.keyboard.type('Yakından izle')
  await page.keyboard.press('Enter')
  const tab = page.getByRole('tab', { name: /Yakından izle/ })
  await expect(tab).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('img', { name: 'changed' })).toHaveCount(0)
  await page.screenshot({ path: 'test-results/view-saved.png' })

  await page.reload()
  await expect(tab).toHaveAttribute('aria-selected', 'true')
  await expect(customers.getByRole('columnheader', { name: 'City' })).toBeVisible()
  await expect(page.locator('[data-filter]')).toHaveCount(1)
})

test('M174 (part): Ctrl+E saves what the view shows as a workbook', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  await expect(grid(page, 'Customers').getByText('Deniz Ticaret')).toBeVisible()
  await page.keyboard.press('Control+f')
  await page.keyboard.type('inci')
  await expect(page.getByText(/of 60 rows/)).toBeVisible()
  const download = page.waitForEvent('download')
  await page.keyboard.press('Control+e')
  expect((await download).suggestedFilename()).toMatch(/^Customers \d{4}-\d\d-\d\d\.xlsx$/)
  await expect(page.getByText(/Saved as Customers .*\.xlsx/)).toBeVisible()
})
