/**
 * Every screen and its main states, as one table: `npm run screenshots` takes each in three
 * languages, two sizes, light and dark. A new screen adds its rows here.
 */
import type { Page } from '@playwright/test'
import { bringBack } from './roundtrip-shot.ts'

export interface Shot {
  /** Of the picture: screen, then state. */
  readonly name: string
  /** Address after the hash. */
  readonly path: string
  /** Brings the screen into the state; keys rather than words, since languages change. */
  readonly act?: (page: Page) => Promise<unknown>
  /** Shown on an empty company instead of the demo. */
  readonly empty?: true
}

const settle = (page: Page) => page.waitForTimeout(120)
const press =
  (...keys: readonly string[]) =>
  async (page: Page) => {
    for (const key of keys) {
      await page.keyboard.press(key)
      await settle(page)
    }
  }
const cell = (page: Page, column: string, row = 0) =>
  page.locator(`.ag-row[row-index="${row}"] [col-id="${column}"]`).first()
const clickCell =
  (column: string, row = 0, ...keys: readonly string[]) =>
  async (page: Page) => {
    await cell(page, column, row).click()
    await press(...keys)(page)
  }
/** An account of the large demo with hundreds of lines. */
const BUSY = '/statement?customer=120.15.1253'
const INVOICE = `/new/invoice?customer=120.01.0077`
const RECEIPT = `/new/receipt?customer=120.01.0077`
const DENIZ = `/statement?customer=120.01.0077`

export const SHOTS: readonly Shot[] = [
  { name: 'welcome', path: '/welcome' },
  { name: 'home', path: '/' },
  { name: 'home-empty', path: '/', empty: true },
  { name: 'risk', path: '/risk' },
  { name: 'risk-expected', path: '/risk?list=expected' },
  { name: 'risk-unapplied', path: '/risk?list=unapplied' },
  { name: 'customers', path: '/customers', act: clickCell('name', 3) },
  { name: 'customers-overdue', path: '/customers?view=overdue' },
  { name: 'customers-unapplied', path: '/customers?view=unapplied' },
  { name: 'customers-no-match', path: '/customers?filter=zzz' },
  { name: 'customers-without-peek', path: '/customers', act: clickCell('name', 0, 'Space') },
  { name: 'customers-empty', path: '/customers', empty: true },
  { name: 'customer', path: '/customer/120.01.0077' },
  { name: 'customer-group', path: '/customer/120.01.0042?group=true' },
  { name: 'customer-foreign', path: '/customer/120.02.0005' },
  { name: 'customer-edit', path: '/customer/120.01.0077', act: press('F2') },
  { name: 'customer-items', path: '/customer/120.01.0077?tab=items' },
  { name: 'customer-documents', path: '/customer/120.01.0077?tab=documents' },
  { name: 'customer-payments', path: '/customer/120.15.1253?tab=payments' },
  { name: 'customer-payments-few', path: '/customer/120.01.0077?tab=payments' },
  { name: 'customer-history', path: '/customer/120.01.0077?tab=history' },
  { name: 'customer-unknown', path: '/customer/999' },
  { name: 'new-customer', path: '/new-customer' },
  {
    name: 'new-customer-refused',
    path: '/new-customer',
    act: async (page) => {
      await page.keyboard.type('120.01.0077')
      await page.keyboard.press('Tab')
      await page.keyboard.type('Deniz Ticaret')
      await page.keyboard.press('Tab')
      await page.keyboard.type('1234567891')
      await page.keyboard.press('Control+Enter')
      await page.waitForTimeout(400)
    },
  },
  { name: 'statement-choose', path: '/statement' },
  { name: 'statement', path: BUSY, act: clickCell('date', 5) },
  { name: 'statement-open', path: `${BUSY}&kind=open` },
  { name: 'statement-filtered', path: `${BUSY}&filter=a` },
  { name: 'statement-small', path: `${DENIZ}&preset=all`, act: clickCell('document', 1) },
  { name: 'statement-empty', path: `${DENIZ}&preset=month` },
  {
    name: 'statement-group',
    path: `/statement?customer=120.01.0042&group=true&preset=all`,
  },
  { name: 'statement-reverse', path: `${DENIZ}&preset=all`, act: clickCell('date', 1, 'r') },
  { name: 'statement-dispute', path: `${DENIZ}&preset=all`, act: clickCell('date', 1, 'd') },
  { name: 'statement-due', path: `${DENIZ}&preset=all`, act: clickCell('date', 1, 'a') },
  { name: 'aging', path: '/aging' },
  { name: 'aging-drilled', path: '/aging', act: clickCell('bucket.121+', 1, 'Enter') },
  { name: 'aging-bucket', path: `/aging?bucket=61-90` },
  { name: 'aging-by-document', path: '/aging?by=document&group=true' },
  { name: 'aging-at-rates', path: '/aging?value=rates' },
  { name: 'aging-no-rate', path: '/aging?value=rates&asOf=2024-01-15' },
  { name: 'aging-empty', path: '/aging?asOf=2020-01-01' },
  {
    name: 'aging-known',
    path: `/aging?asOf=2026-09-30&knownAt=2026-09-30`,
    act: async (page) => page.locator('[data-learned]').click(),
  },
  { name: 'entry', path: '/new/invoice' },
  { name: 'entry-invoice', path: INVOICE, act: type('12000') },
  { name: 'entry-receipt', path: RECEIPT, act: type('15000') },
  { name: 'entry-receipt-usd', path: `/new/receipt?customer=120.02.0005`, act: type('250') },
  { name: 'entry-credit-note', path: RECEIPT.replace('receipt', 'credit_note'), act: type('1000') },
  { name: 'entry-write-off', path: RECEIPT.replace('receipt', 'write_off'), act: type('5') },
  { name: 'entry-refund', path: RECEIPT.replace('receipt', 'refund'), act: type('100') },
  {
    name: 'entry-posted',
    path: RECEIPT,
    act: async (page) => {
      await type('100')(page)
      await page.keyboard.press('Control+Enter')
      await page.waitForTimeout(500)
    },
  },
  {
    name: 'entry-refused',
    path: INVOICE,
    act: async (page) => {
      await type('100')(page)
      for (let n = 0; n < 2; n += 1) await page.keyboard.press('Tab')
      await page.keyboard.type('15012026')
      await page.keyboard.press('Control+Enter')
      await page.waitForTimeout(500)
    },
  },
  { name: 'imports', path: '/imports' },
  { name: 'roundtrip', path: '/customers', act: bringBack },
  { name: 'roundtrip-none', path: '/roundtrip' },
  { name: 'periods', path: '/periods' },
  { name: 'periods-valued', path: '/periods?month=2026-10&valued=true' },
  { name: 'rates', path: '/periods?part=rates' },
  { name: 'settings', path: '/settings' },
  { name: 'help', path: '/help' },
  {
    name: 'tour',
    path: '/help',
    act: async (page) => {
      await page.locator('main').getByRole('button').nth(1).click()
      await page.waitForTimeout(500)
    },
  },
  { name: 'notices', path: '/', act: (page) => page.locator('[data-bell]').click() },
  { name: 'palette', path: '/customers', act: press('Control+k') },
  {
    name: 'palette-found',
    path: '/customers',
    act: async (page) => {
      await press('Control+k')(page)
      await page.keyboard.type('deniz')
      await page.waitForTimeout(400)
    },
  },
  { name: 'shortcuts', path: '/customers', act: press('?') },
  { name: 'shortcuts-aging', path: '/aging', act: press('?') },
  { name: 'tie-out', path: '/customers', act: (page) => page.locator('[data-law="L2"]').click() },
  { name: 'not-found', path: '/nowhere' },
]

function type(text: string) {
  return async (page: Page) => {
    await page.waitForTimeout(250)
    await page.keyboard.type(text)
    await page.waitForTimeout(350)
  }
}
