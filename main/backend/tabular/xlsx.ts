/**
 * Workbooks (ECMA-376 SpreadsheetML) in one pass over their parts; a sheet's bytes are never held as a
 * whole.
 *
 * Values only: formulas are never evaluated, their cached results are taken and counted. Days are told
 * by the number format and counted from 1900 or 1904. The stated dimension is ignored (some programs
 * write A1 only); merges keep their value in the top left cell and are handed on for the headings.
 */
import type { SheetFacts, Table } from '../../../shared/domain/tabular/table.ts'
import { FileFailure } from './failure.ts'
import { emptySheet, NO_SINK, readSheet, type RowSink, type SheetParts } from './read-sheet.ts'
import { readSharedStrings } from './shared-strings.ts'
import type { BookSense } from './sheet-rows.ts'
import { parseXml } from './xml.ts'
import { Parts } from './zip.ts'

interface SheetEntry {
  readonly name: string
  readonly state: SheetFacts['state']
  readonly part: string
}

/** A workbook without the rows, which went to the sinks. */
export interface Workbook {
  readonly sheets: readonly SheetFacts[]
  readonly table: Omit<Table, 'rows'>
  /** The workbook has the sheet asked for beside the table. */
  readonly hasCompanion: boolean
}

/**
 * Reads the asked sheet, else the first visible one with cells; the facts of all are told. Rows of the
 * table go to `sink`, those of the sheet named `companion` to its own.
 */
export async function readXlsx(
  bytes: Buffer,
  wanted: string | undefined,
  sink: RowSink,
  companion?: { readonly sheet: string; readonly sink: RowSink },
): Promise<Workbook> {
  const parts = await Parts.open(bytes)
  const text = async (name: string) => (await parts.whole(name))?.toString('utf8')
  const workbook = await text('xl/workbook.xml')
  if (workbook === undefined) {
    await parts.checkRest()
    throw new FileFailure('file.not_a_table')
  }
  const { entries, date1904 } = readWorkbook(
    workbook,
    readRelations((await text('xl/_rels/workbook.xml.rels')) ?? ''),
  )
  const sense: BookSense = {
    strings: readSharedStrings((await text('xl/sharedstrings.xml')) ?? ''),
    isDate: readDateStyles((await text('xl/styles.xml')) ?? ''),
    date1904,
  }
  const read: { readonly entry: SheetEntry; readonly parts: SheetParts }[] = []
  const readInto = (entry: SheetEntry, to: RowSink): Promise<SheetParts> => {
    if (parts.has(entry.part))
      return readSheet(entry.name, () => parts.stream(entry.part), sense, to)
    to.begin()
    return Promise.resolve(emptySheet())
  }
  // The likely sheet's rows go out at once; where it turns out to be another, that one is read again.
  let inSink: SheetEntry | null = null
  let isSettled = false
  for (const entry of entries) {
    const isLikely =
      wanted === undefined ? !isSettled && entry.state === 'visible' : entry.name === wanted
    const isCompanion = entry.name === companion?.sheet
    const to = isCompanion ? companion.sink : isLikely ? sink : NO_SINK
    const sheet = await readInto(entry, to)
    read.push({ entry, parts: sheet })
    if (to !== sink) continue
    inSink = entry
    isSettled = wanted !== undefined || sheet.counts.filledCells > 0
  }
  await parts.checkRest()
  const chosen =
    wanted === undefined
      ? (read.find(
          ({ entry, parts: { counts } }) => entry.state === 'visible' && counts.filledCells > 0,
        ) ??
        read.find(({ entry }) => entry.state === 'visible') ??
        read[0])
      : read.find(({ entry }) => entry.name === wanted)
  if (!chosen)
    throw new FileFailure(wanted === undefined ? 'file.empty' : 'file.sheet_unknown', {
      sheet: wanted ?? '',
      sheets: entries.map((entry) => entry.name).join(', '),
    })
  if (chosen.entry !== inSink) await readInto(chosen.entry, sink)
  return {
    sheets: read.map(({ entry: { name, state }, parts: { counts } }) => ({
      name,
      state,
      ...counts,
    })),
    hasCompanion: read.some(({ entry }) => entry.name === companion?.sheet),
    table: {
      sheet: chosen.entry.name,
      encoding: null,
      separator: null,
      date1904,
      merges: chosen.parts.merges,
      hiddenColumns: chosen.parts.hiddenColumns,
    },
  }
}

function readRelations(xml: string): Map<string, string> {
  const targets = new Map<string, string>()
  if (xml === '') return targets
  parseXml(xml, 'workbook.xml.rels', {
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
  parseXml(xml, 'workbook.xml', {
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

/** Built-in number formats that show a day (ECMA-376 part 1, 18.8.30). */
const BUILT_IN_DATES: ReadonlySet<number> = new Set([14, 15, 16, 17, 22, 27, 30, 36, 50, 57])

/** For each cell style: does its number format show a day? */
function readDateStyles(xml: string): (style: string | undefined) => boolean {
  if (xml === '') return () => false
  const formats = new Map<number, string>()
  const styles: number[] = []
  let inCellStyles = false
  parseXml(xml, 'styles.xml', {
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
