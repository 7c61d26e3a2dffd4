/** A book as the other side writes it: their view, Turkish headings, with opening, balance and total. */
import { toDecimalString } from '../../shared/domain/money.ts'
import type { Book } from '../../shared/domain/twosided/line.ts'
import { workbook } from '../support/workbook.ts'

const HEADINGS = ['Tarih', 'Evrak No', 'Açıklama', 'Borç', 'Alacak', 'Bakiye']

/** Debit, credit and balance of their side: our debit is their credit. */
function sidesOf(minor: number): readonly [debit: string, credit: string] {
  const text = toDecimalString(Math.abs(minor), 'TRY')
  return minor > 0 ? ['', text] : [text, '']
}

function rowsOf(book: Book): string[][] {
  let balance = book.openingMinor
  const first = book.lines[0]?.on ?? ''
  const written = () => toDecimalString(-balance, 'TRY')
  const opening = [first, '', 'Devir', ...sidesOf(balance), written()]
  const lines = book.lines.map(({ on, number, text, minor }) => {
    balance += minor
    return [on, number, text, ...sidesOf(minor), written()]
  })
  return [HEADINGS, opening, ...lines]
}

export function statementText(book: Book): string {
  return `${rowsOf(book)
    .map((cells) => cells.map((cell) => `"${cell}"`).join(';'))
    .join('\n')}\n`
}

export function statementSheet(book: Book): Buffer {
  return workbook(
    rowsOf(book).map((cells, i) =>
      cells.map((cell, column) => {
        if (cell === '') return null
        return i > 0 && column > 2 ? Number(cell) : cell
      }),
    ),
  )
}
