/** What a difference is told in: one line a cell that differs, or a row that is a case of its own. */
import type { Cell } from '../tabular/table.ts'
import type { FileRow } from './locate.ts'
import type { ColumnRule } from './read-cell.ts'
import type { SheetColumn, SheetRow, Value } from './sheet.ts'

export const LINE_STATES = [
  'yours',
  'conflict',
  'invalid',
  'locked',
  'refused',
  'new',
  'now',
  'same',
  'missing',
] as const
export type LineState = (typeof LINE_STATES)[number]

/** What a line of a bank pays of a document, in minor units of the document's currency. */
export interface LinePayment {
  readonly number: string
  readonly amountMinor: number
  readonly currency: string
}

export interface LineProblem {
  readonly code: string
  readonly params: Readonly<Record<string, string | number | LinePayment[]>>
}

/** One cell that differs, or (without a column) one row that is a case of its own. */
export interface Line {
  readonly id: string
  readonly state: LineState
  readonly key: string | null
  /** As the spreadsheet shows it; null for a row that is not in the file. */
  readonly row: number | null
  readonly code: string
  readonly name: string
  readonly column: number | null
  readonly was: Value
  readonly now: Value
  /** What an unreadable cell holds is told in the problem. */
  readonly yours: Value
  readonly currency: string
  readonly problem: LineProblem | null
  /** What taking it would do, where the values do not say it by themselves. */
  readonly note: LineProblem | null
}

export interface Sheets {
  readonly columns: readonly SheetColumn[]
  readonly was: ReadonlyMap<string, SheetRow>
  /** Records that are not in the books any more are absent. */
  readonly now: ReadonlyMap<string, SheetRow>
  readonly file: readonly FileRow[]
  readonly rules: readonly ColumnRule[]
  /** Index of the column that names a record (its code), and of the one people know it by. */
  readonly codeAt: number
  readonly nameAt: number
  /** Currency of new rows that say none. */
  readonly currency: string
}

/** A row that is refused whole. */
export function refusedRow(
  sheets: Sheets,
  row: FileRow,
  then: SheetRow | null,
  code: string,
  params: LineProblem['params'] = {},
): Line {
  return line(sheets, {
    id: `row ${row.row}`,
    state: 'refused',
    key: then?.key ?? null,
    row,
    ...(then ? { was: then } : {}),
    problem: { code, params },
  })
}

/** A problem without particulars. */
export function told(code: string): LineProblem {
  return { code, params: {} }
}

interface Draft {
  readonly id: string
  readonly state: LineState
  readonly key: string | null
  readonly row: FileRow | null
  readonly was?: SheetRow
  readonly now?: SheetRow
  readonly column?: number
  readonly yours?: Value
  readonly values?: ReadonlyMap<string, Value>
  readonly currency?: string
  readonly problem?: LineProblem | null
}

/** A line with what it shows of its account filled in. */
export function line({ columns, codeAt, nameAt, currency }: Sheets, draft: Draft): Line {
  const { was, now, column, row } = draft
  const named = now ?? was
  const shown = (at: number) =>
    textOf(named?.values[at] ?? draft.values?.get(columns[at]?.field ?? '') ?? row?.cells[at])
  const fixed = column === undefined ? null : (columns[column]?.currency ?? null)
  return {
    id: draft.id,
    state: draft.state,
    key: draft.key,
    row: row?.row ?? null,
    code: shown(codeAt),
    name: shown(nameAt),
    column: column ?? null,
    was: column === undefined ? null : (was?.values[column] ?? null),
    now: column === undefined ? null : (now?.values[column] ?? null),
    yours: draft.yours ?? null,
    currency: fixed ?? draft.currency ?? was?.currency ?? currency,
    problem: draft.problem ?? null,
    note: null,
  }
}

function textOf(value: Cell | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : ''
}
