/**
 * The laws and integrity checks (requirements.md, ledger laws; cli.md, verify), and the digest of the
 * business content.
 *
 * `tieOut` is the part that stands under every screen: L1 to L6 at one day. `verify` adds several
 * days, the chains, foreign keys and SQLite's own check; with `deep` every hash is computed again.
 */
import {
  cellDifferences,
  docSumDifferences,
  count,
  digestAllocations,
  digestCustomers,
  digestDocuments,
  digestDueChanges,
  documentItemDifferences,
  foreignKeyFaults,
  integrityFaults,
  itemDifferences,
  ledgerBalances,
  missingGuards,
  numberDifferences,
  unbalancedEntries,
} from '../../../db/local/checks.ts'
import { customerNames } from '../../../db/local/customers.ts'
import { controlBalances } from '../../../db/local/ledger-sums.ts'
import { lastOperation } from '../../../db/local/log.ts'
import { addMonths, type IsoDate, lastOfMonth, monthOf } from '../../../shared/domain/days.ts'
import { CONTROL_ACCOUNTS } from '../../../shared/domain/posting.ts'
import { addToSet, toBytes32, toInteger } from '../../../sync/engine/cells.ts'
import { canonicalText, sha256 } from '../../../sync/engine/canonical.ts'
import type { Context } from '../context.ts'
import type { OpenCache } from '../reports/open-cache.ts'
import { agingOf } from './aging.ts'
import { statementOf } from './statements.ts'
import { auditCheck, chainCheck } from './verify-chains.ts'
import { type Check, check, type Failure, failure, note } from './verify-check.ts'
import { checkHashes, checkProjections } from './verify-deep.ts'

export interface TiedOut {
  readonly asOf: IsoDate
  readonly checks: Check[]
}

export function tieOut(context: Context, cache: OpenCache | null, asOf: IsoDate): TiedOut {
  return { asOf, checks: laws(context, cache, [asOf]) }
}

export function verify(
  context: Context,
  cache: OpenCache | null,
  deep: boolean,
): { ok: boolean; checks: Check[]; digest: string } {
  const { db, today } = context
  const days = [
    ...new Set([today, ...[1, 2, 3].map((n) => lastOfMonth(addMonths(monthOf(today), -n)))]),
  ]
  const checks = laws(context, cache, days)
  const entries = unbalancedEntries(db)
  checks.push(
    check(
      'journal',
      entries.examined,
      entries.differences.map((one) => failure(one, null)),
    ),
  )
  const content = deep ? checkHashes(context) : null
  checks.push(
    content
      ? checkProjections(context, content.altered)
      : check(
          'projections',
          count(db, 'select count(*) as n from doc'),
          [...documentItemDifferences(db), ...numberDifferences(db)].map((one) =>
            failure(one, null),
          ),
        ),
  )
  checks.push(chainCheck(db))
  checks.push(auditCheck(db))
  if (content) checks.push(content.hashes)
  const keys = foreignKeyFaults(db)
  checks.push(check('foreign_keys', 1, keys === 0 ? [] : [note(`${keys}`)]))
  checks.push(check('integrity', 1, integrityFaults(db, deep).map(note)))
  return { ok: checks.every((one) => one.ok), checks, digest: businessDigest(context) }
}

/** Order-free digest of the business content: no ids, no entry times, no device. */
export function businessDigest(context: Context): string {
  const { db, company } = context
  let set = 0n
  const add = (kind: string, rows: Iterable<Record<string, string | number | null>>) => {
    for (const row of rows) {
      const present = Object.fromEntries(
        Object.entries(row).filter(
          (entry): entry is [string, string | number] => entry[1] !== null,
        ),
      )
      set = addToSet(set, toInteger(sha256('saldo.leaf.v1', `${kind}\0${canonicalText(present)}`)))
    }
  }
  add('customer', digestCustomers(db))
  add('document', digestDocuments(db))
  add('allocation', digestAllocations(db))
  add('due', digestDueChanges(db))
  return sha256('saldo.node.v1', `${company.currency}\0${toBytes32(set).toString('hex')}`).toString(
    'hex',
  )
}

function laws(context: Context, cache: OpenCache | null, days: readonly IsoDate[]): Check[] {
  const { db } = context
  const cells = cellDifferences(db)
  const sums = docSumDifferences(db)
  const items = itemDifferences(db)
  const guards = missingGuards(db)
  const l2: Failure[] = []
  const l3: Failure[] = []
  const l4: Failure[] = []
  let l2Count = 0
  let l3Count = 0
  let l4Count = 0
  for (const day of days) {
    const ledger = ledgerBalances(db, day)
    const options = {
      asOf: day,
      by: 'due',
      group: false,
      excludeDisputed: false,
      all: false,
    } as const
    const aging = agingOf(context, cache, { ...options, inCompanyCurrency: false })
    const aged = new Map(aging.rows.map((row) => [`${row.customer}\0${row.currency}`, row]))
    for (const row of ledger) {
      l2Count += 1
      const found = aged.get(`${row.code}\0${row.currency}`)
      const columns =
        (found?.bucketMinors.reduce((sum, minor) => sum + minor, 0) ?? 0) +
        (found?.unappliedMinor ?? 0) +
        (found?.creditNotesMinor ?? 0)
      if (columns !== row.minor)
        l2.push({
          customer: row.code,
          customerName: row.name,
          currency: row.currency,
          documentNo: null,
          documentId: null,
          asOf: day,
          expectedMinor: row.minor,
          foundMinor: columns,
          detail: 'aging',
        })
    }
    const inCompany = agingOf(context, cache, { ...options, inCompanyCurrency: true })
    const control = controlBalances(db, CONTROL_ACCOUNTS, day)
    for (const account of control) {
      l3Count += account.lines
      const accounts =
        aging.totals.find((total) => total.currency === account.currency)?.totalMinor ?? 0
      if (accounts !== account.amountMinor)
        l3.push(balance(day, account.currency, account.amountMinor, accounts, 'control account'))
    }
    const base = control.reduce((sum, account) => sum + account.baseMinor, 0)
    const baseFound = inCompany.totals[0]?.totalMinor ?? 0
    if (base !== baseFound)
      l3.push(
        balance(
          day,
          context.company.currency,
          base,
          baseFound,
          'control account in company currency',
        ),
      )
    const groups = groupFailures(context, day, aging.rows)
    l4Count += groups.examined
    l4.push(...groups.failures)
  }
  const last = days[0]
  return [
    check(
      'L1',
      cells.examined + sums.examined,
      [...cells.differences, ...sums.differences].map((one) => failure(one, last ?? null)),
    ),
    check('L2', l2Count, l2),
    check('L3', l3Count, l3),
    check('L4', l4Count, l4),
    check(
      'L5',
      items.examined,
      items.differences.map((one) => failure(one, null)),
    ),
    check('L6', guards.examined + count(db, 'select count(*) as n from doc'), [
      ...guards.missing.map(note),
      ...headFailures(context),
    ]),
  ]
}

/** L4: the statement of a group closes at the sum of what its members' accounts stand at. */
function groupFailures(
  context: Context,
  day: IsoDate,
  rows: readonly { customer: string; name: string; currency: string; totalMinor: number }[],
): { examined: number; failures: Failure[] } {
  const names = customerNames(context.db)
  const byRow = new Map(names.map((name) => [name.rowid, name]))
  const parents = names.filter((name) => name.parent !== null)
  if (parents.length === 0) return { examined: 0, failures: [] }
  const rootOf = (rowid: number): string => {
    let here = byRow.get(rowid)
    for (let depth = 0; here && here.parent !== null && depth < 100; depth += 1)
      here = byRow.get(here.parent)
    return here?.code ?? ''
  }
  const rowOfCode = new Map(names.map((name) => [name.code, name.rowid]))
  const roots = new Set(parents.map((name) => rootOf(name.rowid)))
  const sums = new Map<string, number>()
  for (const row of rows) {
    const root = rootOf(rowOfCode.get(row.customer) ?? 0)
    if (roots.has(root))
      sums.set(
        `${root}\0${row.currency}`,
        (sums.get(`${root}\0${row.currency}`) ?? 0) + row.totalMinor,
      )
  }
  const failures: Failure[] = []
  const grouped = agingOf(context, null, {
    asOf: day,
    by: 'due',
    inCompanyCurrency: false,
    group: true,
    excludeDisputed: false,
    all: false,
  })
  const rolled = new Map(grouped.rows.map((row) => [`${row.customer}\0${row.currency}`, row]))
  for (const [key, expected] of sums) {
    const found = rolled.get(key)?.totalMinor ?? 0
    if (found !== expected)
      failures.push({
        ...balance(day, key.split('\0')[1] ?? '', expected, found, 'group'),
        customer: key.split('\0')[0] ?? null,
      })
  }
  // A sample of groups through the statement itself; all of them would read every line of the ledger.
  for (const root of [...roots].toSorted().slice(0, 3)) {
    for (const statement of statementOf(context, {
      customerCode: root,
      to: day,
      kind: 'running',
      withAllocations: false,
      group: true,
    }).statements) {
      const expected = sums.get(`${root}\0${statement.currency}`) ?? 0
      if (statement.closingMinor !== expected)
        failures.push({
          ...balance(day, statement.currency, expected, statement.closingMinor, 'group statement'),
          customer: root,
        })
    }
  }
  return { examined: sums.size, failures }
}

/** Every document has its operation here or came confirmed with one of another device, and the chain head is the last one's hash. */
function headFailures(context: Context): Failure[] {
  const { db } = context
  const without = count(
    db,
    `select count(*) as n from doc as d where not exists (select 1 from op_outbox as o where o.op_id = d.op_id)
       and not exists (select 1 from doc_status as s where s.doc = d.id)`,
  )
  const last = lastOperation(db)
  const head = Buffer.from(
    context.db.prepare<[], { hash: Uint8Array }>('select chain_hash as hash from company').get()
      ?.hash ?? Buffer.alloc(0),
  )
  const failures = without === 0 ? [] : [note(`documents without operation: ${without}`)]
  if (last && !head.equals(Buffer.from(last.hash))) failures.push(note('chain head'))
  return failures
}

function balance(
  asOf: IsoDate,
  currency: string,
  expectedMinor: number,
  foundMinor: number,
  detail: string,
): Failure {
  return { ...note(detail), asOf, currency, expectedMinor, foundMinor }
}
