/** A workbook (ECMA-376): its sheets one after the other, then what ties them together. */
import type { BookFacts, EditHead, MemoryHead, SheetHead } from '../table-shape.ts'
import { packRows, type PackedRows } from '../packed-rows.ts'
import type { WholeFile } from '../whole-file.ts'
import { EditSheetWriter, MemorySheetWriter } from './edit-sheet.ts'
import { ROWS_MAX, type SheetBody, SheetWriter } from './sheet.ts'
import { Styles } from './styles.ts'
import { escapeXml, XML_HEAD } from './xml.ts'
import { Zip } from '../zip.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** Characters of a sheet's name. */
const NAME_MAX = 31

/** A sheet of any look. */
export type AnyHead = SheetHead | EditHead | MemoryHead

interface WrittenSheet {
  readonly name: string
  readonly state: SheetBody['state']
  readonly filter: string | null
  readonly titleRow: number | null
}

export class BookWriter {
  readonly #zip: Zip
  readonly #styles = new Styles()
  #sheet: { readonly name: string; readonly body: SheetBody } | null = null
  readonly #sheets: WrittenSheet[] = []

  constructor(file: WholeFile) {
    this.#zip = new Zip(file)
  }

  async startSheet(head: AnyHead, hasFilter = true): Promise<void> {
    const name = this.#freeName(head.sheet)
    const body = !('look' in head)
      ? new SheetWriter(head, this.#styles, hasFilter)
      : head.look === 'edit'
        ? new EditSheetWriter(head, this.#styles)
        : new MemorySheetWriter(head)
    this.#zip.begin(`xl/worksheets/sheet${this.#sheets.length + 1}.xml`)
    await this.#zip.write(Buffer.from(body.open(this.#sheets.length === 0)))
    this.#sheet = { name, body }
  }

  async addRows(rows: PackedRows): Promise<void> {
    const { body } = this.#sheetInWork()
    if (body.lastRow + rows.rows + body.rowsAfter > ROWS_MAX)
      throw new TooManyRows(ROWS_MAX - body.rowsAfter - 1)
    await this.#zip.write(Buffer.from(body.rows(rows)))
  }

  async endSheet(): Promise<void> {
    const { name, body } = this.#sheetInWork()
    const { state, filter, titleRow } = body
    await this.#zip.write(Buffer.from(body.close()))
    await this.#zip.end()
    this.#sheets.push({ name, state, filter, titleRow })
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
        ({ name, state }, i) =>
          `<sheet name="${escapeXml(name)}" sheetId="${i + 1}"${state === 'visible' ? '' : ` state="${state}"`} r:id="rId${i + 1}"/>`,
      )
      .join('')
    const defined = names
      .map(({ filter, name, titleRow }, i) => {
        const own = (kind: string, range: string, more = '') =>
          `<definedName name="_xlnm.${kind}" localSheetId="${i}"${more}>${escapeXml(`${quotedName(name)}!${range}`)}</definedName>`
        const database = filter === null ? '' : own('_FilterDatabase', filter, ' hidden="1"')
        const titles = titleRow === null ? '' : own('Print_Titles', `$${titleRow}:$${titleRow}`)
        return database + titles
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

  #sheetInWork(): { readonly name: string; readonly body: SheetBody } {
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
