/** The customer page in a real Chromium. */
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { fact, grid, visit } from './screen.ts'

test.use({ at: DEMO_NOON })

test('M47: debit, credit and net of Deniz, before and after a receipt of 15,000', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  const host = await open('/customer/120.01.0077')
  const account = page.getByRole('region', { name: 'Debit and credit' })
  await expect(fact(account, 'Debit')).toHaveText('25,000.00')
  await expect(fact(account, 'Credit')).toHaveText('0.00')
  await expect(fact(account, 'Net')).toHaveText('25,000.00 D')

  await visit(page, host, '/new/receipt?customer=120.01.0077')
  await expect(page.getByLabel('Amount', { exact: true })).toBeFocused()
  await page.keyboard.type('15000')
  await expect(page.getByLabel('Apply to INV-102')).toHaveValue('3,000.00')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/posted: 15,000\.00/)).toBeVisible()

  await visit(page, host, '/customer/120.01.0077')
  await expect(fact(account, 'Debit')).toHaveText('25,000.00')
  await expect(fact(account, 'Credit')).toHaveText('15,000.00')
  await expect(fact(account, 'Net')).toHaveText('10,000.00 D')
})

test('M46 (part): customer and supplier sides with their net; a receipt moves balance and limit at once', async ({
  page,
  demo,
  open,
}) => {
  await demo((client) =>
    client.documents.post({
      documents: [
        {
          documentId: crypto.randomUUID(),
          kind: 'supplier_invoice',
          customerCode: '120.01.0077',
          documentNo: 'ALIS-1',
          documentDate: '2026-10-15' as never,
          amountMinor: 4_000_00,
        },
      ],
    }),
  )
  await open('/customer/120.01.0077')
  const account = page.getByRole('region', { name: 'Debit and credit' })
  await expect(fact(account, 'As customer')).toHaveText('25,000.00')
  await expect(fact(account, 'As supplier')).toHaveText('−4,000.00')
  await expect(fact(account, 'Net')).toHaveText('21,000.00 D')
  await expect(fact(account, 'Left')).toHaveText('29,000.00 TRY')
})

test('M97: a USD account shows its balance and the TRY twin with rate and day', async ({
  page,
  demo,
  open,
}) => {
  await demo((client) =>
    client.documents.post({
      documents: [
        {
          documentId: crypto.randomUUID(),
          kind: 'invoice',
          customerCode: '120.02.0005',
          documentNo: 'INV-U2',
          documentDate: '2026-10-30' as never,
          amountMinor: 1_000_00,
          rate: '43.00' as never,
        },
      ],
    }),
  )
  await open('/customer/120.02.0005')
  const account = page.getByRole('region', { name: 'Debit and credit' })
  await expect(fact(account, 'Net')).toHaveText('1,000.00 D')
  await expect(fact(account, 'TRY as booked')).toHaveText('43,000.00')
  await expect(account).toContainText(/TRY at \d+\.\d+ of 31\/10\/2026/)
})

test('F2 edits in place, a wrong tax number says so at the field, Ctrl+S saves, history keeps both', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/customer/120.01.0077')
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible()
  await page.keyboard.press('F2')
  await page.getByLabel('Tax no.').fill('1234567891')
  await expect(page.getByText('The check digit is wrong.')).toBeVisible()
  await page.getByLabel('Tax no.').fill('')
  await page.getByLabel('Credit limit').fill('60000')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Deniz Ticaret saved')).toBeVisible()
  await page.getByRole('heading', { level: 1 }).focus()
  await page.keyboard.press('6')
  const history = grid(page, 'History')
  await expect(history).toContainText('Credit limit')
  await expect(history).toContainText('50,000.00')
  await expect(history).toContainText('60,000.00')
})
