import { expect, it } from 'vitest'
import { formattersFor } from '../../shared/i18n/formatters.ts'
import type { GridColumn } from './grid-columns.ts'
import { asHtml, asTsv, copyCell, textCell, type CopyChoice } from './grid-copy.ts'

interface Row {
  readonly code: string
  readonly minor: number
  readonly day: string
}

const CODE: GridColumn<Row> = {
  kind: 'text',
  id: 'code',
  head: 'head.code',
  text: (row) => row.code,
}
const BALANCE: GridColumn<Row> = {
  kind: 'money',
  id: 'balance',
  head: 'head.balance',
  minor: (row) => row.minor,
  currency: () => 'TRY',
}
const DUE: GridColumn<Row> = { kind: 'day', id: 'due', head: 'head.due', day: (row) => row.day }
const ROW: Row = { code: '120.01.0001', minor: -123_456_789, day: '2026-10-31' }
const SHOWN: CopyChoice = { figures: 'shown', days: 'shown' }
const tr = formattersFor({ language: 'tr', formatLocale: 'tr-TR', negative: 'minus' })
const fr = formattersFor({ language: 'en', formatLocale: 'fr-FR', negative: 'minus' })

const cellsOf = (choice: CopyChoice, format = tr) =>
  [CODE, BALANCE, DUE].map((column) => copyCell(column, ROW, (id) => id, format, choice))

it('ux 6.3: copies as shown with a minus that spreadsheets read, or bare with ISO days', () => {
  expect(asTsv([cellsOf(SHOWN)])).toBe('120.01.0001\t-1.234.567,89\t31.10.2026')
  expect(asTsv([cellsOf({ figures: 'raw', days: 'iso' })])).toBe(
    '120.01.0001\t-1234567.89\t2026-10-31',
  )
})

it('has plain blanks in the numbers of a locale that groups by narrow ones', () => {
  expect(asTsv([cellsOf(SHOWN, fr)])).toBe('120.01.0001\t-1 234 567,89\t31/10/2026')
})

it('ux 6.3: says in the table what is a number, a day and a text', () => {
  const html = asHtml([cellsOf(SHOWN)], ['Kod & no', 'Bakiye', 'Vade'], 'dd.MM.yyyy')

  expect(html).toContain('<th>Kod &amp; no</th>')
  expect(html).toContain('x:num="-1234567.89"')
  expect(html).toContain('sdval="-1234567.89" sdnum="1033;0;#,##0.00"')
  // 31 October 2026 is day 46326 of spreadsheets.
  expect(html).toContain('sdval="46326" sdnum="1033;0;dd.MM.yyyy"')
  expect(html).toContain(
    `<td x:str style="mso-number-format:'\\@'" sdnum="1033;0;@">120.01.0001</td>`,
  )
})

it('makes no markup of what a customer is called', () => {
  const html = asHtml([[textCell('<img src=x onerror="1">')]], null, 'dd.MM.yyyy')

  expect(html).toContain('&lt;img src=x onerror=&quot;1&quot;&gt;')
  expect(html).not.toContain('<img')
})
