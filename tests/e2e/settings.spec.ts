/** Settings, what survives a restart, one's own company, and the first page, in a real Chromium. */
import AxeBuilder from '@axe-core/playwright'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'

test('M50 (part): the buckets of the company become the columns of the aging', async ({
  page,
  open,
  prepare,
}) => {
  await prepare(async (client, dir) => {
    const file = join(dir, 'test.saldo')
    await client.companies.create({ name: 'Toros', currency: 'TRY', file })
    await client.customers.create({
      customerId: crypto.randomUUID(),
      customer: { code: 'C', name: 'Deniz' },
    })
    await client.documents.post({
      documents: [
        { kind: 'invoice', customerCode: 'C', documentDate: '2026-09-01', amountMinor: 100_00 },
      ],
    })
    return file
  })
  const host = await open('/settings')
  const field = page.getByLabel('Aging buckets')
  await field.fill('90-30')
  await expect(page.getByText('One to eight rising whole days.')).toBeVisible()
  await field.fill('15-45-120')
  await expect(page.getByRole('list', { name: 'Buckets these edges make' })).toContainText('46–120')
  await field.press('Enter')
  await expect(page.getByText('Saved')).toBeVisible()
  await page.goto(`${host.origin}/#/aging`)
  for (const head of ['1–15', '16–45', '46–120', '> 120'])
    await expect(page.getByRole('columnheader', { name: head })).toBeVisible()

  await page.goto(`${host.origin}/#/settings`)
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByText(/All \d+ checks hold\./)).toBeVisible()
  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect(page.getByText('Backup made and checked.')).toBeVisible()
  await expect(page.getByRole('cell', { name: 'asked for' })).toBeVisible()

  await page.keyboard.press('Control+f')
  await page.keyboard.type('tolerance')
  await expect(page.getByText('Write-off tolerance, amount')).toBeVisible()
  await expect(page.getByLabel('Aging buckets')).toBeHidden()
  await page.keyboard.press('Escape')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
  }
})

test('M170 (part): language, theme and the own company are there after a restart on another port', async ({
  page,
  open,
}) => {
  const first = await open()
  await expect(page.getByRole('heading', { name: 'Welcome to Saldo' })).toBeVisible()
  await page.getByText('Türkçe').click()
  await page.getByRole('button', { name: 'Şirket oluştur' }).click()
  await page.getByRole('button', { name: 'Şirketi oluştur' }).click()
  await expect(page.getByText('Bu alan gerekli')).toBeVisible()
  await page.getByLabel('Yazdığınız biçimde bir sayı').fill('9876,5')
  await expect(page.getByText('9.876,50', { exact: false }).first()).toBeVisible()
  await page.getByLabel('Şirket adı').fill('Ege Tekstil')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('button', { name: 'Şirketi oluştur' }).click()
  await expect(page.getByText('Ege Tekstil hazır')).toBeVisible()
  await page.goto(`${first.origin}/#/settings`)
  await page.getByText('Koyu', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.reload()
  await expect(page.getByRole('button', { name: /Ege Tekstil/ })).toBeVisible()

  await page.goto('about:blank')
  await first.stop()
  const second = await open()
  expect(second.origin).not.toBe(first.origin)
  await expect(page.getByRole('button', { name: /Ege Tekstil/ })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Ayarlar' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  const html = await (await page.request.get(second.origin)).text()
  expect(html).toContain('<html lang="tr" data-mantine-color-scheme="dark">')
})

test('Ctrl+Shift+O goes to another company and back by Enter alone', async ({
  page,
  open,
  prepare,
}) => {
  await prepare(async (client, dir) => {
    await client.companies.create({ name: 'Ege', currency: 'EUR', file: join(dir, 'ege.saldo') })
    const file = join(dir, 'toros.saldo')
    await client.companies.create({ name: 'Toros', currency: 'TRY', file })
    return file
  })
  await open()
  for (const [from, to] of [
    ['Toros', 'Ege'],
    ['Ege', 'Toros'],
  ] as const) {
    await expect(page.getByRole('button', { name: new RegExp(from) })).toBeVisible()
    await page.keyboard.press('Control+Shift+O')
    await expect(page.getByRole('option', { name: to })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: new RegExp(to) })).toBeVisible()
  }
})
