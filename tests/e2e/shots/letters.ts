/** Period-end letters: the campaigns, a board, its dialogs; the close checklist. They change the books. */
import { clickCell, press, type Shot, type Stage } from './shot.ts'

/** Into the newest campaign, which the first shot has made. */
async function toBoard({ page, settle }: Stage): Promise<void> {
  await page.locator('.ag-row[row-index="0"] [col-id="kind"]').first().click()
  await page.keyboard.press('Enter')
  await page.locator('[role=tab]').first().waitFor()
  await settle()
}

const onBoard =
  (...keys: readonly string[]) =>
  async (stage: Stage) => {
    await toBoard(stage)
    await clickCell('name', 3)(stage)
    await stage.press(...keys)
  }

export const LETTERS: readonly Shot[] = [
  { name: 'letters-empty', path: '/letters', ground: 'empty' },
  { name: 'letters-new', path: '/letters', act: press('n') },
  {
    name: 'letters-prepared',
    path: '/letters',
    act: async (stage) => {
      if ((await stage.page.locator('.ag-row').count()) === 0) {
        await stage.press('n')
        await stage.page.locator('[data-letters]').waitFor()
        await stage.press('Enter')
        await stage.page.locator('[role=tab]').first().waitFor()
        await stage.settle()
      } else await toBoard(stage)
      await clickCell('name', 3)(stage)
    },
  },
  { name: 'letters-campaigns', path: '/letters' },
  { name: 'letters-queued', path: '/letters', act: onBoard('q') },
  { name: 'letters-answer', path: '/letters', act: onBoard('a'), after: press('Escape') },
  { name: 'letters-dispute', path: '/letters', act: onBoard('d'), after: press('Escape') },
  { name: 'letters-files', path: '/letters', act: onBoard('p'), after: press('Escape') },
  { name: 'letters-paper', path: '/letters', act: onBoard('l'), after: press('Escape') },
  { name: 'periods-checklist', path: '/periods?month=2026-10' },
  { name: 'periods-seal', path: '/periods?month=2026-10', act: press('e'), after: press('Escape') },
]
