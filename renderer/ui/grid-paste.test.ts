import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { asTsv, textCell } from './grid-copy.ts'
import type { GroupRow } from './grid-groups.ts'
import { allBelow, fillDown, landingOf, readTsv } from './grid-paste.ts'
import { extendedTo, NO_RANGES, withCell, type Order } from './grid-range.ts'

const ROWS = ['1', '2', '3', '4']
const COLUMNS = ['a', 'b', 'c']
const GRID: Order = {
  rowCount: ROWS.length,
  columnIds: COLUMNS,
  rowIdAt: (index) => ROWS[index] ?? '',
  indexOf: (rowId) => ROWS.indexOf(rowId),
  rowsBetween: (from, to) => new Set(ROWS.slice(from, to + 1)),
}
const at = (rowId: string, columnId: string) => ({ rowId, columnId })
const put = (landing: ReturnType<typeof landingOf>) =>
  landing.cells.map(({ rowId, columnId, text }) => `${columnId}${rowId}=${text}`)

describe('ux 6.4: reading what was copied', () => {
  it('knows quotes, tabs and line breaks inside a cell, and the last line break', () => {
    expect(readTsv('a\t"b\r\n""c"""\r\nd\t"e\tf"\r\n')).toEqual([
      ['a', 'b\r\n"c"'],
      ['d', 'e\tf'],
    ])
    expect(readTsv('30')).toEqual([['30']])
    expect(readTsv('x\n\ny')).toEqual([['x'], [''], ['y']])
  })

  test('what is copied is read back the same', () => {
    const text = fc.stringMatching(/^[a-zğİ"\t\n;=-]{1,8}$/u)
    const blocks = fc
      .integer({ min: 1, max: 3 })
      .chain((width) =>
        fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1 }),
      )
    fc.assert(
      fc.property(blocks, (rows) => {
        expect(readTsv(asTsv(rows.map((cells) => cells.map(textCell))))).toEqual(rows)
      }),
    )
  })
})

describe('ux 6.4: where a paste lands', () => {
  it('fills from the focused cell and counts what is beyond the grid', () => {
    const landing = landingOf(
      [
        ['x', 'y'],
        ['z', 'w'],
      ],
      NO_RANGES,
      GRID,
      at('4', 'b'),
    )

    expect(put(landing)).toEqual(['b4=x', 'c4=y'])
    expect(landing.beyond).toBe(2)
  })

  it('fills a range with one value, several ranges too', () => {
    const range = extendedTo(NO_RANGES, GRID, at('1', 'a'), at('2', 'a'))
    const both = withCell(range, GRID, at('4', 'c'))

    expect(put(landingOf([['x']], both, GRID, at('1', 'a')))).toEqual(['a1=x', 'a2=x', 'c4=x'])
  })

  it('repeats a block over a range that is a multiple of it, else starts at its first cell', () => {
    const four = extendedTo(NO_RANGES, GRID, at('1', 'b'), at('4', 'b'))
    const three = extendedTo(NO_RANGES, GRID, at('3', 'b'), at('1', 'b'))
    const block = [['x'], ['y']]

    expect(put(landingOf(block, four, GRID, at('1', 'b')))).toEqual([
      'b1=x',
      'b2=y',
      'b3=x',
      'b4=y',
    ])
    expect(put(landingOf(block, three, GRID, at('3', 'b')))).toEqual(['b1=x', 'b2=y'])
  })
})

describe('among groups', () => {
  const group = { isFirst: true } as GroupRow
  const grouped: Order = { ...GRID, groupAt: (index) => (index === 2 ? group : undefined) }

  it('passes over the rows that head groups: nothing is lost on them', () => {
    const block = [['x'], ['y'], ['z']]
    const all = extendedTo(NO_RANGES, grouped, at('1', 'a'), at('4', 'a'))

    expect(put(landingOf(block, NO_RANGES, grouped, at('1', 'a')))).toEqual([
      'a1=x',
      'a2=y',
      'a4=z',
    ])
    expect(put(landingOf([['x']], all, grouped, at('1', 'a')))).toEqual(['a1=x', 'a2=x', 'a4=x'])
    expect(landingOf(block, NO_RANGES, grouped, at('2', 'a')).beyond).toBe(1)
  })

  it('fills down past them', () => {
    const textOf = (rowId: string, columnId: string) => `${columnId}${rowId}`

    expect(fillDown(NO_RANGES, grouped, at('4', 'b'), textOf)).toEqual([
      { rowId: '4', columnId: 'b', text: 'b2' },
    ])
  })
})

describe('ux 6.5: fill down', () => {
  const textOf = (rowId: string, columnId: string) => `${columnId}${rowId}`

  it('takes the first row of a range into the others, or the cell above into one', () => {
    const range = extendedTo(NO_RANGES, GRID, at('2', 'a'), at('4', 'b'))

    expect(fillDown(range, GRID, at('2', 'a'), textOf).map(({ text }) => text)).toEqual([
      'a2',
      'b2',
      'a2',
      'b2',
    ])
    expect(fillDown(NO_RANGES, GRID, at('2', 'c'), textOf)).toEqual([
      { rowId: '2', columnId: 'c', text: 'c1' },
    ])
    expect(fillDown(NO_RANGES, GRID, at('1', 'c'), textOf)).toEqual([])
  })
})

describe('ux 6.4: new rows by pasting below the last row', () => {
  it('lines beyond the last row are rows of their own, where the grid takes any', () => {
    const block = [
      ['x', 'y'],
      ['n1', 'n2', 'n3'],
      ['', ''],
      ['m1', 'm2'],
    ]

    const landing = landingOf(block, NO_RANGES, GRID, at('4', 'b'), true)
    expect(put(landing)).toEqual(['b4=x', 'c4=y'])
    expect(landing.below).toEqual([
      [
        { columnId: 'b', text: 'n1' },
        { columnId: 'c', text: 'n2' },
      ],
      [
        { columnId: 'b', text: 'm1' },
        { columnId: 'c', text: 'm2' },
      ],
    ])
    expect(landing.beyond).toBe(1)
    expect(landingOf(block, NO_RANGES, GRID, at('4', 'b')).below).toEqual([])
  })

  it('the whole block goes below on demand, from the first column on', () => {
    expect(allBelow([['n1', 'n2'], ['m1']], GRID)).toEqual({
      cells: [],
      below: [
        [
          { columnId: 'a', text: 'n1' },
          { columnId: 'b', text: 'n2' },
        ],
        [{ columnId: 'a', text: 'm1' }],
      ],
      beyond: 0,
    })
  })
})
