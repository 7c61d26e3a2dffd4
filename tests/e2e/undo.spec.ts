/** Undo over the whole app, and the bell, in a real Chromium. */
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { visit } from './screen.ts'

test.use({ at: DEMO_NOON })

test('what was changed is named in the toast and the palette, and Ctrl+Z takes it back, Ctrl+Y forth', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  const host = await open('/customer/120.01.0077')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deniz Ticaret')
  await page.keyboard.press('F2')
  await page.getByLabel('City').fill('Bursa')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Deniz Ticaret saved')).toBeVisible()
  await expect(page.getByText('120.01.0077 · B · Bursa')).toBeVisible()

  await visit(page, host, '/aging')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aging')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('undo')
  await expect(page.getByRole('option', { name: 'Undo: Change Deniz Ticaret' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await expect(page.getByText('Undone: Change Deniz Ticaret')).toBeVisible()
  await page.keyboard.press('Control+y')
  await expect(page.getByText('Done again: Change Deniz Ticaret')).toBeVisible()
  await page.keyboard.press('Control+z')
  await visit(page, host, '/customer/120.01.0077')
  await expect(page.getByText('120.01.0077 · B · İstanbul')).toBeVisible()
})

test('Ctrl+Z in a field takes back what was typed there, not what was done before', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/new/receipt?customer=120.01.0077')
  const amount = page.getByLabel('Amount', { exact: true })
  await expect(amount).toBeFocused()
  await page.keyboard.type('100')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await page.keyboard.type('55')
  await page.keyboard.press('Control+z')
  await expect(amount).not.toHaveValue('55')
  await expect(page.getByText(/^Undone/)).toHaveCount(0)
})

test('the bell groups by customer, opens what needs a person, and puts aside what waits', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/aging')
  const bell = page.locator('[data-bell]')
  await expect(bell).toHaveAccessibleName(/\d things? needs? you/)
  const count = async () => Number(/\d+/.exec((await bell.getAttribute('aria-label')) ?? '')?.[0])
  const before = await count()
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  const first = page.getByRole('dialog').getByRole('listitem').first()
  await expect(first).toBeVisible()
  await page.getByRole('button', { name: 'Not now' }).first().click()
  await expect.poll(count).toBe(before - 1)

  await page.getByRole('button', { name: 'Open the document' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Statement')
  await page.reload()
  await expect.poll(count).toBe(before - 1)
})
