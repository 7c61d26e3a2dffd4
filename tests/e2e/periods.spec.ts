/** Months and rates in a real Chromium: closing, refusing in words, reopening, revaluing R3. */
import AxeBuilder from '@axe-core/playwright'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

test.beforeEach(async ({ prepare }) => {
  await prepare(async (client, dir) => {
    const file = join(dir, 'test.saldo')
    await client.companies.create({ name: 'Toros Dağıtım A.Ş.', currency: 'TRY', file })
    await client.customers.create({
      customerId: crypto.randomUUID(),
      customer: { code: 'E', name: 'Ege İhracat', currency: 'USD' },
    })
    await client.documents.post({
      documents: [
        {
          kind: 'invoice',
          documentNo: 'U-1',
          customerCode: 'E',
          documentDate: '2026-09-10',
          amountMinor: 1_000_00,
          currency: 'USD',
          rate: '41.20',
        },
      ],
    })
    await client.rates.set({ rates: [{ currency: 'USD', date: '2026-08-31', rate: '40.95' }] })
    return file
  })
})

/** On the months, standing on September. */
async function toSeptember(page: Page): Promise<void> {
  await expect(page.getByText('Ege İhracat').first()).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await expect(page.getByRole('heading', { name: 'Periods' })).toBeVisible()
  await page.getByRole('gridcell', { name: 'September 2026' }).click()
  await expect(page.getByRole('heading', { name: 'September 2026' })).toBeVisible()
}

test('M97: a month end is revalued from R3 by 850.00, the missing rate typed where it is missing', async ({
  page,
  open,
}) => {
  await open()
  await toSeptember(page)
  await expect(page.getByText('No rate for USD on 30/09/2026.')).toBeVisible()
  await page.keyboard.press('v')
  const rate = page.getByLabel('USD on 30/09/2026')
  await expect(rate).toHaveValue('40.95')
  await rate.fill('42,05')
  await rate.press('Enter')
  await expect(page.getByText('Difference of 850.00 TRY not posted yet.')).toBeVisible()
  await expect(page.getByRole('gridcell', { name: '41,200.00' }).first()).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('One balance revalued: 850.00 TRY')).toBeVisible()
  await expect(page.getByText('Posted: 850.00 TRY.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Post revaluation' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
})

test('closes a month, refuses a posting into it in words, reopens it with a reason', async ({
  page,
  open,
}) => {
  const host = await open()
  await toSeptember(page)
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Foreign balances of September 2026')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('September 2026 is closed').first()).toBeVisible()
  await expect(page.getByText('closed through September 2026')).toBeVisible()

  await page.goto(`${host.origin}/#/new/invoice?customer=E`)
  await page.getByLabel('Amount').fill('100')
  await page.getByLabel('Document date', { exact: true }).fill('15092026')
  await page.keyboard.press('Control+Enter')
  await expect(
    page
      .getByText('September 2026 is closed. Reopen it under Periods, or use a later day.')
      .first(),
  ).toBeVisible()

  await page.goto(`${host.origin}/#/periods?month=2026-09`)
  await expect(page.getByRole('heading', { name: 'September 2026' })).toBeVisible()
  await page.keyboard.press('r')
  await page.getByLabel('Reason').fill('   ')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Give a reason.')).toBeVisible()
  await page.getByLabel('Reason').fill('late credit note')
  await page.keyboard.press('Enter')
  await expect(page.getByText('September 2026 is open again')).toBeVisible()
  await expect(page.getByRole('gridcell', { name: 'late credit note' }).first()).toBeVisible()
})

test('the period in the top bar opens the months, and a closed month says how to revalue it', async ({
  page,
  open,
}) => {
  await open()
  await page.getByRole('link', { name: /Period 2026-/ }).click()
  await expect(page.getByRole('heading', { name: 'Periods' })).toBeVisible()
  await page.getByRole('gridcell', { name: 'September 2026' }).click()
  await page.keyboard.press('c')
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Close' }).last()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('closed through September 2026')).toBeVisible()
  await page.keyboard.press('v')
  await expect(page.getByRole('button', { name: 'Reopen' })).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Post revaluation' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
})

test('adds a rate by hand and warns of one that is far off', async ({ page, open }) => {
  await open()
  await toSeptember(page)
  await page.keyboard.press('x')
  await page.keyboard.press('n')
  const rate = page.getByLabel('Rate', { exact: true })
  await expect(rate).toBeFocused()
  await rate.fill('420,5')
  await expect(page.getByText('This is far from the rate of 31/08/2026 (40.95).')).toBeVisible()
  await rate.fill('abc')
  await rate.press('Enter')
  await expect(page.getByText('A positive number, such as 41.2050.')).toBeVisible()
  await rate.fill('42,05')
  await rate.press('Enter')
  await expect(page.getByRole('gridcell', { name: '42.05' })).toBeVisible()
})

test('has no accessibility findings on months, revaluation and rates, light and dark', async ({
  page,
  open,
}) => {
  const host = await open()
  for (const address of ['#/periods?month=2026-09&valued=true', '#/periods?part=rates']) {
    await page.goto(`${host.origin}/${address}`)
    await expect(page.getByRole('grid').first()).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
    }
  }
})
