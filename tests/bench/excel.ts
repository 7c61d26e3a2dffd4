/**
 * Goal 12: 100,000 rows of 12 cells to a workbook and back; and the same through the round trip, whose
 * cells are styled and locked and whose file remembers every record a second time.
 *
 * The limit programs do the same job in one piece: the text of the sheets and one deflate; back, one
 * inflate and one expression that makes rows of the same cells. No zip, no parts around the sheet, no
 * checks of what comes from outside, no process beside.
 */
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { type TableCell, writeXlsx } from '../../main/backend/documents/table.ts'
import { DEFLATE_LEVEL } from '../../main/backend/documents/zip.ts'
import { readTable } from '../../main/backend/imports/read.ts'
import { writeSheet } from '../../main/backend/roundtrip/write-sheet.ts'
import { difference } from '../../shared/domain/roundtrip/diff.ts'
import { locate } from '../../shared/domain/roundtrip/locate.ts'
import { ruleOf } from '../../shared/domain/roundtrip/read-cell.ts'
import {
  type Exported,
  MARK_SHEET,
  readMarkSheet,
  type SheetColumn,
  type SheetRow,
} from '../../shared/domain/roundtrip/sheet.ts'
import type { Cell } from '../../shared/domain/tabular/table.ts'
import type { Job } from './measure.ts'

const ROWS = 100_000
const COLUMNS = 12

function* rows(): Iterable<readonly TableCell[]> {
  for (let n = 0; n < ROWS; n += 1)
    yield Array.from({ length: COLUMNS }, (_, column): TableCell => {
      if (column === 0) return { day: `2025-${String(1 + (n % 12)).padStart(2, '0')}-15` }
      if (column < 6) return { minor: n * 100 + column, currency: 'EUR' }
      return column === 6 ? { number: n } : `Müşteri ${n % 997} & ${column}`
    })
}

function* plainSheet(): Iterable<string> {
  yield '<worksheet><sheetData>'
  let n = 0
  for (const cells of rows()) {
    n += 1
    let row = `<row r="${n}">`
    for (const [at, cell] of cells.entries()) {
      const place = `<c r="${String.fromCharCode(65 + at)}${n}"`
      row +=
        cell === null || typeof cell === 'string'
          ? `${place} t="inlineStr"><is><t>${(cell ?? '').replaceAll('&', '&amp;')}</t></is></c>`
          : 'minor' in cell
            ? `${place}><v>${cell.minor / 100}</v></c>`
            : 'number' in cell
              ? `${place}><v>${cell.number}</v></c>`
              : `${place} s="${DAY_STYLE}"><v>${Date.parse(cell.day) / DAY_MS + SERIAL_OF_1970}</v></c>`
    }
    yield `${row}</row>`
  }
  yield '</sheetData></worksheet>'
}

const DAY_MS = 86_400_000
/** The day 1970-01-01 as workbooks count. */
const SERIAL_OF_1970 = 25_569

/** With the level of the product. */
function bareWrite(path: string, text: Iterable<string>): void {
  writeFileSync(path, deflateRawSync([...text].join(''), { level: DEFLATE_LEVEL }))
}

const BARE_CELL =
  /<row r="\d+">|<c r="([A-Z]+)\d+"(?: s="(\d+)")?(?: t="\w+")?(?:\/>|>(?:<v>([^<]*)<\/v>|<is><t>([^<]*)<\/t><\/is>)<\/c>)/g
/** The style of days in the bare sheets. */
const DAY_STYLE = '3'

function bareRows(xml: string): Cell[][] {
  const found: Cell[][] = []
  let cells: Cell[] = []
  for (const [, place, style, value, text] of xml.matchAll(BARE_CELL)) {
    if (place === undefined) {
      cells = []
      found.push(cells)
      continue
    }
    let column = 0
    for (let at = 0; at < place.length; at += 1) column = column * 26 + place.charCodeAt(at) - 64
    while (cells.length < column - 1) cells.push(null)
    if (text !== undefined) cells.push(text.includes('&') ? text.replaceAll('&amp;', '&') : text)
    else if (value === undefined) cells.push(null)
    else if (style !== DAY_STYLE) cells.push(Number(value))
    else
      cells.push({
        day: new Date((Number(value) - SERIAL_OF_1970) * DAY_MS).toISOString().slice(0, 10),
      })
  }
  return found
}

function bareRead(path: string): void {
  const found = bareRows(inflateRawSync(readFileSync(path)).toString('utf8'))
  if (found.length !== ROWS || found.at(-1)?.length !== COLUMNS)
    throw new Error(`${found.length} rows`)
}

const KINDS: readonly [field: string, kind: SheetColumn['kind'], locked: boolean][] = [
  ['code', 'text', true],
  ['name', 'text', false],
  ['tax_id', 'text', false],
  ['city', 'text', false],
  ['address', 'text', false],
  ['email', 'text', false],
  ['phone', 'text', false],
  ['credit_limit', 'amount', false],
  ['terms', 'text', false],
  ['balance', 'amount', true],
  ['overdue', 'amount', true],
  ['oldest_due', 'day', true],
]
const columns = KINDS.map(
  ([field, kind, locked]): SheetColumn => ({
    field,
    heading: field,
    kind,
    locked,
    currency: null,
    widths: [],
  }),
)

function records(): SheetRow[] {
  return Array.from({ length: ROWS }, (_, n) => ({
    key: `0190b6a0-0000-7000-8000-${String(n).padStart(12, '0')}`,
    currency: 'TRY',
    values: [
      `120.01.${n}`,
      `Müşteri ${n} Ticaret A.Ş.`,
      String(1_000_000_000 + n),
      'İstanbul',
      n % 3 === 0 ? `Cadde ${n} No 5` : null,
      `m${n}@example.com`,
      `0532 ${n}`,
      n * 100 + 7,
      'NET30',
      n * 37 - 5,
      n * 3,
      `2025-${String(1 + (n % 12)).padStart(2, '0')}-15`,
    ],
  }))
}

const head: Exported['head'] = {
  companyId: '0190b6a0-0000-7000-8000-000000000000',
  company: 'Bench',
  grid: 'customers',
  exportedAt: '2026-01-01T00:00:00.000Z',
  language: 'tr',
  sheet: 'Cari',
  columns,
}

function sealOf(lines: Iterable<string>): string {
  const hash = createHash('sha256')
  for (const line of lines) hash.update(line).update('\n')
  return hash.digest('hex')
}

const MARKS = '<marks>'

/** Both sheets of a round trip as bare text: every cell with a style, every record once more as JSON. */
function* roundSheets(all: readonly SheetRow[]): Iterable<string> {
  const hash = createHash('sha256')
  let n = 0
  for (const { key, values } of all) {
    n += 1
    let row = `<row r="${n}"><c r="A${n}"><is><t>${key}</t></is></c>`
    for (const [at, value] of values.entries()) {
      const place = `<c r="${String.fromCharCode(66 + at)}${n}"`
      row +=
        value === null
          ? `${place} s="1"/>`
          : typeof value === 'string' && at !== 11
            ? `${place} s="1" t="inlineStr"><is><t>${value.replaceAll('&', '&amp;')}</t></is></c>`
            : typeof value === 'number'
              ? `${place} s="2"><v>${value / 100}</v></c>`
              : `${place} s="${DAY_STYLE}"><v>${Date.parse(value) / DAY_MS + SERIAL_OF_1970}</v></c>`
    }
    yield `${row}</row>`
  }
  yield MARKS
  for (const { key, values } of all) {
    const line = JSON.stringify(values)
    hash.update(line)
    yield `<row><c><is><t>${key}</t></is></c><c><is><t>${line.replaceAll('&', '&amp;')}</t></is></c></row>`
  }
  yield `<seal>${hash.digest('hex')}</seal>`
}

/** Reads both back and compares each cell with what it was and what is now. */
function bareBringBack(path: string, now: readonly SheetRow[]): void {
  const xml = inflateRawSync(readFileSync(path)).toString('utf8')
  const marks = xml.indexOf(MARKS)
  const hash = createHash('sha256')
  const was = new Map<string, unknown[]>()
  let key = ''
  for (const [, text = ''] of xml.slice(marks).matchAll(/<t>([^<]*)</g)) {
    if (!text.startsWith('[')) {
      key = text
      continue
    }
    const line = text.replaceAll('&amp;', '&')
    hash.update(line)
    was.set(key, JSON.parse(line) as unknown[])
  }
  hash.digest('hex')
  const known = new Map(now.map((row) => [row.key, row.values]))
  let same = 0
  for (const [id, ...cells] of bareRows(xml.slice(0, marks))) {
    if (typeof id !== 'string') continue
    const [before, after] = [was.get(id), known.get(id)]
    for (const [column, cell] of cells.entries()) {
      const plain =
        typeof cell === 'number'
          ? Math.round(cell * 100)
          : cell !== null && typeof cell === 'object'
            ? cell.day
            : cell
      if (plain === before?.[column] && plain === after?.[column]) same += 1
    }
  }
  if (same !== ROWS * COLUMNS) throw new Error(`${same} the same`)
}

async function bringBack(path: string, now: readonly SheetRow[]): Promise<void> {
  const { rows, companion } = await readTable(path, { companion: MARK_SHEET })
  const hash = createHash('sha256')
  const marks = readMarkSheet(companion ?? [], (line) => void hash.update(line).update('\n'))
  const located = locate(rows, marks)
  if (located === null || hash.digest('hex') !== marks.seal) throw new Error('not what was written')
  const file = located.rows
  const { lines, unchanged } = difference(
    {
      columns,
      was: new Map(marks.rows.map((row) => [row.key, row])),
      now: new Map(now.map((row) => [row.key, row])),
      file,
      rules: columns.map((column, at) =>
        ruleOf(
          column,
          file.map(({ cells }) => cells[at]),
          ',',
          false,
        ),
      ),
      codeAt: 0,
      nameAt: 1,
      currency: 'TRY',
    },
    () => null,
  )
  if (lines.length > 0 || unchanged !== ROWS * COLUMNS) throw new Error(`${lines.length} lines`)
}

export function excelJobs(dir: string): Job[] {
  const [own, bare] = [join(dir, 'bench.xlsx'), join(dir, 'bench.sheet')]
  const [round, bareRound] = [join(dir, 'round.xlsx'), join(dir, 'round.sheet')]
  const exported: Exported = { head, rows: records() }
  const twice: NonNullable<Job['meets']> = ({ ratio }) => (ratio ?? 9) <= 2
  return [
    {
      goal: '12',
      name: `write ${ROWS} × ${COLUMNS} cells to XLSX`,
      run: async () => {
        rmSync(own, { force: true })
        await writeXlsx(own, [
          {
            sheet: 'Bench',
            headings: Array.from({ length: COLUMNS }, (_, n) => `Column ${n + 1}`),
            widths: Array.from({ length: COLUMNS }, () => 14),
            rows: rows(),
            totals: [],
          },
        ])
      },
      limit: () => bareWrite(bare, plainSheet()),
      rounds: 3,
      meets: twice,
    },
    {
      goal: '12',
      name: `read ${ROWS} × ${COLUMNS} cells of XLSX`,
      run: async () => {
        const { table } = await readTable(own, {})
        if (table.rows.length !== ROWS + 1) throw new Error(`${table.rows.length} rows`)
      },
      limit: () => bareRead(bare),
      rounds: 3,
      meets: twice,
    },
    {
      goal: '12',
      name: `round trip out, ${ROWS} × ${COLUMNS} cells`,
      run: async () => {
        rmSync(round, { force: true })
        await writeSheet(round, exported, sealOf)
      },
      limit: () => bareWrite(bareRound, roundSheets(exported.rows)),
      rounds: 3,
      meets: twice,
    },
    {
      goal: '12',
      name: `round trip in and its difference, ${ROWS} × ${COLUMNS} cells`,
      run: () => bringBack(round, exported.rows),
      limit: () => bareBringBack(bareRound, exported.rows),
      rounds: 3,
      meets: twice,
    },
  ]
}
