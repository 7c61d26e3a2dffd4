/** Backups on the screen: made, put in place and back; and a company whose file was damaged, got back. */
import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from './fixtures.ts'

test('M171: a backup is made by its key, restored after a look at both states, and the way back is there', async ({
  page,
  prepare,
  open,
}) => {
  await prepare(async (client, dir) => {
    const file = join(dir, 'own.saldo')
    await client.companies.create({ name: 'Own', currency: 'TRY', file })
    await client.customers.create({ customerId: uuidv7(), customer: { code: 'C', name: 'Cari' } })
    return file
  })
  await open('/settings')
  await page.getByRole('heading', { name: 'Backups' }).waitFor()
  await page.keyboard.press('Control+Shift+U')
  await expect(page.getByText('Backup made and checked.')).toBeVisible()
  const row = page.getByRole('row', { name: /asked for/ })
  await row.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByText(/is sound\./)).toBeVisible()

  await row.getByRole('button', { name: 'Restore' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('row', { name: /Customers/ })).toHaveText(/Customers\s*1\s*1/)
  await page.screenshot({ path: 'out/screenshots/restore.png' })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
  await dialog.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText(/Restored\. The way back is the backup made at/)).toBeVisible()
  await expect(page.getByRole('cell', { name: 'around a restore' }).first()).toBeVisible()
  await page.screenshot({ path: 'out/screenshots/backups.png', fullPage: true })
})

test('M171: a damaged company is said to be so at the start and got back with all its work', async ({
  page,
  prepare,
  open,
}) => {
  let file = ''
  await prepare(async (client, dir) => {
    file = join(dir, 'own.saldo')
    await client.companies.create({ name: 'Own', currency: 'TRY', file })
    await client.backups.make({})
    await client.customers.create({
      customerId: uuidv7(),
      customer: { code: '120.01.0001', name: 'Deniz Ticaret' },
    })
    return file
  })
  truncateSync(file, 6000)
  await open()
  await expect(page.getByText(/damaged; nothing is written to it/)).toBeVisible()
  await page.getByRole('button', { name: 'Recover' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('One command done after it is done again from the journal.')
  await expect(dialog).toContainText('Nothing that was acknowledged is lost.')
  await page.screenshot({ path: 'out/screenshots/recover.png' })
  await dialog.getByRole('button', { name: 'Recover now' }).click()
  await expect(page.getByText(/The company is back\. The damaged file lies at/)).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await expect(page.getByRole('gridcell', { name: 'Deniz Ticaret' })).toBeVisible()
})
