/**
 * The orders of the documents list, each walked by key along an index, never by counting off.
 *
 * An order is a row of segments that follow each other, each in the order of one index: most have one;
 * `due` has those without a due day apart; `kind` and `currency` go by months, as far as there are
 * documents of that kind (doc_sum), so that doc_by_day serves them; `customer` goes account by account
 * along doc_by_customer. Equal keys are told apart by id.
 */
import type { SqlValue } from '../kit/database.ts'
import { monthsBy } from './doc-sums.ts'
import { type Condition, scanned } from './ledger-where.ts'
import type { CompanyDb } from './open.ts'

export type ListSort =
  | 'date'
  | 'document'
  | 'kind'
  | 'customer'
  | 'due'
  | 'currency'
  | 'amount'
  | 'base'
  | 'recorded'

interface Segment {
  readonly sql: string
  readonly values: readonly SqlValue[]
  /** Its order, before the id: columns as the index has them. */
  readonly keys: readonly string[]
}

export interface Order {
  readonly segments: readonly Segment[]
  /** The same order of all rows at once, without segments. */
  readonly overall: readonly string[]
  readonly through: string
  readonly isDescending: boolean
}

/** A row's place: its segment, its keys there, and its id where keys are equal. */
export interface Place {
  readonly segment: number
  readonly id: number
  readonly keys: readonly SqlValue[]
}

const SIMPLE = {
  date: { key: 'd.doc_on', through: 'indexed by doc_by_day' },
  document: { key: 'd.number', through: 'indexed by doc_by_number' },
  amount: { key: 'd.amount_minor', through: 'indexed by doc_by_amount' },
  base: { key: 'd.base_minor', through: 'indexed by doc_by_base' },
} as const

export function orderOf(
  db: CompanyDb,
  sort: { readonly id: ListSort; readonly descending: boolean },
): Order {
  const made = ascending(db, sort.id)
  return {
    ...made,
    segments: sort.descending ? made.segments.toReversed() : made.segments,
    isDescending: sort.descending,
  }
}

function ascending(db: CompanyDb, id: ListSort): Omit<Order, 'isDescending'> {
  switch (id) {
    case 'recorded':
      return { segments: [whole()], overall: [], through: 'not indexed' }
    case 'due':
      return {
        segments: [
          { sql: 'd.due_on is null', values: [], keys: [] },
          { sql: 'd.due_on is not null', values: [], keys: ['d.due_on'] },
        ],
        overall: ["coalesce(d.due_on, '')"],
        through: 'indexed by doc_by_due',
      }
    case 'kind':
    case 'currency':
      return {
        segments: monthsBy(db, id).map(({ value, month }) => ({
          sql: `d.${id} = ? and d.doc_on >= ? and d.doc_on < ?`,
          values: [value, `${month}-01`, `${month}-32`],
          keys: ['d.doc_on'],
        })),
        overall: [`d.${id}`, 'd.doc_on'],
        through: 'indexed by doc_by_day',
      }
    case 'customer': {
      const keys = ['d.currency', 'd.doc_on', 'd.number']
      return {
        segments: [
          { sql: 'd.customer_id is null', values: [], keys },
          ...db
            .tuples<readonly [number]>('select id from customer order by code')
            .map(([customer]) => ({ sql: 'd.customer_id = ?', values: [customer], keys })),
        ],
        overall: ["coalesce((select code from customer where id = d.customer_id), '')", ...keys],
        through: 'indexed by doc_by_customer',
      }
    }
    default: {
      const { key, through } = SIMPLE[id]
      return { segments: [whole(key)], overall: [key], through }
    }
  }
}

function whole(...keys: readonly string[]): Segment {
  return { sql: '1', values: [], keys }
}

/** The next `count` places after `from`, or the nearest before it, walking back; from an end when null. */
export function placesFrom(
  db: CompanyDb,
  where: Condition,
  order: Order,
  from: Place | null,
  direction: 'forward' | 'back',
  count: number,
): Place[] {
  const places: Place[] = []
  const isForward = direction === 'forward'
  const { segments } = order
  let segment = from?.segment ?? (isForward ? 0 : segments.length - 1)
  while (places.length < count && segment >= 0 && segment < segments.length) {
    const after = from?.segment === segment ? from : null
    places.push(
      ...withinSegment(db, where, order, segment, after, isForward, count - places.length),
    )
    segment += isForward ? 1 : -1
  }
  return isForward ? places : places.toReversed()
}

function withinSegment(
  db: CompanyDb,
  where: Condition,
  { segments, through, isDescending }: Order,
  segment: number,
  after: Place | null,
  isForward: boolean,
  count: number,
): Place[] {
  const part = segments[segment]
  if (!part) return []
  const [sign, way] = isDescending === isForward ? ['<', 'desc'] : ['>', 'asc']
  const by = [...part.keys, 'd.id']
  const beyond =
    after === null ? '' : `and (${by.join(', ')}) ${sign} (${by.map(() => '?').join(', ')})`
  return db
    .tuples<readonly [number, ...SqlValue[]]>(
      `select ${['d.id', ...part.keys].join(', ')} from doc as d ${through}
       where (${part.sql}) ${beyond} and (${where.sql}) order by ${by.map((key) => `${key} ${way}`).join(', ')} limit ?`,
      ...part.values,
      ...(after === null ? [] : [...after.keys, after.id]),
      ...where.values,
      count,
    )
    .map(([id, ...keys]) => ({ segment, id, keys }))
}

const IDS_AT_ONCE = 20_000

/** Ids of all rows in order, walked; 4 bytes each, for going to any place of the list at once. */
export function idsWalked(
  db: CompanyDb,
  where: Condition,
  order: Order,
  total: number,
): Uint32Array {
  const ids = new Uint32Array(total)
  let from: Place | null = null
  let at = 0
  while (at < total) {
    const places: Place[] = placesFrom(db, where, order, from, 'forward', IDS_AT_ONCE)
    for (const { id } of places) ids[at++] = id
    from = places.at(-1) ?? null
    if (from === null) break
  }
  return ids
}

/** The same by one reading and one sort: for a filter that leaves few. */
export function idsSorted(
  db: CompanyDb,
  where: Condition,
  { overall, isDescending }: Order,
): Uint32Array {
  const way = isDescending ? 'desc' : 'asc'
  // The sign keeps SQLite from walking the order instead, which would look into every document.
  const by = [...overall, 'd.id'].map((key) => `+${key} ${way}`).join(', ')
  const rows = db.tuples<readonly [number]>(
    `select d.id from ${scanned(where)} where ${where.sql} order by ${by}`,
    ...where.values,
  )
  return Uint32Array.from(rows, ([id]) => id)
}
