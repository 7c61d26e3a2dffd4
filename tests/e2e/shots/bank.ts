/** Bank lines: to do, the match and its small forms, matched and parked. Lines are posted and parked on the way. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bringLinesBack } from './round-trip.ts'
import { press, type Shot, type Stage } from './shot.ts'

const onLine =
  (...keys: readonly string[]) =>
  async ({ page, press: pressed, settle }: Stage) => {
    await page.locator('[data-pane=lines] [role=gridcell]:focus').waitFor()
    await pressed(...keys)
    await settle()
  }

/** A statement that does not close: the difference is shown, nothing is taken. */
const OPEN_ENDED = [
  ':20:ACIK',
  ':25:TR470006100519786457841299',
  ':28C:7/1',
  ':60F:C261001TRY1000,00',
  ':61:2610021002C250,00NTRFNONREF',
  ':86:EFT',
  ':62F:C261031TRY1300,00',
  '',
].join('\r\n')

/** Headings no bank writes: a person tells what they are. */
const ODD_TABLE = [
  'Vadesiz hesap dökümü;;;;;',
  'Hesap No;4711-22;;;;',
  'Gün;Kimden;Ne için;Gelen/Giden;Kalan;Fiş',
  '02.10.2026;DENİZ TİC. LTD. ŞTİ.;FT-2026-1044 ödemesi;12.500,00;112.500,00;D-1001',
  '05.10.2026;;HAVALE MASRAFI;-6,20;112.493,80;D-1002',
  '06.10.2026;Yıldız Yapı Market A.Ş.;Cari hesaba mahsuben;48.320,40;160.814,20;D-1003',
  '',
].join('\n')

/** Day and month may be the other way round. */
const UNCLEAR_DAYS = [
  'Account Number : 4711-33',
  'Date,Description,Amount,Balance',
  '03/09/2026,DENIZ TIC FT-1044,12500.00,112500.00',
  '05/09/2026,FEE,-6.20,112493.80',
  '',
].join('\n')

const tableDropped =
  (name: string, text: string) =>
  async ({ page, drop, settle }: Stage) => {
    await drop(name, text, /reconcile/)
    await page.getByRole('dialog').waitFor()
    await settle()
  }

export const BANK: readonly Shot[] = [
  { name: 'bank-empty', path: '/reconcile', ground: 'empty' },
  { name: 'bank', path: '/reconcile', act: onLine() },
  { name: 'bank-lower', path: '/reconcile?account=all', act: onLine('Control+End', 'Home') },
  { name: 'bank-all', path: '/reconcile', act: onLine('Shift+Enter'), after: press('Escape') },
  { name: 'bank-payer', path: '/reconcile', act: onLine('c'), after: press('Escape') },
  { name: 'bank-park', path: '/reconcile', act: onLine('p'), after: press('Escape') },
  { name: 'bank-park-all', path: '/reconcile', act: onLine('Shift+P'), after: press('Escape') },
  { name: 'bank-rule', path: '/reconcile', act: onLine('r'), after: press('Escape') },
  {
    name: 'bank-write-off',
    path: '/reconcile',
    act: async (stage) => {
      await onLine('Tab')(stage)
      await stage.page.locator('[data-pane=items] [role=gridcell]:focus').waitFor()
      // One more of the account's items than the money pays.
      await stage.press('ArrowDown', 'Space', 'w')
    },
    after: press('Escape'),
  },
  {
    name: 'bank-part',
    path: '/reconcile',
    // What was ticked for the write-off is kept with its line, which could never be accepted so.
    fresh: true,
    act: async (stage) => {
      await onLine('Tab')(stage)
      await stage.page.locator('[data-pane=items] [role=gridcell]:focus').waitFor()
      await stage.press('F2')
    },
    after: press('Escape'),
  },
  {
    name: 'bank-found',
    path: '/reconcile',
    act: async (stage) => {
      await onLine('f')(stage)
      await stage.page.keyboard.type('deniz')
      await stage.settle()
    },
    after: press('Escape'),
  },
  {
    name: 'bank-control',
    path: '/reconcile',
    act: async ({ page, drop, settle }) => {
      await drop('ekstre-7.sta', OPEN_ENDED, /reconcile/)
      await page.getByRole('dialog').waitFor()
      await settle()
    },
    after: press('Escape'),
  },
  {
    name: 'bank-columns-new',
    path: '/reconcile',
    act: tableDropped('hesap-dökümü.csv', ODD_TABLE),
    after: press('Escape'),
  },
  {
    name: 'bank-columns',
    path: '/reconcile',
    act: async (stage) => {
      await tableDropped('hesap-dökümü.csv', ODD_TABLE)(stage)
      // The fields stand in one order in every language: day, amount, balance.
      for (const [column, down] of [
        [0, 1],
        [3, 3],
        [4, 8],
      ] as const) {
        await stage.page.getByRole('dialog').getByRole('combobox').nth(column).focus()
        await stage.press(...Array.from({ length: down }, () => 'ArrowDown'), 'Enter')
      }
    },
    after: press('Escape'),
  },
  {
    name: 'bank-columns-days',
    path: '/reconcile',
    act: tableDropped('statement.csv', UNCLEAR_DAYS),
    after: press('Escape'),
  },
  {
    name: 'bank-roundtrip',
    path: '/reconcile',
    act: async (stage) => {
      await onLine()(stage)
      await bringLinesBack(stage, mkdtempSync(join(tmpdir(), 'saldo-shot-')))
    },
  },
  {
    name: 'bank-matched',
    path: '/reconcile',
    act: async (stage) => {
      await onLine('Enter')(stage)
      await stage.page.getByRole('tab').nth(1).click()
      await stage.settle()
    },
  },
  {
    name: 'bank-parked',
    path: '/reconcile',
    act: async (stage) => {
      await onLine('p')(stage)
      await stage.page.keyboard.type('653')
      await stage.press('Enter')
      await stage.page.getByRole('tab').nth(2).click()
      await stage.settle()
    },
  },
]
