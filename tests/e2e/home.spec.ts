/** The day's screen, the risk list with its panes, and how an account pays, in a real Chromium. */
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { cell, fact, grid } from './screen.ts'

test.use({ at: DEMO_NOON })

test('M51: home opens first, and each card opens its list by its key', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open(null)
  const title = page.getByRole('heading', { level: 1 })
  await expect(title).toHaveText('Today')
  await expect(page.locator('[data-card=chase]')).toContainText('TRY')
  const dueSoon = await page.locator('[data-card=dueSoon]').innerText()

  await page.keyboard.press('1')
  await expect(title).toHaveText('Customers')
  await expect(page.getByRole('tab', { selected: true })).toContainText('Overdue')

  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await expect(title).toHaveText('Today')
  await page.keyboard.press('2')
  await expect(title).toHaveText('Risk and collection')
  const count = /(\d+) items/.exec(dueSoon)?.[1]
  await expect(page.getByText(`${count} rows`)).toBeVisible()

  await page.keyboard.press('Alt+ArrowLeft')
  await expect(title).toHaveText('Today')
  await expect(page.getByRole('region', { name: 'Period close' })).toContainText('October 2026')
  await expect(page.getByRole('region', { name: 'Last changes' })).toContainText(
    'Dispute opened on',
  )
})

test('M53: choosing another account moves invoices, statement and credit use at once', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/risk')
  const list = grid(page, 'Riskiest accounts')
  await expect(list.locator('[row-index="0"]').first()).toBeVisible()
  const panes = page.locator('[data-account]')
  await cell(list, 'Deniz Ticaret', 'name').click()
  await expect(panes).toHaveAttribute('data-account', '120.01.0077')
  await expect(page.getByRole('region', { name: 'Open invoices' })).toContainText('INV-101')
  await expect(page.getByRole('region', { name: 'Statement' })).toContainText('INV-103')
  await expect(fact(page.getByRole('region', { name: 'Credit use' }), 'Limit')).toHaveText(
    '50,000.00',
  )

  await page.keyboard.press('ArrowDown')
  await expect(panes).not.toHaveAttribute('data-account', '120.01.0077')
  await expect(page.getByRole('region', { name: 'Open invoices' })).not.toContainText('INV-101')
})

test('M51: the score of the chosen account is explained part by part', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/risk')
  const list = grid(page, 'Riskiest accounts')
  await cell(list, 'Deniz Ticaret', 'name').click()
  const why = page.getByRole('complementary', { name: 'Why' })
  await expect(why).toContainText('Deniz Ticaret')
  const score = Number(await cell(list, 'Deniz Ticaret', 'score').innerText())
  const points = await why.getByText(/^\d+ of \d+$/).allInnerTexts()
  expect(points).toHaveLength(6)
  expect(points.reduce((sum, text) => sum + Number.parseInt(text, 10), 0)).toBe(score)
})

test('M52: the payments tab shows the average delay, the chart has a table twin on T', async ({
  page,
  demo,
  open,
}) => {
  await demo(async (client) => {
    for (const [documentNo, on, amountMinor, pays] of [
      ['EFT-1', '2026-09-25', 12_000_00, 'INV-101'],
      ['EFT-2', '2026-10-10', 8_000_00, 'INV-102'],
    ] as const)
      await client.documents.post({
        documents: [
          {
            kind: 'receipt',
            documentNo,
            customerCode: '120.01.0077',
            documentDate: on as never,
            amountMinor,
            allocateTo: [{ documentNo: pays, amountMinor }],
          },
        ],
      })
  })
  await open('/customer/120.01.0077')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deniz Ticaret')
  await page.keyboard.press('4')
  // 12,000 × 77 days and 8,000 × 36 days over 20,000.
  await expect(fact(page, 'Average delay')).toHaveText('60.6 days')
  const payments = grid(page, 'Payments')
  await expect(cell(payments, 'EFT-1', 'delay')).toHaveText('77.0')
  await expect(page.getByRole('img', { name: /Received by month/ }).locator('svg')).toBeVisible()
  await page.keyboard.press('t')
  const table = page.getByRole('region', { name: /Received by month/ })
  await expect(table.getByRole('row', { name: /September 2026/ })).toContainText('12,000.00 TRY')
  await page.keyboard.press('t')
})

test('M163: an amount typed in the palette finds the invoice and what was used comes first again', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('8.000,00')
  await expect(page.getByRole('option', { name: /INV-102/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'INV-102' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option', { selected: true })).toContainText('INV-102')
})

test('M50: K and J step through month ends, a bar of the months goes to its own', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/aging')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aging')
  await expect(page.getByText('as of 31/10/2026')).toBeVisible()
  await page.keyboard.press('k')
  await expect(page.getByText('as of 30/09/2026')).toBeVisible()
  await page.keyboard.press('k')
  await expect(page.getByText('as of 31/08/2026')).toBeVisible()
  await page.keyboard.press('j')
  await expect(page.getByText('as of 30/09/2026')).toBeVisible()
})

test('the tour has five stops, can be skipped, and is there again from Help', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Customers')
  await page.keyboard.press('F1')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Help')
  await page.getByRole('button', { name: 'Take the tour' }).click()
  for (const [index, title] of [
    'Today',
    'Find anything',
    'Go without the mouse',
    'Proof on screen',
    'Keys and help',
  ].entries()) {
    const stop = page.getByRole('dialog', { name: title })
    await expect(stop).toBeVisible()
    await expect(stop).toContainText(`${index + 1} of 5`)
    await page.keyboard.press('ArrowRight')
  }
  await page.keyboard.press('Escape')
  await expect(page.getByText('5 of 5')).toHaveCount(0)
})
