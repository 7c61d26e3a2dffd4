/**
 * A workbook opened by a spreadsheet engine that is not ours: exceljs reads the cells, HyperFormula
 * computes every formula anew. HyperFormula has no SUBTOTAL, so it gets one here: the sum of a range
 * in which nothing is hidden, which is what a workbook shows when it is opened.
 */
import exceljs from 'exceljs'
import {
  FunctionArgumentType,
  FunctionPlugin,
  HyperFormula,
  type SimpleRangeValue,
  type RawCellContent,
} from 'hyperformula'

class Subtotal extends FunctionPlugin {
  static override implementedFunctions = {
    SUBTOTAL: {
      method: 'subtotal',
      parameters: [
        { argumentType: FunctionArgumentType.NUMBER },
        { argumentType: FunctionArgumentType.RANGE },
      ],
    },
  }

  subtotal(
    ast: { readonly args: Parameters<FunctionPlugin['runFunction']>[0] },
    state: Parameters<FunctionPlugin['runFunction']>[1],
  ) {
    return this.runFunction(
      ast.args,
      state,
      this.metadata('SUBTOTAL'),
      (kind: number, range: SimpleRangeValue) => {
        if (kind !== 109) throw new Error(`SUBTOTAL(${kind}) is not what we write`)
        return range.data
          .flat()
          .reduce<number>((sum, value) => (typeof value === 'number' ? sum + value : sum), 0)
      },
    )
  }
}
HyperFormula.registerFunctionPlugin(Subtotal, { enGB: { SUBTOTAL: 'SUBTOTAL' } })

export interface FormulaCell {
  readonly place: string
  readonly formula: string
  /** What the file says the formula gives. */
  readonly cached: unknown
  /** What the engine makes of it. */
  readonly computed: unknown
}

export interface OpenedSheet {
  readonly name: string
  /** Row by row, from the first; a formula cell as the engine computes it. */
  readonly rows: readonly (readonly unknown[])[]
  readonly formulas: readonly FormulaCell[]
  readonly sheet: exceljs.Worksheet
}

export async function openWorkbook(path: string): Promise<OpenedSheet[]> {
  const book = new exceljs.Workbook()
  await book.xlsx.readFile(path)
  const raw: Record<string, RawCellContent[][]> = {}
  for (const sheet of book.worksheets) {
    const rows: RawCellContent[][] = []
    for (let r = 1; r <= sheet.rowCount; r += 1) {
      const row: RawCellContent[] = []
      for (let c = 1; c <= sheet.columnCount; c += 1) row.push(contentOf(sheet.getCell(r, c)))
      rows.push(row)
    }
    raw[sheet.name] = rows
  }
  const engine = HyperFormula.buildFromSheets(raw, { licenseKey: 'gpl-v3' })
  try {
    return book.worksheets.map((sheet) => {
      const id = engine.getSheetId(sheet.name) ?? 0
      const rows = engine.getSheetValues(id) as unknown[][]
      const formulas: FormulaCell[] = []
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (cell.type !== exceljs.ValueType.Formula) return
          const { formula, result } = cell.value as exceljs.CellFormulaValue
          formulas.push({
            place: cell.address,
            formula,
            // exceljs leaves a result of zero out.
            cached: result ?? 0,
            computed: rows[Number(cell.row) - 1]?.[Number(cell.col) - 1],
          })
        }),
      )
      return { name: sheet.name, rows, formulas, sheet }
    })
  } finally {
    engine.destroy()
  }
}

/**
 * HyperFormula has no references that move. `SUMPRODUCT(SUBTOTAL(109,OFFSET(D2,ROW(D2:D9)-2,0)),
 * --(C2:C9="EUR"))`, the column cell by cell without what is hidden, is given to it as what it is where
 * nothing is hidden: a sum of the cells beside EUR.
 */
function unfiltered(formula: string): string {
  return formula.replace(
    /^SUMPRODUCT\(SUBTOTAL\(109,OFFSET\(\w+,ROW\((\w+:\w+)\)-2,0\)\),--\((\w+:\w+)=("\w+")\)\)$/,
    'SUMIFS($1,$2,$3)',
  )
}

/** A text that begins with `=` is text only to who writes it with an apostrophe before it. */
function contentOf(cell: exceljs.Cell): RawCellContent {
  const { value } = cell
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return `'${value}`
  if (value instanceof Date) return value.getTime() / 86_400_000 + 25_569
  if (typeof value === 'object' && 'formula' in value) return `=${unfiltered(value.formula)}`
  if (typeof value === 'object' && 'richText' in value)
    return `'${value.richText.map(({ text }) => text).join('')}`
  return value as number
}
