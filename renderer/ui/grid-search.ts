/** What the quick filter looks at. */
import { fold } from '../../shared/domain/fold.ts'
import { cellText, type GridColumn } from './grid-columns.ts'
import type { useFormat, useText } from './language.tsx'

/** The folded text of a row, made once per row. */
export function foldedTexts<Row>(
  columns: readonly GridColumn<Row>[],
  say: ReturnType<typeof useText>,
  format: ReturnType<typeof useFormat>,
): (row: Row) => string {
  const texts = new WeakMap<object, string>()
  const looked = columns.filter(
    (column) => column.searched !== false && (column.kind === 'text' || column.kind === 'node'),
  )
  return (row) => {
    const known = texts.get(row as object)
    if (known !== undefined) return known
    const text = fold(looked.map((column) => cellText(column, row, say, format)).join(' '))
    texts.set(row as object, text)
    return text
  }
}
