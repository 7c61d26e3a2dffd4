/** Cells of a grid by keys and mouse: choosing, figures, copying, menus, and pasting changes back. */
import type { Page } from '@playwright/test'
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { cell, focusedCell, grid } from './screen.ts'

test.use({ at: DEMO_NOON, viewport: { width: 1440, height: 900 } })

const chosen = (page: Page) => page.locator('[role=gridcell][aria-selected=true]')
const figure = (page: Page, id: string) => page.locator(`[data-sum="${id}"] dd`)

async function clipboard(page: Page): Promise<{ text: string; html: string }> {
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const read = async (type: string) =>
      item?.types.includes(type) === true ? (await item.getType(type)).text() : ''
    return {
      text: (await read('text/plain')).replaceAll('\r\n', '\n'),
      html: await read('text/html'),
    }
  })
}

async function put(page: Page, text: string): Promise<void> {
  await page.evaluate((value) => navigator.clipboard.writeText(value), text)
}

test.beforeEach(async ({ demo, open, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await demo()
  await open()
  await expect(cell(grid(page, 'Customers'), 'Deniz Ticaret', 'balance')).toHaveText('25,000.00')
})

test('ux 6.1 6.2: ranges by keys and mouse, with their figures in the status line', async ({
  page,
}) => {
  const customers = grid(page, 'Customers')
  await cell(customers, 'Yıldız Yapı Ankara', 'balance').click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(chosen(page)).toHaveCount(3)
  await expect(figure(page, 'count')).toHaveText('3')
  await expect(figure(page, 'mean')).toHaveText('316,666.67')
  await expect(figure(page, 'min')).toHaveText('200,000.00')
  await expect(figure(page, 'max')).toHaveText('400,000.00')
  await expect(figure(page, 'sum')).toHaveText('950,000.00\u00a0TRY')
  await expect(page.locator('[data-sums-said]')).toContainText('3 cells selected')

  await cell(customers, 'Deniz Ticaret', 'overdue').click({ modifiers: ['Control'] })
  await expect(figure(page, 'sum')).toHaveText('975,000.00\u00a0TRY')
  await page.keyboard.press('Escape')
  await expect(chosen(page)).toHaveCount(0)

  await cell(customers, 'Yıldız Yapı Ankara', 'balance').click()
  await cell(customers, 'Yıldız Yapı Bursa', 'overdue').click({ modifiers: ['Shift'] })
  await expect(chosen(page)).toHaveCount(4)

  const from = cell(customers, 'Yıldız Yapı Ankara', 'overdue')
  const to = cell(customers, 'Deniz Ticaret', 'overdue')
  await from.hover()
  await page.mouse.down()
  await to.hover()
  await page.mouse.up()
  await expect(chosen(page)).toHaveCount(4)
  await expect(figure(page, 'sum')).toHaveText('975,000.00\u00a0TRY')

  await page.locator('[role=columnheader][col-id=overdue]').click()
  await expect(figure(page, 'sum')).toHaveText('975,000.00\u00a0TRY')

  await cell(customers, 'Hanse', 'balance').first().click()
  await page.keyboard.press('Control+a')
  await expect(figure(page, 'sum')).toContainText(' + EUR ')
})

test('ux 6.3 6.10: copies numbers as numbers, with headings from the menu by Shift+F10', async ({
  page,
}) => {
  const customers = grid(page, 'Customers')
  await cell(customers, 'Yıldız Yapı Ankara', 'code').click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+c')
  await expect(page.getByText('2 cells copied')).toBeVisible()
  expect((await clipboard(page)).text).toBe('120.01.0042.A\n120.01.0042.B')

  await cell(customers, 'Yıldız Yapı Ankara', 'balance').click()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+F10')
  const menu = page.getByRole('menu', { name: 'Acts on Balance' })
  await expect(menu.getByRole('menuitem', { name: 'Copy' }).first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(menu).toBeHidden()
  const copied = await clipboard(page)
  expect(copied.text).toBe('Balance\tOverdue\n400,000.00\t400,000.00')
  expect(copied.html).toContain('x:num="400000.00"')
  expect(copied.html).toContain('sdval="400000.00"')
  expect((await focusedCell(page)).column).toBe('balance')

  await page.keyboard.press('Escape')
  await cell(customers, 'Yıldız Yapı Ankara', 'name').click()
  await cell(customers, 'Deniz Ticaret', 'balance').click({ modifiers: ['Control'] })
  await page.keyboard.press('Control+c')
  await expect(page.getByText('These ranges have different shapes')).toBeVisible()
})

test('ux 6.4 6.5: pastes values back changed as one step, refuses what is wrong, and takes it back', async ({
  page,
}) => {
  const customers = grid(page, 'Customers')
  await cell(customers, 'Yıldız Yapı Ankara', 'balance').click()
  await page.keyboard.press('e')
  await cell(customers, 'Yıldız Yapı Ankara', 'terms').click()
  await put(page, 'NET45\t1.500,50\nNET60\t2000\nEOM+15\t1200*1,2\n')
  await page.keyboard.press('Control+v')
  const ask = page.getByRole('group', { name: 'Paste' })
  await expect(ask).toContainText('Paste into 3 rows: 6 cells change.')
  await page.keyboard.press('Enter')
  await expect(page.getByText('6 cells changed')).toBeVisible()
  await expect(cell(customers, 'Yıldız Yapı Ankara', 'creditLimit')).toHaveText('1,500.50')
  await expect(cell(customers, 'Yıldız Yapı Bursa', 'terms')).toHaveText('NET60')
  await expect(cell(customers, 'Yıldız Yapı İzmir', 'creditLimit')).toHaveText('1,440.00')

  await page.keyboard.press('Control+z')
  await expect(page.getByText('Undone: Change 3 accounts')).toBeVisible()
  await expect(cell(customers, 'Yıldız Yapı Bursa', 'creditLimit')).toHaveText('')
  await page.keyboard.press('Control+y')
  await expect(cell(customers, 'Yıldız Yapı Bursa', 'creditLimit')).toHaveText('2,000.00')

  // One wrong value of a batch is outlined and stays; the others are done.
  await cell(customers, 'Yıldız Yapı Ankara', 'terms').click()
  await put(page, 'soon\nNET90')
  await page.keyboard.press('Control+v')
  await expect(ask).toContainText('1 cell is refused and outlined.')
  await page.keyboard.press('Enter')
  await expect(cell(customers, 'Yıldız Yapı Bursa', 'terms')).toHaveText('NET90')
  await expect(cell(customers, 'Yıldız Yapı Ankara', 'terms')).toHaveText('soon')
  await expect(page.getByText('Like 30, NET30, EOM+15, 2/10 NET30.').last()).toBeVisible()

  // Typing edits; a wrong value keeps its field open with the reason; Esc leaves all as it was.
  await cell(customers, 'Yıldız Yapı Bursa', 'terms').click()
  await page.keyboard.type('never')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Terms, new value' })).toHaveValue('never')
  await expect(page.locator('#grid-editor-note')).toContainText('Like 30')
  await page.keyboard.press('Escape')
  await expect(cell(customers, 'Yıldız Yapı Bursa', 'terms')).toHaveText('NET90')

  await page.keyboard.type('NET15')
  await page.keyboard.press('Enter')
  await expect(cell(customers, 'Yıldız Yapı Bursa', 'terms')).toHaveText('NET15')
  await page.keyboard.press('Control+d')
  await expect(cell(customers, 'Yıldız Yapı İzmir', 'terms')).toHaveText('NET15')
})

test('ux 6.13: Home, End and Ctrl with them; the menu of a heading freezes, hides and shows', async ({
  page,
}) => {
  const customers = grid(page, 'Customers')
  await cell(customers, 'Deniz Ticaret', 'balance').click()
  await page.keyboard.press('Home')
  expect((await focusedCell(page)).column).toBe('code')
  await page.keyboard.press('Control+End')
  await expect.poll(async () => (await focusedCell(page)).column).toBe('limit')
  await page.keyboard.press('Control+Home')
  await expect.poll(async () => (await focusedCell(page)).column).toBe('code')

  const head = page.locator('[role=columnheader][col-id=overdue]')
  await head.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Hide column' }).click()
  await expect(head).toHaveCount(0)
  await page.locator('[role=columnheader][col-id=balance]').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Show 1 hidden column' }).click()
  await expect(head).toBeVisible()
})

test('M174 (part): menus of cells and headings act on the view: filter, leave out, hide, sort', async ({
  page,
}) => {
  const customers = grid(page, 'Customers')
  const chip = page.locator('[data-filter="currency"]')
  const changed = page.getByRole('img', { name: 'changed' })
  await cell(customers, 'Deniz Ticaret', 'currency').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Leave out “TRY”' }).click()
  await expect(chip).toContainText('TRY')
  await expect(customers.getByText('Deniz Ticaret')).toBeHidden()
  await cell(customers, 'Hanse', 'currency').first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Show only “EUR”' }).click()
  await expect(chip).toContainText('EUR')
  await chip.getByRole('button', { name: /^Remove filter/ }).click()
  await expect(changed).toHaveCount(0)

  const head = (id: string) => customers.locator(`[role=columnheader][col-id=${id}]`)
  await head('overdue').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Hide column' }).click()
  await expect(changed).toBeVisible()
  await head('balance').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Freeze column' }).click()
  await expect(
    customers.locator('.ag-grid-pinned-left-cells [role=columnheader][col-id=balance]'),
  ).toBeVisible()
  await head('balance').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Sort descending' }).click()
  await expect(head('balance')).toHaveAttribute('aria-sort', 'descending')
  await head('balance').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Filter…' }).click()
  await expect(page.getByRole('textbox', { name: 'From' })).toBeFocused()
  await page.keyboard.press('Escape')

  // Editing has columns of its own; the view is as it was when it ends.
  await cell(customers, 'Deniz Ticaret', 'name').click()
  await page.keyboard.press('e')
  await expect(head('terms')).toBeVisible()
  await expect(head('balance')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(head('terms')).toHaveCount(0)
  await expect(head('overdue')).toHaveCount(0)
  await expect(
    customers.locator('.ag-grid-pinned-left-cells [role=columnheader][col-id=balance]'),
  ).toBeVisible()
})

test('ux 6.4 6.6: group rows are copied with their subtotals, and never added up or changed', async ({
  page,
}) => {
  const customers = grid(page, 'Customers')
  await page.keyboard.press('Alt+Shift+G')
  await page.getByRole('menuitemcheckbox', { name: 'Segment' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  const group = customers.locator('[row-id^="group"]').first()
  await expect(group).toBeVisible()
  const subtotal = (await group.locator('[col-id=balance]').textContent()) ?? ''
  await group.locator('[col-id=balance]').click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(chosen(page)).toHaveCount(3)
  await expect(figure(page, 'count')).toHaveText('2')
  await page.keyboard.press('Control+c')
  await expect(page.getByText('3 cells copied')).toBeVisible()
  expect((await clipboard(page)).text.split('\n')[0]).toBe(subtotal.replace('\u2212', '-'))

  await group.locator('[col-id=code]').click()
  await page.keyboard.press('Control+Shift+c')
  await expect(page.getByText(/cells copied/)).toBeVisible()
  await page.keyboard.press('e')
  await group.locator('[col-id=code]').click()
  await page.keyboard.type('x')
  await expect(page.getByText('This row heads a group and has no values')).toBeVisible()
  await expect(page.locator('#grid-editor-note')).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(group.locator('[aria-expanded=false]')).toBeVisible()
})

test('ux 6.4: new accounts by pasting below the last row: counted and shown first, one step of undo', async ({
  page,
}) => {
  const customers = grid(page, 'Customers')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('e')
  await expect(customers.locator('[role=columnheader][col-id=terms]')).toBeVisible()
  await page.keyboard.press('Control+Home')
  await put(page, '900.01\tYeni İnci A.Ş.\tEUR\tNET45\t1.500,50\n120.01.0077\tTaken\n\tno code\n')
  await page.keyboard.press('Control+Shift+v')
  const ask = page.getByRole('group', { name: 'Paste' })
  await expect(ask).toContainText('2 new rows are made below the last one.')
  await expect(ask.getByRole('table', { name: 'New rows' })).toContainText('Yeni İnci A.Ş.')
  await expect(ask.getByRole('cell', { name: '1,500.50' })).toBeVisible()
  await expect(ask).toContainText('Line 3, Code')
  await page.screenshot({ path: 'test-results/paste-below.png' })
  await page.keyboard.press('Enter')
  await expect(page.getByText('The code 120.01.0077 is taken by Deniz Ticaret.')).toBeVisible()

  await put(page, '900.01\tYeni İnci A.Ş.\tEUR\tNET45\t1.500,50\n900.02\tÜçüncü Ltd.')
  await page.keyboard.press('Control+Shift+v')
  await page.keyboard.press('Enter')
  await expect(page.getByText('2 rows added')).toBeVisible()
  await expect(cell(customers, 'Yeni İnci A.Ş.', 'creditLimit')).toHaveText('1,500.50')
  await expect(cell(customers, 'Yeni İnci A.Ş.', 'currency')).toHaveText('EUR')
  // The focus goes to the first of them.
  await expect(page.locator('[role=gridcell]:focus')).toHaveText('900.01')
  await page.keyboard.press('Control+z')
  await expect(page.getByText('Undone: Open 2 accounts')).toBeVisible()
  await expect(customers.getByText('Yeni İnci A.Ş.')).toHaveCount(0)
  await page.keyboard.press('Control+y')
  await expect(customers.getByText('Üçüncü Ltd.')).toBeVisible()

  // A block that begins on the last row goes on below it.
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Home')
  const last = await focusedCell(page)
  const lastCode =
    (await customers.locator(`[row-id="${last.row}"] [col-id=code]`).textContent()) ?? ''
  const lastName =
    (await customers.locator(`[row-id="${last.row}"] [col-id=name]`).textContent()) ?? ''
  await put(page, `${lastCode}\t${lastName}\n900.03\tDördüncü Ltd.`)
  await page.keyboard.press('Control+v')
  await expect(ask).toContainText('1 new row is made below the last one.')
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 row added')).toBeVisible()
})
