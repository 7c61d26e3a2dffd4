/** N12: what becomes of a cell and of a row, by examples and by laws. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Cell } from '../tabular/table.ts'
import { difference, threeWay } from './diff.ts'
import type { Line, Sheets } from './lines.ts'
import { type FileRow, locate } from './locate.ts'
import { type ColumnRule, readCell, ruleOf } from './read-cell.ts'
import {
  type Exported,
  KEY_HEADING,
  KEY_MARKER,
  MARKER,
  type SheetColumn,
  type SheetRow,
  type Value,
} from './sheet.ts'

const text = (field: string, more: Partial<SheetColumn> = {}): SheetColumn => ({
  field,
  heading: field.toUpperCase(),
  kind: 'text',
  locked: false,
  currency: null,
  widths: [],
  ...more,
})
const COLUMNS = [
  text('code', { locked: true }),
  text('name'),
  text('limit', { kind: 'amount' }),
  text('balance', { kind: 'amount', locked: true }),
]
const RULE: ColumnRule = { mark: ',', markUnclear: false, order: 'D.M.Y', date1904: false }
const row = (key: string, ...values: Value[]): SheetRow => ({
  key,
  currency: 'TRY' as SheetRow['currency'],
  values,
})
const inFile = (n: number, key: string | null, ...cells: Cell[]): FileRow => ({
  row: n,
  key,
  cells,
})

function compare(
  was: readonly SheetRow[],
  now: readonly SheetRow[],
  file: readonly FileRow[],
  validate: Parameters<typeof difference>[1] = () => null,
) {
  const sheets: Sheets = {
    columns: COLUMNS,
    was: new Map(was.map((one) => [one.key, one])),
    now: new Map(now.map((one) => [one.key, one])),
    file,
    rules: COLUMNS.map(() => RULE),
    codeAt: 0,
    nameAt: 1,
    currency: 'TRY',
  }
  return difference(sheets, validate)
}
const brief = ({ lines }: { readonly lines: readonly Line[] }) =>
  lines.map(({ row: n, state, column, problem }) =>
    [n, state, column === null ? null : COLUMNS[column]?.field, problem?.code ?? null].join(' '),
  )

describe('N12: the three-way difference', () => {
  const A = row('a', 'C1', 'Ada', 100_00, 5_00)

  it('tells the five states of a cell apart', () => {
    const states = (then: Value, now: Value, yours: Value) => threeWay(then, now, yours)

    expect(states('x', 'x', 'x')).toBe('unchanged')
    expect(states('x', 'x', 'y')).toBe('yours')
    expect(states('x', 'y', 'x')).toBe('now')
    expect(states('x', 'y', 'y')).toBe('same')
    expect(states('x', 'y', 'z')).toBe('conflict')
    expect(states('x', 'x', null)).toBe('yours')
    expect(states(null, 'y', 'z')).toBe('conflict')
  })

  it('takes changed cells, keeps the books elsewhere, refuses locked and invalid ones', () => {
    const now = [row('a', 'C1', 'Ada Ltd', 100_00, 9_00)]
    const found = compare([A], now, [inFile(3, 'a', 'C1', 'Ada', 250, 7)], (field) =>
      field === 'limit' ? { code: 'amount.negative', params: {} } : null,
    )

    expect(brief(found)).toEqual([
      '3 now name ',
      '3 invalid limit amount.negative',
      '3 locked balance cell.locked',
    ])
    expect(found.unchanged).toBe(1)
  })

  it('deletes nothing: a row left out or emptied is only listed', () => {
    const B = row('b', 'C2', 'Bora', null, 0)
    const found = compare([A, B], [A, B], [inFile(4, 'b', null, null, null, null)])

    expect(brief(found)).toEqual([' missing  ', ' missing  '])
  })

  it('refuses rows whose account is not certain, whole', () => {
    const B = row('b', 'C2', 'Bora', null, 0)
    const file = [
      inFile(3, 'a', 'C1', 'changed', 1, 5),
      inFile(4, 'a', 'C1', 'changed too', 1, 5),
      inFile(5, 'b', 'C1', 'sorted in part', 1, 0),
      inFile(6, 'zzz', 'C9', 'forged', 1, 0),
    ]

    expect(brief(compare([A, B], [A, B], file))).toEqual([
      '3 refused  row.twice',
      '4 refused  row.twice',
      '5 refused  row.other_code',
      '6 refused  row.unknown',
    ])
  })

  it('refuses a row whose account is gone, and knows rows by code when the marks are gone', () => {
    expect(brief(compare([A], [], [inFile(3, 'a', 'C1', 'x', 1, 5)]))).toEqual([
      '3 refused  row.gone',
    ])
    expect(brief(compare([A], [A], [inFile(3, null, 'C1', 'new name', 100, 5)]))).toEqual([
      '3 yours name ',
    ])
  })

  it('offers a row of its own as a new account, or says what it lacks', () => {
    const file = [
      inFile(3, 'a', 'C1', 'Ada', 100, 5),
      inFile(4, null, 'C7', 'Yeni', 50, null),
      inFile(5, null, null, 'nameless code', null, null),
    ]
    const needs = (field: string, value: Value) =>
      field === 'code' && value === null ? { code: 'required.missing', params: {} } : null

    expect(brief(compare([A], [A], file, needs))).toEqual([
      '4 new  ',
      '5 refused  required.missing',
    ])
  })
})

describe('N12: laws of the difference', () => {
  const value = fc.oneof(fc.constant(null), fc.constantFrom('x', 'y', 'z', 'İ', '0012'))
  const cellOf = (one: Value): Cell => one

  test('what is written equals yours, what is kept equals now, and then applying again writes nothing', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.uuid(), value, value, value), {
          selector: ([key]) => key,
          maxLength: 12,
        }),
        fc.infiniteStream(fc.nat()),
        (cases, order) => {
          const was = cases.map(([key, then], n) => row(key, `C${n}`, then, null, n))
          const now = cases.map(([key, , books], n) => row(key, `C${n}`, books, null, n))
          const file = cases
            .map(([key, , , mine], n) => inFile(n + 3, key, `C${n}`, cellOf(mine), null, n / 100))
            .toSorted(() => ((order.next().value as number) % 3) - 1)
          const { lines, unchanged } = compare(was, now, file)
          const taken = new Map(
            lines.filter(({ state }) => state === 'yours').map((line) => [line.key, line.yours]),
          )
          const after = now.map((one) =>
            taken.has(one.key)
              ? row(
                  one.key,
                  one.values[0] ?? null,
                  taken.get(one.key) ?? null,
                  null,
                  one.values[3] ?? null,
                )
              : one,
          )
          cases.forEach(([key, then, books, mine], n) => {
            const result = after[n]?.values[1]
            if (books === then) expect(result).toBe(mine)
            else expect(result).toBe(books)
            if (mine === then) expect(taken.has(key)).toBe(false)
          })
          expect(compare(was, after, file).lines.some(({ state }) => state === 'yours')).toBe(false)
          // Every cell is told of exactly once: as unchanged, or in a line.
          expect(unchanged + lines.length).toBe(cases.length * COLUMNS.length)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('books and file play the same part: exchanging them exchanges who changed', () => {
    fc.assert(
      fc.property(value, value, value, (then, now, yours) => {
        const mirror = { yours: 'now', now: 'yours' } as const
        const state = threeWay(then, now, yours)
        const other = threeWay(then, yours, now)
        expect(other).toBe(state === 'yours' || state === 'now' ? mirror[state] : state)
      }),
    )
  })
})

describe('N12: cells as spreadsheets leave them', () => {
  const read = (column: SheetColumn, cell: Cell, then: Value = null, rule = RULE) => {
    const reading = readCell(column, cell, then, 'TRY', rule)
    return reading.ok ? reading.value : reading.code
  }
  const tax = text('tax', { widths: [10, 11] })
  const amount = text('limit', { kind: 'amount' })

  it.each<[string, SheetColumn, Cell, Value, Value]>([
    ['a code that became a number is the code exported', text('code'), 12, '0012', '0012'],
    [
      'a phone number too, blanks and all',
      text('phone'),
      5321112233,
      '0532 111 22 33',
      '0532 111 22 33',
    ],
    ['a discount written with a comma', text('discount'), 10.5, '10,50', '10,50'],
    ['a new tax number gets its leading zero back', tax, 123456789, '1111111111', '0123456789'],
    ['of eleven digits stays as it is', tax, 10000000146, null, '10000000146'],
    ['other numbers become their digits', text('segment'), 7, 'A', '7'],
    ['a part becomes text in the way of the column', text('discount'), 12.5, null, '12,5'],
    ['decomposed letters are the composed ones', text('name'), 'I\u0307nci', 'İnci', 'İnci'],
    ['blanks around it say nothing', text('name'), '  Ada\u00a0', 'Ada', 'Ada'],
    ['emptied is nothing', text('name'), '   ', 'Ada', null],
    [
      'a digit too many was rounded away',
      text('iban'),
      1.23456789012345e25,
      null,
      'cell.number_lost',
    ],
    ['and told from its text form', text('iban'), '1,23457E+25', null, 'cell.number_lost'],
    ['a day that was no day', text('terms'), { day: '2026-01-30' }, '30.1', 'cell.became_day'],
    ['true is no text', text('name'), true, 'DOĞRU', 'cell.became_boolean'],
    ['errors are told', text('name'), '#REF!', 'Ada', 'cell.error'],
    ['amounts lose binary noise', amount, 0.1 + 0.2, null, 30],
    ['amounts as Turkish text', amount, '1.234,56', null, 1_234_56],
    ['with their sign', amount, '₺1.234,56', null, 1_234_56],
    ['of the other form are refused', amount, '1,234.56', null, 'amount.invalid'],
    ['days of a workbook', text('d', { kind: 'day' }), { day: '2026-10-31' }, null, '2026-10-31'],
  ])('%s', (_, column, cell, then, expected) => {
    expect(read(column, cell, then)).toBe(expected)
  })

  it('decides the mark once per column, and refuses what no cell decides', () => {
    const unclear = ruleOf(amount, ['1.000', 5], ',', false)
    const told = ruleOf(amount, ['1.000', '2.500,75'], '.', false)

    expect(read(amount, '1.000', null, unclear)).toBe('amount.ambiguous')
    expect(read(amount, '1500', null, unclear)).toBe(1_500_00)
    expect(read(amount, '1.000', null, told)).toBe(1_000_00)
  })
})

describe('N12: finding columns again', () => {
  const table = (...rows: Cell[][]) => rows.map((cells, n) => ({ row: n + 1, cells }))
  const EXPORTED: Exported = {
    head: {
      companyId: '0190b6a0-0000-7000-8000-000000000000',
      company: 'c',
      grid: 'customers',
      exportedAt: '2026-01-01T00:00:00.000Z',
      language: 'en',
      sheet: 's',
      columns: COLUMNS,
    },
    rows: [],
  }
  const MARKS = [KEY_MARKER, ...COLUMNS.map(({ field }) => MARKER + field)]

  it('by their marks: moved, renamed, taken out and added', () => {
    const found = locate(
      table(
        [`${MARKER}limit`, KEY_MARKER, null, `${MARKER}code`],
        ['my limit', KEY_HEADING, 'Note', 'my code'],
        [5, 'a', 'call!', 'C1'],
      ),
      EXPORTED,
    )

    expect(found?.rows).toEqual([{ row: 3, key: 'a', cells: ['C1', undefined, 5, undefined] }])
    expect(found?.missing.map(({ field }) => field)).toEqual(['name', 'balance'])
    expect(found?.added).toEqual(['Note'])
    expect(found?.by).toBe('marks')
  })

  it('by the headings of the export when the marks are gone, and not at all without either', () => {
    const heads = COLUMNS.map(({ heading }) => heading)

    expect(locate(table([...heads], ['C1', 'Ada', 1, 2]), EXPORTED)).toMatchObject({
      by: 'headings',
      hasKeys: false,
      rows: [{ row: 2, key: null, cells: ['C1', 'Ada', 1, 2] }],
    })
    expect(locate(table(['a', 'b'], ['C1', 'Ada']), EXPORTED)).toBeNull()
  })

  it('takes the first of a copied column, wherever the marked row was sorted to', () => {
    const found = locate(
      table(
        [KEY_HEADING, ...COLUMNS.map(({ heading }) => heading)],
        ['a', 'C1', 'Ada', 1, 2],
        MARKS,
        ['b', 'C2', 'Bora', 3, 4],
      ),
      EXPORTED,
    )

    expect(found?.rows.map(({ row: n, key }) => [n, key])).toEqual([
      [2, 'a'],
      [4, 'b'],
    ])
  })
})
