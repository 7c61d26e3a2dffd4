/** The month-end of the demo company, from the bank's file to the sealed month, without the mouse. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { DEMO_NOON, expect, prefer, test } from './fixtures.ts'
import { listen, noPointer, press } from './keyboard.ts'
import { expectProven } from './proven.ts'
import { fact, grid } from './screen.ts'
import { DENIZ_STATEMENT } from './their-statement.ts'

test.use({ at: DEMO_NOON })

const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name })
const focusedIn = (page: Page, label: string) => grid(page, label).locator('[role=gridcell]:focus')

async function choose(page: Page, key: string, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await press(page, key)
  await (await chooser).setFiles(path)
}

test('M55 M60 M61 M62 M63 M104 M108 M175 N4 N6 N11 N13: the month-end of the demo, end to end by keyboard', async ({
  page,
  demo,
  open,
  dataDir,
}) => {
  let statement = ''
  await demo(async (client) => {
    const { fileName, text } = await client.bank.sample({})
    statement = join(dataDir, fileName)
    writeFileSync(statement, text)
  })
  const theirs = join(dataDir, 'deniz-ekstre.csv')
  writeFileSync(theirs, DENIZ_STATEMENT)
  prefer(dataDir, { language: 'en', formatLocale: 'en-GB' })
  await listen(page)
  page.on('filechooser', () => undefined)
  await open('/')
  await expect(page.locator('[data-card=bank]')).toContainText('Bank lines to match')

  // The bank's file: every line once, the sure ones accepted together.
  await press(page, 'g', 'r')
  await expect(focusedIn(page, 'Bank lines')).toBeVisible()
  const before = Number((await tab(page, /^To do/).textContent())?.replace(/\D/g, ''))
  await choose(page, 'i', statement)
  await expect(page.getByText(/new lines/)).toBeVisible()
  const after = async () => Number((await tab(page, /^To do/).textContent())?.replace(/\D/g, ''))
  await expect.poll(after).toBeGreaterThan(before)
  await choose(page, 'i', statement)
  await expect(page.getByText(/nothing new, .* known already/)).toBeVisible()
  const all = await after()
  await expect(page.getByRole('button', { name: /^Accept \d+ at 95/ })).toBeEnabled()
  await press(page, 'Shift+Enter')
  await expect(page.getByRole('dialog')).toContainText('at 95 or more')
  await press(page, 'Enter')
  await expect.poll(after).toBeLessThan(all)
  await expect(page.getByText(/lines posted/)).toBeVisible()
  // What is no customer's money waits with a note.
  await expect(focusedIn(page, 'Bank lines')).toBeVisible()
  await press(page, 'Shift+P')
  await expect(page.getByLabel('Reason')).toBeFocused()
  await page.keyboard.type('own costs, to the accountant')
  await press(page, 'Enter')
  await expect(tab(page, /^Parked/)).toHaveText(/^Parked[1-9]/)

  // One dealer's difference is explained.
  await press(page, 'g', 'v')
  await expect(page.getByRole('combobox', { name: 'Customer' })).toBeFocused()
  await page.keyboard.type('deniz ticaret')
  await expect(page.getByRole('option', { name: /Deniz Ticaret/ })).toBeVisible()
  await press(page, 'Enter')
  await expect(page.getByRole('heading', { name: 'Drop their statement here' })).toBeVisible()
  await choose(page, 'f', theirs)
  await expect(fact(page, 'Unexplained')).toHaveText('0.00 TRY')
  await expect(grid(page, 'Compared lines').getByText('Bank fee')).toBeVisible()

  // Letters of the month, and what came back.
  await press(page, 'g', 'l')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await press(page, 'n')
  const dialog = page.getByRole('dialog', { name: 'New balance letters' })
  await expect(dialog.getByText(/\d+ letters: /)).toBeVisible()
  await press(page, 'Enter')
  await expect(tab(page, /^Prepared [1-9]/)).toBeVisible()
  await press(page, 'q')
  await expect(page.getByText(/letters in the outbox/)).toBeVisible()
  await press(page, 'Control+f', 'ArrowDown')
  await expect(page.locator('[role=gridcell]:focus')).toBeVisible()
  await press(page, 'a')
  await expect(page.getByLabel('Who answered')).toBeVisible()
  await press(page, 'Enter')
  await expect(tab(page, /^Approved 1/)).toBeVisible()
  await press(page, 'ArrowDown', 'd')
  await expect(page.getByLabel(/Their balance/)).toBeFocused()
  await page.keyboard.type('1234,00')
  await press(page, 'Enter')
  await expect(tab(page, /^Disputed 1/)).toBeVisible()

  // Closed and sealed, with the reasons for what is left; the pack is proven offline.
  await press(page, 'g', 'm')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await press(page, 'e')
  const reason = page.getByLabel('Reason for signing off')
  await expect(reason).toBeFocused()
  await page.keyboard.type('reviewed with the controller')
  const download = page.waitForEvent('download')
  await press(page, 'Enter')
  const zip = join(dataDir, 'sealed.zip')
  await (await download).saveAs(zip)
  await expect(page.getByText(/is sealed/)).toBeVisible()
  await noPointer(page)
  await expectProven(page, zip, 'index.html', dataDir)
})
