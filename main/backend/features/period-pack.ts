/** What a sealed month holds beside its papers: figures as data, and the page that shows and checks them. */
import { customerNames } from '../../../db/local/customers.ts'
import { lastDocument, periodSums, type PeriodSum } from '../../../db/local/letter-figures.ts'
import { allCampaigns, lettersOf } from '../../../db/local/letters.ts'
import { sealsOf } from '../../../db/local/seals.ts'
import { lastAudit } from '../../../db/local/log.ts'
import { periodEvents, ratesOf } from '../../../db/local/periods.ts'
import type { PeriodCheck } from '../../../shared/contract/periods.ts'
import { firstOfMonth, type IsoMonth, lastOfMonth, monthOf } from '../../../shared/domain/days.ts'
import { toDecimalString } from '../../../shared/domain/money.ts'
import type { Context } from '../context.ts'
import { packPage } from '../pack/pack-page.ts'
import type { PageData, PageTable } from '../pack/page-data.ts'
import type { PackPart } from '../pack/write-pack.ts'
import type { OpenCache } from '../reports/open-cache.ts'
import { agingOf } from './aging.ts'
import { linesAt } from './campaign-snapshot.ts'
import { eventsTable, lettersTable, rowsJson, sealJson } from './evidence.ts'
import { safeName } from './file-names.ts'
import { namesOnPaper } from './names-on-paper.ts'
import { settingsOf } from './settings.ts'

type Names = ReadonlyMap<number, { readonly code: string; readonly name: string }>

export function periodParts(
  context: Context,
  cache: OpenCache | null,
  month: IsoMonth,
  checks: readonly PeriodCheck[],
  signOff: string | null,
): PackPart[] {
  const { db } = context
  const [from, to] = [firstOfMonth(month), lastOfMonth(month)]
  const through = lastDocument(db)
  const names: Names = new Map(
    customerNames(db).map(({ rowid, code, name }) => [rowid, { code, name }]),
  )
  const codeOf = (customer: number) => names.get(customer)?.code ?? ''
  const sums = periodSums(db, from, to, through)
    .filter(({ openingMinor, balanceMinor, lines }) => openingMinor || balanceMinor || lines)
    .toSorted(
      (a, b) => compare(codeOf(a.customer), codeOf(b.customer)) || compare(a.currency, b.currency),
    )
  const campaigns = allCampaigns(db).filter(({ asOf }) => monthOf(asOf) === month)
  const letters = campaigns.map((campaign) => ({ campaign, all: lettersOf(db, campaign.id) }))
  const tables: PageTable[] = [
    checksTable(context, checks),
    balancesTable(sums, names),
    agingTable(context, cache, to),
    linesTable(context, sums, names, month, through),
    joined(campaigns.map((campaign) => lettersTable(context, campaign))),
    joined(letters.map(({ campaign, all }) => eventsTable(context, campaign, all))),
    ratesTable(context, month),
    sealsTable(context),
  ].filter((table): table is PageTable => table !== null)
  const audit = lastAudit(db)
  const chain = audit ? Buffer.from(audit.hash).toString('hex') : ''
  const facts: [string, string][] = [
    ['company', context.company.name],
    ['period', month],
    ['made', new Date(context.nowMs).toISOString()],
    ['by', namesOnPaper(context)(context.company.userName)],
    ...(signOff === null ? [] : ([['signOff', signOff]] as [string, string][])),
    ['chain', chain],
  ]
  const page: PageData = {
    page: 'period',
    language: settingsOf(context).language,
    facts,
    tables,
  }
  return [
    { name: 'index.html', content: packPage(page) },
    {
      name: 'period.json',
      content: `${JSON.stringify(
        {
          company: { id: context.company.companyId, name: context.company.name },
          month,
          signOff,
          auditSeq: audit?.seq ?? 0,
          auditHash: chain,
          operations: context.company.chainSeq,
          operationHash: Buffer.from(context.company.chainHash).toString('hex'),
        },
        null,
        1,
      )}\n`,
    },
    ...tables.map((table) => ({ name: `data/${table.key}.json`, content: rowsJson(table) })),
    ...letters.flatMap(({ campaign, all }) =>
      all.map((letter) => ({
        name: `letters/${safeName(`${letter.number}-v${letter.version}-${letter.code}`)}.json`,
        content: sealJson(context, campaign, letter),
      })),
    ),
  ]
}

function checksTable({ company }: Context, checks: readonly PeriodCheck[]): PageTable {
  return {
    key: 'checks',
    columns: [
      { key: 'check', kind: 'word:check' },
      { key: 'ok', kind: 'yes' },
      { key: 'count', kind: 'count' },
      { key: 'amount', kind: 'amount' },
      { key: 'currency', kind: 'text' },
    ],
    rows: checks.map(({ name, ok, count, amountMinor }) => [
      name,
      ok,
      count,
      toDecimalString(amountMinor, company.currency),
      company.currency,
    ]),
  }
}

function balancesTable(sums: readonly PeriodSum[], names: Names): PageTable {
  return {
    key: 'balances',
    columns: [
      { key: 'account', kind: 'text' },
      { key: 'name', kind: 'text' },
      { key: 'currency', kind: 'text' },
      { key: 'opening', kind: 'amount' },
      { key: 'closing', kind: 'amount' },
    ],
    rows: sums.map(({ customer, currency, openingMinor, balanceMinor }) => [
      names.get(customer)?.code ?? '',
      names.get(customer)?.name ?? '',
      currency,
      toDecimalString(openingMinor, currency),
      toDecimalString(balanceMinor, currency),
    ]),
  }
}

function agingTable(
  context: Context,
  cache: OpenCache | null,
  asOf: ReturnType<typeof lastOfMonth>,
): PageTable {
  const report = agingOf(context, cache, {
    asOf,
    by: 'due',
    buckets: settingsOf(context).bucketEdges,
    inCompanyCurrency: false,
    group: false,
    excludeDisputed: false,
    all: false,
  })
  return {
    key: 'aging',
    columns: [
      { key: 'account', kind: 'text' },
      { key: 'name', kind: 'text' },
      { key: 'currency', kind: 'text' },
      ...report.buckets.map((key) =>
        key === 'not_due'
          ? ({ key: 'notDue', kind: 'amount' } as const)
          : ({ key, heading: key, kind: 'amount' } as const),
      ),
      { key: 'unapplied', kind: 'amount' },
      { key: 'creditNotes', kind: 'amount' },
      { key: 'total', kind: 'amount' },
    ],
    rows: report.rows.map((row) => [
      row.customer,
      row.name,
      row.currency,
      ...[...row.bucketMinors, row.unappliedMinor, row.creditNotesMinor, row.totalMinor].map(
        (minor) => toDecimalString(minor, row.currency),
      ),
    ]),
  }
}

/** Every movement of the month with its running balance, account by account. */
function linesTable(
  context: Context,
  sums: readonly PeriodSum[],
  names: Names,
  month: IsoMonth,
  through: number,
): PageTable {
  const range = { from: firstOfMonth(month), asOf: lastOfMonth(month), through }
  return {
    key: 'lines',
    columns: [
      { key: 'account', kind: 'text' },
      { key: 'on', kind: 'day' },
      { key: 'document', kind: 'text' },
      { key: 'type', kind: 'word:kind' },
      { key: 'currency', kind: 'text' },
      { key: 'debit', kind: 'amount' },
      { key: 'credit', kind: 'amount' },
      { key: 'balance', kind: 'amount' },
    ],
    rows: sums
      .filter(({ lines }) => lines > 0)
      .flatMap(({ customer, currency, openingMinor }) => {
        let balance = openingMinor
        return linesAt(context, customer, currency, range).map((row) => {
          balance += row.amountMinor
          const side = (minor: number) => (minor > 0 ? toDecimalString(minor, currency) : null)
          return [
            names.get(customer)?.code ?? '',
            row.docOn,
            row.number,
            row.kind,
            currency,
            side(row.amountMinor),
            side(-row.amountMinor),
            toDecimalString(balance, currency),
          ]
        })
      }),
  }
}

function ratesTable({ db }: Context, month: IsoMonth): PageTable {
  return {
    key: 'rates',
    columns: [
      { key: 'currency', kind: 'text' },
      { key: 'on', kind: 'day' },
      { key: 'rate', kind: 'text' },
    ],
    rows: ratesOf(db, undefined)
      .filter(({ date }) => monthOf(date) === month)
      .map(({ currency, date, rate }) => [currency, date, rate]),
  }
}

/** Who closed, opened again and sealed what: the overrides of the calendar. */
function sealsTable(context: Context): PageTable {
  const { db } = context
  const nameOf = namesOnPaper(context)
  const events = periodEvents(db).map(({ at, month, action, actor, reason }) => ({
    at,
    cells: [
      new Date(at).toISOString(),
      month,
      action,
      actor === null ? null : nameOf(actor),
      reason,
      null,
    ],
  }))
  const seals = sealsOf(db).map((seal) => ({
    at: seal.recordedAt,
    cells: [
      new Date(seal.recordedAt).toISOString(),
      seal.month,
      'seal',
      nameOf(seal.actor),
      seal.signOff,
      seal.packHash.toString('hex'),
    ],
  }))
  return {
    key: 'seals',
    columns: [
      { key: 'at', kind: 'moment' },
      { key: 'month', kind: 'text' },
      { key: 'what', kind: 'word:event' },
      { key: 'who', kind: 'text' },
      { key: 'note', kind: 'text' },
      { key: 'hash', kind: 'text' },
    ],
    rows: [...events, ...seals].toSorted((a, b) => a.at - b.at).map(({ cells }) => cells),
  }
}

/** Tables of one shape below each other; null of none. */
function joined(tables: readonly PageTable[]): PageTable | null {
  const [first] = tables
  return first ? { ...first, rows: tables.flatMap(({ rows }) => rows) } : null
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
