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
