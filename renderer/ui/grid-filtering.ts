/** The rows that quick filter and column filters leave, and the values a set filter offers. */
import { useCallback, useDeferredValue, useMemo } from 'react'
import { foldedIncludes, foldedWords } from '../../shared/domain/fold.ts'
import type { GridColumn } from './grid-columns.ts'
import { countedValues, rowTest, type CountedValue, type RowTest } from './grid-filter.ts'
import { foldedTexts } from './grid-search.ts'
import type { GridView } from './grid-view.ts'
import { useFormat, useText } from './language.tsx'

export interface Filtered<Row> {
  /** Undefined while nothing has come yet. */
  readonly shown: readonly Row[] | undefined
  /** Null when every row passes. */
  readonly passes: RowTest<Row> | null
  /** Values of a column among the rows that the other filters leave. */
  readonly countsOf: (column: GridColumn<Row>) => Promise<readonly CountedValue[]>
  /** They are what the filters asked for now leave, and not those of a moment ago. */
  readonly isCurrent: boolean
}

export function useColumnFilters<Row>(
  rows: readonly Row[] | undefined,
  columns: readonly GridColumn<Row>[],
  view: GridView,
  quickFilter: string,
  stays?: (row: Row) => boolean,
): Filtered<Row> {
  const say = useText()
  const format = useFormat()
  const searched = useMemo(() => foldedTexts(columns, say, format), [columns, say, format])
  // Typing paints first; the rows follow.
  const wanted = useDeferredValue(quickFilter)
  const filters = useDeferredValue(view.state.filters)
  const found = useMemo<RowTest<Row> | null>(() => {
    const words = foldedWords(wanted)
    return words.length === 0 ? null : (row) => foldedIncludes(searched(row), words)
  }, [wanted, searched])
  const passes = useMemo(() => {
    const asked = both(found, rowTest(columns, filters, say, format))
    return asked === null || stays === undefined ? asked : (row: Row) => stays(row) || asked(row)
  }, [found, columns, filters, say, format, stays])
  const shown = useMemo(() => {
    if (rows === undefined || passes === null) return rows
    const left = rows.filter(passes)
    return stays !== undefined && left.every(stays) ? [] : left
  }, [rows, passes, stays])
  const countsOf = useCallback(
    (column: GridColumn<Row>) => {
      const others = both(found, rowTest(columns, filters, say, format, column.id))
      const left = others === null ? (rows ?? []) : (rows ?? []).filter(others)
      return Promise.resolve(countedValues(column, left, say, format))
    },
    [rows, columns, filters, found, say, format],
  )
  const isCurrent = wanted === quickFilter && filters === view.state.filters
  return { shown, passes, countsOf, isCurrent }
}

function both<Row>(a: RowTest<Row> | null, b: RowTest<Row> | null): RowTest<Row> | null {
  if (a === null || b === null) return a ?? b
  return (row) => a(row) && b(row)
}
