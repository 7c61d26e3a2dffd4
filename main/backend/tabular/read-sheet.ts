/** One worksheet, its bytes as they are unpacked: scanned where it is of the usual form, else parsed. */
import type { Merge, SheetFacts, TableRow } from '../../../shared/domain/tabular/table.ts'
import { LIMITS } from './failure.ts'
import { type BookSense, SheetRows } from './sheet-rows.ts'
import { SheetScanner } from './sheet-scan.ts'
import { mergeOf } from './xlsx-cells.ts'
import { Unusual } from './xml-text.ts'
import { type XmlParser, xmlParser } from './xml.ts'

export interface SheetParts {
  readonly counts: Omit<SheetFacts, 'name' | 'state'>
  readonly merges: readonly Merge[]
  readonly hiddenColumns: readonly number[]
}

/** Where the rows go; `begin` again means that those before were none. */
export interface RowSink {
  begin(): void
  row(row: TableRow): void
  /** Between two pieces of the file; a receiver that cannot follow makes the reading wait. */
  pause(): Promise<void>
}

/** Nobody wants the rows. */
export const NO_SINK: RowSink = {
  begin: () => undefined,
  row: () => undefined,
  pause: () => Promise.resolve(),
}

/** `open` gives the bytes from the start, again when asked again. */
export async function readSheet(
  name: string,
  open: () => AsyncIterable<Buffer>,
  sense: BookSense,
  sink: RowSink,
): Promise<SheetParts> {
  const onRow = (row: TableRow) => sink.row(row)
  sink.begin()
  try {
    const rows = new SheetRows(sense, onRow)
    const scanner = new SheetScanner(rows)
    await fed(open(), scanner, sink)
    const frame = new SheetParser(name, rows)
    frame.write(scanner.end())
    return frame.end()
  } catch (error) {
    if (!(error instanceof Unusual)) throw error
  }
  sink.begin()
  const parser = new SheetParser(name, new SheetRows(sense, onRow))
  await fed(open(), parser, sink)
  return parser.end()
}

/** A sheet the workbook names but does not have. */
export function emptySheet(): SheetParts {
  const counts = {
    rows: 0,
    filledCells: 0,
    formulas: 0,
    merges: 0,
    hiddenRows: 0,
    hiddenColumns: 0,
  }
  return { counts, merges: [], hiddenColumns: [] }
}

async function fed(
  bytes: AsyncIterable<Buffer>,
  to: { write(text: string): void },
  sink: RowSink,
): Promise<void> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for await (const piece of bytes) {
    to.write(decoder.decode(piece, { stream: true }))
    await sink.pause()
  }
  to.write(decoder.decode())
}

/** Beyond this many, merges are decoration, and no heading needs them. */
const MERGES_MAX = 20_000

class SheetParser {
  readonly #rows: SheetRows
  readonly #parser: XmlParser
  readonly #merges: Merge[] = []
  readonly #hiddenColumns: number[] = []
  #mergeCount = 0

  constructor(name: string, rows: SheetRows) {
    this.#rows = rows
    let type = 'n'
    let style: string | undefined
    let value: string | null = null
    let inline = ''
    let inValue = false
    let inText = false
    let hasFormula = false
    this.#parser = xmlParser(name, {
      open: (tag, found) => {
        if (tag === 'row') rows.startRow(found['r'], isTrue(found['hidden']))
        else if (tag === 'c') {
          rows.startCell(found['r'])
          type = found['t'] ?? 'n'
          style = found['s']
          value = null
          inline = ''
          hasFormula = false
        } else if (tag === 'v') {
          inValue = true
          value ??= ''
        } else if (tag === 't') inText = true
        else if (tag === 'f') {
          rows.formula()
          hasFormula = true
        } else if (tag === 'mergeCell') {
          this.#mergeCount += 1
          if (this.#merges.length < MERGES_MAX) this.#merges.push(...mergeOf(found['ref'] ?? ''))
        } else if (tag === 'col' && isTrue(found['hidden']))
          for (
            let c = Number(found['min']);
            c <= Math.min(Number(found['max']), LIMITS.columns);
            c += 1
          )
            this.#hiddenColumns.push(c - 1)
      },
      close: (tag) => {
        if (tag === 'v') inValue = false
        else if (tag === 't') inText = false
        else if (tag === 'c') rows.endCell(type, style, value, inline, hasFormula)
        else if (tag === 'row') rows.endRow()
      },
      text: (text) => {
        if (inValue) value += text
        else if (inText) inline += text
      },
    })
  }

  write(text: string): void {
    this.#parser.write(text)
  }

  end(): SheetParts {
    this.#parser.close()
    return {
      counts: {
        ...this.#rows.facts,
        merges: this.#mergeCount,
        hiddenColumns: this.#hiddenColumns.length,
      },
      merges: this.#merges,
      hiddenColumns: this.#hiddenColumns,
    }
  }
}

function isTrue(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true'
}
