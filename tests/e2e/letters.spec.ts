/** Period-end letters in a real Chromium: prepared, queued, answered, issued anew, saved and proven, by keys. */
import AxeBuilder from '@axe-core/playwright'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { SheetEdit } from '../support/sheet-edit.ts'
import { expect, test } from './fixtures.ts'
import { expectProven } from './proven.ts'

test.beforeEach(async ({ prepare }) => {
  await prepare(async (client, dir) => {
    const file = join(dir, 'test.saldo')
    await client.companies.create({ name: 'Toros Dağıtım A.Ş.', currency: 'TRY', file })
    for (const [code, name, email] of [
      ['A', 'Deniz Ticaret Ltd. Şti.', 'muhasebe@deniz.example'],
      ['B', 'Çağrı Gıda', undefined],
      ['C', 'Şimşek Yapı', undefined],
    ] as const)
      await client.customers.create({
        customerId: crypto.randomUUID(),
        customer: { code, name, ...(email === undefined ? {} : { email }) },
      })
    await client.documents.post({
      documents: [
        ['A', 'INV-1', 25_000_00],
        ['B', 'INV-2', 4_180_00],
        ['C', 'INV-3', 900_00],
      ].map(([customerCode, documentNo, amountMinor]) => ({
        kind: 'invoice' as const,
        documentNo: String(documentNo),
        customerCode: String(customerCode),
        documentDate: '2026-09-10',
        amountMinor: Number(amountMinor),
      })),
    })
    return file
  })
})

test.use({ at: '2026-10-01T09:00:00.000Z' })

/** From the list of campaigns into the only one. */
async function toCampaign(page: Page): Promise<void> {
  await expect(page.getByText('Çağrı Gıda').first()).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await page.getByRole('gridcell', { name: 'Balance', exact: true }).click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: /Prepared 3/ })).toBeVisible()
}

/** On the board of September's letters, made through the dialog. */
async function makeLetters(page: Page): Promise<void> {
  await expect(page.getByText('Çağrı Gıda').first()).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await expect(page.getByText('No letters yet')).toBeVisible()
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: 'New balance letters' })
  const day = dialog.getByLabel('As of')
  await day.fill('30092026')
  await expect(dialog.getByText('3 letters: 30,080.00 TRY')).toBeVisible()
  await day.press('Enter')
  await expect(page.getByRole('tab', { name: /Prepared 3/ })).toBeVisible()
}

test('M55 M60 M61 M62: letters are prepared, queued and answered by keys, and the board counts them', async ({
  page,
  open,
}) => {
  await open()
  await makeLetters(page)
  await page.keyboard.press('q')
  await expect(page.getByText(/3 letters in the outbox/)).toBeVisible()
  await expect(page.getByRole('tab', { name: /Sent 3/ })).toBeVisible()

  await page.getByRole('gridcell', { name: 'Deniz Ticaret Ltd. Şti.' }).click()
  await expect(page.getByRole('heading', { name: 'Deniz Ticaret Ltd. Şti.' })).toBeVisible()
  await page.keyboard.press('d')
  const theirs = page.getByLabel(/Their balance/)
  await theirs.fill('22000')
  await expect(page.getByText('Difference: 3,000.00 TRY')).toBeVisible()
  await theirs.press('Enter')
  await expect(page.getByRole('tab', { name: /Disputed 1/ })).toBeVisible()
  await expect(page.getByRole('gridcell', { name: '3,000.00' }).first()).toBeVisible()

  await page.getByRole('gridcell', { name: 'Çağrı Gıda' }).click()
  await expect(page.getByRole('heading', { name: 'Çağrı Gıda' })).toBeVisible()
  await page.keyboard.press('a')
  const who = page.getByLabel('Who answered')
  await who.fill('Ayşe Hanım')
  await who.press('Enter')
  await expect(page.getByRole('tab', { name: /Approved 1/ })).toBeVisible()
  await expect(page.getByText('Ayşe Hanım').first()).toBeVisible()
  await expect(page.getByText(/33.*approved, 33.*disputed, 33.*silent/)).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await page.getByRole('gridcell', { name: 'Deniz Ticaret Ltd. Şti.' }).click()
  await page.keyboard.press('c')
  await expect(page).toHaveURL(/#\/compare\?customer=/)
})

test('N5: a balance that changed is shown and a new version prepared with F', async ({
  page,
  open,
  prepare,
}) => {
  await prepare(async (client, dir) => {
    const file = join(dir, 'test.saldo')
    await client.companies.open({ file })
    await client.campaigns.create({
      campaignId: crypto.randomUUID(),
      order: { asOf: '2026-09-30' },
    })
    await client.documents.post({
      documents: [
        {
          kind: 'credit_note',
          documentNo: 'CRN-1',
          customerCode: 'A',
          documentDate: '2026-09-29',
          amountMinor: 1_250_00,
        },
      ],
    })
    return file
  })
  await open()
  await toCampaign(page)
  await page.getByRole('gridcell', { name: 'Deniz Ticaret Ltd. Şti.' }).click()
  await expect(
    page.getByText('Balance changed since the letter: −1,250.00 TRY (1 line).'),
  ).toBeVisible()
  await page.keyboard.press('f')
  await expect(page.getByText(/version 2 prepared/)).toBeVisible()
  await expect(page.getByRole('gridcell', { name: '23,750.00' })).toBeVisible()
})

test('M56 N6: letters are written by a job that the tray follows; the evidence pack proves itself offline', async ({
  page,
  open,
  dataDir,
}) => {
  await open()
  await makeLetters(page)
  await page.keyboard.press('p')
  await expect(page.getByRole('dialog', { name: 'Letters as files' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Letters are being written/)).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('j')
  await expect(page.getByText('3 of 3')).toBeVisible()
  await page.keyboard.press('Escape')
  const download = page.waitForEvent('download')
  await page.keyboard.press('e')
  const zip = join(dataDir, 'evidence.zip')
  await (await download).saveAs(zip)
  await expectProven(page, zip, 'verify.html', dataDir)
})

test('M175 N13: a month is sealed with a reason where a check fails, and its pack is proven offline', async ({
  page,
  open,
  dataDir,
  prepare,
}) => {
  await prepare(async (client, dir) => {
    const file = join(dir, 'test.saldo')
    await client.companies.open({ file })
    await client.documents.post({
      documents: [
        {
          kind: 'receipt',
          documentNo: 'RCT-1',
          customerCode: 'A',
          documentDate: '2026-09-20',
          amountMinor: 300_00,
        },
      ],
    })
    return file
  })
  await open()
  await expect(page.getByText('Çağrı Gıda').first()).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await page.getByRole('gridcell', { name: 'September 2026' }).click()
  await expect(page.getByText('1 · 300.00 TRY')).toBeVisible()
  await page.keyboard.press('e')
  const reason = page.getByLabel('Reason for signing off')
  await reason.press('Enter')
  await expect(page.getByRole('alert')).toContainText('Unapplied money')
  await reason.fill('advance, settled in October')
  const download = page.waitForEvent('download')
  await reason.press('Enter')
  const zip = join(dataDir, 'sealed.zip')
  await (await download).saveAs(zip)
  await expect(page.getByText(/September 2026 is sealed/)).toBeVisible()
  await expect(page.getByRole('gridcell', { name: 'Closed', exact: true })).toBeVisible()
  await expectProven(page, zip, 'index.html', dataDir)
})

test('M55 M62 (part): a test letter is looked at from the dialog, and none is made', async ({
  page,
  open,
}) => {
  await open()
  await expect(page.getByText('Çağrı Gıda').first()).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await expect(page.getByText('No letters yet')).toBeVisible()
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: 'New balance letters' })
  const day = dialog.getByLabel('As of')
  await day.fill('30092026')
  await expect(dialog.getByText('3 letters: 30,080.00 TRY')).toBeVisible()
  await day.press('Control+p')
  await expect(page.locator('[data-page="1"] canvas')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-page="1"] canvas')).toBeHidden()
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('No letters yet')).toBeVisible()
})

test('M62 (part): the board keeps a view of its own, chooses columns and is exported as shown', async ({
  page,
  open,
}) => {
  await open()
  await makeLetters(page)
  await page.getByRole('gridcell', { name: 'Çağrı Gıda' }).click()
  await page.keyboard.press('d')
  const theirs = page.getByLabel(/Their balance/)
  await theirs.fill('4000')
  await theirs.press('Enter')
  await page.getByRole('tab', { name: /Disputed 1/ }).click()
  await expect(page.getByRole('gridcell', { name: 'Şimşek Yapı' })).toBeHidden()

  await page.keyboard.press('Control+Shift+K')
  await page
    .getByRole('listbox', { name: 'Columns' })
    .getByRole('option', { name: 'Difference' })
    .click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('columnheader', { name: 'Difference' })).toBeHidden()
  await page.keyboard.press('Control+Shift+S')
  await page.keyboard.type('To explain')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: /To explain 1/ })).toBeVisible()
  await page.getByRole('tab', { name: /All 3/ }).click()
  await expect(page.getByRole('columnheader', { name: 'Difference' })).toBeVisible()
  await page.getByRole('tab', { name: /To explain 1/ }).click()
  await expect(page.getByRole('columnheader', { name: 'Difference' })).toBeHidden()

  const saved = page.waitForEvent('download')
  await page.keyboard.press('Control+e')
  expect((await saved).suggestedFilename()).toMatch(/\.xlsx$/)
})

test('N12 M178: letters are filled in as a workbook, looked at, written and undone by keys', async ({
  page,
  open,
  dataDir,
}) => {
  await open()
  await makeLetters(page)
  // Heard from the start: the browser takes a moment to hand its choosers over.
  page.on('filechooser', () => undefined)
  await expect(page.getByRole('gridcell', { name: 'Şimşek Yapı' })).toBeVisible()
  const download = page.waitForEvent('download')
  await page.keyboard.press('Control+Shift+e')
  const path = join(dataDir, 'letters.xlsx')
  await (await download).saveAs(path)
  await expect(page.getByText('Letters to edit.xlsx saved with 3 rows.')).toBeVisible()
  const edit = await SheetEdit.open(path)
  edit.set('A', 'answer', 'dispute').set('A', 'theirs', 24_000).set('B', 'answer', 'agree')
  edit.set('C', 'theirs', 1)
  await edit.save()

  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Shift+B')
  await (await chooser).setFiles(path)
  await expect(page.getByText('Will be written: 3 cells of 2 letters')).toBeVisible()
  await expect(page.getByText(/Write the answer first/).first()).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/Written: 3 cells of 2 letters/)).toBeVisible()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page.getByRole('tab', { name: /Disputed 1/ })).toBeVisible()
  await expect(page.getByRole('tab', { name: /Approved 1/ })).toBeVisible()

  await page.keyboard.press('Control+z')
  await expect(page.getByRole('tab', { name: /Prepared 3/ })).toBeVisible()
})
