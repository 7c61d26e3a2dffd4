/**
 * Group rows and subtotals of ours: AG Grid Community has none.
 *
 * The rows that the filter leaves are put into groups by what the grouping columns show, outermost
 * first. Each group has a row of its own with its count and its subtotals, one per currency, made by
 * the very function that makes the grid's totals: so the subtotals of a level add up to the total.
 */
import { cellText, type GridColumn } from './grid-columns.ts'
import type { TotalRow } from './grid-totals.ts'
import type { Formatters } from '../../shared/i18n/formatters.ts'
import type { SayText } from './language.tsx'

/** One group row; the first of a group carries expander and count, the others further currencies. */
export interface GroupRow {
  readonly key: string
  readonly rowId: string
  readonly label: string
  /** 0 for the outermost. */
  readonly level: number
  readonly count: number
  readonly isOpen: boolean
  readonly isFirst: boolean
  readonly total: TotalRow | null
  /** Keys of the groups around it. */
  readonly within: readonly string[]
}

export interface Groups<Row> {
  readonly rows: readonly GroupRow[]
  /** Every key, in no order: for closing all. */
  readonly keys: ReadonlySet<string>
  /** The groups around a row, outermost first; undefined for a row that the filter left out. */
  readonly around: (row: Row) => readonly string[] | undefined
}

export interface GroupOptions<Row> {
  readonly rows: readonly Row[]
  readonly by: readonly GridColumn<Row>[]
  readonly closed: ReadonlySet<string>
  readonly totalsOf: (rows: readonly Row[]) => readonly TotalRow[]
  readonly blank: string
  readonly say: SayText
  readonly format: Formatters
}

const SEPARATOR = '\u001f'

export function groupRows<Row>(options: GroupOptions<Row>): Groups<Row> {
  const { rows, by, closed, totalsOf, blank, say, format } = options
  const paths = new Map<Row, string[]>()
  const made: GroupRow[] = []
  const keys = new Set<string>()

  const divide = (some: readonly Row[], level: number, within: readonly string[]) => {
    const column = by[level]
    if (!column) {
      for (const row of some) paths.set(row, [...within])
      return
    }
    const parts = new Map<string, Row[]>()
    for (const row of some) {
      const text = cellText(column, row, say, format)
      const part = parts.get(text)
      if (part) part.push(row)
      else parts.set(text, [row])
    }
    for (const [text, part] of parts) {
      const key = `${within.at(-1) ?? ''}${SEPARATOR}${text}`
      keys.add(key)
      const totals = totalsOf(part)
      const of = { key, level, count: part.length, within, isOpen: !closed.has(key) }
      const label = text === '' ? blank : text
      const [first = null, ...others] = totals
      made.push({ ...of, rowId: `group ${key}`, label, isFirst: true, total: first })
      for (const total of others)
        made.push({
          ...of,
          rowId: `group ${key}${SEPARATOR}${SEPARATOR}${total.currency}`,
          label: '',
          isFirst: false,
          total,
        })
      divide(part, level + 1, [...within, key])
    }
  }
  divide(rows, 0, [])
  return { rows: made, keys, around: (row) => paths.get(row) }
}

/** What ordering needs to know of a row on screen. */
export type Placed<Node> =
  | { readonly kind: 'group'; readonly node: Node; readonly group: GroupRow }
  | { readonly kind: 'row'; readonly node: Node; readonly around: readonly string[] }

/**
 * Group rows before what they hold, groups among themselves by `compare`; rows keep the order they
 * come in, which is that of the grid's sort.
 */
export function inGroupOrder<Node>(
  placed: readonly Placed<Node>[],
  compare: (a: GroupRow, b: GroupRow) => number,
): Node[] {
  const leaves = new Map<string, Node[]>()
  const children = new Map<string, { group: GroupRow; nodes: Node[] }[]>()
  const seen = new Map<string, { group: GroupRow; nodes: Node[] }>()
  for (const one of placed) {
    if (one.kind === 'row') {
      const inner = one.around.at(-1) ?? ''
      const some = leaves.get(inner)
      if (some) some.push(one.node)
      else leaves.set(inner, [one.node])
      continue
    }
    const { group, node } = one
    const known = seen.get(group.key)
    if (known) {
      // The row with the expander leads, further currencies follow in their order.
      if (group.isFirst) {
        known.nodes.unshift(node)
        known.group = group
      } else known.nodes.push(node)
      continue
    }
    const entry = { group, nodes: [node] }
    seen.set(group.key, entry)
    const parent = group.within.at(-1) ?? ''
    const siblings = children.get(parent)
    if (siblings) siblings.push(entry)
    else children.set(parent, [entry])
  }
  const ordered: Node[] = []
  const walk = (parent: string) => {
    for (const { group, nodes } of (children.get(parent) ?? []).toSorted((a, b) =>
      compare(a.group, b.group),
    )) {
      ordered.push(...nodes)
      walk(group.key)
      ordered.push(...(leaves.get(group.key) ?? []))
    }
  }
  walk('')
  return ordered
}
