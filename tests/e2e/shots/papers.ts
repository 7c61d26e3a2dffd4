/** Statement, aging, the list of all documents, and posting one. */
import { click, clickCell, press, type, type Shot } from './shot.ts'

/** An account of the large demo with hundreds of lines; unknown in a small one. */
const BUSY = '/statement?customer=120.06.1004'
const DENIZ = '/statement?customer=120.01.0077'
const RECEIPT = '/new/receipt?customer=120.01.0077'
const INVOICE = '/new/invoice?customer=120.01.0077'
const of = (kind: string) => RECEIPT.replace('receipt', kind)

export const PAPERS: readonly Shot[] = [
  { name: 'statement-choose', path: '/statement' },
  { name: 'statement', path: BUSY, act: clickCell('date', 5) },
  { name: 'statement-months', path: `${BUSY}&months=true` },
  { name: 'statement-open', path: `${BUSY}&kind=open` },
  { name: 'statement-filtered', path: `${BUSY}&filter=a` },
  { name: 'statement-small', path: `${DENIZ}&preset=all`, act: clickCell('document', 1) },
  { name: 'statement-empty', path: `${DENIZ}&preset=month` },
  { name: 'statement-group', path: '/statement?customer=120.01.0042&group=true&preset=all' },
  { name: 'statement-picker', path: `${DENIZ}&preset=all`, act: press('c') },
  { name: 'statement-reverse', path: `${DENIZ}&preset=all`, act: clickCell('date', 1, 'r') },
  { name: 'statement-dispute', path: `${DENIZ}&preset=all`, act: clickCell('date', 1, 'd') },
  { name: 'statement-due', path: `${DENIZ}&preset=all`, act: clickCell('date', 1, 'a') },
  {
    name: 'statement-preview',
    path: BUSY,
    act: async ({ page, press: keys }) => {
      await keys('Control+p')
      await page.locator('[data-page="1"] canvas').waitFor()
    },
  },
  {
    name: 'aging-preview',
    path: '/aging',
    act: async ({ page, press: keys }) => {
      await keys('Control+p')
      await page.locator('[data-page="1"] canvas').waitFor()
    },
  },
  { name: 'aging', path: '/aging' },
  { name: 'aging-drilled', path: '/aging', act: clickCell('bucket.121+', 1, 'Enter') },
  { name: 'aging-table', path: '/aging', act: press('t'), after: press('t') },
  { name: 'aging-day', path: '/aging', act: press('d', 'Alt+ArrowDown') },
  { name: 'aging-bucket', path: '/aging?bucket=61-90' },
  { name: 'aging-by-document', path: '/aging?by=document&group=true' },
  { name: 'aging-at-rates', path: '/aging?value=rates' },
  { name: 'aging-no-rate', path: '/aging?value=rates&asOf=2024-01-15' },
  { name: 'aging-empty', path: '/aging?asOf=2020-01-01' },
  { name: 'aging-nobody', path: '/aging', ground: 'empty' },
  {
    name: 'aging-known',
    path: '/aging?asOf=2026-09-30&knownAt=2026-09-30',
    act: click('[data-learned]'),
  },
  { name: 'ledger', path: '/ledger', act: clickCell('document', 2) },
  { name: 'ledger-filtered', path: '/ledger?filter=yapi' },
  { name: 'ledger-no-match', path: '/ledger?filter=zzzz' },
  { name: 'ledger-columns', path: '/ledger', act: clickCell('document', 2, 'Control+Shift+K') },
  { name: 'ledger-empty', path: '/ledger', ground: 'empty' },
  { name: 'entry', path: '/new/invoice' },
  { name: 'entry-picker', path: '/new/invoice', act: type('den') },
  { name: 'entry-invoice', path: INVOICE, act: type('12000') },
  { name: 'entry-receipt', path: RECEIPT, act: type('15000') },
  { name: 'entry-receipt-busy', path: '/new/receipt?customer=120.06.1004', act: type('250000') },
  { name: 'entry-receipt-usd', path: '/new/receipt?customer=120.02.0005', act: type('250') },
  { name: 'entry-amount-wrong', path: RECEIPT, act: type('12.34.5x') },
  { name: 'entry-credit-note', path: of('credit_note'), act: type('1000') },
  { name: 'entry-write-off', path: of('write_off'), act: type('5') },
  { name: 'entry-refund', path: of('refund'), act: type('100') },
  { name: 'entry-calendar', path: INVOICE, act: press('Tab', 'Tab', 'Alt+ArrowDown') },
  {
    name: 'entry-refused',
    path: INVOICE,
    act: async (stage) => {
      await stage.type('100')
      await stage.press('Tab', 'Tab')
      await stage.type('15012026')
      await stage.press('Control+Enter')
    },
  },
  {
    name: 'entry-posted',
    path: RECEIPT,
    act: async (stage) => {
      await stage.type('100')
      await stage.press('Control+Enter')
    },
  },
  {
    name: 'undone',
    path: '/customers',
    act: press('Control+z'),
  },
]
