/** The list of all documents: rows stay in the database. */
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { focusedCell, grid } from './screen.ts'
import { Wire } from './shots/wire.ts'

test.use({ at: DEMO_NOON })

test('M174 (part): G B opens all documents; filter, sort and totals are the database’s', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  await expect(grid(page, 'Customers').getByText('Deniz Ticaret')).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  const documents = grid(page, 'Documents')
  await expect(documents.locator('[row-id^="total"]').first()).toBeVisible()
  await page.screenshot({ path: 'test-results/ledger.png' })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+End')
  await page.waitForTimeout(500)
  await page.screenshot({ path: 'test-results/ledger-end.png' })
  expect((await focusedCell(page)).column).not.toBe('')
  await page.keyboard.press('Control+f')
  await page.keyboard.type('INCI')
  await expect(page.getByText(/of .* rows/)).toBeVisible()
  await page.screenshot({ path: 'test-results/ledger-inci.png' })
})

test('ux 6.2 6.3: documents are chosen, added up and copied where they are in the database', async ({
  page,
  demo,
  open,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await demo()
  await open()
  await expect(grid(page, 'Customers').getByText('Deniz Ticaret')).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  const documents = grid(page, 'Documents')
  const totals = documents.locator('[row-id^="total"] [col-id=amount]')
  await expect(totals.first()).not.toHaveText('')
  await documents.locator('[row-index="0"] [col-id=amount]').click()
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.locator('[data-sum="count"] dd')).toHaveText('2')
  await page.keyboard.press('Control+c')
  await expect(page.getByText('2 cells copied')).toBeVisible()
  const shown = await Promise.all(
    [0, 1].map((row) => documents.locator(`[row-index="${row}"] [col-id=amount]`).textContent()),
  )
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.split(/\r?\n/)).toEqual(shown.map((text) => text?.replace('\u2212', '-')))

  // The whole column, most of it not loaded, adds up to the totals that the database gives.
  await page.keyboard.press('Control+Space')
  const sum = page.locator('[data-sum="sum"] dd')
  const [first] = await totals.allTextContents()
  await expect(page.locator('[data-sum="missing"]')).toHaveCount(0)
  await expect(sum).toContainText(first ?? 'a total')

  // What the database has no filter for is not offered.
  await documents.locator('[row-index="0"] [col-id=document]').click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Copy', exact: false }).first()).toBeVisible()
  await expect(page.getByRole('menuitem', { name: /^(Show only|Leave out)/ })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await documents.locator('[row-index="0"] [col-id=amount]').click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: /^Leave out/ })).toHaveCount(0)
  await expect(page.getByRole('menuitem', { name: /^Show only/ })).toHaveCount(1)
  await page.keyboard.press('Escape')

  // Other rows in the same places are not the ones that were chosen.
  await documents.locator('[row-index="0"] [col-id=currency]').click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Show only/ }).click()
  await expect(page.locator('[data-filter="currency"]')).toBeVisible()
  await expect(page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(0)
})

test('M174 (part): opened by its address, as after a reload, the list shows its rows', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/ledger')
  const first = grid(page, 'Documents').locator('[row-index="0"] [col-id=document]')
  await expect(first).toHaveText(/\d/)
  await page.reload()
  await expect(first).toHaveText(/\d/)
})

test('a filter whose values cannot be read says so, with a way on', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  const wire = new Wire()
  await wire.watch(page)
  await open('/ledger')
  const documents = grid(page, 'Documents')
  await documents.locator('[row-index="0"] [col-id=currency]').click()
  wire.refuse('ledger.values')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByText(/These rows are the ones read before\..*A7F3/)).toBeVisible()
  wire.mend()
  await page.getByRole('button', { name: 'Try again' }).click()
  await documents.locator('[row-index="0"] [col-id=currency]').click()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByRole('option').first()).toBeVisible()
})
