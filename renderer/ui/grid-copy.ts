/**
 * Chosen cells as the clipboard carries them: tab-separated text, and a table whose cells have types.
 *
 * Spreadsheets read the text of `text/plain` by their own locale, so the table says what each value
 * is: Excel by `x:num` and `mso-number-format`, LibreOffice by `sdval` and `sdnum`, Google Sheets by
 * `data-sheets-value`. Codes such as 120.01.0001 are marked as text there. A minus is U+002D, and
 * blanks in numbers are plain ones.
 */
import Papa from 'papaparse'
import { digitsOf } from '../../shared/domain/currency.ts'
import { exactDecimal } from '../../shared/domain/format.ts'
import type { Formatters } from '../../shared/i18n/formatters.ts'
import { cellText, type GridColumn } from './grid-columns.ts'
import type { SayText } from './language.tsx'

/** How figures and days are written into the text. */
export interface CopyChoice {
  /** As on screen, or bare: "1234.56", which any program reads. */
  readonly figures: 'shown' | 'raw'
  readonly days: 'shown' | 'iso'
}

export type CopyCell =
  | { readonly kind: 'text'; readonly text: string }
  /** `value` is a plain decimal, `digits` its places on screen. */
  | {
      readonly kind: 'number'
      readonly text: string
      readonly value: string
      readonly digits: number
    }
  | { readonly kind: 'percent'; readonly text: string; readonly value: string }
  /** `value` is `YYYY-MM-DD`. */
  | { readonly kind: 'day'; readonly text: string; readonly value: string }

export function copyCell<Row>(
  column: GridColumn<Row>,
  row: Row,
  say: SayText,
  format: Formatters,
  choice: CopyChoice,
): CopyCell {
  const shown = plain(cellText(column, row, say, format))
  if (shown === '') return { kind: 'text', text: '' }
  switch (column.kind) {
    case 'money': {
      const minor = column.minor(row) ?? 0
      return amountCell(minor, column.currency(row), format, choice)
    }
    case 'number': {
      const value = String(column.number(row) ?? 0)
      const text = choice.figures === 'raw' ? value : shown
      return column.as === 'percent'
        ? { kind: 'percent', text, value }
        : { kind: 'number', text, value, digits: 0 }
    }
    case 'day': {
      const value = column.day(row) ?? ''
      return { kind: 'day', text: choice.days === 'iso' ? value : shown, value }
    }
    case 'text':
    case 'node':
      return { kind: 'text', text: shown }
  }
}

export function amountCell(
  minor: number | bigint,
  currency: string,
  format: Formatters,
  choice: CopyChoice,
): CopyCell {
  const digits = digitsOf(currency)
  const value = exactDecimal(minor, digits)
  const text = choice.figures === 'raw' ? value : plain(format.money(minor, currency))
  return { kind: 'number', text, value, digits }
}

export function textCell(text: string): CopyCell {
  return { kind: 'text', text: plain(text) }
}

/** Tab-separated, quoted where a cell holds tabs, quotes or line breaks, as Excel writes it. */
export function asTsv(rows: readonly (readonly CopyCell[])[]): string {
  return Papa.unparse(
    rows.map((cells) => cells.map(({ text }) => text)),
    { delimiter: '\t', newline: '\r\n' },
  )
}

/** On the table too: a browser may carry no more than that. */
const EXCEL = 'urn:schemas-microsoft-com:office:excel'

export function asHtml(
  rows: readonly (readonly CopyCell[])[],
  heads: readonly string[] | null,
  datePattern: string,
): string {
  const head =
    heads === null
      ? ''
      : `<thead><tr>${heads.map((text) => `<th>${escaped(plain(text))}</th>`).join('')}</tr></thead>`
  const body = rows
    .map((cells) => `<tr>${cells.map((cell) => cellHtml(cell, datePattern)).join('')}</tr>`)
    .join('\n')
  return `<html xmlns:x="${EXCEL}"><head><meta charset="utf-8"></head><body><table xmlns:x="${EXCEL}">${head}<tbody>\n${body}\n</tbody></table></body></html>`
}

function cellHtml(cell: CopyCell, datePattern: string): string {
  const text = escaped(cell.text)
  switch (cell.kind) {
    case 'text':
      return `<td x:str style="mso-number-format:'\\@'" sdnum="1033;0;@">${text}</td>`
    case 'number':
      return numberHtml(
        cell.value,
        text,
        cell.digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(cell.digits)}`,
      )
    case 'percent':
      return numberHtml(cell.value, text, '0%')
    case 'day':
      return numberHtml(String(serialOf(cell.value)), text, datePattern)
  }
}

function numberHtml(value: string, text: string, pattern: string): string {
  const sheets = escaped(JSON.stringify({ 1: 3, 3: Number(value) }))
  return `<td align="right" x:num="${value}" style="mso-number-format:'${pattern.replace(/[^\w]/g, '\\$&')}'" sdval="${value}" sdnum="1033;0;${pattern}" data-sheets-value="${sheets}">${text}</td>`
}

/** Day 1 is 1 January 1900 and 1900 has a 29 February there: right for every day since March 1900. */
function serialOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569
}

/** A minus others understand, and no blanks that only look like ones. */
function plain(text: string): string {
  return text.replaceAll('\u2212', '-').replace(/[\u00a0\u202f]/g, ' ')
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/\r?\n/g, '<br>')
}
