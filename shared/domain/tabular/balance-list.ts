/**
 * Balance lists: one row an account with its balance and no document, as a trial balance ("Mizan") or
 * a list of customer balances ("Cari Bakiye Listesi") is exported. Each balance becomes an opening.
 *
 * A full trial balance holds the whole chart: only the leaves under 120 (receivables of the uniform
 * chart) are customers. A row whose code is the beginning of others' adds them up and gives no account;
 * in a chart it must state the sum of its leaves, else it is a problem, and in another list a row that
 * states something else is an account of its own (a head office). The day is the last one named above
 * the headings ("01.01.2026 - 30.09.2026").
 */
import { headingKey } from './fields.ts'
import { decideDecimalMark, type DecimalMark, readAmount } from './numbers.ts'
import type { RawRow } from './raw-rows.ts'
import type { StatementLayout } from './statement-layout.ts'
import { type Cell, cellText, isBlank, type Table, type TableProblem } from './table.ts'

const RECEIVABLES = '120'
const SEARCH_ROWS = 60
const LABELS: Readonly<Record<string, readonly string[]>> = {
  code: [
    'hesap kodu',
    'hesap no',
    'cari kodu',
    'cari kod',
    'cari hesap kodu',
    'musteri kodu',
    'kod',
    'account code',
    'account no',
    'account number',
    'customer code',
    'customer no',
    'konto',
    'kontonummer',
    'kundennummer',
  ],
  name: [
    'hesap adi',
    'cari adi',
    'cari unvan',
    'cari unvani',
    'cari hesap unvani',
    'unvan',
    'unvani',
    'aciklama',
    'account name',
    'customer name',
    'name',
    'bezeichnung',
    'kontobezeichnung',
    'kundenname',
  ],
  debitBalance: [
    'borc bakiye',
    'borc bakiyesi',
    'bakiye borc',
    'borclu bakiye',
    'debit balance',
    'balance debit',
    'saldo soll',
    'sollsaldo',
  ],
  creditBalance: [
    'alacak bakiye',
    'alacak bakiyesi',
    'bakiye alacak',
    'alacakli bakiye',
    'credit balance',
    'balance credit',
    'saldo haben',
    'habensaldo',
  ],
  balance: ['bakiye', 'net bakiye', 'balance', 'net balance', 'saldo'],
  currency: ['doviz', 'doviz cinsi', 'para birimi', 'currency', 'wahrung'],
  document: [
    'belge no',
    'evrak no',
    'fis no',
    'fatura no',
    'document no',
    'invoice no',
    'belegnummer',
  ],
  date: ['tarih', 'belge tarihi', 'fatura tarihi', 'vade tarihi', 'date', 'due date', 'datum'],
}
const TOTAL = /^(genel )?(toplam|total|summe|gesamt)/
const SEPARATOR = /[^\p{L}\p{N}]/gu
const DATE = /\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b/g

interface Account {
  readonly row: number
  readonly code: string
  readonly name: string
  readonly minor: number | null
  readonly at: (field: string) => Cell
}

/**
 * Null when the table is something else. Sums are compared in minor units of `digits` digits; `mark`
 * is the decimal mark of amounts written as text, null to find it from them.
 */
export function readBalanceList(
  table: Table,
  digits: number,
  mark: DecimalMark | null,
): StatementLayout | null {
  const head = headOf(table)
  if (!head) return null
  const decimal = mark ?? markOf(table, head)
  const toMinor = (cell: Cell) => {
    const reading = readAmount(cell, decimal, digits)
    return reading.ok ? reading.minor : null
  }
  const all = accountsOf(table, head, toMinor)
  const isChart = all.some(({ code }) => code === RECEIVABLES)
  const kept = isChart
    ? all.filter(({ code }) => code === RECEIVABLES || isUnder(code, RECEIVABLES))
    : all
  const above = new Set(kept.flatMap(({ code }) => prefixesOf(code)))
  const ends = kept.filter(({ code }) => !above.has(code))
  const summaries = kept.filter(
    (account) => above.has(account.code) && (isChart || sumFault(account, ends).length === 0),
  )
  const leaves = kept.filter((account) => !summaries.includes(account))
  if (leaves.length === 0) return null
  const day = dayAbove(table, head.at)
  return {
    name: 'balance-list',
    firstRow: table.rows[head.at]?.row ?? 1,
    customers: leaves.map((account) => ({
      row: account.row,
      cells: { customer_code: account.code, name: account.name || account.code },
    })),
    documents: leaves.filter(({ minor }) => minor !== 0).map((one) => openingOf(one, head, day)),
    problems: summaries.flatMap((summary) => sumFault(summary, leaves)),
    accounts: leaves.length,
  }
}

interface Head {
  /** Index into the table's rows. */
  readonly at: number
  readonly columns: ReadonlyMap<string, number>
}

function headOf(table: Table): Head | null {
  for (const [at, { cells }] of table.rows.slice(0, SEARCH_ROWS).entries()) {
    const columns = new Map<string, number>()
    cells.forEach((cell, index) => {
      if (typeof cell !== 'string') return
      const key = headingKey(cell)
      for (const [field, words] of Object.entries(LABELS))
        if (!columns.has(field) && words.includes(key)) columns.set(field, index)
    })
    const hasBalance = columns.has('balance') || columns.has('debitBalance')
    const isList = !columns.has('document') && !columns.has('date')
    if (columns.has('code') && columns.has('name') && hasBalance)
      return isList ? { at, columns } : null
  }
  return null
}

function markOf(table: Table, head: Head): DecimalMark {
  const indexes = ['debitBalance', 'creditBalance', 'balance'].flatMap(
    (field) => head.columns.get(field) ?? [],
  )
  const texts = table.rows
    .slice(head.at + 1)
    .flatMap(({ cells }) => indexes.map((index) => cells[index]))
    .filter((cell): cell is string => typeof cell === 'string' && cell !== '')
  return decideDecimalMark(texts, table.separator === ';' ? ',' : '.').mark
}

function accountsOf(table: Table, head: Head, toMinor: (cell: Cell) => number | null): Account[] {
  return table.rows.slice(head.at + 1).flatMap(({ row, cells }) => {
    const at = (field: string): Cell => cells[head.columns.get(field) ?? -1] ?? null
    const code = cellText(at('code'))
    const name = cellText(at('name'))
    if (code === '' || TOTAL.test(headingKey(code)) || TOTAL.test(headingKey(name))) return []
    return [{ row, code, name, minor: minorOf(at, toMinor), at }]
  })
}

/** Debit positive; null when a cell is no amount, which the reading of the row will say. */
function minorOf(
  at: (field: string) => Cell,
  toMinor: (cell: Cell) => number | null,
): number | null {
  const read = (field: string) => (isBlank(at(field)) ? 0 : toMinor(at(field)))
  if (!isBlank(at('balance')) && isBlank(at('debitBalance')) && isBlank(at('creditBalance')))
    return read('balance')
  const [debit, credit] = [read('debitBalance'), read('creditBalance')]
  return debit === null || credit === null ? null : debit - credit
}

function openingOf(account: Account, head: Head, day: string | null): RawRow {
  const { at } = account
  const [debit, credit] = [at('debitBalance'), at('creditBalance')]
  return {
    row: account.row,
    cells: {
      type: 'opening',
      document_no: day === null ? 'OPENING' : `OPENING-${day}`,
      customer_code: account.code,
      customer_name: account.name,
      document_date: day,
      ...(head.columns.has('currency') ? { currency: at('currency') } : {}),
      ...(isBlank(debit) && isBlank(credit) ? { amount: at('balance') } : { debit, credit }),
    },
  }
}

/** The last day named above the headings, as ISO text; day before month, as such titles write it. */
function dayAbove(table: Table, headAt: number): string | null {
  const days = table.rows.slice(0, headAt).flatMap(({ cells }) =>
    cells.flatMap((cell) => {
      if (cell !== null && typeof cell === 'object') return [cell.day]
      return [...cellText(cell).matchAll(DATE)].map(([, d, m, y, year, month, dayOfMonth]) =>
        year === undefined
          ? `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
          : `${year}-${month}-${dayOfMonth}`,
      )
    }),
  )
  return days.toSorted().at(-1) ?? null
}

function sumFault(summary: Account, leaves: readonly Account[]): TableProblem[] {
  const own = leaves.filter(({ code }) => isUnder(code, summary.code))
  if (summary.minor === null || own.some(({ minor }) => minor === null)) return []
  const found = own.reduce((sum, { minor }) => sum + (minor ?? 0), 0)
  if (found === summary.minor) return []
  return [
    {
      row: summary.row,
      column: 'balance',
      code: 'block.sum',
      value: summary.code,
      params: { statedMinor: summary.minor, foundMinor: found },
    },
  ]
}

/** `120` and `120.01` of `120.01.0042`. */
function prefixesOf(code: string): string[] {
  return [...code.matchAll(SEPARATOR)].map(({ index }) => code.slice(0, index))
}

/** `120.01.0042` is under `120` and `120.01`, `1200` is not. */
function isUnder(code: string, above: string): boolean {
  return code.startsWith(above) && /^[^\p{L}\p{N}]/u.test(code.slice(above.length))
}
