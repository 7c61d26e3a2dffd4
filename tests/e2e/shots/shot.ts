/** One state of one screen: how it is reached, by address and keys, since the words change. */
import type { Locator, Page } from '@playwright/test'
import type { Wire } from './wire.ts'

/** What there is at the start: the demo, a company without an entry, no company, one whose file is broken. */
export type Ground = 'demo' | 'empty' | 'none' | 'damaged'

export interface Stage {
  readonly page: Page
  readonly wire: Wire
  /** Nothing is being asked any more, and the last answer is painted. */
  readonly settle: () => Promise<void>
  /** Key after key, each on what the one before it brought. */
  readonly press: (...keys: readonly string[]) => Promise<void>
  readonly type: (text: string) => Promise<void>
  /** Into a cell of a grid, then keys. */
  readonly cell: (column: string, row?: number, ...keys: readonly string[]) => Promise<void>
  /** A file dropped on the window; it leads to the import wizard, or stays where it was asked for. */
  readonly drop: (name: string, text: string, to?: RegExp) => Promise<void>
}

export interface Shot {
  /** Of the picture: screen, then state. */
  readonly name: string
  /** Address after the hash. */
  readonly path: string
  readonly act?: (stage: Stage) => Promise<unknown>
  readonly ground?: Ground
  /** The page is loaded anew before it: nothing is known yet. */
  readonly fresh?: true
  /** The wire is not whole: what must still be open is not waited for. */
  readonly before?: (wire: Wire) => void
  /** Leaves the screens as they were; Escape is pressed anyhow. */
  readonly after?: (stage: Stage) => Promise<unknown>
}

export function cellOf(page: Page, column: string, row = 0): Locator {
  return page.locator(`.ag-row[row-index="${row}"] [col-id="${column}"]`).first()
}

export const press =
  (...keys: readonly string[]) =>
  (stage: Stage) =>
    stage.press(...keys)

export const clickCell =
  (column: string, row = 0, ...keys: readonly string[]) =>
  (stage: Stage) =>
    stage.cell(column, row, ...keys)

export const type = (text: string) => (stage: Stage) => stage.type(text)

export const click =
  (selector: string, at = 0) =>
  async ({ page, settle }: Stage) => {
    await page.locator(selector).nth(at).click()
    await settle()
  }
