/**
 * The row of filters under the heads (Ctrl+Shift+L): text is looked for, figures and days are typed
 * as ranges. AG Grid only gives the place; what filters is the view.
 */
import type { IFloatingFilterParams } from 'ag-grid-community'
import { createContext, use, useState } from 'react'
import type { ColumnFilter } from '../../shared/contract/views.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import type { Formatters } from '../../shared/i18n/formatters.ts'
import { headText, type GridColumn } from './grid-columns.ts'
import { filterKindOf, filterWords } from './grid-filter.ts'
import { boundText, rangeText, readAmounts, readDays } from './grid-range-text.ts'
import { changeFilter, type GridView } from './grid-view.ts'
import { useFormat, useText, type SayText } from './language.tsx'
import styles from './GridFilter.module.css'

interface FilterRow {
  readonly view: GridView
  readonly columns: readonly GridColumn<never>[]
  readonly today: IsoDate
  /** ↓ and Enter go on to the rows. */
  readonly onDown: () => void
}

/** Given by the grid around AG Grid; its cells are drawn inside. */
export const FilterRowContext = createContext<FilterRow | null>(null)

export function FloatingFilter({ column: place }: IFloatingFilterParams) {
  const row = use(FilterRowContext)
  const columnId = place.getColId()
  const column = row?.columns.find(({ id }) => id === columnId)
  return row && column ? <Field key={columnId} row={row} column={column} /> : null
}

function Field({
  row: { view, today, onDown },
  column,
}: {
  readonly row: FilterRow
  readonly column: GridColumn<never>
}) {
  const say = useText()
  const format = useFormat()
  const filter = view.state.filters[column.id]
  const [typed, setTyped] = useState<string | null>(null)
  const kind = filterKindOf(column)
  const hint = HINTS[kind]
  const isBad = typed !== null && read(typed, column, today, format) === undefined
  const change = (text: string) => {
    setTyped(text)
    const next = read(text, column, today, format)
    if (next !== undefined) changeFilter(view, column.id, next)
  }
  return (
    <input
      type="text"
      className={styles['floating']}
      data-filter-column={column.id}
      aria-label={say('filter.of', { column: headText(column, say) })}
      aria-invalid={isBad || undefined}
      title={
        isBad
          ? say('filter.rowBad', {
              example: kind === 'day' ? format.date(today) : `> ${boundText('1000', format)}`,
            })
          : undefined
      }
      placeholder={hint === null ? undefined : say(hint)}
      autoComplete="off"
      value={typed ?? shown(filter, column, say, format)}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => setTyped(null)}
      onKeyDown={(event) => {
        // Arrows move in the text; the grid would take them for its heads.
        if (event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End')
          event.stopPropagation()
        if (event.key === 'ArrowDown' || event.key === 'Enter') {
          event.preventDefault()
          event.stopPropagation()
          onDown()
        } else if (event.key === 'Escape' && (typed ?? '') + (filter ? ' ' : '') !== '') {
          event.preventDefault()
          event.stopPropagation()
          change('')
        }
      }}
    />
  )
}

const HINTS = { set: null, amount: 'filter.rowAmount', day: 'filter.rowDay' } as const

/** Null clears the filter, undefined is not understood. */
function read(
  text: string,
  column: GridColumn<never>,
  today: IsoDate,
  format: Formatters,
): ColumnFilter | null | undefined {
  if (text.trim() === '') return null
  switch (filterKindOf(column)) {
    case 'set':
      return { kind: 'text', contains: text.slice(0, 200) }
    case 'amount':
      return readAmounts(text, format) ?? undefined
    case 'day':
      return readDays(text, today, format) ?? undefined
  }
}

function shown(
  filter: ColumnFilter | undefined,
  column: GridColumn<never>,
  say: SayText,
  format: Formatters,
): string {
  if (filter === undefined) return ''
  if (filter.kind === 'text') return filter.contains
  return filter.kind === 'set'
    ? filterWords(column, filter, say, format)
    : rangeText(filter, column, format)
}

/** AG Grid draws the row only for columns with a filter of its own; this one lets all through. */
export const ROW_FILTER = {
  filter: { component: () => null, doesFilterPass: () => true },
  floatingFilter: true,
  floatingFilterComponent: FloatingFilter,
  suppressFloatingFilterButton: true,
  suppressHeaderFilterButton: true,
} as const
