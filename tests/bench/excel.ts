/**
 * Goal 12: 100,000 rows of 12 cells to a workbook and back; and the same through the round trip, whose
 * cells are styled and locked and whose file remembers every record a second time.
 *
 * The limit programs hold everything in one piece: the text of the sheets, one deflate stream; back,
 * one inflate and one expression. No zip, no checks of what comes from outside, no process beside.
 */
import { createHash } from 'node:crypto'
import { createWriteStream, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createDeflateRaw, inflateRawSync } from 'node:zlib'
import { type TableCell, writeXlsx } from '../../main/backend/documents/table.ts'
import { readTable } from '../../main/backend/imports/read.ts'
import { writeSheet } from '../../main/backend/roundtrip/write-sheet.ts'
import { difference } from '../../shared/domain/roundtrip/diff.ts'
import { locate, sharing } from '../../shared/domain/roundtrip/locate.ts'
import { ruleOf } from '../../shared/domain/roundtrip/read-cell.ts'
import {
  type Exported,
  MARK_SHEET,
  readMarkSheet,
  type SheetColumn,
  type SheetRow,
} from '../../shared/domain/roundtrip/sheet.ts'
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
  for (const cells of rows()) {
    let row = '<row>'
    for (const cell of cells)
      row +=
        cell === null || typeof cell === 'string'
          ? `<c t="inlineStr"><is><t>${(cell ?? '').replaceAll('&', '&amp;')}</t></is></c>`
          : 'minor' in cell
            ? `<c><v>${cell.minor / 100}</v></c>`
            : 'number' in cell
              ? `<c><v>${cell.number}</v></c>`
              : `<c s="1"><v>${Date.parse(cell.day) / 86_400_000 + 25_569}</v></c>`
    yield `${row}</row>`
  }
  yield '</sheetData></worksheet>'
}

function bareWrite(path: string, text: Iterable<string>): Promise<void> {
  return pipeline(Readable.from(text), createDeflateRaw(), createWriteStream(path))
}

function bareRead(path: string, values: number): void {
  const xml = inflateRawSync(readFileSync(path)).toString('utf8')
  const found: string[] = []
  for (const match of xml.matchAll(/<[vt]>([^<]*)</g)) found.push(match[1] ?? '')
  if (found.length !== values) throw new Error(`${found.length} values`)
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

/** Both sheets of a round trip as bare text: every cell with a style, every record once more as JSON. */
function* roundSheets(all: readonly SheetRow[]): Iterable<string> {
  const hash = createHash('sha256')
  for (const { key, values } of all) {
    let row = `<row><c><is><t>${key}</t></is></c>`
    for (const [at, value] of values.entries())
      row +=
        value === null
          ? '<c s="1"/>'
          : typeof value === 'string' && at !== 11
            ? `<c s="1" t="inlineStr"><is><t>${value.replaceAll('&', '&amp;')}</t></is></c>`
            : typeof value === 'number'
              ? `<c s="2"><v>${value / 100}</v></c>`
              : `<c s="3"><v>${Date.parse(value) / 86_400_000 + 25_569}</v></c>`
    yield `${row}</row>`
  }
  for (const { key, values } of all) {
    const line = JSON.stringify(values)
    hash.update(line)
    yield `<row><c><is><t>${key}</t></is></c><c><is><t>${line.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}</t></is></c></row>`
  }
  yield `<seal>${hash.digest('hex')}</seal>`
}

/** Reads them back and compares all cells: the limit of bringing a file back. */
function bareBringBack(path: string, now: readonly SheetRow[]): void {
  const xml = inflateRawSync(readFileSync(path)).toString('utf8')
  const hash = createHash('sha256')
  const found: string[] = []
  const was: unknown[][] = []
  for (const match of xml.matchAll(/<[vt]>([^<]*)</g)) {
    const text = match[1] ?? ''
    if (text.startsWith('[')) {
      const line = text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
      hash.update(line)
      was.push(JSON.parse(line) as unknown[])
    } else found.push(text)
  }
  hash.digest('hex')
  let same = 0
  for (const [at, { values }] of now.entries())
    for (const [column, value] of values.entries()) if (was[at]?.[column] === value) same += 1
  if (same !== ROWS * COLUMNS || found.length < ROWS * COLUMNS) throw new Error(`${same} the same`)
}

async function bringBack(path: string, now: readonly SheetRow[]): Promise<void> {
  const { table, companion } = await readTable(path, { companion: MARK_SHEET })
  const hash = createHash('sha256')
  const marks = readMarkSheet(companion ?? [], (line) => void hash.update(line).update('\n'))
  const located = locate(table, columns)
  if (located === null || hash.digest('hex') !== marks.seal) throw new Error('not what was written')
  const file = sharing(located, marks).rows
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
      limit: () => bareRead(bare, ROWS * COLUMNS),
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
