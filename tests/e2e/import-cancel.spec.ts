/** A long import is called off by Esc: the books stand as before, and the same file runs again. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { begin, next, step } from './wizard.ts'

const ROWS = 12_000

// Listening from the start: otherwise the first chooser can open before it is intercepted.
test.beforeEach(({ page }) => {
  page.on('filechooser', () => undefined)
})

test('M177 (part): Esc stops a running import; nothing of it is in the books, and it runs again', async ({
  page,
  open,
  prepare,
  dataDir,
}) => {
  await prepare(async (client, dir) => {
    const file = join(dir, 'test.saldo')
    await client.companies.create({ name: 'Toros Dağıtım A.Ş.', currency: 'TRY', file })
    await client.customers.create({
      customerId: '0198aaaa-0000-7000-8000-000000000001',
      customer: { code: 'C1', name: 'Şahin Gıda A.Ş.' },
    })
    return file
  })
  const long = join(dataDir, 'uzun.csv')
  const rows = Array.from({ length: ROWS }, (_, n) => `C1;Satış Faturası;F${n};15.09.2026;100,00`)
  writeFileSync(long, ['Cari Kodu;Belge Türü;Belge No;Belge Tarihi;Tutar', ...rows].join('\n'))
  await open()
  await begin(page, long)
  await next(page)
  await step(page, 'Columns')
  await next(page)
  await step(page, 'Check')
  await next(page)
  await step(page, 'Dry run')
  await next(page)
  await expect(page.getByRole('button', { name: 'Stop the import' })).toBeVisible()
  await page.keyboard.press('Escape')

  await expect(page.getByText('The import was stopped.')).toBeVisible()
  await next(page)
  await expect(page.getByText(/12,000 rows imported/)).toBeVisible({ timeout: 60_000 })
})
