/** Edges of grids: no rows, one row, very long texts, a narrow window; where the focus stays; what readers hear. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { DEMO_NOON, expect, prefer, test } from './fixtures.ts'
import { press, pressToColumn } from './keyboard.ts'
import { cell, focusedCell, grid } from './screen.ts'

test.use({ at: DEMO_NOON })

const LONG = 'Çok uzun unvanlı dış ticaret, sanayi ve pazarlama '.repeat(4).trim().slice(0, 200)

/** Figures whose text is wider than their cell, of all that are on screen, totals too. */
async function cutFigures(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[role=gridcell].saldo-figure')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => `${one.getAttribute('col-id')}: ${one.textContent}`),
  )
}

test('ux 6 edges: an empty list says why, one row adds up to itself, a long name is cut with its whole text as a tip', async ({
  page,
  prepare,
  open,
}) => {
  await prepare(async (client, dir) => {
    const file = `${dir}/edge.saldo`
    await client.companies.create({ name: 'Kenar A.Ş.', currency: 'TRY', file })
    return file
  })
  await open()
  await expect(page.getByText('No customers yet')).toBeVisible()
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '1')
  // Keys of a grid without rows do nothing and break nothing.
  await press(page, 'ArrowDown', 'Control+a', 'Control+c', 'Control+End', 'Shift+F10')
  await press(page, 'n')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New customer')
  await page.getByLabel('Code', { exact: true }).fill('120.01')
  await page.getByLabel('Name', { exact: true }).fill(LONG)
  await press(page, 'Control+s')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(LONG)
  await press(page, 'g', 'c')
  const customers = grid(page, 'Customers')
  await expect(cell(customers, '120.01', 'code')).toBeVisible()
  await expect(customers.getByRole('grid')).toHaveAttribute('aria-rowcount', /^[23]$/)
  const name = cell(customers, '120.01', 'name')
  expect(await name.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(true)
  await name.hover()
  await expect(name).toHaveAttribute('title', LONG)
  await press(page, 'ArrowDown', 'ArrowRight')
  await expect(customers.locator('[role=status]').getByText(LONG)).toBeVisible()
  expect(await cutFigures(page)).toEqual([])
})

test('ux 6.7 1.7: no figure is ever cut, and totals stand under their columns however far one scrolls', async ({
  page,
  demo,
  open,
  dataDir,
}) => {
  await demo()
  prefer(dataDir, { textScale: 150 })
  await page.setViewportSize({ width: 1024, height: 640 })
  const { origin } = await open()
  for (const [path, label] of [
    ['/customers', 'Customers'],
    ['/aging', 'Aging'],
    ['/ledger', 'Documents'],
  ] as const) {
    await page.goto(`${origin}/#${path}`)
    const list = grid(page, label)
    await expect(list.locator('[row-id^="total"]').first()).not.toHaveText('')
    await press(page, 'ArrowDown', 'End')
    await expect.poll(async () => (await focusedCell(page)).column).not.toBe('')
    await expect.poll(async () => cutFigures(page)).toEqual([])
    const columnId = (await focusedCell(page)).column
    const edgesNow = () =>
      list.evaluate((frame, id) => {
        const box = (selector: string) =>
          frame.querySelector(`${selector} [col-id="${id}"]`)?.getBoundingClientRect().left
        const head = frame.querySelector(`[role=columnheader][col-id="${id}"]`)
        return [
          head?.getBoundingClientRect().left,
          box('[row-index="0"]'),
          box('[row-id^="total"]'),
        ]
      }, columnId)
    // Heads, rows and totals scroll one after the other, within a frame or two.
    await expect
      .poll(async () => {
        const edges = (await edgesNow()).filter((left) => left !== undefined)
        const [first = 0] = edges
        return edges.length >= 2 && edges.every((left) => Math.abs(left - first) < 1)
      })
      .toBe(true)
  }
})

test('ux 6.13: the focus stays on its row over filter, edit columns and undo', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  const customers = grid(page, 'Customers')
  await expect(cell(customers, 'Deniz Ticaret', 'balance')).toHaveText('25,000.00')
  const here = async () => (await focusedCell(page)).row
  await press(page, 'Control+f')
  await page.keyboard.type('deniz')
  await expect(page.getByText(/of 60 rows/)).toBeVisible()
  await press(page, 'ArrowDown')
  const focused = page.locator('[role=gridcell]:focus')
  await expect(focused).toHaveText('120.01.0077')
  const row = await here()
  await press(page, 'Control+f', 'Escape')
  await expect(page.getByText(/of 60 rows/)).toBeHidden()
  await page.keyboard.press('ArrowDown')
  await expect.poll(here).toBe(row)
  await pressToColumn(page, 'balance')

  await press(page, 'e')
  await expect(customers.locator('[role=columnheader][col-id=terms]')).toBeVisible()
  await pressToColumn(page, 'code')
  await pressToColumn(page, 'terms')
  await page.keyboard.type('NET77')
  await press(page, 'Enter', 'ArrowUp')
  await expect(focused).toHaveText('NET77')
  await press(page, 'Control+z')
  await expect(page.getByText(/^Undone/)).toBeVisible()
  await expect(focused).toHaveText('NET30')
  await expect.poll(here).toBe(row)
})

test('ux 13: a grid says its size, its selection and its figures, politely', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  const customers = grid(page, 'Customers')
  await expect(cell(customers, 'Deniz Ticaret', 'balance')).toHaveText('25,000.00')
  const element = customers.getByRole('grid')
  await expect(element).toHaveAttribute('aria-label', 'Customers')
  await expect(element).toHaveAttribute('aria-multiselectable', 'true')
  // Sixty accounts, the head and the total.
  await expect(element).toHaveAttribute('aria-rowcount', '62')
  await expect(element).toHaveAttribute('aria-colcount', /^\d+$/)
  await press(page, 'ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown')
  await expect(page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(3)
  const said = page.locator('[data-sums-said]')
  await expect(said).toHaveAttribute('aria-live', 'polite')
  await expect(said).toHaveText('3 cells selected. Count 3')
  await press(page, 'Escape')
  await expect(said).toHaveText('')
})

test('ux 13: menus, filters, choosers, dialogs and the editor of a grid have no axe finding, light and dark', async ({
  page,
  demo,
  open,
  dataDir,
}) => {
  test.setTimeout(240_000)
  await demo()
  prefer(dataDir, { theme: 'system' })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open()
  const customers = grid(page, 'Customers')
  await expect(cell(customers, 'Deniz Ticaret', 'balance')).toHaveText('25,000.00')
  await press(page, 'ArrowDown')
  const found: string[] = []
  const look = async (where: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // The grid itself and its screen are looked at with all screens, in looks.spec.ts.
      const axe = new AxeBuilder({ page })
        .options({ resultTypes: ['violations'] })
        .exclude('[role=gridcell]')
        .exclude('nav')
        .exclude('aside')
        // A pop-up is a dialog or a menu of its own and lies outside the landmarks of the page.
        .disableRules(['region'])
      if (colorScheme === 'dark') axe.options({ runOnly: ['color-contrast'] })
      const { violations } = await axe.analyze()
      for (const one of violations)
        found.push(`${where} ${colorScheme} ${one.id}: ${one.nodes[0]?.html}`)
    }
  }
  await pressToColumn(page, 'currency')
  await press(page, 'Shift+F10')
  await expect(page.getByRole('menu')).toBeVisible()
  await look('menu of a cell')
  await press(page, 'Escape', 'Alt+ArrowDown')
  await expect(page.getByRole('option').first()).toBeVisible()
  await look('set filter')
  await press(page, 'Escape')
  await pressToColumn(page, 'balance')
  await press(page, 'Alt+ArrowDown')
  await expect(page.getByRole('textbox', { name: 'From' })).toBeFocused()
  await look('range filter')
  await press(page, 'Escape', 'Control+Shift+k')
  await expect(page.getByRole('textbox', { name: 'Search columns' })).toBeFocused()
  await look('column chooser')
  await press(page, 'Escape', 'Control+Shift+l')
  await expect(page.locator('[data-filter-column]:focus')).toBeVisible()
  await look('filter row')
  await press(page, 'Control+Shift+l', 'Control+Shift+s')
  await expect(page.getByRole('textbox', { name: 'Name of the view' })).toBeFocused()
  await look('name of a view')
  await press(page, 'Escape', 'Alt+Shift+G')
  await expect(page.getByRole('menuitemcheckbox').first()).toBeVisible()
  await look('groups')
  await press(page, 'Escape')
  await press(page, 'Control+f', 'ArrowDown', 'e')
  await pressToColumn(page, 'terms')
  await page.keyboard.type('never')
  await press(page, 'Enter')
  await expect(page.locator('#grid-editor-note')).toBeVisible()
  await look('editor with a refused value')
  await press(page, 'Escape')
  expect(found).toEqual([])
})
