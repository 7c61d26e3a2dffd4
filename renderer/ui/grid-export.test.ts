/** What a grid hands to an export. */
import { expect, it } from 'vitest'
import { DEFAULT_LOCALE, formattersFor } from '../../shared/i18n/formatters.ts'
import { catalogues } from '../../shared/i18n/index.ts'
import type { GridColumn } from './grid-columns.ts'
import { shownTable } from './grid-export.ts'
import { PLAIN_VIEW, type GridView } from './grid-view.ts'
import type { SayText } from './language.tsx'

interface Row {
  readonly name: string
  readonly currency: string
  readonly minor: number
  readonly baseMinor: number
}

const rows: Row[] = [
  { name: 'B', currency: 'EUR', minor: 5_00, baseMinor: 200_00 },
  { name: 'A', currency: 'TRY', minor: 7_00, baseMinor: 7_00 },
]
const say: SayText = ((id: keyof typeof catalogues.en, values?: Record<string, string>) =>
  catalogues.en[id].replace(/\{(\w+)\}/g, (_, key: string) => values?.[key] ?? '')) as never
const format = formattersFor({ language: 'en', formatLocale: DEFAULT_LOCALE.en, negative: 'minus' })
const columns: GridColumn<Row>[] = [
  { kind: 'text', id: 'name', head: 'head.account', text: (row) => row.name, pinned: true },
  {
    kind: 'money',
    id: 'amount',
    head: 'head.amount',
    minor: (row) => row.minor,
    currency: (row) => row.currency,
    total: true,
  },
  {
    kind: 'money',
    id: 'base',
    head: { text: 'Base' },
    minor: (row) => row.baseMinor,
    currency: () => 'TRY',
    total: true,
  },
  {
    kind: 'text',
    id: 'currency',
    head: 'head.currency',
    text: (row) => row.currency,
    hidden: true,
  },
]
const view = (state: Partial<GridView['state']>): GridView =>
  ({ state: { ...PLAIN_VIEW, ...state } }) as GridView

it('M174 (part): takes shown columns in their order, and adds the currency where amounts mix', () => {
  const table = shownTable(columns, view({}), rows, 'x', say, format)

  expect(table.headings).toEqual(['Account', 'Amount', 'Base', 'Cur'])
  expect(table.rows[0]).toEqual([
    'B',
    { minor: 5_00, currency: 'EUR' },
    { minor: 200_00, currency: 'TRY' },
    'EUR',
  ])
  expect(table.currencyColumn).toBe(3)
  expect(table.frozenColumns).toBe(1)
  expect(table.filters).toEqual(['“x”'])
  expect(table.totals).toEqual([
    ['Total EUR', { minor: 5_00, currency: 'EUR', sum: 'shown' }, null, 'EUR'],
    [
      'Total TRY',
      { minor: 7_00, currency: 'TRY', sum: 'shown' },
      { minor: 207_00, currency: 'TRY', sum: 'shown' },
      'TRY',
    ],
  ])
})

it('M174 (part): uses the currency column the view shows, and has no total a formula could not make', () => {
  const shown = view({
    columns: [{ id: 'currency', width: null, frozen: false, hidden: false }],
  })
  const lying = rows.map((row) => ({ ...row, currency: row.currency }))
  const odd: GridColumn<Row>[] = columns.map((column) =>
    column.id === 'currency' ? { ...column, text: () => 'USD' } : column,
  ) as GridColumn<Row>[]

  const table = shownTable(columns, shown, rows, '', say, format)
  expect(table.currencyColumn).toBe(table.headings.indexOf('Cur'))
  expect(table.headings).toHaveLength(4)
  const wrong = shownTable(odd, shown, lying, '', say, format)
  expect(wrong.totals.flat().filter((cell) => typeof cell === 'object' && cell !== null)).toEqual([
    { minor: 207_00, currency: 'TRY', sum: 'shown' },
  ])
})

it('M174 (part): a zero left blank gives its currency no total, which would add up the other one’s', () => {
  const credits: GridColumn<Row>[] = columns.map((column) =>
    column.id === 'amount' && column.kind === 'money' ? { ...column, blankZero: true } : column,
  )
  const table = shownTable(
    credits,
    view({}),
    rows.map((row) => (row.currency === 'TRY' ? { ...row, minor: 0 } : row)),
    '',
    say,
    format,
  )

  expect(table.rows.map((cells) => cells[1])).toEqual([{ minor: 5_00, currency: 'EUR' }, null])
  expect(table.totals.map((cells) => cells[1])).toEqual([
    { minor: 5_00, currency: 'EUR', sum: 'shown' },
    null,
  ])
})
