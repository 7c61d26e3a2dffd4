/**
 * Column widths from what the columns show, so that no number is ever cut.
 *
 * The widest texts of a column are laid out once in a hidden element with the grid's font, in bold
 * where the column or the total row is bold; amounts are tabular, so the longest is the widest.
 */
import type { Formatters } from '../../shared/i18n/formatters.ts'
import { cellText, isFigure, type GridColumn, type MoneyColumn } from './grid-columns.ts'
import { totalLabel, type TotalRow } from './grid-totals.ts'
import type { SayText } from './language.tsx'
import { MARK_WIDTH } from './MarkedDay.tsx'
import { widestTexts } from './widest-texts.ts'

/** Cell padding and border left and right, px. */
const PADDING = 19
const WIDTH_MIN = 48
const TEXT_WIDTH_MAX = 300
/** Rows looked at for text columns; figures at all. */
const TEXT_ROWS = 400

export function columnWidths<Row>(
  columns: readonly GridColumn<Row>[],
  rows: readonly Row[],
  totals: readonly TotalRow[],
  headOf: (column: GridColumn<Row>) => string,
  say: SayText,
  format: Formatters,
  scale: number,
  /** The column that shows the arrow of sorting. */
  sorted: string,
  /** The column in which total rows are named. */
  labelAt?: string,
  /** Is filled with what the texts want where they may be cut. */
  whole?: Map<string, number>,
): Map<string, number> {
  const probe = document.createElement('div')
  probe.style.cssText =
    'position:absolute;visibility:hidden;left:-9999px;top:0;font:var(--fw-normal) var(--fs-grid)/1 var(--font);font-variant-numeric:tabular-nums;white-space:pre'
  const spans: {
    readonly column: GridColumn<Row>
    readonly span: HTMLSpanElement
    readonly add: number
  }[] = []
  const put = (column: GridColumn<Row>, text: string, isBold: boolean, add: number) => {
    const span = document.createElement('span')
    span.textContent = text
    span.style.display = 'inline-block'
    if (isBold) span.style.fontWeight = 'var(--fw-strong)'
    probe.append(span, document.createElement('br'))
    spans.push({ column, span, add })
  }
  const widthOf = textWidth()
  for (const column of columns) {
    const isBold =
      column.strong === true ||
      column.tone !== undefined ||
      (column.kind === 'text' && column.link === true)
    put(column, headOf(column), true, column.id === sorted ? 18 * scale : 4)
    for (const text of widest(column, rows, say, format, widthOf))
      put(column, text, isBold, extraOf(column) * scale)
    for (const total of totals) {
      if (column.id === labelAt) put(column, totalLabel(total, say), true, 0)
      const sum = total.sums.get(column.id)
      if (sum !== undefined) put(column, format.money(sum, total.currency), true, 0)
    }
  }
  document.body.append(probe)
  const widths = new Map<string, number>()
  for (const { column, span, add } of spans) {
    const width = Math.ceil(span.getBoundingClientRect().width + add + PADDING)
    const most = column.kind === 'text' ? (column.widthMax ?? TEXT_WIDTH_MAX) * scale : Infinity
    widths.set(column.id, Math.max(widths.get(column.id) ?? WIDTH_MIN, Math.min(width, most)))
    whole?.set(column.id, Math.max(whole.get(column.id) ?? WIDTH_MIN, width))
  }
  probe.remove()
  return widths
}

/** Px beside the text. */
function extraOf<Row>(column: GridColumn<Row>): number {
  if (column.kind === 'node') return column.extra
  return column.kind === 'day' && column.mark ? MARK_WIDTH : 0
}

/** Of a head that may be broken at its spaces. */
export function longestLine(head: string): string {
  return head.split(' ').toSorted((a, b) => b.length - a.length)[0] ?? ''
}

/** Px of a text in the grid's font, to tell the widest; the layout has the last word. */
function textWidth(): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return (text) => text.length
  const root = getComputedStyle(document.documentElement)
  context.font = `100px ${root.getPropertyValue('--font')}`
  return (text) => context.measureText(text).width
}

function widest<Row>(
  column: GridColumn<Row>,
  rows: readonly Row[],
  say: SayText,
  format: Formatters,
  widthOf: (text: string) => number,
): readonly string[] {
  if (column.kind === 'money')
    return longestAmounts(column, rows).map((row) => cellText(column, row, say, format))
  const texts = new Set<string>()
  for (const row of isFigure(column) ? rows : rows.slice(0, TEXT_ROWS))
    texts.add(cellText(column, row, say, format))
  return widestTexts(texts, widthOf)
}

/** Largest and smallest of each currency is enough: figures are tabular. */
function longestAmounts<Row>(
  { minor: minorOf, currency: currencyOf }: MoneyColumn<Row>,
  rows: readonly Row[],
): Row[] {
  const ends = new Map<string, { most: Row; least: Row; mostMinor: number; leastMinor: number }>()
  for (const row of rows) {
    const minor = minorOf(row)
    if (minor === null) continue
    const end = ends.get(currencyOf(row))
    if (!end)
      ends.set(currencyOf(row), { most: row, least: row, mostMinor: minor, leastMinor: minor })
    else if (minor > end.mostMinor) Object.assign(end, { most: row, mostMinor: minor })
    else if (minor < end.leastMinor) Object.assign(end, { least: row, leastMinor: minor })
  }
  return [...ends.values()].flatMap(({ most, least }) => [most, least])
}
