/** A workbook of a round trip edited as a person would in a spreadsheet: cells by account and heading. */
import exceljs from 'exceljs'

export class SheetEdit {
  readonly workbook = new exceljs.Workbook()
  readonly #path: string

  private constructor(path: string) {
    this.#path = path
  }

  static async open(path: string): Promise<SheetEdit> {
    const edit = new SheetEdit(path)
    await edit.workbook.xlsx.readFile(path)
    return edit
  }

  get sheet(): exceljs.Worksheet {
    const [sheet] = this.workbook.worksheets
    if (!sheet) throw new Error('no sheet')
    return sheet
  }

  /** Column number, by what stands in the hidden first row. */
  columnOf(field: string): number {
    const row = this.sheet.getRow(1)
    for (let at = 1; at <= this.sheet.columnCount; at += 1)
      if (row.getCell(at).text === `saldo:${field}`) return at
    throw new Error(`no column ${field}`)
  }

  rowOf(code: string): exceljs.Row {
    const at = this.columnOf('code')
    for (let n = 3; n <= this.sheet.rowCount; n += 1)
      if (this.sheet.getRow(n).getCell(at).text === code) return this.sheet.getRow(n)
    throw new Error(`no account ${code}`)
  }

  cell(code: string, field: string): exceljs.Cell {
    return this.rowOf(code).getCell(this.columnOf(field))
  }

  set(code: string, field: string, value: exceljs.CellValue): this {
    this.cell(code, field).value = value
    return this
  }

  async save(path = this.#path): Promise<string> {
    await this.workbook.xlsx.writeFile(path)
    return path
  }
}
