/** Period-end letters: the campaigns, a board, its dialogs; the close checklist. They change the books. */
import { clickCell, press, type Shot, type Stage } from './shot.ts'

/** Into the newest campaign; made when there is none. */
async function toBoard({ page, press: keys, settle }: Stage): Promise<void> {
  if ((await page.locator('.ag-row').count()) === 0) {
    await keys('n')
    await page.locator('[data-letters]').waitFor()
    await keys('Enter')
  } else {
    await page.locator('.ag-row[row-index="0"] [col-id="kind"]').first().click()
    await page.keyboard.press('Enter')
  }
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
    name: 'letters-trial',
    path: '/letters',
    act: async ({ page, press: keys }) => {
      await keys('n')
      await page.locator('[data-letters]').waitFor()
      await keys('Control+p')
      await page.locator('[data-page="1"] canvas').waitFor()
    },
    after: press('Escape', 'Escape'),
  },
  { name: 'letters-prepared', path: '/letters', act: onBoard() },
  { name: 'letters-campaigns', path: '/letters' },
  { name: 'letters-queued', path: '/letters', act: onBoard('q') },
  { name: 'letters-answer', path: '/letters', act: onBoard('a'), after: press('Escape') },
  { name: 'letters-dispute', path: '/letters', act: onBoard('d'), after: press('Escape') },
  { name: 'letters-files', path: '/letters', act: onBoard('p'), after: press('Escape') },
  {
    name: 'letters-paper',
    path: '/letters',
    act: async (stage) => {
      await onBoard('l')(stage)
      await stage.page.locator('[data-page="1"] canvas').waitFor()
    },
    after: press('Escape'),
  },
  { name: 'periods-checklist', path: '/periods?month=2026-10' },
  { name: 'periods-seal', path: '/periods?month=2026-10', act: press('e'), after: press('Escape') },
]
