/**
 * The close checklist (requirements.md M175): each check says how many things stand in the way of a
 * month's seal, and what they come to in company currency. A list of functions: what brings its own
 * books, as the bank does, adds its check here.
 */
import type { z } from 'zod'
import type { LineState } from '../../../db/local/bank.ts'
import { allCampaigns } from '../../../db/local/letters.ts'
import { sealsOf } from '../../../db/local/seals.ts'
import type { periods as contract, PeriodCheck } from '../../../shared/contract/periods.ts'
import { type IsoMonth, lastOfMonth, monthOf } from '../../../shared/domain/days.ts'
import { addMinor } from '../../../shared/domain/money.ts'
import { unexplained } from '../bank/unexplained.ts'
import type { CompanyFile } from '../company/company-file.ts'
import type { Context } from '../context.ts'
import { tieOutOf } from '../durability/law-checks.ts'
import { People } from '../sync/people.ts'
import { rowOf, standingsOf } from './campaigns.ts'
import { openItemsOf } from './open-items.ts'
import { valuationOf } from './revaluation.ts'

type Checked = z.input<(typeof contract)['check']['output']>

/** What a check found; nothing is in order. */
interface Found {
  readonly count: number
  readonly amountMinor: number
}

interface Check {
  readonly name: string
  run(file: CompanyFile, month: IsoMonth): Found | Promise<Found>
}

const CHECKS: readonly Check[] = [
  { name: 'tie_out', run: tieOut },
  { name: 'unapplied', run: asked(unapplied) },
  // Lines nobody has looked at stand outside of the ledger: they count as suspense (cli.md).
  { name: 'suspense', run: asked(bankLines('todo', 'suspense')) },
  { name: 'unmatched', run: asked(bankLines('todo')) },
  { name: 'revaluation', run: asked(revaluation) },
  { name: 'cheques', run: asked(cheques) },
  { name: 'letters', run: asked(letters) },
]

export async function checkPeriod(file: CompanyFile, month: IsoMonth): Promise<Checked> {
  const checks: PeriodCheck[] = []
  for (const check of CHECKS) {
    const { name } = check
    const { count, amountMinor } = await check.run(file, month)
    checks.push({ name, ok: count === 0, count, amountMinor })
  }
  const seals = file.query((context) => {
    const people = new People(context)
    return sealsOf(context.db)
      .filter((seal) => seal.month === month)
      .map((seal) => ({
        at: new Date(seal.recordedAt).toISOString(),
        by: people.shown(seal.actor),
        sha256: seal.packHash.toString('hex'),
        signOff: seal.signOff,
      }))
  })
  return { ok: checks.every(({ ok }) => ok), month, checks, seals: seals.toReversed() }
}

function asked(check: (context: Context, month: IsoMonth) => Found): Check['run'] {
  return (file, month) => file.query((context) => check(context, month))
}

function bankLines(...states: readonly LineState[]) {
  return (context: Context, month: IsoMonth) => unexplained(context, states, lastOfMonth(month))
}

/** The laws of the ledger at the month's last day. */
async function tieOut(file: CompanyFile, month: IsoMonth): Promise<Found> {
  const { checks } = await tieOutOf(file, lastOfMonth(month))
  const failing = checks.filter(({ ok }) => !ok)
  const amountMinor = failing
    .flatMap(({ failures }) => failures)
    .reduce(
      (sum, { expectedMinor, foundMinor }) =>
        addMinor(sum, Math.abs((foundMinor ?? 0) - (expectedMinor ?? 0))),
      0,
    )
  return { count: failing.length, amountMinor }
}

/** Credits that pay nothing yet; cheques and notes have a check of their own. */
function unapplied(context: Context, month: IsoMonth): Found {
  return credits(context, month, ({ kind }) => kind !== 'cheque' && kind !== 'note')
}

/** Paper that has matured and settles nothing. */
function cheques(context: Context, month: IsoMonth): Found {
  const last = lastOfMonth(month)
  return credits(
    context,
    month,
    ({ kind, dueDate }) => (kind === 'cheque' || kind === 'note') && dueDate <= last,
  )
}

type Credit = ReturnType<typeof openItemsOf>['items'][number]

function credits(context: Context, month: IsoMonth, isMeant: (item: Credit) => boolean): Found {
  const { items } = openItemsOf(context, {
    asOf: lastOfMonth(month),
    group: false,
    pile: 'unapplied',
  })
  const meant = items.filter(isMeant)
  return {
    count: meant.length,
    amountMinor: meant.reduce(
      (sum, { openBaseMinor }) => addMinor(sum, Math.abs(openBaseMinor)),
      0,
    ),
  }
}

/** Foreign balances whose layer is missing or not what the rates of the day make of it. */
function revaluation(context: Context, month: IsoMonth): Found {
  const { entries } = valuationOf(context, { month })
  const wrong = entries.filter(
    ({ differenceMinor, standingMinor }) => differenceMinor !== standingMinor,
  )
  return {
    count: wrong.length,
    amountMinor: wrong.reduce(
      (sum, { differenceMinor, standingMinor }) =>
        addMinor(sum, Math.abs((differenceMinor ?? 0) - standingMinor)),
      0,
    ),
  }
}

const TROUBLE: ReadonlySet<string> = new Set(['disputed', 'objected_late', 'not_ours', 'bounced'])

/** Letters of the month that were not agreed with, came back, or no longer say what the ledger says. */
function letters(context: Context, month: IsoMonth): Found {
  const rows = allCampaigns(context.db)
    .filter(({ asOf }) => monthOf(asOf) === month)
    .flatMap((campaign) => standingsOf(context, campaign).map(rowOf))
    .filter(
      ({ state, balances }) =>
        TROUBLE.has(state) || balances.some(({ changedMinor }) => changedMinor !== 0),
    )
  const own = rows
    .flatMap(({ balances }) => balances)
    .filter(({ currency }) => currency === context.company.currency)
  return {
    count: rows.length,
    amountMinor: own.reduce(
      (sum, { differenceMinor, changedMinor }) =>
        addMinor(sum, Math.abs(differenceMinor ?? changedMinor)),
      0,
    ),
  }
}
