/** Customers while typing: folded names, codes, tax ids and IBANs held in memory, ranked by where they match. */
import type { z } from 'zod'
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { dataVersion } from '../../../db/local/item-rows.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import type { customers as contract } from '../../../shared/contract/customers.ts'
import { fold } from '../../../shared/domain/fold.ts'
import type { Context } from '../context.ts'

type Input = z.output<(typeof contract)['search']['input']>
type Output = z.input<(typeof contract)['search']['output']>

interface Entry {
  readonly customerId: Uint8Array
  readonly code: string
  readonly name: string
  readonly city: string | null
  readonly currency: string | null
  readonly folded: string
}

const indexes = new WeakMap<CompanyDb, { stamp: number; entries: Entry[] }>()

/**
 * Every word must occur; a match at the start of code or name comes first, then at a word's start.
 *
 * Entries are met in code order, so the first `limit` of each rank are the answer's candidates: no
 * list of all matches is made, and once the best rank is full nothing better can follow.
 */
export function searchCustomers(context: Context, input: Input): Output {
  const words = fold(input.text).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const byRank: Entry[][] = []
  for (const entry of indexOf(context.db)) {
    const rank = rankOf(entry.folded, words)
    if (rank === null) continue
    const own = (byRank[rank] ??= [])
    if (own.length < input.limit) own.push(entry)
    if (rank === 0 && own.length === input.limit) break
  }
  return byRank
    .flat()
    .slice(0, input.limit)
    .map((entry) => ({
      customerId: bytesToUuid(entry.customerId),
      code: entry.code,
      name: entry.name,
      city: entry.city,
      currency: (entry.currency ?? context.company.currency) as Output[number]['currency'],
    }))
}

/** The sum over the words of where each first stands: 0 a field's start, 1 a word's, 2 inside one. */
function rankOf(folded: string, words: readonly string[]): number | null {
  let rank = 0
  for (const word of words) {
    const at = folded.indexOf(word)
    if (at < 0) return null
    const before = folded[at - 1]
    rank += at === 0 || before === '\n' ? 0 : before === ' ' || before === '.' ? 1 : 2
  }
  return rank
}

/** A card changed in this process: the names are read again at the next keystroke. */
export function forgetNames(db: CompanyDb): void {
  indexes.delete(db)
}

/** Read again when another process wrote, or a card changed here; 100,000 names take about 0.2 s. */
function indexOf(db: CompanyDb): Entry[] {
  const stamp = dataVersion(db)
  const known = indexes.get(db)
  if (known?.stamp === stamp) return known.entries
  const entries = db
    .prepare<[], Omit<Entry, 'folded'> & { taxId: string | null; iban: string | null }>(
      'select customer_id as customerId, code, name, city, currency, tax_id as taxId, iban from customer where archived = 0 order by code',
    )
    .all()
    .map(({ taxId, iban, ...row }) => ({
      ...row,
      folded: `${fold(row.code)}\n${fold(row.name)}\n${taxId ?? ''}\n${fold(iban ?? '')}\n${fold(row.city ?? '')}`,
    }))
  indexes.set(db, { stamp, entries })
  return entries
}
