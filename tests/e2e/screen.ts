/** How a screen test points at what is on screen. */
import type { Locator, Page } from '@playwright/test'
import type { Host } from '../../main/browser-host/index.ts'

/** The address after the hash, on the host that is open. */
export async function visit(page: Page, host: Host, path: string): Promise<void> {
  await page.goto(`${host.origin}/#${path}`)
}

/** The file for the picker that a key opens. */
export async function chooseFile(page: Page, key: string, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press(key)
  await (await chooser).setFiles(path)
}

/** A grid by its accessible name, as the region around it. */
export function grid(page: Page, name: string): Locator {
  return page.locator(`section[aria-label="${name}"]`)
}

/** The cell of the row that holds a text, in a column. */
export function cell(within: Locator, rowText: string, column: string): Locator {
  return within.locator(`[role=row]`, { hasText: rowText }).locator(`[col-id="${column}"]`)
}

/** A label and its figure in a list of facts or in the strip of figures. */
export function fact(within: Page | Locator, label: string): Locator {
  const page = 'goto' in within ? within : within.page()
  return within
    .locator('dl > div', { has: page.locator('dt').getByText(label, { exact: true }) })
    .locator('dd')
    .first()
}

/** Column id and row of the grid cell that has the focus. */
export async function focusedCell(page: Page): Promise<{ column: string; row: string }> {
  return page.evaluate(() => {
    const element = document.activeElement
    return {
      column: element?.getAttribute('col-id') ?? '',
      row: element?.closest('[role=row]')?.getAttribute('row-id') ?? '',
    }
  })
}
