/** Goal 12: 100,000 rows of 12 cells to a workbook and back. Documents (goal 13) plug in the same way. */
import { createWriteStream, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { createDeflateRaw, inflateRawSync } from 'node:zlib'
import { type TableCell, writeXlsx } from '../../main/backend/documents/table.ts'
import { readTable } from '../../main/backend/imports/read.ts'
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

/** The limit: the sheet's text and one deflate stream; no zip around it, no styles. */
async function bareWrite(path: string): Promise<void> {
  const text = function* () {
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
  await pipeline(Readable.from(text()), createDeflateRaw(), createWriteStream(path))
}

/** The limit of reading: inflate, and take every value by one expression. */
function bareRead(path: string): void {
  const xml = inflateRawSync(readFileSync(path)).toString('utf8')
  const values: string[] = []
  for (const match of xml.matchAll(/<[vt]>([^<]*)</g)) values.push(match[1] ?? '')
  if (values.length !== ROWS * COLUMNS) throw new Error(`${values.length} values`)
}

export function excelJobs(dir: string): Job[] {
  const [own, bare] = [join(dir, 'bench.xlsx'), join(dir, 'bench.sheet')]
  const write = async () => {
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
  }
  return [
    {
      goal: '12',
      name: `write ${ROWS} × ${COLUMNS} cells to XLSX`,
      run: write,
      limit: () => bareWrite(bare),
      rounds: 3,
      meets: ({ ratio }) => (ratio ?? 9) <= 2,
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
      meets: ({ ratio }) => (ratio ?? 9) <= 2,
    },
  ]
}
