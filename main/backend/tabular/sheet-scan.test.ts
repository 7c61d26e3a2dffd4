/** The quick scanner of worksheets against the parser of all XML: it may give up, never differ. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { Prng } from '../../../shared/domain/generate/prng.ts'
import type { TableRow } from '../../../shared/domain/tabular/table.ts'
import { FileFailure } from './failure.ts'
import { readSheet } from './read-sheet.ts'
import { SheetRows } from './sheet-rows.ts'
import { SheetScanner } from './sheet-scan.ts'
import { Unusual } from './xml-text.ts'
import { Parts } from './zip.ts'

const SENSE = {
  strings: ['one', 'two', 'three'],
  isDate: (style: string | undefined) => style === '1',
  date1904: false,
}

const SHEET = `<?xml version="1.0" encoding="UTF-8"?>
<worksheet xmlns="m"><cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1" spans="1:4"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> Öz &amp; Oğlu </t></is></c><c r="B1" s="1"><v>46086</v></c><c r="D1" t="s"><v>2</v></c></row>
<row r="2" hidden="1"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" s="1"/><c t="b"><v>1</v></c><c r="D2"><f t="shared" si="0"/></c></row><row r="9"/><row><c t="str"><f>A1&amp;"x"</f><v>a&#x11f;_x000D_</v></c><c r="C10" t="e"><v>#N/A</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>`

/** `size` cuts the bytes into pieces, in the midst of anything. */
async function outcome(xml: string, size: number): Promise<unknown> {
  let rows: TableRow[] = []
  async function* pieces() {
    const bytes = Buffer.from(xml)
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  try {
    const parts = await readSheet('sheet', pieces, SENSE, {
      begin: () => {
        rows = []
      },
      row: (row) => rows.push(row),
      pause: () => Promise.resolve(),
    })
    return { ...parts, rows }
  } catch (error) {
    if (error instanceof FileFailure) return error.code
    throw error
  }
}

/** A comment makes the scanner give up, so that the parser reads the same rows. */
const parsed = (xml: string) =>
  outcome(xml.replace('<sheetData>', '<!-- to the parser --><sheetData>'), 65_536)

function isScanned(xml: string): boolean {
  const scanner = new SheetScanner(new SheetRows(SENSE, () => undefined))
  try {
    scanner.write(xml)
    scanner.end()
    return true
  } catch (error) {
    if (error instanceof Unusual) return false
    throw error
  }
}

it('M174 (part): reads what the parser reads, in pieces of any size', async () => {
  const whole = await parsed(SHEET)

  expect(isScanned(SHEET)).toBe(true)
  for (const size of [1, 7, 64, 100_000]) expect(await outcome(SHEET, size)).toEqual(whole)
  expect(whole).toMatchObject({
    counts: { rows: 4, filledCells: 7, formulas: 3, hiddenRows: 1, hiddenColumns: 2, merges: 1 },
  })
})

it('M174 (part): a sheet changed anywhere gives the same rows or the same refusal', async () => {
  const random = new Prng(20261127)
  const bits = [
    '<',
    '>',
    '"',
    '&',
    '/',
    ' ',
    '</row>',
    '<c>',
    '<v>',
    '<!--',
    ']]>',
    '&#0;',
    '&x;',
    'é',
    '\r\n',
    '\t',
    '=',
    '<f>',
    '<row ',
    'r="3"',
    '</sheetData>',
  ]
  let scanned = 0
  for (let n = 0; n < 3000; n += 1) {
    let xml = SHEET
    for (let m = random.int(1, 2); m > 0; m -= 1) {
      const at = random.int(0, xml.length)
      const bit = bits[random.int(0, bits.length - 1)] ?? ''
      xml = xml.slice(0, at) + bit + xml.slice(at + random.int(0, 6))
    }
    if (isScanned(xml)) scanned += 1
    expect([xml, await outcome(xml, 97)]).toEqual([xml, await parsed(xml)])
  }
  expect(scanned).toBeGreaterThan(200)
})

it('M174 (part): every workbook of the fixtures, by both', async () => {
  const folder = fileURLToPath(new URL('../../../tests/fixtures/', import.meta.url))
  const names = readdirSync(folder, { recursive: true }).map(String)
  let scanned = 0
  for (const name of names.filter((one) => one.endsWith('.xlsx'))) {
    const parts = await Parts.open(readFileSync(folder + name)).catch(() => null)
    for (const part of parts?.names ?? []) {
      if (!part.startsWith('xl/worksheets/sheet')) continue
      const xml = (await parts?.whole(part).catch(() => null))?.toString('utf8')
      if (xml === undefined || xml.length > 3_000_000) continue
      if (isScanned(xml)) scanned += 1
      expect([name, part, await outcome(xml, 4096)]).toEqual([name, part, await parsed(xml)])
    }
  }
  expect(scanned).toBeGreaterThan(5)
})
