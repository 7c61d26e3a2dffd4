/** Filters, groups, columns and saved views of the customers list, by keyboard alone. */
import type { Page } from '@playwright/test'
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { cell, grid } from './screen.ts'

test.use({ at: DEMO_NOON })

/** "1,234.56" and "−1,234.56" as cents. */
function cents(text: string): bigint {
  return BigInt(text.replace('\u2212', '-').replace(/[.,\s]/g, '') || '0')
}

async function focusRows(page: Page): Promise<void> {
  await page.keyboard.press('Control+f')
  await page.keyboard.press('ArrowDown')
}

test('N1 M51 (part): a set filter by keys, its chip removed, clear all', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  const customers = grid(page, 'Customers')
  await expect(customers.getByText('Deniz Ticaret')).toBeVisible()
  await focusRows(page)
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowRight')

  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByRole('option', { name: /EUR/ })).toBeVisible()
  await page.screenshot({ path: 'test-results/filter.png' })
  await page.keyboard.type('eur')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-filter="currency"]')).toContainText('EUR')
  await expect(customers.getByText('Deniz Ticaret')).toBeHidden()
  await expect(customers.locator('[col-id="currency"]').nth(2)).toHaveText('EUR')
  await page.screenshot({ path: 'test-results/filtered.png' })

  await page.keyboard.press('Control+Shift+Backspace')
  await expect(page.locator('[data-filter]')).toHaveCount(0)
  await expect(customers.getByText('Deniz Ticaret')).toBeVisible()

  await page.keyboard.press('Control+Shift+l')
  await page.screenshot({ path: 'test-results/filter-row.png' })
  await expect(page.locator('[data-filter-column="currency"]')).toBeFocused()
  await page.keyboard.press('Control+Shift+k')
  await page.screenshot({ path: 'test-results/chooser.png' })
})
test('groups', async ({ page, demo, open }) => {
  await demo()
  await open()
  const customers = grid(page, 'Customers')
  await expect(cell(customers, 'Deniz Ticaret', 'balance')).toBeVisible()
  await page.getByRole('button', { name: 'Group by' }).click()
  await page.screenshot({ path: 'test-results/group-menu.png' })
  await page.getByRole('menuitemcheckbox', { name: 'Segment' }).click()
  await page.waitForTimeout(800)
  await page.screenshot({ path: 'test-results/groups.png' })
  expect(cents('1.00')).toBe(100n)
})
