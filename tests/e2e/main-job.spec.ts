/** The whole main job in one walk, from an empty company to a document found through the aging. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { cell, fact, grid } from './screen.ts'
import { begin, company, errors, next, step } from './wizard.ts'

test.use({ at: DEMO_NOON })

// Listening from the start: otherwise the first chooser can open before it is intercepted.
test.beforeEach(({ page }) => {
  page.on('filechooser', () => undefined)
})

const CUSTOMERS = `Cari Kodu;Unvan;Vade
120.01.0077;Deniz Ticaret;30
120.01.0101;İnci Mobilya Ltd. Şti.;30
`
/** R2 of the reference data, with a day that does not exist. */
const DOCUMENTS = `Cari Kodu;Belge Türü;Belge No;Belge Tarihi;Vade Tarihi;Tutar
120.01.0077;Satış Faturası;INV-101;10.06.2026;10.07.2026;12.000,00
120.01.0077;Satış Faturası;INV-102;05.08.2026;04.09.2026;8.000,00
120.01.0077;Satış Faturası;INV-103;31.09.2026;20.10.2026;5.000,00
120.01.0101;Satış Faturası;INV-201;01.09.2026;01.10.2026;1.500,00
`

test('M43 M46 (part) M47 M50 M177: from an empty company to the document behind a bucket', async ({
  page,
  open,
  prepare,
  dataDir,
}) => {
  await company(prepare, 'TRY')
  const customers = join(dataDir, 'cariler.csv')
  const documents = join(dataDir, 'belgeler.csv')
  writeFileSync(customers, CUSTOMERS)
  writeFileSync(documents, DOCUMENTS)
  await open()

  await test.step('import the customers', async () => {
    await begin(page, customers)
    for (const name of ['Columns', 'Check', 'Dry run']) {
      await next(page)
      await step(page, name)
    }
    await next(page)
    await expect(page.getByText('2 rows imported')).toBeVisible()
  })

  await test.step('import the documents, one bad row put right', async () => {
    await begin(page, documents)
    await next(page)
    await step(page, 'Columns')
    await next(page)
    await expect(errors(page)).toHaveText('1')
    await page.keyboard.press('F8')
    await expect(page.locator(':focus')).toHaveText('31.09.2026')
    await page.keyboard.press('F2')
    await expect(page.getByRole('dialog', { name: 'Document date, row 4' })).toBeVisible()
    await page.keyboard.type('20.09.2026')
    await page.keyboard.press('Enter')
    await expect(errors(page)).toHaveText('0')
    await next(page)
    await step(page, 'Dry run')
    await expect(page.getByText('26,500.00').first()).toBeVisible()
    await next(page)
    await expect(page.getByText('4 rows imported')).toBeVisible()
  })

  await test.step('post a receipt and allocate it', async () => {
    await page.goto(page.url().replace(/#.*/, '#/new/receipt?customer=120.01.0077'))
    await expect(page.getByLabel('Amount', { exact: true })).toBeFocused()
    await page.keyboard.type('15.000,00')
    await page.getByLabel('Document date').fill('28092026')
    await expect(page.getByLabel('Apply to INV-101')).toHaveValue('12,000.00')
    await expect(page.getByLabel('Apply to INV-102')).toHaveValue('3,000.00')
    await page.keyboard.press('Control+Enter')
    await expect(fact(page, 'Balance')).toHaveText('10,000.00 TRY')
  })

  await test.step('read the statement', async () => {
    await page.goto(page.url().replace(/#.*/, '#/statement?customer=120.01.0077&preset=all'))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Statement')
    const lines = grid(page, 'Statement')
    await expect(cell(lines, 'INV-103', 'balance')).toHaveText('25,000.00')
    await expect(fact(page, 'Closing')).toContainText('10,000.00')
  })

  await test.step('age as of a past day: what was paid later was open then', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Aging')
    await page.keyboard.press('d')
    await page.keyboard.type('27092026')
    await page.keyboard.press('Tab')
    const aging = grid(page, 'Aging')
    await expect(cell(aging, 'Deniz Ticaret', 'bucket.61-90')).toHaveText('12,000.00')
    await expect(cell(aging, 'Deniz Ticaret', 'total')).toHaveText('25,000.00')
  })

  await test.step('and drill to the document', async () => {
    await cell(grid(page, 'Aging'), 'Deniz Ticaret', 'bucket.61-90').click()
    await page.keyboard.press('Enter')
    const items = grid(page, 'Open items')
    await expect(cell(items, 'INV-101', 'open')).toHaveText('12,000.00')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('col-id')))
      .toBe('document')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 2, name: 'INV-101' })).toBeVisible()
  })
})
