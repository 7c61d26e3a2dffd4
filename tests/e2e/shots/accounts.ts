/** Customers, one customer, risk, and what is done to the list of accounts. */
import { cellOf, click, clickCell, press, type Shot, type Stage } from './shot.ts'

const DENIZ = '/customer/120.01.0077'
const LIST = '/customers?focus=120.01.0077'

async function pasted(stage: Stage): Promise<void> {
  await stage.cell('balance', 2, 'e')
  await cellOf(stage.page, 'terms', 2).click()
  await stage.page.evaluate(() => navigator.clipboard.writeText('NET45\t1.500,50\nbald\t2000\n'))
  await stage.press('Control+v')
}

export const ACCOUNTS: readonly Shot[] = [
  { name: 'customers', path: LIST, act: clickCell('name', 3) },
  { name: 'customers-overdue', path: '/customers?view=overdue' },
  { name: 'customers-unapplied', path: '/customers?view=unapplied' },
  { name: 'customers-no-match', path: '/customers?filter=zzz' },
  {
    name: 'customers-without-peek',
    path: '/customers',
    act: clickCell('name', 0, 'Space'),
    after: press('Space'),
  },
  {
    name: 'customers-range',
    path: '/customers',
    act: clickCell('balance', 1, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight'),
  },
  { name: 'customers-cell-menu', path: '/customers', act: clickCell('balance', 4, 'Shift+F10') },
  {
    name: 'customers-head-menu',
    path: '/customers',
    act: ({ page }) =>
      page.locator('[role=columnheader][col-id=balance]').click({ button: 'right' }),
  },
  {
    name: 'customers-set-filter',
    path: '/customers',
    act: clickCell('currency', 1, 'Alt+ArrowDown'),
  },
  {
    name: 'customers-range-filter',
    path: '/customers',
    act: clickCell('overdue', 1, 'Alt+ArrowDown'),
  },
  {
    name: 'customers-filtered',
    path: '/customers',
    act: async (stage) => {
      await stage.press('Control+Shift+L')
      await stage.page.locator('[data-filter-column="name"]').fill('San')
      await stage.page.locator('[data-filter-column="overdue"]').fill('>0')
      await stage.type('')
    },
    after: press('Control+Shift+Backspace', 'Control+Shift+L'),
  },
  { name: 'customers-columns', path: '/customers', act: clickCell('name', 1, 'Control+Shift+K') },
  { name: 'customers-groups', path: '/customers', act: clickCell('name', 1, 'Alt+Shift+G') },
  {
    name: 'customers-grouped',
    path: '/customers',
    act: clickCell('name', 1, 'Alt+Shift+G', 'ArrowDown', 'Enter', 'Escape'),
    after: press('Control+f', 'Escape', 'Alt+Shift+G', 'ArrowDown', 'Enter', 'Escape'),
  },
  {
    name: 'customers-save-view',
    path: '/customers?view=overdue',
    act: clickCell('name', 1, 'Control+Shift+S'),
  },
  {
    name: 'customers-editing',
    path: '/customers',
    act: async (stage) => {
      await stage.cell('balance', 2, 'e')
      await cellOf(stage.page, 'terms', 2).click()
      await stage.type('bald')
      await stage.press('Enter')
    },
    after: press('Escape', 'Escape', 'e'),
  },
  {
    name: 'customers-paste',
    path: '/customers',
    act: pasted,
    after: press('Escape', 'Escape', 'e'),
  },
  { name: 'customers-empty', path: '/customers', ground: 'empty' },
  { name: 'customer', path: DENIZ },
  { name: 'customer-group', path: '/customer/120.01.0042?group=true' },
  { name: 'customer-foreign', path: '/customer/120.02.0005' },
  { name: 'customer-busy', path: '/customer/120.06.1004' },
  { name: 'customer-edit', path: DENIZ, act: press('F2'), after: press('Escape') },
  { name: 'customer-items', path: `${DENIZ}?tab=items` },
  { name: 'customer-items-busy', path: '/customer/120.06.1004?tab=items' },
  { name: 'customer-documents', path: `${DENIZ}?tab=documents` },
  { name: 'customer-payments', path: '/customer/120.06.1004?tab=payments' },
  { name: 'customer-payments-few', path: `${DENIZ}?tab=payments` },
  { name: 'customer-history', path: `${DENIZ}?tab=history` },
  { name: 'customer-unknown', path: '/customer/999' },
  { name: 'new-customer', path: '/new-customer' },
  {
    name: 'new-customer-refused',
    path: '/new-customer',
    act: async (stage) => {
      await stage.type('120.01.0077')
      await stage.press('Tab')
      await stage.type('Deniz Ticaret')
      await stage.press('Tab')
      await stage.type('1234567891')
      await stage.press('Control+Enter')
    },
  },
  { name: 'risk', path: '/risk' },
  { name: 'risk-expected', path: '/risk?list=expected' },
  { name: 'risk-unapplied', path: '/risk?list=unapplied' },
  { name: 'risk-empty', path: '/risk', ground: 'empty' },
  { name: 'tie-out', path: '/customers', act: click('[data-law="L2"]') },
]
