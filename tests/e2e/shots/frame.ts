/** What is around the screens: home, palette, bell, tray, help, settings, periods; and the first run. */
import { click, press, type Shot, type Stage } from './shot.ts'

async function pickBackup({ page, press: keys, settle }: Stage): Promise<void> {
  await keys('Control+Shift+U')
  const table = page.locator('table[data-backups]')
  await table.locator('tbody tr').first().waitFor()
  await table.scrollIntoViewIfNeeded()
  await settle()
}

export const FRAME: readonly Shot[] = [
  { name: 'home', path: '/' },
  { name: 'home-empty', path: '/', ground: 'empty' },
  { name: 'notices', path: '/', act: click('[data-bell]') },
  { name: 'notices-none', path: '/', ground: 'empty', act: click('[data-bell]') },
  { name: 'jobs-none', path: '/', act: press('g', 'j') },
  {
    name: 'jobs',
    path: '/customers',
    act: async ({ page, press: keys, settle }) => {
      await keys('g', 'j')
      await page.locator('[data-jobs-start]').click()
      await page.locator('[data-job]').first().waitFor()
      await settle()
    },
    // All statements of a large company would keep the machine busy under what follows.
    after: ({ page }) =>
      page.evaluate(() =>
        document.querySelector<HTMLElement>('[data-job=running] button')?.click(),
      ),
  },
  { name: 'palette', path: '/customers', act: press('Control+k') },
  {
    name: 'palette-found',
    path: '/customers',
    act: async (stage) => {
      await stage.press('Control+k')
      await stage.type('deniz')
    },
  },
  {
    name: 'palette-nothing',
    path: '/customers',
    act: async (stage) => {
      await stage.press('Control+k')
      await stage.type('qqqqq')
    },
  },
  { name: 'company-switch', path: '/', act: press('Control+Shift+O') },
  { name: 'shortcuts', path: '/customers', act: press('?') },
  { name: 'shortcuts-aging', path: '/aging', act: press('?') },
  { name: 'csv-choice', path: '/customers', act: press('Control+Shift+X') },
  { name: 'nav-small', path: '/customers', act: press('Control+b'), after: press('Control+b') },
  { name: 'settings', path: '/settings' },
  {
    name: 'settings-search',
    path: '/settings',
    act: async (stage) => {
      await stage.press('Control+f')
      await stage.type('a')
    },
    after: press('Control+a', 'Delete'),
  },
  { name: 'backups', path: '/settings', act: pickBackup },
  {
    name: 'restore',
    path: '/settings',
    act: async (stage) => {
      await pickBackup(stage)
      await stage.page
        .locator('table[data-backups] tbody tr')
        .first()
        .locator('button')
        .nth(1)
        .click()
    },
  },
  { name: 'support', path: '/help', act: press('Shift+F1') },
  { name: 'help', path: '/help' },
  { name: 'tour', path: '/help', act: click('main button', 1) },
  { name: 'periods', path: '/periods' },
  { name: 'periods-valued', path: '/periods?month=2026-10&valued=true' },
  { name: 'periods-close', path: '/periods?month=2026-09', act: press('c') },
  { name: 'rates', path: '/periods?part=rates' },
  { name: 'rates-new', path: '/periods?part=rates', act: press('n') },
  { name: 'periods-empty', path: '/periods', ground: 'empty' },
  { name: 'not-found', path: '/nowhere' },
  { name: 'welcome', path: '/welcome' },
  { name: 'welcome-first', path: '/welcome', ground: 'none' },
  {
    name: 'welcome-new',
    path: '/welcome',
    ground: 'none',
    act: click('main section:nth-of-type(2) button'),
  },
  {
    name: 'welcome-new-refused',
    path: '/welcome',
    ground: 'none',
    act: async (stage) => {
      await click('main section:nth-of-type(2) button')(stage)
      await stage.press('Enter')
    },
  },
  { name: 'welcome-join', path: '/welcome?join=true', ground: 'none' },
  {
    name: 'welcome-join-refused',
    path: '/welcome?join=true',
    ground: 'none',
    act: async (stage) => {
      await stage.type('http://saldo.example')
      await stage.press('Tab')
      await stage.type('GS2D-J89N')
      await stage.press('Enter')
    },
  },
  { name: 'lost', path: '/welcome', ground: 'damaged' },
  {
    name: 'recover',
    path: '/welcome',
    ground: 'damaged',
    act: click('[role=alert] button', 1),
  },
]
