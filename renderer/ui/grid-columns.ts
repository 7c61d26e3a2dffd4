/**
 * Columns of a grid in our own words, so that screens know nothing of AG Grid.
 *
 * Values stay raw (minor units, ISO days); cells format late; sorting is on raw values. A column is
 * a constant of its screen, with a message id as its head.
 */
import type { ReactNode } from 'react'
import type { Formatters } from '../../shared/i18n/formatters.ts'
import type { MessageId } from '../../shared/i18n/index.ts'
import type { SayText } from './language.tsx'

/** A raw value of a cell: minor units, an ISO day, a number or text. */
export type CellValue = string | number | null

/** How a money, day or text column is changed where its grid may be edited. */
export interface ColumnEdit<Row> {
  /** Why the cell of this row cannot be changed; null when it can. */
  readonly locked?: (row: Row, say: SayText) => string | null
  /** Looks at what was read; a sentence refuses it. */
  readonly check?: (value: CellValue, row: Row, say: SayText) => string | null
  readonly required?: boolean
}

interface ColumnBase<Row> {
  readonly id: string
  /** Message id, or text that only the screen knows (a bucket, a file's heading). */
  readonly head: MessageId | { readonly text: string }
  readonly strong?: boolean
  readonly tone?: (row: Row) => 'danger' | 'quiet' | null
  readonly pinned?: boolean
  /** Only in the column chooser until a view shows it. */
  readonly hidden?: boolean
  /** Rows can be grouped by it. */
  readonly groups?: boolean
  /**
   * What the set filter ticks where that is not the text shown: codes of translated words, so that a
   * saved view holds in every language, or the several tags of one cell.
   */
  readonly values?: (row: Row) => readonly string[]
  /** A value in words; without it the value itself. */
  readonly valueText?: (value: string, say: SayText) => string
  /** The quick filter looks at text columns; say false to leave one out. */
  readonly searched?: boolean
  readonly edit?: ColumnEdit<Row>
  /** How it is read in a row pasted as new, where that differs from `edit`. */
  readonly editNew?: ColumnEdit<Row>
  /** Background from the aging ramp, `share` between 0 and 1. */
  readonly heat?: (row: Row) => { readonly step: number; readonly share: number } | null
}

export interface TextColumn<Row> extends ColumnBase<Row> {
  readonly kind: 'text'
  readonly text: (row: Row, say: SayText) => string | null
  /** Opens on Enter and click: drawn as a link. */
  readonly link?: boolean
  /** Takes what is left of the width. */
  readonly fills?: boolean
  /** Text (never a number) may be cut at this width. */
  readonly widthMax?: number
  /** A filling column may shrink to this when figures need the room. */
  readonly widthMin?: number
}

export interface MoneyColumn<Row> extends ColumnBase<Row> {
  readonly kind: 'money'
  readonly minor: (row: Row) => number | null
  readonly currency: (row: Row) => string
  /** Added up in the pinned total rows. */
  readonly total?: boolean
  /** Leave zero cells empty, as in debit and credit columns. */
  readonly blankZero?: boolean
}

export interface DayColumn<Row> extends ColumnBase<Row> {
  readonly kind: 'day'
  readonly day: (row: Row) => string | null
  /** What is to be known of this row's day, as a mark with these words beside it. */
  readonly mark?: (row: Row) => MessageId | null
}

export interface NumberColumn<Row> extends ColumnBase<Row> {
  readonly kind: 'number'
  readonly number: (row: Row) => number | null
  readonly as: 'count' | 'percent'
}

export interface NodeColumn<Row> extends ColumnBase<Row> {
  readonly kind: 'node'
  readonly node: (row: Row) => ReactNode
  /** For sorting, copying, searching and measuring. */
  readonly text: (row: Row, say: SayText) => string
  readonly sort?: (row: Row) => number
  /** A share of one that is filtered in percent, as a number column is. */
  readonly share?: (row: Row) => number | null
  /** Px beside the text: icon, bar, padding. */
  readonly extra: number
  readonly end?: boolean
  /** As of a text column: what it shows may then be cut. */
  readonly fills?: boolean
  readonly widthMin?: number
}

export type GridColumn<Row> =
  | TextColumn<Row>
  | MoneyColumn<Row>
  | DayColumn<Row>
  | NumberColumn<Row>
  | NodeColumn<Row>

/** What the cell shows, as text. */
export function cellText<Row>(
  column: GridColumn<Row>,
  row: Row,
  say: SayText,
  format: Formatters,
): string {
  switch (column.kind) {
    case 'text':
    case 'node':
      return column.text(row, say) ?? ''
    case 'money': {
      const minor = column.minor(row)
      return minor === null || (minor === 0 && column.blankZero === true)
        ? ''
        : format.money(minor, column.currency(row))
    }
    case 'day': {
      const day = column.day(row)
      return day === null ? '' : format.date(day)
    }
    case 'number': {
      const number = column.number(row)
      if (number === null) return ''
      return column.as === 'percent' ? format.percent(number) : format.count(number)
    }
  }
}

/** What sorting compares. */
export function sortValue<Row>(
  column: GridColumn<Row>,
  row: Row,
  say: SayText,
): string | number | null {
  switch (column.kind) {
    case 'text':
      return column.text(row, say)
    case 'node':
      return column.sort ? column.sort(row) : column.text(row, say)
    case 'money':
      return column.minor(row)
    case 'day':
      return column.day(row)
    case 'number':
      return column.number(row)
  }
}

export function isFigure<Row>(column: GridColumn<Row>): boolean {
  return (
    column.kind === 'money' ||
    column.kind === 'number' ||
    (column.kind === 'node' && column.end === true)
  )
}

/** A value of a set filter in words; null is the blank. */
export function valueText<Row>(
  column: GridColumn<Row>,
  value: string | null,
  say: SayText,
): string {
  if (value === null) return say('filter.blank')
  return column.valueText ? column.valueText(value, say) : value
}

export function headText<Row>(column: GridColumn<Row>, say: SayText): string {
  return typeof column.head === 'string' ? say(column.head) : column.head.text
}

/** The column in which total rows are named: the first of text or days. */
export function labelColumn<Row>(columns: readonly GridColumn<Row>[]): string | undefined {
  return columns.find((column) => !isFigure(column) && column.kind !== 'node')?.id
}
