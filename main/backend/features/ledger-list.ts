/** The list of all documents: blocks by key from a place that is known, and any place of it at once. */
import type { z } from 'zod'
import { listedCurrencies } from '../../../db/local/doc-sums.ts'
import {
  countAll,
  documentsOf,
  lastLocalSeq,
  listTotals,
  type ListTotals,
  listValues,
} from '../../../db/local/ledger-list.ts'
import {
  idsSorted,
  idsWalked,
  type Order,
  orderOf,
  type Place,
  placesFrom,
} from '../../../db/local/ledger-order.ts'
import type { Condition } from '../../../db/local/ledger-where.ts'
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import type { ledger as contract, LedgerQuery } from '../../../shared/contract/ledger.ts'
import type { Context } from '../context.ts'
import { conditionOf, type Currencies } from '../reports/ledger-conditions.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>

/** What is known of one question while nothing is written. */
interface Found {
  readonly version: number
  readonly where: Condition
  readonly order: Order
  readonly totals: ListTotals[]
  readonly total: number
  /** Rows that were read, by their index: from them the walk goes on either way. */
  readonly places: Map<number, Place>
  ids: Uint32Array | null
}

/** Per file, the last few questions; the ids of a million documents take 4 MB. */
const FOUND_MAX = 4
const found = new WeakMap<CompanyDb, Map<string, Found>>()

/** Less than one of so many rows is left: found by reading once, and not by walking past the others. */
const FEW = 8

export function ledgerBlock(context: Context, input: In<'block'>): Out<'block'> {
  const { query, start } = input
  const known = foundFor(context, query)
  const count = Math.min(input.count, Math.max(0, known.total - start))
  const ids = count === 0 ? [] : idsOf(context.db, known, start, count)
  return { rows: documentsOf(context.db, ids).map(asRow), total: known.total }
}

/** All of the list: ids in its order, and what they come to. */
export function wholeLedger(
  context: Context,
  query: LedgerQuery,
): { readonly ids: Uint32Array; readonly totals: readonly ListTotals[] } {
  const known = foundFor(context, query)
  const { where, order, total, totals } = known
  known.ids ??= isOfFew(context.db, known)
    ? idsSorted(context.db, where, order)
    : idsWalked(context.db, where, order, total)
  return { ids: known.ids, totals }
}

function isOfFew(db: CompanyDb, { total }: Found): boolean {
  return total * FEW < countAll(db)
}

function idsOf(db: CompanyDb, known: Found, start: number, count: number): number[] {
  const { where, order, places, total } = known
  if (known.ids === null && isOfFew(db, known)) known.ids = idsSorted(db, where, order)
  if (known.ids === null) {
    const before = start === 0 ? null : places.get(start - 1)
    const after = start + count === total ? null : places.get(start + count)
    const walked =
      before !== undefined
        ? placesFrom(db, where, order, before, 'forward', count)
        : after !== undefined
          ? placesFrom(db, where, order, after, 'back', count)
          : null
    if (walked !== null) {
      for (const at of new Set([0, walked.length - 1])) {
        const place = walked[at]
        if (place) places.set(start + at, place)
      }
      return walked.map((place) => place.id)
    }
  }
  known.ids ??= idsWalked(db, where, order, total)
  return [...known.ids.subarray(start, start + count)]
}

export function ledgerTotals(context: Context, { query }: In<'totals'>): Out<'totals'> {
  return foundFor(context, query).totals as Out<'totals'>
}

export function ledgerValues(context: Context, { query, column }: In<'values'>): Out<'values'> {
  const where = conditionOf(context.db, query, currenciesOf(context), column)
  return listValues(context.db, where, column, VALUES_MAX)
}

const VALUES_MAX = 2000

type LedgerRowOut = Out<'block'>['rows'][number]

function foundFor(context: Context, query: LedgerQuery): Found {
  const { db } = context
  const version = versionOf(db)
  const key = JSON.stringify(query)
  const ofFile = found.get(db) ?? new Map<string, Found>()
  found.set(db, ofFile)
  const known = ofFile.get(key)
  if (known?.version === version) return known
  const where = conditionOf(db, query, currenciesOf(context))
  const totals = listTotals(db, where)
  const made: Found = {
    version,
    where,
    order: orderOf(db, query.sort),
    totals,
    total: totals.reduce((all, one) => all + one.count, 0),
    places: new Map(),
    ids: null,
  }
  ofFile.delete(key)
  ofFile.set(key, made)
  for (const oldest of [...ofFile.keys()].slice(0, -FOUND_MAX)) ofFile.delete(oldest)
  return made
}

/** Every command writes at least one operation, so this tells whether anything changed. */
function versionOf(db: CompanyDb): number {
  return lastLocalSeq(db)
}

function currenciesOf({ db, company }: Context): Currencies {
  return { used: listedCurrencies(db), company: company.currency }
}

function asRow(row: ReturnType<typeof documentsOf>[number]): LedgerRowOut {
  const { id: _id, documentId, ...facts } = row
  return { ...(facts as Omit<LedgerRowOut, 'documentId'>), documentId: bytesToUuid(documentId) }
}
