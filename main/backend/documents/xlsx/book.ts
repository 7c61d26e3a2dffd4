/** A workbook (ECMA-376): its sheets one after the other, then what ties them together. */
import type { BookFacts, SheetHead } from '../table-shape.ts'
import { packRows, type PackedRows } from '../packed-rows.ts'
import type { WholeFile } from '../whole-file.ts'
import { columnName, ROWS_MAX, SheetWriter } from './sheet.ts'
import { Styles } from './styles.ts'
import { escapeXml, XML_HEAD } from './xml.ts'
import { Zip } from '../zip.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** Characters of a sheet's name. */
const NAME_MAX = 31

interface SheetInWork {
  readonly name: string
  readonly head: SheetHead
  readonly writer: SheetWriter
  readonly hasFilter: boolean
}

export class BookWriter {
  readonly #zip: Zip
  readonly #styles = new Styles()
  #sheet: SheetInWork | null = null
  readonly #sheets: { readonly name: string; readonly filter: string | null }[] = []

  constructor(file: WholeFile) {
    this.#zip = new Zip(file)
  }

  async startSheet(head: SheetHead, hasFilter = true): Promise<void> {
    const name = this.#freeName(head.sheet)
    const writer = new SheetWriter(head, this.#styles, hasFilter)
    this.#zip.begin(`xl/worksheets/sheet${this.#sheets.length + 1}.xml`)
    await this.#zip.write(Buffer.from(writer.open(this.#sheets.length === 0)))
    this.#sheet = { name, head, writer, hasFilter }
  }

  async addRows(rows: PackedRows): Promise<void> {
    const { writer, head } = this.#sheetInWork()
    if (writer.lastRow + rows.rows + head.totals.length + 1 > ROWS_MAX)
      throw new TooManyRows(ROWS_MAX - head.totals.length - 2)
    await this.#zip.write(Buffer.from(writer.rows(rows)))
  }

  async endSheet(): Promise<void> {
    const { name, head, writer, hasFilter } = this.#sheetInWork()
    const { lastRow } = writer
    await this.#zip.write(Buffer.from(writer.close()))
    await this.#zip.end()
    const end = columnName(Math.max(0, head.headings.length - 1))
    this.#sheets.push({
      name,
      filter: hasFilter ? `${quotedName(name)}!$A$1:$${end}$${lastRow}` : null,
    })
    this.#sheet = null
  }

  /** Label and value down the page: what was asked, by whom, when. */
  async addFacts({ sheet, rows }: BookFacts): Promise<void> {
    await this.startSheet({ sheet, headings: [sheet, ''], widths: [28, 60], totals: [] }, false)
    for (const piece of packRows(rows, 2, Math.max(1, rows.length))) await this.addRows(piece)
    await this.endSheet()
  }

  async end(): Promise<void> {
    const names = this.#sheets
    const sheets = names
      .map(
        ({ name }, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
      )
      .join('')
    const defined = names
      .map(({ filter, name }, i) => {
        const database =
          filter === null
            ? ''
            : `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${escapeXml(filter)}</definedName>`
        return `${database}<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${escapeXml(`${quotedName(name)}!$1:$1`)}</definedName>`
      })
      .join('')
    await this.#zip.addWhole(
      'xl/workbook.xml',
      `${XML_HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${sheets}</sheets><definedNames>${defined}</definedNames><calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>`,
    )
    const relations = names
      .map(
        (_, i) =>
          `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
      )
      .join('')
    await this.#zip.addWhole(
      'xl/_rels/workbook.xml.rels',
      `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations}<Relationship Id="rId${names.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    )
    await this.#zip.addWhole('xl/styles.xml', this.#styles.xml())
    await this.#zip.addWhole(
      '_rels/.rels',
      `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    )
    const parts = names
      .map(
        (_, i) =>
          `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${KIND}.worksheet+xml"/>`,
      )
      .join('')
    await this.#zip.addWhole(
      '[Content_Types].xml',
      `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${KIND}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${KIND}.styles+xml"/>${parts}</Types>`,
    )
    this.#zip.close()
  }

  #sheetInWork(): SheetInWork {
    if (!this.#sheet) throw new Error('no sheet has begun')
    return this.#sheet
  }

  /** A name no other sheet has, without the characters a sheet's name may not have. */
  #freeName(wanted: string): string {
    const plain =
      wanted
        .replace(/[\\/?*[\]:\u0000-\u001f]/g, ' ')
        .replace(/^'+|'+$/g, ' ')
        .trim() || 'Sheet'
    for (let n = 1; ; n += 1) {
      const mark = n === 1 ? '' : ` (${n})`
      const name = plain.slice(0, NAME_MAX - mark.length).trim() + mark
      if (!this.#sheets.some((one) => one.name.toLowerCase() === name.toLowerCase())) return name
    }
  }
}

function quotedName(name: string): string {
  return `'${name.replaceAll("'", "''")}'`
}

/** More rows than a sheet holds. */
export class TooManyRows extends Error {
  readonly max: number

  constructor(max: number) {
    super(`more than ${max} rows`)
    this.max = max
  }
}
