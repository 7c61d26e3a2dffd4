/**
 * A workbook brought back, kept with its window while it is looked at. The difference is made anew
 * whenever the books have moved, so that what is shown and what is written are the same thing.
 */
import { createHash } from 'node:crypto'
import { allCustomers } from '../../../db/local/customers.ts'
import { type Difference, difference } from '../../../shared/domain/roundtrip/diff.ts'
import type { Line, Sheets } from '../../../shared/domain/roundtrip/lines.ts'
import type { Located } from '../../../shared/domain/roundtrip/locate.ts'
import { type ColumnRule, ruleOf } from '../../../shared/domain/roundtrip/read-cell.ts'
import type { MarkSheet, SheetHead, SheetRow } from '../../../shared/domain/roundtrip/sheet.ts'
import type { Context } from '../context.ts'
import type { OpenCache } from '../reports/open-cache.ts'
import { bankRules } from './bank-decision.ts'
import { judged } from './bank-lines.ts'
import { bankRowsNow } from './bank-now.ts'
import { customerRows, customerRules } from './customer-sheet.ts'
import { letterRows, letterRules } from './letter-sheet.ts'

export interface RoundDraft {
  readonly draftId: string
  readonly fileName: string
  readonly marks: MarkSheet
  readonly located: Located
  readonly date1904: boolean
  /** Formulas in the sheet: their results were taken. */
  readonly formulas: number
  /** Line -> is it taken? Lines not named here follow the rule of their state. */
  readonly choices: Map<string, boolean>
  result: {
    readonly batchId: string | null
    readonly cells: number
    readonly accounts: number
    readonly created: number
  } | null
  /** The difference made last, and the state of the books it was made on. */
  made: { readonly books: string; readonly found: Found } | null
}

export interface Found {
  readonly sheets: Sheets
  readonly difference: Difference
}

/** The difference between the file and the books as they are now. */
export function foundIn(context: Context, cache: OpenCache | null, draft: RoundDraft): Found {
  const { chainSeq, companyId } = context.company
  const books = `${companyId} ${chainSeq}`
  if (draft.made?.books !== books) draft.made = { books, found: compare(context, cache, draft) }
  return draft.made.found
}

function compare(context: Context, cache: OpenCache | null, draft: RoundDraft): Found {
  const first = compareWith(context, draft, nowOf(context, cache, draft, false))
  // Figures of now are only looked at where somebody typed over one.
  const needsFigures = first.difference.lines.some(({ state }) => state === 'locked')
  return needsFigures ? compareWith(context, draft, nowOf(context, cache, draft, true)) : first
}

function compareWith(context: Context, draft: RoundDraft, now: readonly SheetRow[]): Found {
  const { head, rows } = draft.marks
  const index = (field: string) => head.columns.findIndex((column) => column.field === field)
  const sheets: Sheets = {
    columns: head.columns,
    was: new Map(rows.map((row) => [row.key, row])),
    now: new Map(now.map((row) => [row.key, row])),
    file: draft.located.rows,
    rules: rulesOf(draft),
    codeAt: index(CODE_FIELD[head.grid]),
    nameAt: index('name'),
    currency: context.company.currency,
  }
  if (head.grid === 'letters') {
    const found = difference(sheets, letterRules)
    return { sheets, difference: { ...found, lines: found.lines.map(ofLetter) } }
  }
  if (head.grid === 'bank') {
    const found = difference(sheets, bankRules(context))
    return { sheets, difference: { ...found, lines: judged(context, sheets, found.lines) } }
  }
  const codes = new Set(allCustomers(context.db).map(({ code }) => code))
  return { sheets, difference: difference(sheets, customerRules(codes)) }
}

/** What names a record; an account has a letter's row for each of its currencies. */
const CODE_FIELD: Readonly<Record<SheetHead['grid'], string>> = {
  customers: 'code',
  aging: 'code',
  letters: 'letter',
  bank: 'line',
}

/** A letter goes when a new version takes its place. */
function ofLetter(line: Line): Line {
  return line.problem?.code === 'row.gone'
    ? { ...line, problem: { ...line.problem, code: 'letter.gone' } }
    : line
}

/** The same rows as they are in the books; of a calculated grid there is nothing to compare with. */
function nowOf(
  context: Context,
  cache: OpenCache | null,
  { marks, located }: RoundDraft,
  withFigures: boolean,
): readonly SheetRow[] {
  const { grid, columns, subject, language } = marks.head
  switch (grid) {
    case 'customers':
      return customerRows(context, cache, columns, { withFigures })
    case 'letters':
      return letterRows(context, subject ?? '', columns, language)
    case 'bank':
      return bankRowsNow(context, marks, located.rows)
    case 'aging':
      return marks.rows
  }
}

/** One rule per column, over all its cells. */
function rulesOf({ marks, located, date1904 }: RoundDraft): ColumnRule[] {
  const mark = marks.head.language === 'en' ? '.' : ','
  return marks.head.columns.map((column, at) =>
    ruleOf(
      column,
      located.rows.map((row) => row.cells[at]),
      mark,
      date1904,
    ),
  )
}

/** Can a person choose? */
export function isOpen({ state }: Line): boolean {
  return state === 'yours' || state === 'conflict' || state === 'new'
}

/** What the file alone changed is taken; a conflict leaves the books, a new row stays out, until chosen. */
export function isTaken(draft: RoundDraft, line: Line): boolean {
  return isOpen(line) && (draft.choices.get(line.id) ?? line.state === 'yours')
}

/** Names exactly what would be written: cell by cell, with the value it replaces and what it does. */
export function planOf(taken: readonly Line[]): string {
  const hash = createHash('sha256')
  for (const { id, now, yours, note } of taken)
    hash.update(JSON.stringify([id, now, yours, note])).update('\n')
  return hash.digest('hex')
}
