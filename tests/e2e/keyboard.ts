/** For walks by keyboard alone: presses, counts what the page heard, and proves that no pointer took part. */
import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures.ts'

declare global {
  interface Window {
    heard: { keys: string[]; pointers: string[] }
  }
}

/** Must be called before the page is opened. */
export async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.heard = { keys: [], pointers: [] }
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.isTrusted && !['Control', 'Shift', 'Alt', 'Meta'].includes(event.key))
          window.heard.keys.push(event.key)
      },
      { capture: true },
    )
    for (const type of ['pointerdown', 'mousedown', 'wheel', 'touchstart'])
      window.addEventListener(
        type,
        (event) => {
          if (event.isTrusted) window.heard.pointers.push(event.type)
        },
        { capture: true },
      )
  })
}

export async function noPointer(page: Page): Promise<void> {
  expect(await page.evaluate(() => window.heard.pointers)).toEqual([])
}

/** Keys that the page has heard so far, modifiers left out. */
export async function keysHeard(page: Page): Promise<number> {
  return page.evaluate(() => window.heard.keys.length)
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Goes on with a key until an element has the focus. */
export async function pressUntil(page: Page, key: string, wanted: Locator, most = 40) {
  for (let steps = 0; steps < most; steps += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) break
    await page.keyboard.press(key)
  }
  await expect(wanted).toBeFocused()
}

/** Goes right until a cell of the column has the focus. */
export async function pressToColumn(page: Page, column: string, most = 20) {
  const focused = page.locator('[role=gridcell]:focus')
  await expect(focused).toBeVisible()
  for (let steps = 0; steps < most; steps += 1) {
    if ((await focused.getAttribute('col-id')) === column) return
    await page.keyboard.press('ArrowRight')
  }
  await expect(focused).toHaveAttribute('col-id', column)
}
