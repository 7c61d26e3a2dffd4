/**
 * A wizard's work in progress: what was read, what was changed by hand, what the check said. It is
 * kept in memory with the table, so that a fix costs no second reading.
 */
import type { z } from 'zod'
import type { FileCell, imports, rowFilter } from '../../../shared/contract/imports.ts'
import { type Cell, cellText } from '../../../shared/domain/tabular/table.ts'
import type { CompanyFile } from '../company/company-file.ts'
import { plainProblem } from './problem-columns.ts'
import { type ParsedFile, parseTable, type ReadTable } from './read.ts'
import type { RowProblem } from './outcome.ts'
import { type Ran, runImport, type RunOptions } from './run-import.ts'

type Options = z.output<(typeof imports)['check']['input']>['options']
export type CheckedRow = z.input<(typeof imports)['rows']['output']>['rows'][number]
type Filter = z.output<typeof rowFilter>
/** Who looks on, and may call it off. */
export type Watch = Pick<RunOptions, 'progress' | 'onSlice'>

export interface Draft {
  readonly draftId: string
  /** The draft it took the place of. */
  readonly replaced: string | null
  readonly fileName: string
  readonly table: ReadTable
  options: Options
  /** `row field` -> text put there by hand. */
  readonly fixes: Map<string, string>
  parsed: ParsedFile
  checked: Ran
  /** Every row with what became of it, in file order; and the same by filter, made when asked. */
  rows: readonly CheckedRow[]
  filtered: Map<Filter, readonly CheckedRow[]>
}

export async function makeDraft(
  file: CompanyFile,
  begun: Pick<Draft, 'draftId' | 'replaced' | 'fileName' | 'table' | 'options' | 'fixes'>,
  watch: Watch,
): Promise<Draft> {
  return { ...begun, ...(await checkOf(file, begun, watch)) }
}

/** Reads and checks the draft's table again with its fixes and options as they are now. */
export async function checkAgain(file: CompanyFile, draft: Draft, watch: Watch): Promise<void> {
  Object.assign(draft, await checkOf(file, draft, watch))
}

export function rowsOf(draft: Draft, filter: Filter): readonly CheckedRow[] {
  const known = draft.filtered.get(filter)
  if (known) return known
  const rows = draft.rows.filter(({ state }) => {
    if (filter === 'problems') return state === 'error' || state === 'check'
    if (filter === 'changes') return state === 'update'
    return filter === 'all' || state === filter
  })
  draft.filtered.set(filter, rows)
  return rows
}

/** Rows whose cell in a field reads like this one's, itself among them. */
export function rowsAlike(draft: Draft, row: number, field: string): number[] {
  const textOf = (raw: ParsedFile['raws'][number]) => cellText(raw.cells[field])
  const own = draft.parsed.raws.find((raw) => raw.row === row)
  if (!own) return []
  const text = textOf(own)
  return draft.parsed.raws.filter((raw) => textOf(raw) === text).map((raw) => raw.row)
}

async function checkOf(
  file: CompanyFile,
  draft: Pick<Draft, 'fileName' | 'table' | 'options' | 'fixes'>,
  watch: Watch,
): Promise<Pick<Draft, 'parsed' | 'checked' | 'rows' | 'filtered'>> {
  const { table, fileName, options, fixes } = draft
  const parsed = parseTable(table, fileName, options, file.company.currency, fixes)
  const checked = await runImport(file, parsed, {
    createCustomers: options.createCustomers,
    partial: true,
    dryRun: true,
    ...watch,
  })
  return { parsed, checked, rows: checkedRows(parsed, checked), filtered: new Map() }
}

function checkedRows(parsed: ParsedFile, checked: Ran): CheckedRow[] {
  const problems = byRow(checked.outcome.problems)
  const warnings = byRow(exceptions(parsed))
  const rows = parsed.raws.map(({ row, cells }): CheckedRow => {
    const bad = problems.get(row) ?? []
    const odd = warnings.get(row) ?? []
    const known = checked.outcome.states.get(row)
    return {
      row,
      state: bad.length > 0 ? 'error' : odd.length > 0 ? 'check' : (known ?? 'unchanged'),
      values: shownCells(cells),
      problems: [...bad, ...odd].map(plainProblem),
      changes: [...(checked.outcome.changes.get(row) ?? [])],
    }
  })
  // What is wrong with a place that is no row of data (an account's block) stands in the list too.
  const known = new Set(rows.map(({ row }) => row))
  for (const [row, bad] of problems)
    if (!known.has(row))
      rows.push({
        row,
        state: 'error',
        values: {},
        problems: bad.map(plainProblem),
        changes: [],
      })
  return rows.length > known.size ? rows.toSorted((a, b) => a.row - b.row) : rows
}

/**
 * Warnings that need a look. A reading that most rows share ("TL" as TRY in all of them) is the
 * file's way of writing and said once for the file; where it is the exception, it may be a slip.
 */
function exceptions(parsed: ParsedFile): RowProblem[] {
  const counts = new Map<string, number>()
  const key = (warning: RowProblem) => `${warning.column} ${warning.code} ${warning.value}`
  for (const warning of parsed.warnings)
    counts.set(key(warning), (counts.get(key(warning)) ?? 0) + 1)
  return parsed.warnings.filter((warning) => (counts.get(key(warning)) ?? 0) * 2 <= parsed.rowCount)
}

function byRow(problems: readonly RowProblem[]): Map<number, RowProblem[]> {
  const rows = new Map<number, RowProblem[]>()
  for (const problem of problems) {
    if (problem.row === null) continue
    const there = rows.get(problem.row)
    if (there) there.push(problem)
    else rows.set(problem.row, [problem])
  }
  return rows
}

function shownCells(cells: Readonly<Record<string, Cell>>): Record<string, FileCell> {
  const shown: Record<string, FileCell> = {}
  for (const [field, cell] of Object.entries(cells)) {
    if (typeof cell === 'number' || (typeof cell === 'object' && cell !== null)) shown[field] = cell
    else if (cellText(cell) !== '') shown[field] = cellText(cell)
  }
  return shown
}
