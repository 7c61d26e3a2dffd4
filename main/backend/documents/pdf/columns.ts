/**
 * How wide columns are: each as wide as its widest text, the growing one takes the rest. Where that is
 * too little the whole table gets smaller type; amounts are never cut.
 */
import type { Fonts } from './canvas.ts'
import type { Column, Row } from './paper.ts'

export interface Measured {
  readonly size: number
  /** Left and right end of each column's text. */
  readonly places: readonly { readonly left: number; readonly right: number }[]
}

const SIZES = [8, 7.5, 7, 6.5, 6, 5.5, 5]
const GAP = 9
/** What a growing column shall have at least, in letters of its size. */
const GROW_MIN = 12
/** Rows beyond these look like them: a long list is measured by a sample and its totals. */
const SAMPLE = 3000

export function measureColumns(
  columns: readonly Column[],
  rows: readonly Row[],
  extra: readonly (readonly string[])[],
  fonts: Fonts,
  left: number,
  width: number,
): Measured {
  const natural = columns.map((column) => fonts.bold.widthOf(column.heading, 1))
  const measure = (cells: readonly string[], weight: keyof Fonts) => {
    for (let i = 0; i < columns.length; i += 1) {
      const text = cells[i] ?? ''
      if (text !== '' && columns[i]?.grows !== true)
        natural[i] = Math.max(natural[i] ?? 0, fonts[weight].widthOf(text, 1))
    }
  }
  const step = Math.max(1, Math.floor(rows.length / SAMPLE))
  rows.forEach((row, i) => {
    if (row.look === 'group') return
    if (row.look !== 'line' || i % step === 0)
      measure(row.cells, row.look === 'line' ? 'plain' : 'bold')
  })
  for (const cells of extra) measure(cells, 'bold')
  const gaps = GAP * (columns.length - 1)
  for (const size of SIZES) {
    const widths = columns.map((column, i) =>
      column.grows === true
        ? 0
        : Math.min((natural[i] ?? 0) * size + 0.5, (column.max ?? Infinity) * (size / 8)),
    )
    const rest = width - gaps - widths.reduce((sum, one) => sum + one, 0)
    const growing = columns.filter((column) => column.grows === true).length
    const isLast = size === SIZES.at(-1)
    if (rest < growing * GROW_MIN * size * 0.55 && !isLast) continue
    const share = growing === 0 ? 0 : Math.max(rest, growing * 20) / growing
    const spread = growing === 0 && rest > 0 ? rest / Math.max(1, columns.length - 1) : 0
    let x = left
    const places = columns.map((column, i) => {
      const own = column.grows === true ? share : (widths[i] ?? 0)
      const place = { left: x, right: x + own }
      x += own + GAP + spread
      return place
    })
    return { size, places }
  }
  throw new Error('no size of type was tried')
}
