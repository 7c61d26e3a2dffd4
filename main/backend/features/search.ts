/** Customers while typing: folded names, codes, tax ids and IBANs held in memory, ranked by where they match. */
import type { z } from 'zod'
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import { dataVersion } from '../../../db/local/item-rows.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import type { customers as contract } from '../../../shared/contract/customers.ts'
import { fold, foldedWords } from '../../../shared/domain/fold.ts'
import { TextIndex } from '../../../shared/domain/text-index.ts'
import type { Context } from '../context.ts'

type Input = z.output<(typeof contract)['search']['input']>
type Output = z.input<(typeof contract)['search']['output']>

interface Entry {
  readonly customerId: Uint8Array
  readonly code: string
  readonly name: string
  readonly city: string | null
  readonly currency: string | null
}

interface Names {
  readonly stamp: number
  /** In code order, as they stand in the index. */
  readonly entries: readonly Entry[]
  readonly index: TextIndex
}

const known = new WeakMap<CompanyDb, Names>()

/** Every word must occur; a match at the start of code or name comes first, then at a word's start. */
export function searchCustomers(context: Context, input: Input): Output {
  const words = foldedWords(input.text)
  if (words.length === 0) return []
  const { entries, index } = namesOf(context.db)
  return index.find(words, input.limit).flatMap((place) => {
    const entry = entries[place]
    return entry
      ? [
          {
            customerId: bytesToUuid(entry.customerId),
            code: entry.code,
            name: entry.name,
            city: entry.city,
            currency: (entry.currency ?? context.company.currency) as Output[number]['currency'],
          },
        ]
      : []
  })
}

/** A card changed in this process: the names are read again at the next keystroke. */
export function forgetNames(db: CompanyDb): void {
  known.delete(db)
}

/** Read again when another process wrote, or a card changed here; 100,000 names take about 0.2 s. */
function namesOf(db: CompanyDb): Names {
  const stamp = dataVersion(db)
  const before = known.get(db)
  if (before?.stamp === stamp) return before
  const rows = db
    .prepare<[], Entry & { taxId: string | null; iban: string | null }>(
      'select customer_id as customerId, code, name, city, currency, tax_id as taxId, iban from customer where archived = 0 order by code',
    )
    .all()
  const index = new TextIndex(
    rows.map(({ code, name, taxId, iban, city }) => [
      fold(code),
      fold(name),
      taxId ?? '',
      fold(iban ?? ''),
      fold(city ?? ''),
    ]),
  )
  const names = { stamp, entries: rows, index }
  known.set(db, names)
  return names
}
