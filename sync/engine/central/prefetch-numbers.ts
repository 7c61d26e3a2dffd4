/**
 * The final numbers a batch will most likely be given, so that whether they are free is read in one
 * set: asked one by one they cost two round trips a document.
 */
import { type DocumentKind, SERIES } from '../../../shared/domain/kinds.ts'
import { isBad, type ReadOp } from '../../protocol/read-op.ts'
import type { CompanyFacts } from './deciding.ts'
import { fiscalYear, formatNumber } from './numbers.ts'
import type { Lookup, RowCache } from './row-cache.ts'

/** The counters of series that bear another code than the kind's own. */
export function counterLookups(
  ops: readonly ReadOp[],
  company: CompanyFacts,
  rows: RowCache,
): Lookup[] {
  return [...numbered(ops, company, rows).values()].map(({ series, year }) => ({
    table: 'number_series',
    column: 'counter',
    value: `${series} ${year}`,
  }))
}

/** After those: as many numbers of each counter as the batch has documents that want one. */
export function numberLookups(
  ops: readonly ReadOp[],
  company: CompanyFacts,
  rows: RowCache,
): Lookup[] {
  const lookups: Lookup[] = []
  for (const { series, year, count } of numbered(ops, company, rows).values()) {
    const next = rows.one('number_series', 'counter', `${series} ${year}`)?.next ?? 1
    for (let n = next; n < next + count; n += 1) {
      const value = formatNumber(series, year, n)
      lookups.push({ table: 'document', column: 'number', value })
      lookups.push({ table: 'number_void', column: 'number', value })
    }
  }
  return lookups
}

interface Wish {
  readonly series: string
  readonly year: number
  count: number
}

function numbered(
  ops: readonly ReadOp[],
  company: CompanyFacts,
  rows: RowCache,
): Map<string, Wish> {
  const wishes = new Map<string, Wish>()
  /** Of the batch's own documents. */
  const currencies = new Map<unknown, unknown>()
  const add = (kind: DocumentKind, day: unknown) => {
    // Unchecked as yet: a kind may be any text.
    if (!Object.hasOwn(SERIES, kind) || typeof day !== 'string') return
    const standard = SERIES[kind]
    const isKnown = rows.isLoaded('series', 'kind', kind)
    const series = (isKnown ? rows.one('series', 'kind', kind)?.code : undefined) ?? standard
    const year = fiscalYear(day, company.fiscalYearStart)
    const key = `${series} ${year}`
    const wish = wishes.get(key)
    if (wish) wish.count += 1
    else wishes.set(key, { series, year, count: 1 })
  }
  for (const op of ops) {
    if (isBad(op)) continue
    const { kind, payload } = op.envelope
    if (kind === 'doc.post') {
      currencies.set(payload['doc_id'], payload['currency'])
      const hasNone = payload['document_no'] === undefined && payload['number'] === undefined
      if (hasNone) add(payload['kind'] as DocumentKind, payload['doc_date'])
    } else if (kind === 'alloc.add') {
      const id = payload['debit_doc']
      const currency = currencies.get(id) ?? currencyOf(rows, id)
      // Settled at another rate it makes an exchange difference.
      if (currency !== undefined && currency !== company.currency)
        add('fx_difference', payload['effective_on'])
    }
  }
  return wishes
}

function currencyOf(rows: RowCache, docId: unknown): string | undefined {
  if (typeof docId !== 'string' || !rows.isLoaded('document', 'doc_id', docId)) return undefined
  return rows.one('document', 'doc_id', docId)?.currency
}
