/** Rules for bank lines and what confirmed lines taught, and the settings they go with, by keys in a real Chromium. */
import AxeBuilder from '@axe-core/playwright'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const IBAN = 'TR330006100519786457841326'

test.use({ at: '2026-10-09T09:00:00.000Z' })

test.beforeEach(async ({ prepare }) => {
  await prepare(async (client, dir) => {
    const file = join(dir, 'test.saldo')
    await client.companies.create({ name: 'Toros Dağıtım A.Ş.', currency: 'TRY', file })
    for (const [code, name] of [
      ['120.01.0077', 'Deniz Ticaret Ltd. Şti.'],
      ['120.01.0042', 'Çağrı Gıda'],
    ] as const)
      await client.customers.create({
        customerId: crypto.randomUUID(),
        customer: { code, name },
      })
    const bank = join(dir, 'bank.csv')
    writeFileSync(
      bank,
      [
        'Tarih;Açıklama;Tutar;IBAN;Karşı taraf',
        `2026-10-01;EFT SEVKİYAT BEDELİ 4711;12.500,00;${IBAN};Deniz Tic.`,
        `2026-10-02;HAVALE SEVKİYAT 4712;2.000,00;${IBAN};Deniz Tic.`,
        '2026-10-03;POS MUTABAKAT 10/03 ÜYE İŞYERİ;3.140,50;;Ziraat',
        '2026-10-06;POS MUTABAKAT 10/06 ÜYE İŞYERİ;1.980,00;;Ziraat',
        '2026-10-07;HAVALE KOLİ İADE FARKI;45,00;;Ahmet Yılmaz',
        '',
      ].join('\n'),
    )
    await client.bank.import({ source: { path: bank }, account: 'Ziraat TL' })
    const lines = await client.bank.list({})
    await client.bank.post({
      applications: lines.slice(0, 2).map(({ entry }) => ({
        lineId: entry.id,
        customerCode: '120.01.0077',
        onAccount: true,
      })),
    })
    return file
  })
})

/** From the home screen through the palette. */
async function toRules(page: Page): Promise<void> {
  await expect(page.getByText('Çağrı Gıda').first()).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('matching rules')
  await expect(page.getByRole('option', { name: /Matching rules/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Matching rules' })).toBeVisible()
}

const names = (page: Page) => page.locator('[role=gridcell][col-id=name]').allTextContents()

test('M107 N11 (part): a rule is written with the lines it would have decided, moved, deleted and undone by keys', async ({
  page,
  open,
}) => {
  await open()
  await toRules(page)
  await expect(page.getByText('No rules yet')).toBeVisible()
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: 'New rule' })
  await expect(dialog.getByLabel('Text contains')).toBeFocused()
  await page.keyboard.type('pos mutabakat')
  await expect(dialog.getByText('Would have matched 2 lines')).toBeVisible()
  await expect(dialog.getByText('POS MUTABAKAT 10/06 ÜYE İŞYERİ')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('This is needed')).toBeVisible()
  await dialog.getByText('Not a customer’s').click()
  await dialog.getByLabel('Text contains').press('Enter')
  await expect(dialog).toBeHidden()
  await expect(
    page.getByText('If the text contains “pos mutabakat”: not a customer’s money.'),
  ).toBeVisible()

  await page.keyboard.press('n')
  const second = page.getByRole('dialog', { name: 'New rule' })
  await second.getByLabel('Payer’s name contains').fill('deniz tic')
  await second.getByRole('combobox', { name: 'Customer' }).fill('cagri')
  await page.getByRole('option', { name: /Çağrı Gıda/ }).click()
  await expect(second.getByText('2 of them were posted to another customer.')).toBeVisible()
  await second.getByLabel('Amount from').fill('2500')
  await second.getByLabel('Payer’s name contains').press('Enter')
  await expect(second.getByText('Choose the currency of the amount.')).toBeVisible()
  await second.getByLabel('Currency').selectOption('TRY')
  await expect(second.getByText('Would have matched 1 line', { exact: true })).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await second.getByLabel('Payer’s name contains').press('Enter')
  await expect(second).toBeHidden()
  await expect.poll(() => names(page)).toEqual(['pos mutabakat', 'deniz tic'])

  await page.getByRole('gridcell', { name: 'deniz tic', exact: true }).click()
  await page.keyboard.press('u')
  await expect.poll(() => names(page)).toEqual(['deniz tic', 'pos mutabakat'])
  // The focus went with the rule: down again, and once more, which changes nothing.
  await page.keyboard.press('d')
  await page.keyboard.press('d')
  await expect.poll(() => names(page)).toEqual(['pos mutabakat', 'deniz tic'])
  await page.keyboard.press('Control+z')
  await expect(page.getByText('Undone: Order of rules')).toBeVisible()
  await expect.poll(() => names(page)).toEqual(['deniz tic', 'pos mutabakat'])

  await page.getByRole('gridcell', { name: 'deniz tic', exact: true }).click()
  await page.keyboard.press('F2')
  const edit = page.getByRole('dialog', { name: 'Change rule' })
  await edit.getByLabel('Name of the rule').fill('Deniz’s other name')
  await edit.getByLabel('Name of the rule').press('Enter')
  await expect.poll(() => names(page)).toEqual(['Deniz’s other name', 'pos mutabakat'])
  await page.keyboard.press('Delete')
  await expect(page.getByText('Rule “Deniz’s other name” deleted')).toBeVisible()
  await expect.poll(() => names(page)).toEqual(['pos mutabakat'])
  await page.keyboard.press('Control+z')
  await expect.poll(() => names(page)).toEqual(['Deniz’s other name', 'pos mutabakat'])
  await page.keyboard.press('Control+z')
  await expect.poll(() => names(page)).toEqual(['deniz tic', 'pos mutabakat'])
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
})

test('N11 (part): a learned fact shows the lines it came from, is forgotten and brought back', async ({
  page,
  open,
}) => {
  await open('/rules')
  await page.getByRole('tab', { name: /Learned facts 3/ }).click()
  await page.getByRole('gridcell', { name: 'TR33 0006 1005 1978 6457 8413 26' }).click()
  const panel = page.getByRole('complementary', { name: 'Learned fact' })
  await expect(
    panel.getByText('Money from this IBAN was posted to 120.01.0077 Deniz Ticaret Ltd. Şti.'),
  ).toBeVisible()
  await expect(panel.getByText('EFT SEVKİYAT BEDELİ 4711')).toBeVisible()
  await expect(panel.getByText('HAVALE SEVKİYAT 4712')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await page.keyboard.press('Delete')
  await expect(page.getByText(/^Forgotten: TR33 0006/)).toBeVisible()
  await expect(page.getByRole('tab', { name: /Learned facts 2/ })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('tab', { name: /Learned facts 3/ })).toBeVisible()
  await expect(
    page.getByRole('gridcell', { name: 'TR33 0006 1005 1978 6457 8413 26' }),
  ).toBeVisible()
})

test('M107 (part): the auto-post policy is found by a word, kept as a score, and undone', async ({
  page,
  open,
}) => {
  await open('/settings')
  await expect(page.getByLabel('Shift of days')).toBeVisible()
  await page.keyboard.press('Control+f')
  await page.keyboard.type('never posted')
  const score = page.getByLabel('Score for posting by itself')
  await expect(score).toHaveValue('95')
  await expect(page.getByText('Default: 95')).toBeVisible()
  await expect(page.getByLabel('Shift of days')).toBeHidden()
  await score.fill('40')
  await expect(page.getByText('A score from 50 to 100 with at most two decimals.')).toBeVisible()
  await score.fill('97.5')
  await score.press('Enter')
  await expect(page.getByText('Saved')).toBeVisible()
  await expect(score).toHaveValue('97.5')
  await page.getByRole('heading', { level: 1 }).focus()
  await page.keyboard.press('Control+z')
  await expect(score).toHaveValue('95')

  await page.keyboard.press('Control+f')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('matching rules')
  await page.getByRole('button', { name: 'Open rules' }).click()
  await expect(page.getByRole('heading', { name: 'Matching rules' })).toBeVisible()
})
