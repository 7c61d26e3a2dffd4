/** Rules for bank lines and learned facts: nothing yet, a rule being written, the list, what was learned. */
import { press, type Shot, type Stage } from './shot.ts'

/** One rule that leaves card settlements to a person; made when there is none. */
async function ruleThere({ page, press: keys, type, settle }: Stage): Promise<void> {
  if ((await page.locator('.ag-row').count()) > 0) return
  await keys('n')
  await type('pos mutabakat')
  await page.locator('[role=dialog] [class*=SegmentedControl-control]').last().click()
  await page.locator('[role=dialog] input').first().press('Enter')
  await page.locator('.ag-row').first().waitFor()
  await settle()
}

export const RULES: readonly Shot[] = [
  { name: 'rules-empty', path: '/rules', ground: 'empty' },
  { name: 'rules-facts-empty', path: '/rules?learned=true', ground: 'empty' },
  {
    name: 'rules-new',
    path: '/rules',
    act: async (stage) => {
      await stage.press('n')
      await stage.type('havale')
      await stage.page.locator('[data-matched]').waitFor()
      await stage.settle()
    },
    after: press('Escape'),
  },
  {
    name: 'rules-problems',
    path: '/rules',
    act: press('n', 'Enter'),
    after: press('Escape'),
  },
  { name: 'rules', path: '/rules', act: ruleThere },
  { name: 'rules-facts', path: '/rules?learned=true' },
  {
    name: 'settings-bank',
    path: '/settings',
    act: async (stage) => {
      await stage.press('Control+f')
      // In every language the company's currency stands in these titles.
      await stage.type('try')
    },
    after: press('Control+a', 'Delete'),
  },
  {
    name: 'settings-none',
    path: '/settings',
    act: async (stage) => {
      await stage.press('Control+f')
      await stage.type('653')
    },
    after: press('Control+a', 'Delete'),
  },
]
