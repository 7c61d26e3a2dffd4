/** N4 in Chromium, by keys alone: their statement taken, explained, corrected and sent. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { readPdf } from '../support/pdf-text.ts'
import { DEMO_NOON, expect, type Fixtures, prefer, test } from './fixtures.ts'
import { chooseFile, fact, grid, visit } from './screen.ts'
import { v7 as uuidv7 } from 'uuid'
import { theirStatement } from './their-statement.ts'

test.use({ at: DEMO_NOON })

/** A customer of ours with five documents, and what the other side has of them. */
async function books(prepare: Fixtures['prepare']): Promise<void> {
  await prepare(async (client, dir) => {
    const file = join(dir, 'defter.saldo')
    await client.companies.create({ name: 'Beyaz Ltd. Şti.', currency: 'TRY', file })
    await client.customers.create({
      customerId: uuidv7(),
      customer: { code: '120.01.0042', name: 'Kırmızı Şemsiye Ltd. Şti.' },
    })
    const draft = (
      kind: 'invoice' | 'receipt',
      documentNo: string,
      documentDate: string,
      amountMinor: number,
    ) => ({
      documentId: uuidv7(),
      kind,
      documentNo,
      customerCode: '120.01.0042',
      documentDate: documentDate as never,
      amountMinor,
    })
    await client.documents.post({
      documents: [
        draft('invoice', 'ABC2026000000117', '2026-09-03', 425_000),
        draft('invoice', 'ABC2026000000118', '2026-09-08', 290_000),
        draft('receipt', 'T-51', '2026-09-15', 99_380),
        draft('invoice', 'ABC2026000000120', '2026-09-18', 318_654),
        draft('receipt', 'T-52', '2026-09-22', 600_000),
      ],
    })
    return file
  })
}

/** Compare of the customer with nothing to compare yet, and a file of theirs beside it. */
async function begin(
  {
    page,
    prepare,
    open,
    dataDir,
  }: Pick<Fixtures, 'prepare' | 'open' | 'dataDir'> & { readonly page: Page },
  name: string,
  content: string,
): Promise<string> {
  await books(prepare)
  prefer(dataDir, { language: 'en', formatLocale: 'en-GB' })
  const path = join(dataDir, name)
  writeFileSync(path, content)
  page.on('filechooser', () => undefined)
  await open('/compare?customer=120.01.0042')
  await expect(page.getByRole('heading', { name: 'Drop their statement here' })).toBeVisible()
  return path
}

test('N4 M63: their statement is laid against ours and the gap explained, by keyboard alone', async ({
  page,
  prepare,
  open,
  dataDir,
}) => {
  await books(prepare)
  prefer(dataDir, { language: 'en', formatLocale: 'en-GB' })
  const path = join(dataDir, 'ekstre.csv')
  writeFileSync(path, theirStatement())
  page.on('filechooser', () => undefined)
  const host = await open('/customer/120.01.0042')
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible()
  await page.keyboard.press('m')
  await expect(page.getByRole('heading', { name: 'Compare statements' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Drop their statement here' })).toBeVisible()
  await chooseFile(page, 'f', path)

  await expect(fact(page, 'Our books')).toHaveText('3,342.74 TRY')
  await expect(fact(page, 'Their books')).toHaveText('−313.46 TRY')
  await expect(fact(page, 'Difference')).toHaveText('3,656.20 TRY')
  await expect(fact(page, 'Unexplained')).toHaveText('0.00 TRY')
  const lines = grid(page, 'Compared lines')
  await expect(lines.getByText('Not in their books')).toBeVisible()
  await expect(lines.getByText('Bank fee')).toBeVisible()
  await expect(lines.getByText('Not in our books')).toBeVisible()
  const causes = page.getByRole('table').filter({ hasText: 'Unexplained' })
  await expect(causes.getByRole('row', { name: /Not in our books 1 750.00/ })).toBeVisible()
  await expect(causes.getByRole('row', { name: /Difference 3,656.20/ })).toBeVisible()

  // The proposed receipt, one key away, in the usual form.
  await expect(lines.locator('[row-index="0"] [col-id=oursDate]')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText('Enter with us: Receipt 750.00 TRY')).toBeVisible()
  await page.keyboard.press('e')
  await expect(page.getByRole('heading', { name: 'New document' })).toBeVisible()
  await expect(page.getByRole('tab', { name: 'Receipt' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByLabel('Amount', { exact: true })).toHaveValue('750.00')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/Receipt .* posted/)).toBeVisible()

  // Back at the comparison the item is matched.
  await visit(page, host, '/compare?customer=120.01.0042')
  await expect(fact(page, 'Difference')).toHaveText('2,906.20 TRY')
  await expect(lines.getByText('Not in our books')).toBeHidden()
})

test('N4: what differs goes out as Excel and PDF', async ({ page, prepare, open, dataDir }) => {
  const path = await begin({ page, prepare, open, dataDir }, 'ekstre.csv', theirStatement())
  await chooseFile(page, 'f', path)
  await expect(fact(page, 'Difference')).toHaveText('3,656.20 TRY')

  const excel = page.waitForEvent('download')
  await page.keyboard.press('Control+e')
  expect((await excel).suggestedFilename()).toBe('comparison-120.01.0042-2026-09-23.xlsx')
  await page.keyboard.press('Control+p')
  const dialog = page.getByRole('dialog')
  await expect(dialog.locator('canvas').first()).toBeVisible()
  const pdf = page.waitForEvent('download')
  await page.keyboard.press('Control+s')
  const saved = join(dataDir, 'saved.pdf')
  await (await pdf).saveAs(saved)
  const { pages } = await readPdf(saved)
  expect(pages.flat().join('\n')).toMatch(/3[.,]656[.,]20/)
})

test('N4: cells pasted from a spreadsheet are a statement, and a column read wrong is put right', async ({
  page,
  context,
  prepare,
  open,
  dataDir,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await books(prepare)
  prefer(dataDir, { language: 'tr', formatLocale: 'tr-TR' })
  await open('/compare?customer=120.01.0042')
  await expect(
    page.getByRole('heading', { name: 'Karşı tarafın ekstresini buraya bırakın' }),
  ).toBeVisible()
  await page.evaluate(() =>
    navigator.clipboard.writeText(
      'Tarih\tEvrak No\tNot\tAlacak\n03.09.2026\tABC2026000000117\t1\t4.250,00\n08.09.2026\tABC2026000000118\t2\t2.900,00',
    ),
  )
  await page.keyboard.press('Control+v')
  await expect(fact(page, 'Karşı taraf')).toHaveText('7.150,00 TRY')
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Ne olarak okunuyor')).toBeVisible()
  await dialog.getByLabel('“Not” ne olarak okunuyor').click()
  await page.getByRole('option', { name: 'Açıklama' }).click()
  await dialog.getByRole('button', { name: 'Tamam' }).click()
  await expect(dialog).toBeHidden()
  await expect(fact(page, 'Karşı taraf')).toHaveText('7.150,00 TRY')
})

test('N4: a file that is no statement is refused in words, and another one can be chosen', async ({
  page,
  prepare,
  open,
  dataDir,
}) => {
  const path = await begin(
    { page, prepare, open, dataDir },
    'bad.csv',
    'Tarih;Evrak No;Alacak\n31.09.2026;ABC2026000000117;1,00\n',
  )
  await chooseFile(page, 'f', path)

  await expect(page.getByText('This statement cannot be compared')).toBeVisible()
  await expect(page.getByText(/Row 2, column “date”: “31\.09\.2026” is no day/)).toBeVisible()
  const good = join(dataDir, 'good.csv')
  writeFileSync(good, theirStatement())
  await chooseFile(page, 'f', good)
  await expect(fact(page, 'Difference')).toHaveText('3,656.20 TRY')
})

test('N4: headings nobody knows are told what they are, and the comparison follows', async ({
  page,
  prepare,
  open,
  dataDir,
}) => {
  const path = await begin(
    { page, prepare, open, dataDir },
    'odd.csv',
    'wann;was;wieviel\n03.09.2026;ABC2026000000117;-4.250,00\n',
  )
  await chooseFile(page, 'f', path)
  await expect(page.getByText('This statement cannot be compared')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Columns' })).toBeEnabled()

  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog')
  for (const [heading, field] of [
    ['wann', 'Date'],
    ['was', 'Document number'],
    ['wieviel', 'Amount'],
  ] as const) {
    await dialog.getByLabel(`What “${heading}” is read as`).click()
    await page.getByRole('option', { name: field, exact: true }).click()
  }
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(fact(page, 'Their books')).toHaveText('4,250.00 TRY')
})
