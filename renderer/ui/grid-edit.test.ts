import { describe, expect, it } from 'vitest'
import { catalogues } from '../../shared/i18n/index.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import { formattersFor } from '../../shared/i18n/formatters.ts'
import type { GridColumn } from './grid-columns.ts'
import { newRowsOf } from './edit-plan.ts'
import { editText, readCell, shownText, type ReadWords } from './grid-edit.ts'

interface Row {
  readonly limit: number | null
  readonly due: string | null
  readonly terms: string
}

const LIMIT: GridColumn<Row> = {
  kind: 'money',
  id: 'limit',
  head: 'head.balance',
  minor: (row) => row.limit,
  currency: () => 'TRY',
  edit: { check: (value) => (typeof value === 'number' && value < 0 ? 'negative' : null) },
}
const DUE: GridColumn<Row> = {
  kind: 'day',
  id: 'due',
  head: 'head.due',
  day: (row) => row.due,
  edit: { required: true },
}
const TERMS: GridColumn<Row> = {
  kind: 'text',
  id: 'terms',
  head: 'head.code',
  text: (row) => row.terms,
}
const ROW: Row = { limit: 123_450, due: '2026-10-31', terms: 'NET30' }
const words: ReadWords = {
  say: (id) => catalogues.en[id],
  format: formattersFor({ language: 'tr', formatLocale: 'tr-TR', negative: 'minus' }),
  today: '2026-11-05' as IsoDate,
}

describe('ux 6.5: what typed text becomes', () => {
  it('reads and computes amounts exactly', () => {
    const of = (text: string) => readCell(LIMIT, ROW, text, words)

    expect(of('1.234,50')).toEqual({ kind: 'value', value: 123_450, note: null })
    expect(of('1200*1,2')).toMatchObject({ kind: 'value', value: 144_000 })
    expect(of('')).toEqual({ kind: 'value', value: null, note: null })
    expect(of('twelve')).toMatchObject({ kind: 'refused' })
    expect(of('-5')).toEqual({ kind: 'refused', reason: 'negative' })
    expect(of('5 EUR')).toMatchObject({ kind: 'refused' })
  })

  it('reads days, and refuses what is not one or must not be empty', () => {
    const of = (text: string) => readCell(DUE, ROW, text, words)

    expect(of('31.10')).toMatchObject({ kind: 'value', value: '2026-10-31' })
    expect(of('t')).toMatchObject({ kind: 'value', value: '2026-11-05' })
    expect(of('31.02.2026')).toMatchObject({ kind: 'refused' })
    expect(of('')).toEqual({ kind: 'refused', reason: catalogues.en['field.required'] })
  })

  it('refuses cells that are only shown', () => {
    expect(readCell(TERMS, ROW, 'NET60', words)).toEqual({
      kind: 'refused',
      reason: catalogues.en['edit.locked'],
    })
  })

  it('opens with the exact value as it would be typed, and reads it back the same', () => {
    expect(editText(LIMIT, ROW, words)).toBe('1234,50')
    expect(readCell(LIMIT, ROW, editText(LIMIT, ROW, words), words)).toMatchObject({
      value: 123_450,
    })
    expect(shownText(LIMIT, ROW, 144_000, words)).toBe('1.440,00')
  })
})

describe('ux 6.4: rows pasted as new', () => {
  const columns = new Map<string, GridColumn<Row>>([
    [
      'terms',
      {
        ...TERMS,
        editNew: { required: true, check: (value) => (value === 'bad' ? 'not so' : null) },
      },
    ],
    ['limit', LIMIT],
  ])
  const read = (...below: readonly { columnId: string; text: string }[][]) =>
    newRowsOf(below, columns, { draft: () => ROW }, words)

  it('are read by kind, and a line with one bad value makes no row', () => {
    const { news, badLines } = read(
      [
        { columnId: 'terms', text: 'NET15' },
        { columnId: 'limit', text: '1.500,50' },
      ],
      [{ columnId: 'limit', text: '12' }],
      [{ columnId: 'terms', text: 'bad' }],
    )

    expect(news.map(({ line, values }) => [line, Object.fromEntries(values)])).toEqual([
      [1, { terms: 'NET15', limit: 150_050 }],
    ])
    expect(news[0]?.shown.get('limit')).toBe('1.500,50')
    expect(badLines).toEqual([
      { line: 2, columnId: 'terms', reason: catalogues.en['field.required'] },
      { line: 3, columnId: 'terms', reason: 'not so' },
    ])
  })
})
