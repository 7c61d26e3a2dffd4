/** Workbooks cell by cell, with what spreadsheet libraries do not let one write: errors, lost results, hidden rows. */
import { zip, type ZipPart } from './zip.ts'

/** Text, a number, nothing, or a cell as it stands in the sheet (`<c …>` without its place). */
export type SheetCell = string | number | null | { readonly xml: (place: string) => string }

export interface SheetOptions {
  readonly date1904?: boolean
  /** Row numbers from 1. */
  readonly hidden?: readonly number[]
  /** `A1:B1` */
  readonly merges?: readonly string[]
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export function workbook(
  rows: readonly (readonly SheetCell[])[],
  options: SheetOptions = {},
): Buffer {
  return zip(workbookParts(sheetXml(rows, options), options.date1904 ?? false))
}

export function workbookParts(sheet: string, date1904 = false): ZipPart[] {
  return [
    {
      name: '[Content_Types].xml',
      content: `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets><sheet name="Sayfa1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      content: `${HEAD}<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    },
    { name: 'xl/worksheets/sheet1.xml', content: sheet },
  ]
}

export function sheetXml(
  rows: readonly (readonly SheetCell[])[],
  { hidden = [], merges = [] }: SheetOptions = {},
): string {
  const body = rows.map((cells, i) => {
    const row = i + 1
    const written = cells.map((cell, column) => {
      const place = `${letters(column)}${row}`
      if (cell === null) return ''
      if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
      if (typeof cell === 'object') return cell.xml(place)
      return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
    })
    return `<row r="${row}"${hidden.includes(row) ? ' hidden="1"' : ''}>${written.join('')}</row>`
  })
  const merged =
    merges.length === 0
      ? ''
      : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${body.join('')}</sheetData>${merged}</worksheet>`
}

/** `#REF!` and its like, as a spreadsheet keeps them. */
export function errorCell(error: string): SheetCell {
  return { xml: (place) => `<c r="${place}" t="e"><f>X</f><v>${error}</v></c>` }
}

/** A formula; without a result nobody calculated it. */
export function formula(text: string, result?: string | number): SheetCell {
  return {
    xml: (place) =>
      `<c r="${place}"${typeof result === 'string' ? ' t="str"' : ''}><f>${escaped(text)}</f>${result === undefined ? '' : `<v>${result}</v>`}</c>`,
  }
}

/** A serial number shown as a day. */
export function dateCell(serial: number): SheetCell {
  return { xml: (place) => `<c r="${place}" s="1"><v>${serial}</v></c>` }
}

export function booleanCell(value: boolean): SheetCell {
  return { xml: (place) => `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>` }
}

function letters(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + letters(column % 26)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
