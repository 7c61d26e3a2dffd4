/** The statement and the document beside it in a real Chromium. */
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { cell, focusedCell, grid } from './screen.ts'

test.use({ at: DEMO_NOON })
const DENIZ = '/statement?customer=120.01.0077&preset=all'

test('M43 (part): runs from carried forward to a closing that agrees with the ledger', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open(DENIZ)
  const statement = grid(page, 'Statement')
  await expect(statement.getByText('Carried forward')).toBeVisible()
  await expect(cell(statement, 'INV-101', 'balance')).toHaveText('12,000.00')
  await expect(cell(statement, 'INV-103', 'balance')).toHaveText('25,000.00')
  await expect(page.getByText('31/10/2026 · agrees with ledger')).toBeVisible()
})

test('M48 (part): range, open only and quick filter; the balance keeps running over all rows', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open(DENIZ)
  const statement = grid(page, 'Statement')
  await expect(statement.getByText('INV-101')).toBeVisible()
  await page.keyboard.press('Control+f')
  await page.keyboard.type('inv-102')
  await expect(statement.getByText('INV-101')).toBeHidden()
  // A statement begins with what was carried forward, whatever is looked for.
  await expect(statement.locator('[row-id="carried"]')).toBeVisible()
  await expect(cell(statement, 'INV-102', 'balance')).toHaveText('20,000.00')
  await expect(
    page.getByText('Filtered: the balance runs over all rows of the range.'),
  ).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByText('Quarter', { exact: true }).click()
  await expect(statement.locator('[row-id="carried"] [col-id="balance"]')).toHaveText('25,000.00')
  await expect(statement.getByText('INV-103')).toBeHidden()
  await page.getByText('All', { exact: true }).click()
  await page.getByText('Open only', { exact: true }).click()
  await expect(cell(statement, 'INV-101', 'open')).toHaveText('12,000.00')
  await page.reload()
  await expect(page).toHaveURL(/kind=open/)
  await expect(cell(statement, 'INV-103', 'open')).toHaveText('5,000.00')
})

test('Enter goes into the document, Esc back to its line, R D and A open their forms at once', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open(DENIZ)
  const statement = grid(page, 'Statement')
  await cell(statement, 'INV-102', 'date').click()
  const panel = page.getByRole('complementary', { name: 'Document' })
  await expect(panel.getByRole('heading', { name: 'INV-102' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('button', { name: 'Reverse' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect.poll(() => focusedCell(page).then((at) => at.column)).toBe('date')

  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('d')
  await expect(page.getByRole('dialog', { name: 'Dispute on INV-101' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('r')
  const reverse = page.getByRole('dialog', { name: 'Reverse INV-101' })
  await expect(reverse.getByLabel('Reason')).toBeFocused()
  await page.keyboard.type('entered twice')
  await page.keyboard.press('Enter')
  await expect(page.getByText('INV-101 reversed')).toBeVisible()
  await expect(cell(statement, 'INV-103', 'balance')).toHaveText('25,000.00')
  await expect(page.getByText('31/10/2026 · agrees with ledger')).toBeVisible()
})

test('an agreed due date moves the line out of the overdue', async ({ page, demo, open }) => {
  await demo()
  await open(DENIZ)
  await cell(grid(page, 'Statement'), 'INV-103', 'date').click()
  await page.keyboard.press('a')
  await page.getByLabel('New due date').fill('30112026')
  await page.getByLabel('Reason').fill('plan')
  await page.keyboard.press('Enter')
  await expect(page.getByText('INV-103 is now due 30/11/2026')).toBeVisible()
  await expect(page.getByText('3 items, 2 overdue')).toBeVisible()
})

test('ux 6.10: the menu of a line disputes, agrees a due day and reverses, by keys', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open(DENIZ)
  const statement = grid(page, 'Statement')
  await cell(statement, 'INV-102', 'document').click()
  for (const [act, name, up] of [
    ['Open dispute', 'Dispute on INV-102', 3],
    ['Agree due date', 'Agree a due date for INV-102', 2],
    ['Reverse', 'Reverse INV-102', 1],
  ] as const) {
    await page.keyboard.press('Shift+F10')
    // As soon as she likes: what comes after the key that opens the menu is for the menu.
    for (let n = 0; n < up; n += 1) await page.keyboard.press('ArrowUp')
    await expect(page.getByRole('menuitem', { name: act })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
})

test('a long account: first lines and all figures at once, the rest follows and nothing is added up of a part', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  // What is long to a person would take minutes to post here: the pieces are made small.
  let isHeld = true
  const held: (() => void)[] = []
  await page.routeWebSocket(/\/ws$/, (socket) => {
    const host = socket.connectToServer()
    socket.onMessage((message) => {
      const question = JSON.parse(String(message)) as {
        path: string
        input: Record<string, unknown>
      }
      if (question.path === 'reports.statement') question.input['first'] = 4
      if (question.path === 'reports.statementLines') question.input['limit'] = 3
      const send = () => host.send(JSON.stringify(question))
      if (question.path === 'reports.statementLines' && isHeld) held.push(send)
      else send()
    })
  })
  await open('/statement?customer=120.19.1021&preset=all')
  const statement = grid(page, 'Statement')
  await expect(page.getByText(/^\d+ of 4\d lines are here$/)).toBeVisible()
  await expect(statement.locator('[row-id^="total"]')).toHaveCount(0)
  const closing = await page.locator('dt:text-is("Closing") + dd').textContent()
  const [figure = 'a figure'] = /^[−\d.,]+/.exec(closing ?? '') ?? []
  isHeld = false
  for (const send of held.splice(0)) send()
  const total = statement.locator('[row-id^="total"]')
  await expect(total.locator('[col-id=balance]')).toHaveText(figure)
  await expect(page.getByText('Sum of the range agrees with the ledger')).toBeVisible()
})
