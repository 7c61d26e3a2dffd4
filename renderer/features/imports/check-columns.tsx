/** The check grid's columns: row, result, the file's fields as read, and what to do in words. */
import type { z } from 'zod'
import type { FileCell, ImportProblem, imports } from '../../../shared/contract/imports.ts'
import { fieldLabel } from '../../../shared/i18n/import-fields.ts'
import type { Formatters } from '../../../shared/i18n/formatters.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import type { SayText } from '../../ui/language.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import type { CellTint } from '../../ui/paged-props.ts'
import type { DraftState } from './store.ts'

export type CheckedRow = z.output<(typeof imports)['rows']['output']>['rows'][number]

export const ADVICE_COLUMN = 'advice'

export function checkColumns(
  draft: DraftState,
  say: SayText,
  format: Formatters,
  words: (problem: ImportProblem) => string,
): readonly GridColumn<CheckedRow>[] {
  const { language } = format.choice
  return [
    {
      id: 'row',
      kind: 'text',
      head: 'imports.head.row',
      text: ({ row }) => format.count(row),
      tone: () => 'quiet',
    },
    {
      id: 'state',
      kind: 'node',
      head: 'imports.head.result',
      node: ({ state }) => <StatusBadge status={state} />,
      text: ({ state }) => say(`status.${state}`),
      extra: 40,
    },
    ...draft.fields.map(({ field, heading, reads }): GridColumn<CheckedRow> => {
      const label = fieldLabel(field, language)
      const text = (row: CheckedRow) => shownCell(row.values[field], reads, format)
      return reads === 'amount'
        ? {
            id: field,
            kind: 'node',
            head: { text: headOf(heading, label) },
            node: text,
            text,
            extra: 0,
            end: true,
          }
        : {
            id: field,
            kind: 'text',
            head: { text: headOf(heading, label) },
            text,
            widthMax: TEXT_MAX,
          }
    }),
    {
      id: ADVICE_COLUMN,
      kind: 'text',
      head: 'imports.head.todo',
      text: (row) => whatToDo(row, say, language, words),
      fills: true,
      pinned: true,
      tone: () => 'quiet',
    },
  ]
}

const TEXT_MAX = 170

/** "Kod →" above "Code"; once where file and field say the same. Broken after the arrow alone. */
function headOf(heading: string, label: string): string {
  return heading === '' || heading.toLowerCase() === label.toLowerCase()
    ? label
    : `${unbroken(`${heading} →`)} ${unbroken(label)}`
}

function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}

/** The row in words: its problems, what an update changes, or that it is there already. */
export function whatToDo(
  { state, problems, changes }: CheckedRow,
  say: SayText,
  language: Formatters['choice']['language'],
  words: (problem: ImportProblem) => string,
): string {
  if (problems.length > 0) return problems.map(words).join(' ')
  if (changes.length > 0)
    return changes
      .map(({ field, from, to }) =>
        say('imports.change', {
          field: fieldLabel(field, language),
          from: from ?? '–',
          to: to ?? '–',
        }),
      )
      .join(' ')
  return state === 'unchanged' ? say('imports.unchanged') : ''
}

/** A text as the file has it; a workbook's own days and numbers as the reader writes them. */
function shownCell(
  cell: FileCell | undefined,
  reads: DraftState['fields'][number]['reads'],
  format: Formatters,
): string {
  if (cell === undefined) return ''
  if (typeof cell === 'object') return format.date(cell.day)
  if (typeof cell === 'string' || reads !== 'amount') return String(cell)
  return numberText(cell, format)
}

/** A workbook's number with the reader's separators and at least two decimals, none rounded away. */
function numberText(value: number, format: Formatters): string {
  const [whole = '', part = ''] = String(Math.abs(value)).split('.')
  if (!/^\d+$/.test(whole)) return String(value)
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, format.group)
  return `${value < 0 ? '\u2212' : ''}${grouped}${format.decimal}${part.padEnd(2, '0')}`
}

/** What stands in the editor for a cell, in the marks the file is read with. */
export function editableText(cell: FileCell | undefined, decimal: string | null): string {
  if (cell === undefined) return ''
  if (typeof cell === 'object') return cell.day
  return typeof cell === 'number' ? String(cell).replace('.', decimal ?? '.') : cell
}

/** The bad cell red, the doubtful one amber, the changed one blue. */
export function tintOf(row: CheckedRow, columnId: string): CellTint | null {
  if (row.problems.some(({ column }) => column === columnId))
    return row.state === 'error' ? 'danger' : 'warn'
  return row.changes.some(({ field }) => field === columnId) ? 'info' : null
}

export function toneOf({ state }: CheckedRow): 'danger' | 'warn' | null {
  if (state === 'error') return 'danger'
  return state === 'check' ? 'warn' : null
}
