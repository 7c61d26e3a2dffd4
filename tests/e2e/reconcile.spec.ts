/** The bank's lines in Chromium, by keyboard: imported, accepted, divided, written off, parked, taken back. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { SheetEdit } from '../support/sheet-edit.ts'
import { amountOf, bankBooks, codeOf, HARD, nameOf, numberOf, SURE } from './bank-books.ts'
import { expect, prefer, test } from './fixtures.ts'
import { listen, noPointer, press } from './keyboard.ts'
import { cell, chooseFile, grid } from './screen.ts'

test.use({ at: '2026-10-31T09:00:00.000Z' })

/** The company with its file taken in, and the screen on its first line. */
async function start(
  page: Page,
  fixtures: Pick<Parameters<Parameters<typeof test>[2]>[0], 'prepare' | 'open' | 'dataDir'>,
): Promise<Locator> {
  const { prepare, open, dataDir } = fixtures
  await prepare(async (client, dir) => {
    const { file, statement } = await bankBooks(client, dir)
    await client.bank.import({ source: { path: statement }, account: 'Ziraat TL' })
    return file
  })
  prefer(dataDir, { language: 'en', formatLocale: 'en-GB' })
  await listen(page)
  await open('/reconcile')
  const lines = grid(page, 'Bank lines')
  await expect(cell(lines, nameOf(1), 'score').first()).toHaveText('99')
  await expect(lines.locator('[role=gridcell]:focus')).toBeVisible()
  return lines
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name })
const difference = (page: Page) => page.locator('[data-difference]')

test('M55 M104 N11: 50 bank lines are accepted without the mouse; one undo takes them back', async ({
  page,
  prepare,
  open,
  dataDir,
}) => {
  let statement = ''
  await prepare(async (client, dir) => {
    const books = await bankBooks(client, dir)
    statement = books.statement
    return books.file
  })
  prefer(dataDir, { language: 'en', formatLocale: 'en-GB' })
  await listen(page)
  page.on('filechooser', () => undefined)
  await open('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await press(page, 'g', 'r')
  await expect(page.getByText('No bank lines yet')).toBeVisible()
  const chooser = page.waitForEvent('filechooser')
  await press(page, 'i')
  await (await chooser).setFiles(statement)
  // The file does not say whose account it is.
  await expect(page.getByRole('dialog')).toContainText('Which account is it of?')
  await page.keyboard.type('Ziraat TL')
  await press(page, 'Enter')
  const lines = grid(page, 'Bank lines')
  await expect(cell(lines, nameOf(1), 'score').first()).toHaveText('99')
  await expect(lines.locator('[role=gridcell]:focus')).toBeVisible()
  await press(page, 'Shift+Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(`Accept ${SURE} lines at 95 or more`)
  await expect(dialog.getByRole('row')).toHaveCount(SURE + 1)
  await press(page, 'Enter')
  await expect(tab(page, 'Matched')).toHaveText(`Matched${SURE}`)
  await expect(tab(page, 'To do')).toHaveText(`To do${HARD}`)
  await press(page, 'Control+z')
  await expect(tab(page, 'Matched')).toHaveText('Matched0')
  await expect(tab(page, 'To do')).toHaveText(`To do${SURE + HARD}`)
  await press(page, 'Control+y')
  await expect(tab(page, 'To do')).toHaveText(`To do${HARD}`)
  await noPointer(page)
})

test('M104: Enter accepts and goes to the next line; held or doubled it accepts one', async ({
  page,
  prepare,
  open,
  dataDir,
}) => {
  const lines = await start(page, { prepare, open, dataDir })
  const focused = lines.locator('[role=row]', { has: page.locator('[role=gridcell]:focus') })
  await press(page, 'ArrowDown')
  const second = await focused.getAttribute('row-id')
  const third = await lines.locator('[role=row][row-index="2"]').first().getAttribute('row-id')
  await page.keyboard.down('Enter')
  // A held key repeats.
  await page.keyboard.down('Enter')
  await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expect(tab(page, 'To do')).toHaveText(`To do${SURE + HARD - 1}`)
  await expect(tab(page, 'Matched')).toHaveText('Matched1')
  expect(second).not.toBe(third)
  await expect(focused).toHaveAttribute('row-id', third ?? '')
  await page.waitForTimeout(0)
  await press(page, 'Control+z')
  await expect(tab(page, 'Matched')).toHaveText('Matched0')
  await noPointer(page)
})

test('M104 M107: other suggestions, write-off, on account, search, part and parking, by their keys', async ({
  page,
  prepare,
  open,
  dataDir,
}) => {
  const lines = await start(page, { prepare, open, dataDir })
  const items = grid(page, 'Open items')
  const match = page.getByRole('region', { name: 'The match' })
  const only = async (text: string) => {
    await press(page, 'Control+f', 'Control+a')
    await page.keyboard.type(text)
    await expect(lines.locator('[role=row][row-index="0"]').first()).toContainText(text)
    await press(page, 'ArrowDown')
  }
  // 500.00 short: proposed as a part; ticked anew it is all of it, and the rest a discount.
  const short = numberOf(SURE - 1)
  await only(short)
  await expect(cell(items, short, 'apply')).toHaveText('7,435.24')
  await press(page, 'Tab')
  await expect(items.locator('[role=gridcell]:focus')).toBeVisible()
  const at = items.locator('[role=row]', { has: page.locator('[role=gridcell]:focus') })
  while (!(await at.textContent())?.includes(short)) await press(page, 'ArrowDown')
  await press(page, 'Space')
  await expect(cell(items, short, 'apply')).toHaveText('')
  await press(page, 'Space')
  await expect(cell(items, short, 'apply')).toHaveText('7,935.24')
  await expect(difference(page)).toHaveText('−500.00 TRY')
  // Enter does nothing but say what is missing.
  await press(page, 'Enter')
  await expect(match.getByRole('alert')).toContainText('More is ticked than came in')
  await press(page, 'w')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Write off 500.00')
  await expect(dialog.getByRole('radio', { name: 'Discount' })).toBeChecked()
  await press(page, 'Enter')
  await expect(difference(page)).toHaveText('0.00 TRY')
  await expect(match).toContainText('Discount')
  await press(page, 'Enter')
  await expect(tab(page, 'Matched')).toHaveText('Matched1')

  // A stranger: the customer is chosen, the money stays on the account.
  await only('ZÜMRÜT')
  await expect(page.getByText('Payer not known')).toBeVisible()
  await press(page, 'Enter')
  await expect(match.getByRole('alert')).toContainText('Whose money is it?')
  await press(page, 'c')
  await expect(dialog).toContainText('Whose money is it?')
  await page.keyboard.type('doruk')
  await expect(page.getByRole('option', { name: nameOf(12) })).toBeVisible()
  await press(page, 'Enter')
  await expect(dialog.getByRole('combobox')).toHaveValue(new RegExp(nameOf(12)))
  await press(page, 'Enter')
  await expect(dialog).toBeHidden()
  await expect(difference(page)).toHaveText('777.77 TRY')
  await press(page, 'u')
  await expect(match).toContainText('On account')
  await expect(difference(page)).toHaveText('0.00 TRY')
  await press(page, 'Enter')
  await expect(tab(page, 'Matched')).toHaveText('Matched2')

  // A second one: her invoice is found in all accounts, and a part of it paid.
  const found = numberOf(20)
  await only('MEHMET')
  await press(page, 'f')
  await page.keyboard.type(found)
  await expect(items.getByText(found)).toBeVisible()
  await press(page, 'Enter')
  await expect(items.locator('[role=gridcell]:focus')).toBeVisible()
  await press(page, 'F2')
  await expect(dialog).toContainText(`Part of ${found}`)
  await page.keyboard.type('1234,50')
  await press(page, 'Enter')
  await expect(dialog).toBeHidden()
  await expect(cell(items, found, 'apply')).toHaveText('1,234.50')
  await expect(difference(page)).toHaveText('0.00 TRY')
  await expect(match).toContainText(`part; ${money(amountOf(20) - 123_450)}`)
  await press(page, 'Enter')
  await expect(tab(page, 'Matched')).toHaveText('Matched3')

  // The bank's own fee is no customer's money: parked with a note, and taken back by one undo.
  await only('HESAP')
  await press(page, 'p')
  await expect(dialog).toContainText('Park the line')
  await page.keyboard.type('653 masraf')
  await press(page, 'Enter')
  await expect(tab(page, 'Parked')).toHaveText('Parked1')
  await press(page, 'Control+z')
  await expect(tab(page, 'Parked')).toHaveText('Parked0')
  await press(page, 'Control+z', 'Control+z', 'Control+z')
  await expect(tab(page, 'Matched')).toHaveText('Matched0')
  await expect(tab(page, 'To do')).toHaveText(`To do${SURE + HARD}`)
  await noPointer(page)
})

test('M104 N11: matched lines show what was made of them, are taken back, and that is undone and done again', async ({
  page,
  prepare,
  open,
  dataDir,
}) => {
  await start(page, { prepare, open, dataDir })
  await press(page, 'Enter')
  await expect(tab(page, 'Matched')).toHaveText('Matched1')
  await tab(page, 'Matched').click()
  const lines = grid(page, 'Bank lines')
  const panel = page.getByRole('complementary', { name: 'The line' })
  await expect(panel).toContainText('by hand · score 99')
  await expect(lines.locator('[role=gridcell]:focus')).toBeVisible()
  await press(page, 't')
  await expect(tab(page, 'Matched')).toHaveText('Matched0')
  await expect(page.getByText('No line is matched yet')).toBeVisible()

  // Taking back is a step of its own: undone it is matched as it was, with the score it had.
  await press(page, 'Control+z')
  await expect(tab(page, 'Matched')).toHaveText('Matched1')
  await expect(panel).toContainText('by hand · score 99')
  await press(page, 'Control+y')
  await expect(tab(page, 'Matched')).toHaveText('Matched0')
  await press(page, 'Control+z', 'Control+z')
  await expect(tab(page, 'Matched')).toHaveText('Matched0')
  await expect(tab(page, 'To do')).toHaveText(`To do${SURE + HARD}`)
})

function money(minor: number): string {
  return `${new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2 }).format(minor / 100)}`
}

test('M104 M107: the columns of a bank’s table are told once by keys; its next file goes straight in', async ({
  page,
  prepare,
  open,
  dataDir,
}) => {
  const file = (name: string, ...rows: readonly string[]) => {
    const path = join(dataDir, name)
    writeFileSync(path, `${rows.join('\n')}\n`)
    return path
  }
  await prepare(async (client, dir) => (await bankBooks(client, dir)).file)
  prefer(dataDir, { language: 'en', formatLocale: 'en-GB' })
  await listen(page)
  page.on('filechooser', () => undefined)
  await open('/reconcile')
  const bring = async (path: string) => {
    const chooser = page.waitForEvent('filechooser')
    await press(page, 'i')
    await (await chooser).setFiles(path)
  }
  await expect(page.getByText('No bank lines yet')).toBeVisible()
  await bring(
    file(
      'january.csv',
      'Kimden;Gün;Gelen/Giden',
      'DENİZ TİC;05.10.2026;100,00',
      'YILDIZ;06.10.2026;250,50',
    ),
  )
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Columns of january.csv')
  await expect(dialog.getByRole('alert')).toContainText('Date · Amount, or debit and credit')
  await expect(dialog.getByRole('button', { name: 'Import' })).toBeDisabled()
  for (const field of ['Counterparty', 'Date', 'Amount']) {
    await expect(dialog.locator('input:focus')).toHaveValue('')
    await page.keyboard.type(field)
    await press(page, 'ArrowDown', 'Enter')
    await expect(dialog.locator('input:focus')).toHaveValue(field)
    if (field !== 'Amount') await press(page, 'Tab')
  }
  const reads = dialog.getByRole('region', { name: 'What it is read as' })
  await expect(reads).toContainText('05/10/2026 – 06/10/2026')
  await expect(reads).toContainText('350.50')
  await press(page, 'Enter')
  await expect(dialog).toContainText('Which account is it of?')
  await page.keyboard.type('Ziraat 4711')
  await press(page, 'Enter')
  await expect(page.getByText('2 new lines. The columns are remembered')).toBeVisible()
  await expect(tab(page, 'To do')).toHaveText('To do2')

  // The next one names its account, and its columns stand elsewhere.
  await bring(
    file(
      'february.csv',
      'Hesap No;Ziraat 4711;',
      'Gün;Gelen/Giden;Kimden',
      '07.10.2026;300,00;MAVİ',
    ),
  )
  await expect(tab(page, 'To do')).toHaveText('To do3')
  await expect(dialog).toBeHidden()

  // One that names none is of the account of before, once somebody says so.
  await bring(file('march.csv', 'Kimden;Gün;Gelen/Giden', 'MOR;08.10.2026;70,00'))
  await expect(dialog).toContainText('The last file with these columns was of this account.')
  await expect(dialog.getByLabel('Bank account')).toHaveValue('Ziraat 4711')
  await press(page, 'Enter')
  await expect(tab(page, 'To do')).toHaveText('To do4')

  // What was told can be looked at and put right before another file is taken.
  const chooser = page.waitForEvent('filechooser')
  await press(page, 'Shift+I')
  await (await chooser).setFiles(join(dataDir, 'march.csv'))
  await expect(dialog).toContainText('Read as the last file of this bank was')
  await press(page, 'Escape')
  await expect(dialog).toBeHidden()
  await noPointer(page)
})

test('N12 M178: lines to do go to a spreadsheet, come back decided, are looked at, written, and undone as one', async ({
  page,
  prepare,
  open,
  dataDir,
}) => {
  const lines = await start(page, { prepare, open, dataDir })
  page.on('filechooser', () => undefined)
  const download = page.waitForEvent('download')
  await press(page, 'Control+Shift+E')
  const path = join(dataDir, 'bank-lines.xlsx')
  await (await download).saveAs(path)
  await expect(page.getByText(`saved with ${SURE + HARD} lines`)).toBeVisible()
  // Meanwhile the first line is accepted in the books.
  await press(page, 'Enter')
  await expect(tab(page, 'Matched')).toHaveText('Matched1')

  const edit = await SheetEdit.open(path)
  const cellOf = (row: number, field: string) =>
    edit.sheet.getRow(row).getCell(edit.columnOf(field))
  const rowWith = (field: string, text: string) => {
    for (let n = 3; n <= edit.sheet.rowCount; n += 1) if (cellOf(n, field).text === text) return n
    throw new Error(`no row with ${text}`)
  }
  for (const n of [3, 4, 5])
    for (const field of ['customer', 'documents', 'on_account'])
      cellOf(n, field).value = cellOf(n, `proposed_${field}`).value
  cellOf(3, 'on_account').value = 'yes'
  const stranger = rowWith('name', 'ZÜMRÜT BİLİNMEYEN LTD')
  cellOf(stranger, 'customer').value = codeOf(2)
  cellOf(stranger, 'on_account').value = 'yes'
  const second = rowWith('name', 'MEHMET DEMİR')
  cellOf(second, 'amount').value = 9_999_999
  cellOf(second, 'customer').value = codeOf(3)
  cellOf(second, 'on_account').value = 'yes'
  cellOf(rowWith('amount', '-25'), 'park').value = 'Bank charges'
  await edit.save()

  await chooseFile(page, 'Shift+B', path)
  await expect(page.getByRole('heading', { name: 'Bring back from Excel' })).toBeVisible()
  const changes = grid(page, 'Changes of the file')
  const row = (text: string, column: string) =>
    changes.locator('[role=row]', { hasText: text }).filter({ hasText: column })
  await expect(page.getByText('Will be written: 4 bank lines posted or parked')).toBeVisible()
  await expect(row('Bank charges', 'Park')).toContainText('Taken')
  await expect(row('ZÜMRÜT', 'Account code')).toContainText(`Money of ${nameOf(2)}`)
  await expect(row('MEHMET', '9,999,999.00')).toContainText('Locked')
  await expect(row('MEHMET', 'Account code')).toContainText('Not valid')

  // From problem to problem: the line accepted meanwhile, then the one whose amount was typed over.
  const chosen = page.getByRole('complementary', { name: 'Chosen change' })
  await press(page, 'F8')
  await expect(chosen).toContainText(`Posted since the export as money of ${nameOf(1)}`)
  await press(page, 'Control+Enter')
  await expect(page.getByText('Written: 4 bank lines posted or parked.')).toBeVisible()
  await expect(row('ZÜMRÜT', 'Account code')).toContainText('Same')
  await press(page, 'g', 'r')
  await expect(tab(page, 'Matched')).toHaveText('Matched4')
  await expect(tab(page, 'Parked')).toHaveText('Parked1')
  await expect(lines.locator('[role=row]', { hasText: 'ZÜMRÜT' })).toHaveCount(0)

  await press(page, 'Control+z')
  await expect(tab(page, 'Matched')).toHaveText('Matched1')
  await expect(tab(page, 'To do')).toHaveText(`To do${SURE + HARD - 1}`)
  await noPointer(page)
})
