/** What a grid can do is in the command registry: palette and shortcut sheet have it on every screen. */
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { cell, focusedCell, grid, visit } from './screen.ts'

test.use({ at: DEMO_NOON })

test('ux 1.3 6: the palette copies, selects and folds in the grid at hand; the sheet lists its keys', async ({
  page,
  demo,
  open,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await demo()
  const host = await open()
  const customers = grid(page, 'Customers')
  await expect(cell(customers, 'Deniz Ticaret', 'balance')).toHaveText('25,000.00')
  const run = async (words: string, command: string) => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(`>${words}`)
    await expect(page.getByRole('option', { selected: true })).toContainText(command)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await page.keyboard.press('ArrowDown')
  await expect.poll(async () => (await focusedCell(page)).column).toBe('code')
  const { row } = await focusedCell(page)

  await run('select the row', 'Select the row')
  const chosen = page.locator('[role=gridcell][aria-selected=true]')
  await expect(chosen).toHaveCount(7)
  await run('copy with head', 'Copy with headings')
  await expect(page.getByText('7 cells copied')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.split(/\r?\n/)[0]).toMatch(/^Code\tAccount\t/)
  expect(copied).toContain(row.split(' ').at(-1) ?? '')
  await run('clear the sel', 'Clear the selection')
  await expect(chosen).toHaveCount(0)
  await run('filter row', 'Filter row')
  await expect(page.locator('[data-filter-column]:focus')).toBeVisible()
  await page.keyboard.press('Control+Shift+l')
  await expect(page.locator('[data-filter-column]')).toHaveCount(0)

  // Fill down is offered while the list is edited, and only then.
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await page.getByRole('heading', { level: 1 }).focus()
  await page.keyboard.press('?')
  for (const words of [
    'Copy with headings',
    'Filter row',
    'Select the column',
    'Leave the grid',
    'Fill down',
  ])
    await expect(sheet.getByText(words, { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('>fill down')
  await expect(page.getByRole('option')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('>fill')
  await expect(page.getByRole('option', { selected: true })).toContainText('Fill down')
  await page.keyboard.press('Escape')

  // A screen without saved views has the filters of its grid as well.
  await visit(page, host, '/periods?part=rates')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('grid').first()).toBeVisible()
  await page.keyboard.press('Control+Shift+l')
  await expect(page.locator('[data-filter-column]').first()).toBeVisible()
})

test('ux 6: what is typed right after Ctrl+Shift+L is for the field it brings, on a slow machine too', async ({
  page,
  demo,
  open,
  slow,
}) => {
  await demo()
  await open()
  const customers = grid(page, 'Customers')
  await expect(cell(customers, 'Deniz Ticaret', 'balance')).toHaveText('25,000.00')
  await page.keyboard.press('ArrowDown')
  await expect.poll(async () => (await focusedCell(page)).column).toBe('code')
  await page.keyboard.press('ArrowRight')
  await expect.poll(async () => (await focusedCell(page)).column).toBe('name')
  await slow(8)
  // From the chooser, which closes at the same time.
  await page.keyboard.press('Control+Shift+k')
  await expect(page.getByRole('textbox', { name: 'Search columns' })).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Shift+l')
  await page.keyboard.type('deniz tic')

  await expect(page.locator('[data-filter-column="name"]')).toBeFocused()
  await expect(page.locator('[data-filter-column="name"]')).toHaveValue('deniz tic')
  await expect(customers.getByText('Deniz Ticaret')).toBeVisible()
})
