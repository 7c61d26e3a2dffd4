/** The import wizard in a real Chromium, worked by keyboard, over the real host and backend. */
import type { Page } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from './fixtures.ts'
import { begin, company, errors, next, step } from './wizard.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))

const CUSTOMERS = `Cari Kodu;Unvan;Vergi No;Şehir
120.01.0001;Şahin Gıda A.Ş.;;İstanbul
120.01.0002;İnci Mobilya Ltd. Şti.;;Bursa
`
/** Two impossible days alike, an account that is missing, an amount with a letter, and a total. */
const DOCUMENTS = `Toros Dağıtım A.Ş. açık belgeler;;;;;
Cari Kodu;Unvan;Belge Türü;Belge No;Belge Tarihi;Tutar
120.01.0001;Şahin Gıda A.Ş.;Satış Faturası;F1;01.09.2026;12.000,50
120.01.0002;İnci Mobilya;Satış Faturası;F2;31.09.2026;8.000,00
120.01.0002;İnci Mobilya;Satış Faturası;F3;31.09.2026;1.500,00
120.01.0009;Kuzey Ambalaj;Satış Faturası;F4;03.09.2026;5.000,25
120.01.0001;Şahin Gıda A.Ş.;Tahsilat;T1;15.09.2026;2.OOO,00
120.01.0001;Şahin Gıda A.Ş.;Satış Faturası;F5;16.09.2026;100,00
Genel Toplam;;;;;28.600,75
`

// Listening from the start: otherwise the first chooser can open before it is intercepted.
test.beforeEach(({ page }) => {
  page.on('filechooser', () => undefined)
})

test('M177 (part): customers by five steps and five keys', async ({
  page,
  open,
  prepare,
  dataDir,
}) => {
  await company(prepare, 'TRY')
  const customers = join(dataDir, 'cariler.csv')
  writeFileSync(customers, CUSTOMERS)
  await open()

  await begin(page, customers)
  await expect(page.getByRole('radio', { name: /^Customers/ })).toBeChecked()
  await next(page)
  await step(page, 'Columns')
  await expect(page.getByText('Everything needed is there')).toBeVisible()
  await next(page)
  await step(page, 'Check')
  await expect(page.getByText('İnci Mobilya Ltd. Şti.')).toBeVisible()
  await next(page)
  await step(page, 'Dry run')
  await next(page)
  await expect(page.getByText('2 rows imported')).toBeVisible()
})

test('M177: documents with bad rows put right in place; dry run, run, undo, and in again', async ({
  page,
  open,
  prepare,
  dataDir,
}) => {
  await prepare(async (client, dir) => {
    const file = join(dir, 'test.saldo')
    await client.companies.create({ name: 'Toros Dağıtım A.Ş.', currency: 'TRY', file })
    for (const [code, name] of [
      ['120.01.0001', 'Şahin Gıda A.Ş.'],
      ['120.01.0002', 'İnci Mobilya Ltd. Şti.'],
    ] as const)
      await client.customers.create({ customerId: uuidv7(), customer: { code, name } })
    return file
  })
  const documents = join(dataDir, 'belgeler.csv')
  writeFileSync(documents, DOCUMENTS)
  await open()

  await begin(page, documents)
  await expect(page.getByRole('button', { name: 'Headings in row 2' })).toBeVisible()
  await next(page)
  await expect(page.getByText('Everything needed is there')).toBeVisible()
  await next(page)
  await expect(errors(page)).toHaveText('4')
  await expect(page.getByText('Total in row 9 differs by 2,000.00')).toBeVisible()

  // The first problem is the day that does not exist: the same in two rows.
  await page.keyboard.press('F8')
  await expect(page.locator(':focus')).toHaveText('31.09.2026')
  await page.keyboard.press('F2')
  await expect(page.getByRole('dialog', { name: 'Document date, row 4' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'All 2 cells with this value' })).toBeVisible()
  await page.keyboard.type('30.09.2026')
  await page.keyboard.press('Shift+Enter')
  await expect(errors(page)).toHaveText('2')

  // The missing account is created from its row.
  await page.keyboard.press('F8')
  await expect(page.locator(':focus')).toHaveText('120.01.0009')
  await page.keyboard.press('F2')
  await page.getByRole('button', { name: 'Create the missing customer' }).press('Enter')
  await expect(errors(page)).toHaveText('1')

  await page.keyboard.press('F8')
  await expect(page.locator(':focus')).toHaveText('2.OOO,00')
  await page.keyboard.press('F2')
  await expect(page.getByRole('dialog', { name: 'Amount, row 7' })).toBeVisible()
  await page.keyboard.type('2.000,00')
  await page.keyboard.press('Enter')
  await expect(errors(page)).toHaveText('0')
  await expect(page.getByText('Total in row 9 agrees')).toBeVisible()

  // Going elsewhere and back loses nothing.
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await expect(page.getByRole('heading', { name: 'Customers' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await page.getByRole('button', { name: 'Go on' }).press('Enter')
  await step(page, 'Check')
  await expect(errors(page)).toHaveText('0')

  await next(page)
  await step(page, 'Dry run')
  await expect(page.getByText('24,600.75').first()).toBeVisible()
  await expect(page.getByText('September 2026')).toBeVisible()
  await next(page)
  await expect(page.getByText('6 rows imported')).toBeVisible()

  await page.keyboard.press('u')
  await expect(page.getByText('This import was undone')).toBeVisible()
  await page.getByRole('button', { name: 'Import the file again' }).press('Enter')
  await step(page, 'Check')
  await expect(errors(page)).toHaveText('0')
  await next(page)
  await next(page)
  await expect(page.getByText('6 rows imported')).toBeVisible()
  await page.getByRole('button', { name: 'Aging' }).press('Enter')
  await expect(page.getByText('24,600.75').first()).toBeVisible()

  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await expect(page.getByRole('grid', { name: 'Past imports' })).toBeVisible()
})

test('M177 (part): takes the good rows and leaves the bad ones, remembers the mapping, and undo is refused by name', async ({
  page,
  open,
  prepare,
  dataDir,
}) => {
  await company(prepare, 'TRY')
  const path = join(dataDir, 'belgeler.csv')
  writeFileSync(path, DOCUMENTS)
  await open()
  await begin(page, path)
  await next(page)
  await next(page)
  await expect(errors(page)).toHaveText('6')
  await page.getByLabel('Create 3 missing customers').press('Space')
  await expect(errors(page)).toHaveText('3')

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Problem rows as Excel' }).press('Enter')
  expect((await download).suggestedFilename()).toBe('belgeler - rejected.xlsx')

  await next(page)
  await page.getByLabel('All or nothing').press('Space')
  await expect(page.getByRole('button', { name: 'Import 3 rows' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await page.getByLabel(/^Take 3 good rows/).press('Space')
  await next(page)
  await expect(page.getByText('3 rows imported')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save the 3 rows left out' })).toBeVisible()

  await begin(page, path)
  await next(page)
  await expect(page.getByText('Mapping “belgeler” recognised')).toBeVisible()

  // A receipt posted later pays an invoice of the import: it stands in the way of the undo.
  await page.goto(page.url().replace(/#.*/, '#/new/receipt?customer=120.01.0001'))
  await page.getByLabel('Amount', { exact: true }).fill('100')
  await expect(page.getByLabel('Apply to F1')).toHaveValue('100.00')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/^Receipt RCT\w+ posted/)).toBeVisible()
  await page.getByRole('link', { name: 'Imports' }).press('Enter')
  await page.getByRole('button', { name: 'Undo import' }).press('Enter')
  await expect(page.getByText('This import cannot be undone now')).toBeVisible()
  await expect(page.getByText(/uses F1/)).toBeVisible()
})

test('M167 (part) N15 (part): the Turkish account statement as it is exported: 100 accounts, aging, tie-out', async ({
  page,
  open,
  prepare,
}) => {
  await company(prepare, 'TRY')
  await open()
  await begin(page, fixture('ar/tr-toplu-cari-ekstre.xlsx'))
  await expect(page.getByText('This is an account statement of many customers')).toBeVisible()
  await expect(
    page.getByText('100 accounts stand one under another, with 438 movements'),
  ).toBeVisible()
  await next(page)
  await step(page, 'Columns')
  await next(page)
  await step(page, 'Check')
  await expect(page.getByText('Balances of 100 accounts agree')).toBeVisible()
  await next(page)
  await expect(page.getByText('3,631,757.27').first()).toBeVisible()
  await expect(page.getByText('2,853,563.26').first()).toBeVisible()
  await next(page)
  await expect(page.getByText('438 rows imported')).toBeVisible()
  await page.getByRole('button', { name: 'Customers' }).press('Enter')
  await expect(page.getByText('778,194.01').first()).toBeVisible()
  await expect(page.getByRole('group', { name: /all laws hold/ })).toBeVisible()

  // M173: the same file once more is 0 new, 0 changed.
  await begin(page, fixture('ar/tr-toplu-cari-ekstre.xlsx'))
  await next(page)
  await step(page, 'Columns')
  await next(page)
  await expect(page.getByText('Nothing to do')).toBeVisible()
  await next(page)
  await next(page)
  await expect(page.getByText('0 new, 0 changed')).toBeVisible()
  await expect(page.getByText('438 rows were there already')).toBeVisible()
})

test('M173 (part): the IBM receivables: a type for all rows, then receipts from the settled dates, then both again', async ({
  page,
  open,
  prepare,
}) => {
  await company(prepare, 'USD')
  await open()
  await begin(page, fixture('ar/ibm-accounts-receivable.csv'))
  await expect(page.getByRole('radio', { name: /^Documents/ })).toBeChecked()
  await next(page)
  await expect(page.getByText('Still missing').first()).toBeVisible()
  await page.getByLabel('Field with one value').selectOption('type')
  await page.getByRole('button', { name: 'Add', exact: true }).press('Enter')
  await expect(page.getByText('Everything needed is there')).toBeVisible()
  await next(page)
  await page.getByLabel(/^Create 100 missing customers/).press('Space')
  await expect(errors(page)).toHaveText('0')
  await next(page)
  await expect(page.getByText('147,703.18').first()).toBeVisible()
  await next(page)
  await expect(page.getByText('2,466 rows imported')).toBeVisible()

  await begin(page, fixture('ar/ibm-accounts-receivable.csv'))
  await page.getByRole('radio', { name: /^Receipts/ }).press('Space')
  await next(page)
  await feed(page, 'SettledDate', 'Date')
  await feed(page, 'InvoiceAmount', 'Amount')
  await feed(page, 'invoiceNumber', 'Allocate to')
  await expect(page.getByText('Everything needed is there')).toBeVisible()
  await next(page)
  await expect(errors(page)).toHaveText('0')
  await next(page)
  await step(page, 'Dry run')
  await next(page)
  await expect(page.getByText('2,466 rows imported')).toBeVisible()
  await page.getByRole('button', { name: 'Customers' }).press('Enter')
  await expect(page.getByRole('grid')).toBeVisible()

  await begin(page, fixture('ar/ibm-accounts-receivable.csv'))
  await next(page)
  await step(page, 'Columns')
  await expect(page.getByText('Everything needed is there')).toBeVisible()
  await next(page)
  await step(page, 'Check')
  await expect(page.getByText('Nothing to do')).toBeVisible()
  await next(page)
  await next(page)
  await expect(page.getByText('0 new, 0 changed')).toBeVisible()
})

for (const [day, invoiced, cancelled] of [
  ['2010-12-01', '58,960.79', '325.23'],
  ['2010-12-02', '47,748.38', '1,541.10'],
] as const)
  test(`M177 (part): online retail of ${day}, its lines added up to documents, cancellations as credit notes`, async ({
    page,
    open,
    prepare,
  }) => {
    await company(prepare, 'GBP')
    await open()
    await begin(page, fixture(`ar/online-retail-${day}.csv`))
    await page.getByRole('radio', { name: /^Documents/ }).press('Space')
    await next(page)
    await feed(page, 'InvoiceNo', 'Document no')
    await feed(page, 'CustomerID', 'Customer code')
    await feed(page, 'InvoiceDate', 'Document date')
    await page.getByLabel('Field with one value').selectOption('type')
    await page.getByRole('button', { name: 'Add', exact: true }).press('Enter')
    await page.getByLabel(/^Read \d+\.0 as \d+/).press('Space')
    await page.getByLabel('Rows without a code belong to').fill('CASH')
    await page.getByLabel('Quantity times price').press('Space')
    await page.getByLabel('Factor 1').selectOption('Quantity')
    await page.getByLabel('Factor 2').selectOption('UnitPrice')
    await page.getByLabel('Add up the lines of one document number').press('Space')
    await page.getByLabel('Negative amounts are another type').press('Space')
    await expect(page.getByText('Everything needed is there')).toBeVisible()
    await next(page)
    await step(page, 'Check')
    await page.getByLabel(/missing customers/).press('Space')
    await expect(errors(page)).toHaveText('0')
    await next(page)
    await expect(page.getByText(invoiced).first()).toBeVisible()
    await expect(page.getByText(cancelled).first()).toBeVisible()
    await next(page)
    await expect(page.getByText(/rows imported/)).toBeVisible()
  })

test('says what is wrong with a file at its place, and opens the wizard for a file dropped on any screen', async ({
  page,
  open,
  prepare,
}) => {
  await company(prepare, 'TRY')
  await open()
  await expect(page.getByRole('heading', { name: 'Customers' })).toBeVisible()
  const drop = (name: string, text: string) =>
    page.evaluate(
      ([fileName, content]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([content ?? ''], fileName ?? ''))
        window.dispatchEvent(
          new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
        )
      },
      [name, text],
    )
  await drop('empty.csv', '\n\n')
  await expect(page.getByRole('alert')).toContainText('empty.csv cannot be read')
  await expect(page.getByRole('alert')).toContainText('file.empty')
  await drop('cariler.csv', CUSTOMERS)
  await expect(page.getByRole('heading', { name: 'Import customers' })).toBeVisible()
  await expect(page.getByText('Şahin Gıda A.Ş.')).toBeVisible()
})

/** Chooses the field a column feeds, by typing its name. */
async function feed(page: Page, heading: string, field: string) {
  const select = page.getByRole('combobox', { name: `What “${heading}” feeds` })
  await select.focus()
  await select.fill(field)
  await page.getByRole('listbox').getByRole('option', { name: field, exact: true }).click()
  await expect(select).toHaveValue(field)
}
