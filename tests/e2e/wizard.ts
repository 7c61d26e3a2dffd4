/** The import wizard as a screen test works it, by keys. */
import type { Page } from '@playwright/test'
import { join } from 'node:path'
import { expect, type Fixtures } from './fixtures.ts'

/** An empty company, to be opened by the host. */
export function company(prepare: Fixtures['prepare'], currency: string) {
  return prepare(async (client, dir) => {
    const file = join(dir, 'test.saldo')
    await client.companies.create({ name: 'Toros Dağıtım A.Ş.', currency, file })
    return file
  })
}

/** Goes to Imports by keys, then gives the file to the picker. */
export async function begin(page: Page, path: string) {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await expect(page.getByRole('heading', { name: 'Imports' })).toBeFocused()
  // The browser is told to hand the chooser to the test only now; on a busy machine a key may be faster.
  await expect(async () => {
    const chooser = page.waitForEvent('filechooser', { timeout: 5_000 })
    await page.keyboard.press('n')
    await (await chooser).setFiles(path)
  }).toPass()
  await expect(page.getByText('Read as')).toBeVisible()
}

/** The step's main act, as soon as the step offers it: rows still being checked cannot be gone on with. */
export async function next(page: Page) {
  await expect(
    page.locator('footer button[aria-keyshortcuts="Control+Enter"]:not([aria-disabled])'),
  ).toBeVisible()
  await page.keyboard.press('Control+Enter')
}
export const step = (page: Page, name: string) =>
  expect(page.locator('[aria-current=step]')).toContainText(name)
/** How many rows the check found wrong. */
export const errors = (page: Page) =>
  page.getByLabel('Rows by result').locator('div', { hasText: 'Error' }).locator('dd').first()
