/** The columns an import knows (cli.md, Import and Reconciliation), and which of them a heading can mean. */
import { fold } from '../fold.ts'
import { BANK_SYNONYMS } from './bank-synonyms.ts'
import { LEDGER_SYNONYMS } from './ledger-synonyms.ts'
import { SYNONYMS } from './synonyms.ts'

export type ImportKind = 'customers' | 'documents' | 'receipts' | 'open-items' | 'rates'
/** Tables that are read by their headings: of imports, a bank's own, and an account statement. */
export type TableKind = ImportKind | 'bank' | 'ledger'

const DOCUMENT_FIELDS = [
  'type',
  'document_no',
  'customer_code',
  'customer_name',
  'document_date',
  'amount',
  'debit',
  'credit',
  'posting_date',
  'due_date',
  'value_date',
  'currency',
  'rate',
  'tax_amount',
  'reference',
  'description',
  'allocate_to',
  'external_ref',
  'branch_code',
  'method',
  'installments',
] as const

export const FIELDS: Readonly<Record<TableKind, readonly string[]>> = {
  customers: [
    'customer_code',
    'name',
    'parent_code',
    'tax_id',
    'tax_office',
    'country',
    'city',
    'address',
    'contact',
    'email',
    'phone',
    'iban',
    'currency',
    'terms',
    'credit_limit',
    'segment',
    'price_list',
    'discount',
    'language',
  ],
  documents: DOCUMENT_FIELDS,
  receipts: [
    'customer_code',
    'customer_name',
    'date',
    'amount',
    'currency',
    'rate',
    'document_no',
    'method',
    'reference',
    'description',
    'allocate_to',
    'value_date',
    'external_ref',
  ],
  'open-items': [...DOCUMENT_FIELDS, 'original_amount'],
  rates: ['currency', 'date', 'rate'],
  bank: [
    'date',
    'value_date',
    'amount',
    'debit',
    'credit',
    'dc',
    'currency',
    'balance',
    'text',
    'counterparty',
    'iban',
    'reference',
    'tax_id',
    'account',
  ],
  ledger: [
    'date',
    'due_date',
    'document_no',
    'type',
    'text',
    'debit',
    'credit',
    'amount',
    'dc',
    'balance',
    'balance_debit',
    'balance_credit',
    'balance_dc',
    'currency',
    'rate',
    'original',
    'customer_code',
  ],
}

export const REQUIRED: Readonly<Record<TableKind, readonly string[]>> = {
  customers: ['customer_code', 'name'],
  documents: ['type', 'document_no', 'customer_code', 'document_date', 'amount'],
  receipts: ['customer_code', 'date', 'amount'],
  'open-items': ['type', 'document_no', 'customer_code', 'document_date', 'amount'],
  rates: ['currency', 'date', 'rate'],
  bank: ['date', 'amount'],
  ledger: ['date', 'amount'],
}

const AMOUNT_FIELDS: ReadonlySet<string> = new Set([
  'amount',
  'debit',
  'credit',
  'tax_amount',
  'original_amount',
  'credit_limit',
  'rate',
  'balance',
  'balance_debit',
  'balance_credit',
  'original',
])
const DAY_FIELDS: ReadonlySet<string> = new Set([
  'document_date',
  'posting_date',
  'due_date',
  'value_date',
  'date',
])

/** What the cells of a field are: the file's number and date formats act on amounts and days. */
export function readingOf(field: string): 'text' | 'amount' | 'day' {
  return AMOUNT_FIELDS.has(field) ? 'amount' : DAY_FIELDS.has(field) ? 'day' : 'text'
}
const keys = new Map<string, string>()
const KEYS_MAX = 2000

/** A heading reduced to what is compared: folded, words parted by one space. */
export function headingKey(heading: string): string {
  let key = keys.get(heading)
  if (key === undefined) {
    key = fold(heading)
      .replace(/[^a-z0-9/]+/g, ' ')
      .trim()
    // Tables repeat few words in many cells; a full memory starts again.
    if (keys.size >= KEYS_MAX) keys.clear()
    keys.set(heading, key)
  }
  return key
}

const ranks = new Map<TableKind, Map<string, { field: string; rank: number }[]>>()

function synonymsOf(kind: TableKind): Readonly<Record<string, readonly string[]>> {
  return kind === 'bank' ? BANK_SYNONYMS : kind === 'ledger' ? LEDGER_SYNONYMS : SYNONYMS
}

/** The fields of a kind a heading can mean, best first; `custom.*` headings name themselves. */
export function fieldsOfHeading(
  kind: TableKind,
  heading: string,
): { field: string; rank: number }[] {
  if (kind === 'customers' && /^custom\.\S/i.test(heading.trim()))
    return [{ field: heading.trim(), rank: 0 }]
  let byKey = ranks.get(kind)
  if (!byKey) {
    byKey = new Map()
    const synonyms = synonymsOf(kind)
    for (const field of FIELDS[kind]) {
      const names = [field.replaceAll('_', ' '), ...(synonyms[field] ?? [])]
      names.forEach((name, rank) => {
        const key = headingKey(name)
        const list = byKey?.get(key) ?? []
        if (!list.some((one) => one.field === field)) byKey?.set(key, [...list, { field, rank }])
      })
    }
    ranks.set(kind, byKey)
  }
  return (byKey.get(headingKey(heading)) ?? []).toSorted((a, b) => a.rank - b.rank)
}
