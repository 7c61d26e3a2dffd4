/** Their statement beside ours: before the file, the result, its columns, and a file that is refused. */
import { DENIZ_STATEMENT } from '../their-statement.ts'
import { press, type Shot, type Stage } from './shot.ts'

const DENIZ = '/compare?customer=120.01.0077'

async function result({ page, drop, settle }: Stage): Promise<void> {
  await drop('deniz-ekstre-eylül.csv', DENIZ_STATEMENT, /compare/)
  await page.locator('main table tfoot').waitFor()
  await settle()
}

export const COMPARE: readonly Shot[] = [
  { name: 'compare-whose', path: '/compare' },
  { name: 'compare-start', path: DENIZ },
  {
    name: 'compare-refused',
    path: DENIZ,
    act: async ({ page, drop, settle }) => {
      await drop('ekstre.csv', 'Tarih;Evrak No;Borç\n31.09.2026;A-1;10,00\n', /compare/)
      await page.getByRole('alert').waitFor()
      await settle()
    },
  },
  { name: 'compare', path: DENIZ, act: result },
  { name: 'compare-line', path: DENIZ, act: press('ArrowDown', 'ArrowDown') },
  {
    name: 'compare-cause',
    path: DENIZ,
    act: async ({ page, settle }) => {
      await page.locator('main table tbody button').first().click()
      await settle()
    },
  },
  { name: 'compare-matched', path: `${DENIZ}&show=matched` },
  { name: 'compare-all', path: `${DENIZ}&show=all` },
  { name: 'compare-columns', path: DENIZ, act: press('c') },
]
