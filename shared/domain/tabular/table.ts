/**
 * A table as it was read from a file: cells by position, rows with the number a spreadsheet shows.
 * Nothing is interpreted here; a day is a day only where the workbook says so.
 */

/** Text as written, a number, a workbook's date cell, or nothing. */
export type Cell = string | number | boolean | null | { readonly day: string }

/** What stands for a formula whose result the workbook does not hold: nothing here calculates. */
export const NOT_CALCULATED = '#NOT_CALCULATED!'

export interface TableRow {
  /** As a spreadsheet shows it, from 1. */
  readonly row: number
  readonly cells: readonly Cell[]
  readonly hidden?: boolean
}

export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export interface SheetFacts {
  readonly name: string
  readonly state: 'visible' | 'hidden' | 'veryHidden'
  readonly rows: number
  readonly filledCells: number
  readonly formulas: number
  readonly merges: number
  readonly hiddenRows: number
  readonly hiddenColumns: number
}

export interface Table {
  readonly sheet: string | null
  readonly encoding: string | null
  readonly separator: string | null
  /** The workbook counts days from 1904 (old Macintosh files). */
  readonly date1904: boolean
  readonly rows: readonly TableRow[]
  readonly merges: readonly Merge[]
  readonly hiddenColumns: readonly number[]
}

/** A fact about data, for a person to act on: where it is, what is wrong, and the value found. */
export interface TableProblem {
  readonly row: number | null
  readonly column: string
  readonly code: string
  readonly value: string | null
  readonly params: Readonly<Record<string, string | number | boolean | null>>
}

/** The cell as a person would read it. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'object') return cell.day
  return typeof cell === 'string' ? cell.trim() : String(cell)
}

const ERROR =
  /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|BEZUG!|NV|WERT!|ZAHL!|BAŞV!|YOK|DEĞER!|AD\?|SAYI\/0!|SAYI!|BOŞ!)$/i

/**
 * Why a cell holds no value: a spreadsheet's error (English, German or Turkish, as it is exported) or
 * a formula without its result; null for every other cell.
 */
export function brokenCell(cell: Cell | undefined): 'cell.error' | 'cell.not_calculated' | null {
  if (typeof cell !== 'string') return null
  if (cell === NOT_CALCULATED) return 'cell.not_calculated'
  return ERROR.test(cell.trim()) ? 'cell.error' : null
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
}
