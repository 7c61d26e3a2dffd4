/** Entering documents by hand in a real Chromium, keyboard only. */
import type { Page } from '@playwright/test'
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { fact, visit } from './screen.ts'

test.use({ at: DEMO_NOON })

test('M47 (part): a receipt is proposed to the oldest items, posted, shown, and undone', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/new/receipt?customer=120.01.0077')
  await expect(page.getByLabel('Amount', { exact: true })).toBeFocused()
  await page.keyboard.type('15.000,00')
  await expect(page.getByText('Read as 15,000.00 TRY')).toBeVisible()
  await expect(page.getByLabel('Apply to INV-101')).toHaveValue('12,000.00')
  await expect(page.getByLabel('Apply to INV-102')).toHaveValue('3,000.00')
  await expect(fact(page, 'Balance after')).toHaveText('10,000.00 TRY')
  await page.keyboard.press('Control+Enter')
  await expect(fact(page, 'Balance')).toHaveText('10,000.00 TRY')
  // The form is empty again and waits for the next amount.
  await expect(page.getByLabel('Amount', { exact: true })).toHaveValue('')
  await expect(page.getByLabel('Amount', { exact: true })).toBeFocused()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(fact(page, 'Balance')).toHaveText('25,000.00 TRY')
})

test('an allocation beyond what is open is refused at its field and nothing is posted', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/new/receipt?customer=120.01.0077')
  await page.getByLabel('Amount', { exact: true }).fill('6000')
  await page.getByLabel('Apply to INV-103').fill('6000')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Only 5,000.00 is open')).toBeVisible()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(fact(page, 'Balance')).toHaveText('25,000.00 TRY')
})

test('a closed month says so at the date', async ({ page, demo, open }) => {
  await demo()
  await open('/new/invoice?customer=120.01.0077')
  await page.getByLabel('Amount', { exact: true }).fill('100')
  await page.getByLabel('Document date').fill('15012026')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/January 2026 is closed\. Reopen/)).toBeVisible()
  await expect(fact(page, 'Balance')).toHaveText('25,000.00 TRY')
})

test.describe('M65: terms give the due date', () => {
  test.use({ at: '2027-02-01T09:00:00.000Z' })

  test('M65: Net 30 on 31 Jan 2027 is 2 Mar 2027, EOM+15 is 15 Feb 2027', async ({
    page,
    demo,
    open,
  }) => {
    await demo((client) =>
      client.customers.create({
        customerId: crypto.randomUUID(),
        customer: { code: '120.09.0001', name: 'Ay Sonu Ltd. Şti.', terms: 'EOM+15' },
        acceptDuplicate: false,
      }),
    )
    const host = await open('/new/invoice?customer=120.01.0077')
    await dueOf(page, '02/03/2027')
    await visit(page, host, '/new/invoice?customer=120.09.0001')
    await dueOf(page, '15/02/2027')
  })
})

test('credit note and write-off post from their own tabs', async ({ page, demo, open }) => {
  await demo()
  const host = await open()
  for (const [kind, amount, after] of [
    ['credit_note', '1000', '24,000.00 TRY'],
    ['write_off', '5', '23,995.00 TRY'],
  ] as const) {
    await visit(page, host, `/new/${kind}?customer=120.01.0077`)
    await expect(page.getByRole('tab', { selected: true })).toHaveText(
      kind === 'credit_note' ? 'Credit note' : 'Write-off',
    )
    await page.getByLabel('Amount', { exact: true }).fill(amount)
    await expect(fact(page, 'Balance after')).toHaveText(after)
    await expect(page.getByLabel('Apply to INV-101')).not.toHaveValue('')
    await page.keyboard.press('Control+Enter')
    await expect(fact(page, 'Balance')).toHaveText(after)
  }
})

async function dueOf(page: Page, due: string): Promise<void> {
  await page.getByLabel('Document date').fill('31012027')
  await expect(page.getByLabel('Due', { exact: true })).toHaveValue(due)
}
