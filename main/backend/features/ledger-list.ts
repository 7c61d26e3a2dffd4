/** The list of all documents: blocks by key, and any place of it at once. */
import type { z } from 'zod'
import {
  countAll,
  countRows,
  documentsOf,
  idsInOrder,
  lastLocalSeq,
  listedCurrencies,
  listTotals,
  listValues,
  placesAfter,
  type Condition,
  type Place,
} from '../../../db/local/ledger-list.ts'
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import type { ledger as contract, LedgerQuery } from '../../../shared/contract/ledger.ts'
import type { Context } from '../context.ts'
import { conditionOf, type Currencies } from '../reports/ledger-conditions.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>

/** What is known of one question while nothing is written: its count, and places found so far. */
interface Found {
  readonly version: number
  readonly where: Condition
  readonly total: number
  /** By index: the row before it. */
  readonly before: Map<number, Place>
  ids: Uint32Array | null
}

/** Per file, the last few questions; the ids of a million documents take 4 MB. */
const FOUND_MAX = 4
const found = new WeakMap<CompanyDb, Map<string, Found>>()

export function ledgerBlock(context: Context, input: In<'block'>): Out<'block'> {
  const { db } = context
  const { query, start, count } = input
  const known = foundFor(context, query)
  const after = start === 0 ? null : known.before.get(start)
  let ids: number[]
  if (after !== undefined) {
    // The block after one that was read: by the key of its last row.
    const places = placesAfter(db, known.where, query.sort, after, count)
    const last = places.at(-1)
    if (last) known.before.set(start + places.length, last)
    ids = places.map((place) => place.id)
  } else {
    known.ids ??= idsInOrder(db, known.where, query.sort, known.total)
    ids = [...known.ids.subarray(start, start + count)]
  }
  return { rows: documentsOf(db, ids).map(asRow), total: known.total }
}

export function ledgerTotals(context: Context, { query }: In<'totals'>): Out<'totals'> {
  const where = conditionOf(context.db, query, currenciesOf(context))
  return listTotals(context.db, where) as Out<'totals'>
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
  const made: Found = {
    version,
    where,
    total: isUnfiltered(query) ? countAll(db) : countRows(db, where),
    before: new Map(),
    ids: null,
  }
  ofFile.delete(key)
  ofFile.set(key, made)
  for (const oldest of [...ofFile.keys()].slice(0, -FOUND_MAX)) ofFile.delete(oldest)
  return made
}

function isUnfiltered({ filters, search }: LedgerQuery): boolean {
  return Object.keys(filters).length === 0 && search.trim() === ''
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
