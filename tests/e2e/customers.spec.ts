/** Customers in a real Chromium, over the real host and backend. */
import type { Page } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { cell, focusedCell, grid, visit } from './screen.ts'

test.describe('three accounts of an own company', () => {
  test.beforeEach(async ({ prepare }) => {
    await prepare(async (client, dir) => {
      const file = join(dir, 'test.saldo')
      await client.companies.create({ name: 'Toros Dağıtım A.Ş.', currency: 'TRY', file })
      const path = join(dir, 'documents.csv')
      const rows = [
        '120.01.0001,Şahin Gıda A.Ş.,F1,12000.50',
        '120.01.0002,İnci Mobilya Ltd. Şti.,F2,8000.00',
        '120.01.0003,Kuzey Ambalaj,F3,5000.25',
      ]
      writeFileSync(
        path,
        `customer_code,customer_name,type,document_no,document_date,due_date,amount\n${rows.map((row) => row.replace(/^([^,]+),([^,]+),([^,]+),(.+)$/, '$1,$2,invoice,$3,2026-09-01,2026-10-01,$4')).join('\n')}\n`,
      )
      await client.imports.file({
        source: { path },
        options: { kind: 'documents', createCustomers: true },
      })
      return file
    })
  })

  test('M25 (part): lists every account with its balance, and the total equals the ledger', async ({
    page,
    open,
  }) => {
    await open()
    await expect(page.getByText('Şahin Gıda A.Ş.')).toBeVisible()
    await expect(page.getByText('25,000.75')).toHaveCount(2)
    await expect(page.getByText('12,000.50').first()).toBeVisible()
  })

  test('finds İnci by typing inci, and takes the keys from there', async ({ page, open }) => {
    await open()
    await expect(page.getByText('İnci Mobilya Ltd. Şti.')).toBeVisible()
    await page.keyboard.press('Control+f')
    await page.keyboard.type('inci')
    await expect(page.getByText('Kuzey Ambalaj')).toBeHidden()
    await expect(page.getByText('İnci Mobilya Ltd. Şti.')).toBeVisible()
  })

  test('a used link opens nothing', async ({ page, open, context }) => {
    const host = await open()
    await expect(page.getByText('Kuzey Ambalaj')).toBeVisible()
    const stranger = await context.browser()?.newContext()
    const other = await stranger?.newPage()
    await other?.goto(`${host.origin}/#token=used`)
    await expect(other?.getByText('Kuzey Ambalaj') ?? page.getByText('none')).toHaveCount(0)
    await stranger?.close()
  })
})

test.describe('the demo company', () => {
  test.use({ at: DEMO_NOON })

  test('M25 (part): 22 accounts at once, the total in company currency is the control account', async ({
    page,
    demo,
    open,
  }) => {
    await demo()
    await open()
    const customers = grid(page, 'Customers')
    await expect(cell(customers, 'Deniz Ticaret', 'balance')).toHaveText('25,000.00')
    const inView = await customers.evaluate((section) => {
      const total = section.querySelector('[row-id^="total"]')?.getBoundingClientRect().top ?? 0
      return [...section.querySelectorAll('.ag-row[row-index]:not([row-id^="total"])')].filter(
        (row) => row.getBoundingClientRect().top + 10 < total,
      ).length
    })
    expect(inView).toBeGreaterThanOrEqual(22)
    await page.locator('[data-law="L3"]').click()
    await expect(page.getByRole('dialog')).toContainText(
      'All accounts together equal the control account.',
    )
    await expect(page.getByRole('dialog').getByText('Agrees')).toHaveCount(6)
  })

  test('Enter opens the account, Alt+Left comes back to the same row and scroll', async ({
    page,
    demo,
    open,
  }) => {
    await demo()
    await open()
    const customers = grid(page, 'Customers')
    await expect(customers.getByText('Deniz Ticaret')).toBeVisible()
    await page.keyboard.press('ArrowDown')
    for (let n = 0; n < 35; n += 1) await page.keyboard.press('ArrowDown')
    const before = await focusedCell(page)
    const top = await rowTop(page, before.row)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/customer\//)
    await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible()

    await page.keyboard.press('Alt+ArrowLeft')
    await expect.poll(() => focusedCell(page)).toEqual(before)
    expect(Math.abs((await rowTop(page, before.row)) - top)).toBeLessThan(31)
  })

  test('J and K walk along the list as it was filtered and sorted', async ({
    page,
    demo,
    open,
  }) => {
    await demo()
    await open()
    const customers = grid(page, 'Customers')
    await expect(customers.getByText('Deniz Ticaret')).toBeVisible()
    await page.keyboard.press('Control+f')
    await page.keyboard.type('yildiz')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const title = page.getByRole('heading', { level: 1 })
    await expect(title).toHaveText('Yıldız Yapı Ankara')
    await page.keyboard.press('j')
    await expect(title).toHaveText('Yıldız Yapı Bursa')
    await page.keyboard.press('k')
    await page.keyboard.press('k')
    await expect(title).toHaveText('Yıldız Yapı')
  })

  test('every figure opens: the balance its statement, the overdue its items', async ({
    page,
    demo,
    open,
  }) => {
    await demo()
    await open()
    const customers = grid(page, 'Customers')
    await cell(customers, 'Deniz Ticaret', 'balance').click()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Statement')
    await page.keyboard.press('Alt+ArrowLeft')
    await cell(customers, 'Deniz Ticaret', 'overdue').click()
    await page.keyboard.press('Enter')
    await expect(cell(grid(page, 'Open items'), 'INV-101', 'open')).toHaveText('12,000.00')
  })

  test('Space closes and opens the peek of the row; S goes to its statement', async ({
    page,
    demo,
    open,
  }) => {
    await demo()
    await open()
    await cell(grid(page, 'Customers'), 'Deniz Ticaret', 'name').click()
    const peek = page.getByRole('heading', { level: 2, name: 'Deniz Ticaret' })
    await expect(peek).toBeVisible()
    await page.keyboard.press('Space')
    await expect(peek).toBeHidden()
    await page.keyboard.press('Space')
    await expect(peek).toBeVisible()
    await page.keyboard.press('s')
    await expect(page).toHaveURL(/statement\?customer=120\.01\.0077/)
  })

  test('M54 (part): the balance of Deniz is the same characters in grid, peek, page and statement', async ({
    page,
    demo,
    open,
  }) => {
    await demo()
    const host = await open()
    const shown = [await cell(grid(page, 'Customers'), 'Deniz Ticaret', 'balance').innerText()]
    await cell(grid(page, 'Customers'), 'Deniz Ticaret', 'name').click()
    shown.push((await page.locator('aside dd').first().innerText()).replace(/\sTRY$/, ''))
    await visit(page, host, '/customer/120.01.0077')
    shown.push(await page.locator('main dl dd').first().innerText())
    await visit(page, host, '/statement?customer=120.01.0077&preset=all')
    shown.push(
      await grid(page, 'Statement').locator('[row-id^="total"] [col-id="balance"]').innerText(),
    )
    await visit(page, host, '/aging')
    shown.push(await cell(grid(page, 'Aging'), 'Deniz Ticaret', 'total').innerText())
    expect(shown).toEqual(Array.from(shown, () => '25,000.00'))
  })
})

async function rowTop(page: Page, row: string): Promise<number> {
  return page.evaluate(
    (id) => document.querySelector(`[row-id="${id}"]`)?.getBoundingClientRect().top ?? 0,
    row,
  )
}
