/**
 * Workbooks (ECMA-376 SpreadsheetML) in one pass over their parts, by a streaming XML parser.
 *
 * Values only: formulas are never evaluated, their cached results are taken and counted. Days are told
 * by the number format and counted from 1900 or 1904. The stated dimension is ignored (some programs
 * write A1 only); merges keep their value in the top left cell and are handed on for the headings.
 */
import { SaxesParser } from 'saxes'
import {
  type Cell,
  type Merge,
  NOT_CALCULATED,
  type SheetFacts,
  type Table,
  type TableRow,
} from '../../../shared/domain/tabular/table.ts'
import { FileFailure, LIMITS } from './failure.ts'
import { cellOf, columnOf, mergeOf, unescaped } from './xlsx-cells.ts'
import { readParts } from './zip.ts'

interface SheetEntry {
  readonly name: string
  readonly state: SheetFacts['state']
  readonly part: string
}

export interface Workbook {
  readonly sheets: readonly SheetFacts[]
  readonly table: Table
  /** Rows of the sheet asked for beside it; null when there is none of that name. */
  readonly companion: readonly TableRow[] | null
}

/** Reads the asked sheet, else the first visible one with cells; the facts of all are told. */
export async function readXlsx(
  bytes: Buffer,
  wanted: string | undefined,
  companion?: string,
): Promise<Workbook> {
  const parts = await readParts(bytes)
  const text = (name: string) => parts.get(name)?.toString('utf8')
  const workbook = text('xl/workbook.xml')
  if (workbook === undefined) throw new FileFailure('file.not_a_table')
  const { entries, date1904 } = readWorkbook(
    workbook,
    readRelations(text('xl/_rels/workbook.xml.rels') ?? ''),
  )
  const strings = readSharedStrings(text('xl/sharedstrings.xml') ?? '')
  const isDate = readDateStyles(text('xl/styles.xml') ?? '')
  const read = entries.map((entry) => ({
    entry,
    ...readSheet(entry, text(entry.part) ?? '', strings, isDate, date1904),
  }))
  const chosen =
    wanted === undefined
      ? (read.find(({ facts }) => facts.state === 'visible' && facts.filledCells > 0) ??
        read.find(({ facts }) => facts.state === 'visible') ??
        read[0])
      : read.find(({ entry }) => entry.name === wanted)
  if (!chosen)
    throw new FileFailure(wanted === undefined ? 'file.empty' : 'file.sheet_unknown', {
      sheet: wanted ?? '',
      sheets: entries.map((entry) => entry.name).join(', '),
    })
  return {
    sheets: read.map(({ facts }) => facts),
    companion:
      companion === undefined
        ? null
        : (read.find(({ entry }) => entry.name === companion)?.rows ?? null),
    table: {
      sheet: chosen.entry.name,
      encoding: null,
      separator: null,
      date1904,
      rows: chosen.rows,
      merges: chosen.merges,
      hiddenColumns: chosen.hiddenColumns,
    },
  }
}

type Attributes = Readonly<Record<string, string>>

/** Parses a part; anything not well formed is a damaged file. */
function parse(
  xml: string,
  part: string,
  on: {
    open?: (name: string, attributes: Attributes) => void
    close?: (name: string) => void
    text?: (text: string) => void
  },
): void {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let depth = 0
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  parser.on('error', (error) => {
    throw new FileFailure('file.damaged', { part, reason: error.message.slice(0, 200) })
  })
  parser.on('opentag', (tag) => {
    depth += 1
    if (depth > LIMITS.depth) throw new FileFailure('file.hostile', { part })
    on.open?.(local(tag.name), tag.attributes as Attributes)
  })
  parser.on('closetag', (tag) => {
    depth -= 1
    on.close?.(local(tag.name))
  })
  parser.on('text', (text) => on.text?.(text))
  parser.on('cdata', (text) => on.text?.(text))
  for (let at = 0; at < xml.length; at += 65_536) parser.write(xml.slice(at, at + 65_536))
  parser.close()
}

function readRelations(xml: string): Map<string, string> {
  const targets = new Map<string, string>()
  if (xml === '') return targets
  parse(xml, 'workbook.xml.rels', {
    open: (name, attributes) => {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return
      const target = (attributes['Target'] ?? '').replaceAll('\\', '/')
      targets.set(
        attributes['Id'] ?? '',
        (target.startsWith('/') ? target.slice(1) : `xl/${target}`).toLowerCase(),
      )
    },
  })
  return targets
}

function readWorkbook(
  xml: string,
  targets: ReadonlyMap<string, string>,
): { entries: SheetEntry[]; date1904: boolean } {
  const entries: SheetEntry[] = []
  let date1904 = false
  parse(xml, 'workbook.xml', {
    open: (name, attributes) => {
      if (name === 'workbookPr')
        date1904 = attributes['date1904'] === '1' || attributes['date1904'] === 'true'
      if (name !== 'sheet') return
      const id =
        Object.entries(attributes).find(([key]) => key.endsWith(':id') || key === 'id')?.[1] ?? ''
      const state = attributes['state']
      entries.push({
        name: attributes['name'] ?? '',
        state: state === 'hidden' || state === 'veryHidden' ? state : 'visible',
        part: targets.get(id) ?? `xl/worksheets/sheet${entries.length + 1}.xml`,
      })
    },
  })
  return { entries, date1904 }
}

/** Rich text is joined; phonetic runs are left out. */
function readSharedStrings(xml: string): string[] {
  const strings: string[] = []
  if (xml === '') return strings
  let current = ''
  let inText = false
  let phonetic = 0
  parse(xml, 'sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') current = ''
      else if (name === 'rPh') phonetic += 1
      else if (name === 't') inText = phonetic === 0
    },
    close: (name) => {
      if (name === 'si') strings.push(unescaped(current))
      else if (name === 'rPh') phonetic -= 1
      else if (name === 't') inText = false
    },
    text: (text) => {
      if (inText) current += text
    },
  })
  return strings
}

/** Built-in number formats that show a day (ECMA-376 part 1, 18.8.30). */
const BUILT_IN_DATES: ReadonlySet<number> = new Set([14, 15, 16, 17, 22, 27, 30, 36, 50, 57])

/** For each cell style: does its number format show a day? */
function readDateStyles(xml: string): (style: string | undefined) => boolean {
  if (xml === '') return () => false
  const formats = new Map<number, string>()
  const styles: number[] = []
  let inCellStyles = false
  parse(xml, 'styles.xml', {
    open: (name, attributes) => {
      if (name === 'numFmt')
        formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      else if (name === 'cellXfs') inCellStyles = true
      else if (name === 'xf' && inCellStyles) styles.push(Number(attributes['numFmtId'] ?? 0))
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  const shows = styles.map((id) => {
    const code = formats.get(id)
    if (code === undefined) return BUILT_IN_DATES.has(id)
    return /[yd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))
  })
  return (style) => shows[Number(style ?? 0)] ?? false
}

interface ReadSheet {
  readonly facts: SheetFacts
  readonly rows: TableRow[]
  readonly merges: Merge[]
  readonly hiddenColumns: number[]
}

function readSheet(
  entry: SheetEntry,
  xml: string,
  strings: readonly string[],
  isDate: (style: string | undefined) => boolean,
  date1904: boolean,
): ReadSheet {
  const rows: TableRow[] = []
  const merges: Merge[] = []
  const hiddenColumns: number[] = []
  const facts = { rows: 0, filledCells: 0, formulas: 0, merges: 0, hiddenRows: 0 }
  let rowNumber = 0
  let cells: Cell[] = []
  let isHidden = false
  let column = -1
  let attributes: Attributes = {}
  let value = ''
  let inline = ''
  let inValue = false
  let inText = false
  let hasValue = false
  let hasFormula = false
  const put = () => {
    const cell = cellOf(
      attributes['t'] ?? 'n',
      hasValue ? value : null,
      inline,
      attributes['s'],
      strings,
      isDate,
      date1904,
    )
    if (cell === null && !(hasFormula && !hasValue)) return
    if (column >= LIMITS.columns)
      throw new FileFailure('file.too_many_columns', { row: rowNumber, limit: LIMITS.columns })
    while (cells.length < column) cells.push(null)
    cells[column] = cell ?? NOT_CALCULATED
    if (cell !== null) facts.filledCells += 1
  }
  if (xml !== '')
    parse(xml, entry.name, {
      open: (name, found) => {
        if (name === 'row') {
          rowNumber = found['r'] === undefined ? rowNumber + 1 : Number(found['r'])
          if (!Number.isInteger(rowNumber) || rowNumber < 1 || rowNumber > LIMITS.rows)
            throw new FileFailure('file.too_many_rows', { limit: LIMITS.rows })
          cells = []
          column = -1
          isHidden = found['hidden'] === '1' || found['hidden'] === 'true'
        } else if (name === 'c') {
          attributes = found
          column = found['r'] === undefined ? column + 1 : columnOf(found['r'])
          value = ''
          inline = ''
          hasValue = false
          hasFormula = false
        } else if (name === 'v') {
          inValue = true
          hasValue = true
        } else if (name === 't') inText = true
        else if (name === 'f') {
          facts.formulas += 1
          hasFormula = true
        } else if (name === 'mergeCell') {
          facts.merges += 1
          // Beyond this many, merges are decoration, and no heading needs them.
          if (merges.length < 20_000) merges.push(...mergeOf(found['ref'] ?? ''))
        } else if (name === 'col' && (found['hidden'] === '1' || found['hidden'] === 'true')) {
          for (
            let c = Number(found['min']);
            c <= Math.min(Number(found['max']), LIMITS.columns);
            c += 1
          )
            hiddenColumns.push(c - 1)
        }
      },
      close: (name) => {
        if (name === 'v') inValue = false
        else if (name === 't') inText = false
        else if (name === 'c') put()
        else if (name === 'row') {
          facts.rows += 1
          if (isHidden) facts.hiddenRows += 1
          if (cells.length > 0)
            rows.push(
              isHidden ? { row: rowNumber, cells, hidden: true } : { row: rowNumber, cells },
            )
        }
      },
      text: (text) => {
        if (inValue) value += text
        else if (inText) inline += text
      },
    })
  return {
    facts: { name: entry.name, state: entry.state, ...facts, hiddenColumns: hiddenColumns.length },
    rows,
    merges,
    hiddenColumns,
  }
}
