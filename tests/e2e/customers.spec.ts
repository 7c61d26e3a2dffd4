/** Customers in a real Chromium, over the real host and backend. */
import AxeBuilder from '@axe-core/playwright'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'

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

test('has no accessibility findings in light and dark', async ({ page, open }) => {
  await open()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.getByText('Kuzey Ambalaj')).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual(
      [],
    )
  }
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
