/** The frame around every screen in a real Chromium: keys, palette, shortcut sheet, the laws as lights. */
import { openCompanyDb } from '../../db/local/open.ts'
import { join } from 'node:path'
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { cell, grid } from './screen.ts'

test.use({ at: DEMO_NOON })

test('G and a letter go to each screen, its title has the focus, ? lists the keys', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  const title = page.getByRole('heading', { level: 1 })
  await expect(title).toHaveText('Customers')
  for (const [key, name] of [
    ['s', 'Statement'],
    ['n', 'New document'],
    ['c', 'Customers'],
    ['a', 'Aging'],
  ] as const) {
    await title.focus()
    await page.keyboard.press('g')
    await page.keyboard.press(key)
    await expect(title).toHaveText(name)
    await expect(page.locator('nav [aria-current=page]')).toContainText(name)
  }
  await title.focus()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet).toContainText('Change the as-of date')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
})

test('another theme leaves the commands in their order', async ({ page, demo, open }) => {
  await demo()
  await open()
  const title = page.getByRole('heading', { level: 1 })
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  const listed = async () => {
    await title.focus()
    await page.keyboard.press('?')
    await expect(sheet).toContainText('F6')
    const text = await sheet.innerText()
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
    return text
  }
  const before = await listed()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('light and dark')
  const isDark = page.locator('html[data-mantine-color-scheme="dark"]')
  await expect(isDark).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(isDark).toHaveCount(1)
  expect(await listed()).toBe(before)
})

test('the one-time link leaves the address only once its session is kept', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  // A slow exchange: who opens the address again meanwhile must not have lost the session.
  await page.route('**/session', async (route) => {
    const response = await route.fetch()
    expect(page.url()).toContain('#token=')
    await route.fulfill({ response })
  })
  await open(null)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Today')
  expect(page.url()).not.toContain('token')
})

test('F6 and Shift+F6 cycle through the parts of the window', async ({ page, demo, open }) => {
  await demo()
  await open()
  await expect(grid(page, 'Customers').getByText('Deniz Ticaret')).toBeVisible()
  const where = () =>
    page.evaluate(
      () => document.activeElement?.closest('[data-region]')?.getAttribute('aria-label') ?? '',
    )
  const seen = []
  for (let n = 0; n < 7; n += 1) {
    await page.keyboard.press('F6')
    seen.push(await where())
  }
  expect(new Set(seen).size).toBeGreaterThanOrEqual(5)
  expect(seen).toContain('Customers')
  const last = seen.at(-2)
  await page.keyboard.press('Shift+F6')
  expect(await where()).toBe(last)
})

test('keys pressed right after the Esc that closes a dialog go where they belong', async ({
  page,
  demo,
  open,
  slow,
}) => {
  await demo()
  await open()
  const customers = grid(page, 'Customers')
  await expect(cell(customers, 'Deniz Ticaret', 'balance')).toHaveText('25,000.00')
  // On a slow machine what is closing would still be there when the next key comes.
  await slow(8)
  for (const way of ['?', 'Control+k']) {
    await page.getByRole('heading', { level: 1 }).focus()
    await page.keyboard.press(way)
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('deniz tic')
    await expect(page.getByRole('dialog').getByRole('combobox')).toHaveValue('deniz tic')
    await expect(page.getByRole('option').first()).toContainText('Deniz Ticaret')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
})

test('Enter in the palette takes what was typed, however soon it is pressed, in each scope', async ({
  page,
  demo,
  open,
  slow,
}) => {
  await demo()
  const host = await open()
  const title = page.getByRole('heading', { level: 1 })
  await expect(title).toHaveText('Customers')
  await slow(4)
  // `first` is answered before the scope is changed: what is no longer searched is not waited for.
  for (const { first, found, tabs, more, heading } of [
    { first: '', found: '', tabs: 0, more: '>aging', heading: 'Aging' },
    { first: '', found: '', tabs: 0, more: 'deniz tic', heading: 'Deniz Ticaret' },
    { first: 'deniz', found: 'Deniz Ticaret', tabs: 1, more: ' tic', heading: 'Deniz Ticaret' },
    { first: 'a', found: '', tabs: 3, more: 'ging', heading: 'Aging' },
  ]) {
    await page.goto(`${host.origin}/#/periods`)
    await expect(title).toHaveText('Periods')
    await page.keyboard.press('Control+k')
    await page.keyboard.type(first)
    if (first !== '') await expect(page.getByRole('option').first()).toContainText(found)
    for (let n = 0; n < tabs; n += 1) await page.keyboard.press('Tab')
    await page.keyboard.type(more)
    await page.keyboard.press('Enter')
    await expect(title).toHaveText(heading)
  }
})

test('the palette finds an account, a document and a command, and goes there', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open()
  const title = page.getByRole('heading', { level: 1 })
  await expect(title).toHaveText('Customers')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('deniz tic')
  await expect(page.getByRole('option', { selected: true })).toContainText('Deniz Ticaret')
  await page.keyboard.press('Enter')
  await expect(title).toHaveText('Deniz Ticaret')

  await page.keyboard.press('Control+k')
  await page.keyboard.type('#INV-102')
  await expect(page.getByRole('option', { selected: true })).toContainText('INV-102')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'INV-102' })).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('>aging')
  await page.keyboard.press('Enter')
  await expect(title).toHaveText('Aging')
})

test('L1 L2 L3 L4 L5 L6: the lights hold, and a broken law opens the lines it stands for', async ({
  page,
  demo,
  dataDir,
  open,
}) => {
  await demo()
  const db = openCompanyDb(join(dataDir, 'demo.saldo'))
  db.execute(
    "update item set open_minor = open_minor - 100000 where doc_id = (select id from doc where number = 'INV-101')",
  )
  db.close()
  await open()
  const light = (law: string) => page.locator(`[data-law="${law}"]`)
  for (const law of ['L1', 'L3', 'L4', 'L6']) await expect(light(law)).toBeVisible()
  await expect(light('L6')).toHaveAttribute('data-ok', 'true')
  await expect(light('L5')).toHaveAttribute('data-ok', 'false')
  await light('L5').click()
  const lines = page.getByRole('dialog')
  await expect(lines).toContainText('INV-101')
  await lines.locator('tr', { hasText: 'INV-101' }).getByRole('button').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Statement')
  await expect(page.getByRole('heading', { level: 2, name: 'INV-101' })).toBeVisible()
})
