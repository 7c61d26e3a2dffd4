/**
 * Writes the workbook of a round trip (its layout: shared/domain/roundtrip/sheet.ts) by the thread that
 * writes documents: whole or not at all, a few thousand records at a time.
 */
import {
  cellsOfLine,
  type Exported,
  FORMAT_VERSION,
  headLine,
  KEY_HEADING,
  KEY_MARKER,
  MARK_SHEET,
  MARKER,
  rowLine,
  type SheetColumn,
  type SheetHead,
} from '../../../shared/domain/roundtrip/sheet.ts'
import { ANSWER_WORDS } from '../../../shared/domain/letters/answers.ts'
import { YES_NO } from '../../../shared/domain/roundtrip/yes-no.ts'
import { LANGUAGES } from '../../../shared/i18n/index.ts'
import { BLANK, DAY, MONEY, NUMBER, type PackedRows, TEXT } from '../documents/packed-rows.ts'
import type { EditColumn, EditHead } from '../documents/table-shape.ts'
import { closing, openTables, ROWS_A_PIECE } from '../documents/writer.ts'

const ROOM_FOR_NEW = 20

/**
 * `seal` is made over the lines of the hidden sheet; answers how many records were written. Refuses
 * with `file.unwritable` and `document.too_many_rows`.
 */
export async function writeSheet(
  path: string,
  exported: Exported,
  seal: (lines: Iterable<string>) => string,
): Promise<number> {
  const file = await openTables(path, { kind: 'xlsx', facts: null })
  return closing(file, async () => {
    const written = await file.addPacked(editHeadOf(exported), packedRecords(exported))
    await file.addPacked(
      { look: 'memory', sheet: MARK_SHEET, state: 'veryHidden' },
      packedMemory(exported, seal),
    )
    return written
  })
}

function editHeadOf({ head: { columns, sheet, grid, language } }: Exported): EditHead {
  return {
    look: 'edit',
    sheet,
    keyMark: KEY_MARKER,
    keyHeading: KEY_HEADING,
    columns: columns.map(
      (column): EditColumn => ({
        mark: MARKER + column.field,
        heading: column.heading,
        kind: column.kind,
        locked: column.locked,
        currency: column.currency,
        width: widthOf(column),
        allows: allowsOf(column, language),
      }),
    ),
    // Letters are made by a campaign, accounts by a row.
    room: grid === 'customers' ? ROOM_FOR_NEW : 0,
  }
}

function* packedRecords({ head: { columns }, rows }: Exported): IterableIterator<PackedRows> {
  const kinds = columns.map(({ kind }) => kind)
  const fixed = columns.map(({ currency }) => currency)
  const currencies: string[] = []
  const currencyCode = (currency: string) => {
    const index = currencies.indexOf(currency)
    return MONEY + (index >= 0 ? index : currencies.push(currency) - 1)
  }
  yield* pieces(columns.length + 1, rows, currencies, ({ key, currency, values }, put) => {
    put(TEXT, key)
    for (let i = 0; i < kinds.length; i += 1) {
      const value = values[i] ?? null
      const kind = kinds[i]
      // A blank amount has the look of its currency too.
      if (kind === 'amount') put(currencyCode(fixed[i] ?? currency), value ?? '')
      else if (value === null || value === '') put(BLANK, '')
      else if (kind === 'text') put(TEXT, String(value))
      else put(kind === 'day' ? DAY : NUMBER, value)
    }
  })
}

/** The hidden sheet; its lines are made twice, as the seal over all of them stands before them. */
function* packedMemory(
  exported: Exported,
  seal: (lines: Iterable<string>) => string,
): IterableIterator<PackedRows> {
  const head = headLine(exported.head)
  let width = Math.max(2, cellsOfLine(head).length)
  const sealed = seal(
    (function* () {
      yield head
      for (const row of exported.rows) {
        const line = rowLine(row)
        width = Math.max(width, cellsOfLine(line).length)
        yield line
      }
    })(),
  )
  const lines = (function* (): Iterable<readonly string[]> {
    yield [MARK_SHEET, String(FORMAT_VERSION)]
    yield cellsOfLine(head)
    yield [sealed]
    for (const row of exported.rows) yield cellsOfLine(rowLine(row))
  })()
  yield* pieces(width, lines, [], (cells, put) => {
    for (let i = 0; i < width; i += 1) {
      const cell = cells[i] ?? ''
      put(cell === '' ? BLANK : TEXT, cell)
    }
  })
}

/** `put` is called once a cell: its code, and its value unless it is blank. */
function* pieces<Row>(
  columns: number,
  rows: Iterable<Row>,
  currencies: readonly string[],
  pack: (row: Row, put: (code: number, value: string | number) => void) => void,
): IterableIterator<PackedRows> {
  let codes = new Uint8Array(ROWS_A_PIECE * columns)
  let values: (string | number)[] = []
  let at = 0
  const put = (code: number, value: string | number) => {
    codes[at++] = code
    if (code !== BLANK) values.push(value)
  }
  const piece = (): PackedRows => ({
    rows: at / columns,
    columns,
    codes: codes.slice(0, at),
    values,
    currencies: [...currencies],
  })
  for (const row of rows) {
    pack(row, put)
    if (at < codes.length) continue
    yield piece()
    codes = new Uint8Array(ROWS_A_PIECE * columns)
    values = []
    at = 0
  }
  if (at > 0) yield piece()
}

/** In characters, where 16 are too few. */
const WIDTHS: Readonly<Record<string, number>> = {
  name: 38,
  address: 38,
  iban: 30,
  text: 50,
  proposed_name: 30,
  proposed_documents: 34,
  documents: 34,
  park: 30,
  why: 70,
}

function widthOf({ field, heading }: SheetColumn): number {
  return Math.max(WIDTHS[field] ?? 16, heading.length + 4)
}

/** What the card would refuse, the cell refuses while it is typed. */
function allowsOf(
  { field, kind }: SheetColumn,
  language: SheetHead['language'],
): EditColumn['allows'] {
  if (field === 'language') return LANGUAGES
  if (field === 'answer') return Object.values(ANSWER_WORDS[language])
  if (field === 'on_account') return Object.values(YES_NO[language])
  return field === 'credit_limit' && kind === 'amount' ? 'not_negative' : null
}
