/**
 * From raw rows to typed rows of each kind, every fault named with row, column and value. What only
 * the ledger can know (is the customer there, is the month open) is not asked here.
 */
import type { IsoDate } from '../days.ts'
import { isIban } from '../iban.ts'
import type { EnteredKind } from '../kinds.ts'
import { checkTaxId } from '../tax-id.ts'
import { parseTerms } from '../terms.ts'
import { kindOfWord } from './kind-words.ts'
import type { ColumnMap } from './map.ts'
import type { RawRow } from './raw-rows.ts'
import { type Formats, RowReader } from './row-reader.ts'
import { cellText, isBlank, type TableProblem } from './table.ts'

export interface ParsedDocument {
  readonly row: number
  readonly kind: EnteredKind
  readonly documentNo?: string | undefined
  readonly customerCode: string
  readonly customerName?: string | undefined
  readonly documentDate: IsoDate
  readonly postingDate?: IsoDate | undefined
  readonly dueDate?: IsoDate | undefined
  readonly valueDate?: IsoDate | undefined
  readonly amountMinor: number
  readonly originalMinor?: number | undefined
  readonly currency?: string | undefined
  readonly rate?: string | undefined
  readonly taxMinor?: number | undefined
  readonly reference?: string | undefined
  readonly description?: string | undefined
  readonly externalRef?: string | undefined
  readonly branchCode?: string | undefined
  readonly method?: string | undefined
  readonly installments?:
    | readonly { readonly dueOn: IsoDate; readonly amountMinor: number }[]
    | undefined
  readonly allocateTo?:
    | readonly { readonly documentNo: string; readonly amountMinor: number | null }[]
    | undefined
}

export interface ParsedCustomer {
  readonly row: number
  readonly code: string
  readonly name: string
  readonly parentCode?: string | undefined
  readonly fields: Readonly<
    Record<string, string | number | Readonly<Record<string, string>> | null>
  >
}

export interface ParsedRate {
  readonly row: number
  readonly currency: string
  readonly date: IsoDate
  readonly rate: string
}

export interface Rows<T> {
  readonly rows: readonly T[]
  readonly problems: readonly TableProblem[]
  readonly warnings: readonly TableProblem[]
}

const CODE = 64
const NAME = 200
const LINE = 500

export function parseDocuments(
  raws: readonly RawRow[],
  formats: Formats,
  kind: 'documents' | 'receipts' | 'open-items',
  map: ColumnMap | null,
): Rows<ParsedDocument> {
  return collect(raws, formats, (reader) =>
    kind === 'receipts' ? receiptOf(reader) : documentOf(reader, map),
  )
}

function documentOf(reader: RowReader, map: ColumnMap | null): ParsedDocument | null {
  const word = reader.required('type', CODE, true)
  let kind = word === '' ? null : kindOfWord(word)
  if (word !== '' && kind === null) reader.fail('type', 'type.unknown')
  const documentNo = reader.required('document_no', CODE, true)
  const customerCode = reader.required('customer_code', CODE, true)
  const documentDate = reader.requiredDay('document_date')
  const currency = reader.currency()
  let amountMinor = amountOf(reader, currency)
  if (amountMinor !== undefined && amountMinor < 0 && map?.negative) {
    kind = map.negative
    amountMinor = -amountMinor
  }
  if (
    amountMinor !== undefined &&
    (amountMinor === 0 || (amountMinor < 0 && kind !== 'opening')) &&
    kind !== null
  )
    reader.fail('amount', 'amount.not_positive')
  const installments = installmentsOf(reader, currency, amountMinor)
  const result = {
    postingDate: reader.day('posting_date'),
    dueDate: reader.day('due_date'),
    valueDate: reader.day('value_date'),
    rate: reader.rate(),
    taxMinor: nonNegative(reader, 'tax_amount', currency),
    originalMinor: nonNegative(reader, 'original_amount', currency),
    reference: reader.text('reference', LINE),
    description: reader.text('description', LINE),
    externalRef: reader.text('external_ref', LINE, true),
    branchCode: reader.text('branch_code', CODE, true),
    method: reader.text('method', LINE),
    allocateTo: reader
      .assignments('allocate_to', currency)
      ?.map(({ name, minor }) => ({ documentNo: name, amountMinor: minor })),
    customerName: reader.text('customer_name', NAME),
  }
  if (reader.isBad || kind === null || documentDate === undefined || amountMinor === undefined)
    return null
  return {
    row: reader.row,
    kind,
    documentNo,
    customerCode,
    documentDate,
    amountMinor,
    currency,
    installments,
    ...result,
  }
}

function receiptOf(reader: RowReader): ParsedDocument | null {
  const customerCode = reader.required('customer_code', CODE, true)
  const documentDate = reader.requiredDay('date')
  const currency = reader.currency()
  if (isBlank(reader.cell('amount'))) reader.fail('amount', 'required.missing')
  const amountMinor = reader.amount('amount', currency)
  if (amountMinor !== undefined && amountMinor <= 0) reader.fail('amount', 'amount.not_positive')
  const rest = {
    rate: reader.rate(),
    documentNo: reader.text('document_no', CODE, true),
    method: reader.text('method', LINE),
    reference: reader.text('reference', LINE),
    description: reader.text('description', LINE),
    allocateTo: reader
      .assignments('allocate_to', currency)
      ?.map(({ name, minor }) => ({ documentNo: name, amountMinor: minor })),
    valueDate: reader.day('value_date'),
    externalRef: reader.text('external_ref', LINE, true),
    customerName: reader.text('customer_name', NAME),
  }
  if (reader.isBad || documentDate === undefined || amountMinor === undefined) return null
  return {
    row: reader.row,
    kind: 'receipt',
    customerCode,
    documentDate,
    amountMinor,
    currency,
    ...rest,
  }
}

/** The amount column, or a pair of debit and credit columns: the difference, debit positive. */
function amountOf(reader: RowReader, currency: string | undefined): number | undefined {
  if (!isBlank(reader.cell('amount'))) return reader.amount('amount', currency)
  const [debit, credit] = [reader.amount('debit', currency), reader.amount('credit', currency)]
  if (debit === undefined && credit === undefined) return reader.fail('amount', 'required.missing')
  const difference = (debit ?? 0) - (credit ?? 0)
  const word = cellText(reader.cell('type'))
  const kind = kindOfWord(word)
  // A receipt stands in the credit column: its amount is positive all the same.
  const isCreditKind =
    kind !== null && !['invoice', 'debit_note', 'refund', 'opening'].includes(kind)
  return isCreditKind ? -difference : difference
}

function nonNegative(
  reader: RowReader,
  field: string,
  currency: string | undefined,
): number | undefined {
  const minor = reader.amount(field, currency)
  if (minor !== undefined && minor < 0) return reader.fail(field, 'amount.negative')
  return minor === 0 ? undefined : minor
}

function installmentsOf(
  reader: RowReader,
  currency: string | undefined,
  amountMinor: number | undefined,
): ParsedDocument['installments'] {
  const parts = reader.assignments('installments', currency)
  if (parts === undefined || parts.length === 0) return undefined
  const dated = parts.map(({ name, minor }) => ({
    dueOn: reader.dayText(name),
    amountMinor: minor,
  }))
  if (dated.some((part) => part.dueOn === null || part.amountMinor === null))
    return reader.fail('installments', 'installments.invalid')
  const sum = dated.reduce((total, part) => total + (part.amountMinor ?? 0), 0)
  if (amountMinor !== undefined && sum !== Math.abs(amountMinor))
    return reader.fail('installments', 'installments.sum', { sumMinor: sum, amountMinor })
  return dated.flatMap((part) =>
    part.dueOn === null || part.amountMinor === null
      ? []
      : [{ dueOn: part.dueOn, amountMinor: part.amountMinor }],
  )
}

const CUSTOMER_TEXTS: readonly (readonly [string, string, number])[] = [
  ['tax_office', 'taxOffice', LINE],
  ['country', 'country', LINE],
  ['city', 'city', LINE],
  ['address', 'address', LINE],
  ['contact', 'contact', LINE],
  ['email', 'email', LINE],
  ['phone', 'phone', LINE],
  ['segment', 'segment', LINE],
  ['price_list', 'priceList', LINE],
  ['discount', 'discount', LINE],
]

export function parseCustomers(raws: readonly RawRow[], formats: Formats): Rows<ParsedCustomer> {
  const seen = new Map<string, string>()
  return collect(raws, formats, (reader) => {
    const code = reader.required('customer_code', CODE, true)
    const name = reader.required('name', NAME)
    const fields: Record<string, string | number | Readonly<Record<string, string>> | null> = {}
    for (const [field, key, max] of CUSTOMER_TEXTS) put(fields, key, reader.text(field, max))
    const taxId = reader.text('tax_id', CODE, true)
    if (
      taxId !== undefined &&
      !checkTaxId(taxId, (fields['country'] as string | undefined) ?? null).ok
    )
      reader.fail('tax_id', 'tax_id.invalid')
    put(fields, 'taxId', taxId)
    const iban = reader.text('iban', CODE, true)
    if (iban !== undefined && !isIban(iban)) reader.fail('iban', 'iban.invalid')
    put(fields, 'iban', iban)
    const currency = reader.currency()
    put(fields, 'currency', currency)
    const terms = reader.text('terms', LINE)
    if (terms !== undefined && parseTerms(terms) === null) reader.fail('terms', 'terms.invalid')
    put(fields, 'terms', terms)
    put(fields, 'creditLimitMinor', nonNegative(reader, 'credit_limit', currency))
    const language = reader.text('language', CODE)?.toLowerCase()
    if (language !== undefined && !['tr', 'en', 'de'].includes(language))
      reader.fail('language', 'language.unknown')
    put(fields, 'language', language)
    const parentCode = reader.text('parent_code', CODE, true)
    if (parentCode !== undefined && parentCode === code) reader.fail('parent_code', 'parent.self')
    const custom = customOf(reader, raws)
    if (Object.keys(custom).length > 0) fields['custom'] = custom
    const print = JSON.stringify([name, parentCode, fields])
    const twin = seen.get(code)
    if (code !== '' && twin !== undefined && twin !== print)
      reader.fail('customer_code', 'customer.twice')
    if (twin === undefined) seen.set(code, print)
    if (reader.isBad) return null
    return { row: reader.row, code, name, parentCode, fields }
  })
}

export function parseRates(raws: readonly RawRow[], formats: Formats): Rows<ParsedRate> {
  return collect(raws, formats, (reader) => {
    const currency = isBlank(reader.cell('currency'))
      ? reader.fail('currency', 'required.missing')
      : reader.currency()
    const date = reader.requiredDay('date')
    const rate = isBlank(reader.cell('rate'))
      ? reader.fail('rate', 'required.missing')
      : reader.rate()
    if (reader.isBad || currency === undefined || date === undefined || rate === undefined)
      return null
    return { row: reader.row, currency, date, rate }
  })
}

function collect<T>(
  raws: readonly RawRow[],
  formats: Formats,
  read: (reader: RowReader) => T | null,
): Rows<T> {
  const rows: T[] = []
  const problems: TableProblem[] = []
  const warnings: TableProblem[] = []
  for (const raw of raws) {
    const reader = new RowReader(raw, formats)
    const row = read(reader)
    if (row !== null) rows.push(row)
    problems.push(...reader.problems)
    warnings.push(...reader.warnings)
  }
  return { rows, problems, warnings }
}

function customOf(reader: RowReader, raws: readonly RawRow[]): Record<string, string> {
  const names = Object.keys(raws[0]?.cells ?? {}).filter((field) => /^custom\./i.test(field))
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = reader.text(name, LINE)
      return value === undefined ? [] : [[name.slice('custom.'.length), value]]
    }),
  )
}

function put(
  fields: Record<string, string | number | Readonly<Record<string, string>> | null>,
  key: string,
  value: string | number | undefined,
): void {
  if (value !== undefined) fields[key] = value
}
