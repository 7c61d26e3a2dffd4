/** Several tabs of the browser version on one company, and what goes to a window of its own. */
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { cell, fact, grid, visit } from './screen.ts'

test.use({ at: DEMO_NOON })

const DENIZ = '120.01.0077'

test('a record changed in one tab changes in the other, and each keeps its place', async ({
  page,
  context,
  demo,
  open,
}) => {
  await demo()
  const host = await open()
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible()
  await expect(cell(grid(page, 'Customers'), DENIZ, 'code')).toBeVisible()
  await cell(grid(page, 'Customers'), DENIZ, 'code').click()
  const opening = context.waitForEvent('page')
  await page.keyboard.press('Shift+Enter')
  const second = await opening
  await expect(second.getByRole('heading', { level: 1 })).toContainText('Deniz')
  expect(new URL(second.url()).hash).toContain(`/customer/${DENIZ}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible()
  const before = await fact(second, 'Balance').innerText()

  await visit(page, host, `/new/invoice?customer=${DENIZ}`)
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  await field('Amount').fill('1000')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/posted/i).first()).toBeVisible()
  await expect.poll(() => fact(second, 'Balance').innerText()).not.toBe(before)
  expect(new URL(second.url()).hash).toContain(`/customer/${DENIZ}`)

  await second.reload()
  await expect(second.getByRole('heading', { level: 1 })).toContainText('Deniz')
  await second.close()
})

test('Ctrl+Shift+click on a row or link, and Ctrl+Shift+Enter, open tabs of the same session', async ({
  page,
  context,
  demo,
  open,
}) => {
  await demo()
  await open()
  await expect(cell(grid(page, 'Customers'), DENIZ, 'code')).toBeVisible()
  const opened = async (act: () => Promise<unknown>, title: string) => {
    const opening = context.waitForEvent('page')
    await act()
    const tab = await opening
    await expect(tab.getByRole('heading', { level: 1 })).toContainText(title)
    await tab.close()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Customers')
  }

  await opened(
    () => cell(grid(page, 'Customers'), DENIZ, 'name').click({ modifiers: ['Control', 'Shift'] }),
    'Deniz',
  )
  await opened(
    () => page.getByRole('link', { name: 'Aging' }).click({ modifiers: ['Control', 'Shift'] }),
    'Aging',
  )
  await opened(() => page.keyboard.press('Control+Shift+Enter'), 'Customers')
})

test('ux 6.10: the menu of a cell opens the document of any list in a window of its own', async ({
  page,
  context,
  demo,
  open,
}) => {
  await demo()
  await open('/ledger')
  const documents = grid(page, 'Documents')
  const first = documents.locator('[row-index="0"] [col-id=document]')
  await expect(first).toHaveText(/\d/)
  const number = await first.textContent()
  await first.click()
  await page.keyboard.press('Shift+F10')
  const opening = context.waitForEvent('page')
  await page.getByRole('menuitem', { name: 'Open in new window' }).click()
  const tab = await opening
  await expect(tab.getByRole('heading', { level: 2, name: number ?? 'a number' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Documents')
})

test('the support report can be read, copied and saved, and holds nothing of the books', async ({
  page,
  context,
  demo,
  open,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await demo()
  const host = await open()
  await expect(page.getByText('Deniz', { exact: false }).first()).toBeVisible()
  await visit(page, host, '/customer/no-such-account')
  await page.keyboard.press('Shift+F1')
  const report = page.getByRole('dialog', { name: 'Support report' })
  const text = report.getByLabel('Text of the report')
  await expect(text).toContainText('customer.unknown')
  await expect(text).not.toContainText('no-such-account')
  await report.getByRole('button', { name: 'Copy' }).click()
  await expect(page.getByText('Report copied')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    await text.evaluate((element) => element.textContent),
  )
  const download = page.waitForEvent('download')
  await report.getByRole('button', { name: 'Save' }).click()
  expect((await download).suggestedFilename()).toBe('saldo-support.txt')
  await expect(report.getByRole('button', { name: 'Show log folder' })).toBeHidden()
})
