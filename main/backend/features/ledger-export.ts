/** The list of all documents as a file: read in pieces while it is written, a million rows too. */
import type { z } from 'zod'
import { documentsOf, type ListedDocument, type ListTotals } from '../../../db/local/ledger-list.ts'
import type { ledger as contract, LedgerColumn } from '../../../shared/contract/ledger.ts'
import { exportHeadings } from '../../../shared/i18n/exports.ts'
import { catalogues, isMessageId, type Language } from '../../../shared/i18n/index.ts'
import type { Context } from '../context.ts'
import { listFacts } from '../documents/facts.ts'
import { type Table, type TableCell, writeCsv, writeXlsx } from '../documents/table.ts'
import { type DocumentStore, originOf, targetOf } from './exports.ts'
import { safeName } from './file-names.ts'
import { wholeLedger } from './ledger-list.ts'

type In = z.output<(typeof contract)['exportList']['input']>
type Out = z.input<(typeof contract)['exportList']['output']>

/** Rows read from the database together. */
const PIECE = 1000

/**
 * The order is fixed when the call comes; documents posted while the file is being written are not in
 * it, and those in it do not change, but for their status.
 */
export async function exportLedger(
  context: Context,
  store: DocumentStore,
  { query, columns, name, format, csv, filters, language }: In,
): Promise<Out> {
  const { db, company } = context
  const { ids, totals: sums } = wholeLedger(context, query)
  // Amounts of several currencies in one column say which.
  const shown: In['columns'] =
    sums.length > 1 && !columns.some(({ id }) => id === 'currency')
      ? [...columns, { id: 'currency', heading: exportHeadings(language).currency }]
      : columns
  const cellsOf = CELLS(language, company.currency)
  const currencyColumn = shown.findIndex(({ id }) => id === 'currency')
  const table: Table = {
    sheet: name,
    headings: shown.map(({ heading }) => heading),
    widths: shown.map(({ id }) => WIDTHS[id] ?? 14),
    frozenColumns: shown.findIndex(({ id }) => id === 'document') === 1 ? 2 : 1,
    ...(currencyColumn < 0 ? {} : { currencyColumn }),
    rows: rowsOf(
      ids,
      (some) => documentsOf(db, some),
      shown.map(({ id }) => cellsOf[id]),
    ),
    totals: totalsOf(sums, shown, company.currency, language),
  }
  const target = targetOf(store, undefined, `${safeName(name)}.${format}`)
  const facts = listFacts({ title: name, asOf: null, filters }, originOf(context), language)
  const rows =
    format === 'xlsx'
      ? await writeXlsx(target.file, [table], facts)
      : await writeCsv(target.file, [table], csv)
  return { ...target, rows }
}

type CellOf = (row: ListedDocument) => TableCell

function* rowsOf(
  ids: Uint32Array,
  read: (ids: number[]) => readonly ListedDocument[],
  cells: readonly CellOf[],
): Iterable<readonly TableCell[]> {
  for (let at = 0; at < ids.length; at += PIECE)
    for (const row of read([...ids.subarray(at, at + PIECE)])) yield cells.map((cell) => cell(row))
}

const CELLS = (language: Language, base: string): Readonly<Record<LedgerColumn, CellOf>> => {
  const words = catalogues[language]
  const word = (id: string) => (isMessageId(id) ? words[id] : id)
  return {
    date: (row) => ({ day: row.date }),
    document: (row) => row.documentNo,
    kind: (row) => word(`kind.${row.kind}`),
    customer: (row) => row.customer,
    customerName: (row) => row.customerName,
    status: (row) => word(`status.${row.status}`),
    due: (row) => (row.dueDate === null ? null : { day: row.dueDate }),
    currency: (row) => row.currency,
    amount: (row) => ({ minor: row.amountMinor, currency: row.currency }),
    base: (row) => ({ minor: row.baseMinor, currency: base }),
    reference: (row) => row.reference,
    description: (row) => row.description,
    batch: (row) => row.batch,
  }
}

const WIDTHS: Partial<Record<LedgerColumn, number>> = {
  document: 22,
  customerName: 38,
  description: 36,
  reference: 22,
  batch: 28,
  amount: 18,
  base: 18,
}

/** One row a currency; the sum in company currency stands beside the first. */
function totalsOf(
  sums: readonly ListTotals[],
  columns: In['columns'],
  base: string,
  language: Language,
): TableCell[][] {
  const baseMinor = sums.reduce((sum, one) => sum + BigInt(one.baseMinor), 0n)
  return sums.map(({ currency, amountMinor }, index) => {
    const cells = columns.map(({ id }): TableCell => {
      if (id === 'currency') return currency
      if (id === 'amount') return total(BigInt(amountMinor), currency)
      return id === 'base' && index === 0 ? total(baseMinor, base) : null
    })
    const first = catalogues[language]['grid.total'].replace('{currency}', currency)
    return cells[0] === null ? [first, ...cells.slice(1)] : cells
  })
}

/** A sum beyond what a workbook's number holds exactly is left out. */
function total(sum: bigint, currency: string): TableCell {
  const minor = Number(sum)
  return Number.isSafeInteger(minor) ? { minor, currency, sum: 'shown' } : null
}
