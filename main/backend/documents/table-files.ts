/** Workbooks and CSV files in the making, fed by messages. */
import { BYTE_ORDER_MARK, csvHead, csvRows } from './csv.ts'
import type { ToWriter } from './messages.ts'
import type { PackedRows } from './packed-rows.ts'
import type { BookFacts, CsvStyle, SheetHead } from './table-shape.ts'
import { WholeFile } from './whole-file.ts'
import { BookWriter } from './xlsx/book.ts'

type TableMessage = Extract<ToWriter, { do: 'open' | 'sheet' | 'rows' | 'close' | 'discard' }>

interface TableFile {
  readonly path: string
  startSheet(head: SheetHead): Promise<void>
  addRows(rows: PackedRows): Promise<void>
  close(): Promise<void>
  discard(): void
}

export class TableFiles {
  readonly #files = new Map<number, TableFile>()
  /** Messages of one file are worked on one after the other. */
  readonly #queues = new Map<number, Promise<unknown>>()

  pathOf(file: number): string {
    return this.#files.get(file)?.path ?? ''
  }

  hear(message: TableMessage): Promise<number> {
    const done = (this.#queues.get(message.file) ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => this.#work(message))
    this.#queues.set(message.file, done)
    return done
  }

  async #work(message: TableMessage): Promise<number> {
    if (message.do === 'open') {
      const { path, format, mark } = message
      const file = new WholeFile(path, mark)
      this.#files.set(
        message.file,
        format.kind === 'xlsx'
          ? new XlsxFile(path, file, format.facts)
          : new CsvFile(path, file, format.style),
      )
      return 0
    }
    const file = this.#files.get(message.file)
    if (!file) throw new Error('no such file is open')
    if (message.do === 'sheet') await file.startSheet(message.head)
    else if (message.do === 'rows') await file.addRows(message.rows)
    else {
      if (message.do === 'close') await file.close()
      else file.discard()
      this.#files.delete(message.file)
      this.#queues.delete(message.file)
    }
    return 0
  }
}

class XlsxFile implements TableFile {
  readonly path: string
  readonly #file: WholeFile
  readonly #book: BookWriter
  readonly #facts: BookFacts | null
  #hasSheet = false

  constructor(path: string, file: WholeFile, facts: BookFacts | null) {
    this.path = path
    this.#file = file
    this.#book = new BookWriter(file)
    this.#facts = facts
  }

  async startSheet(head: SheetHead): Promise<void> {
    await this.#endSheet()
    await this.#book.startSheet(head)
    this.#hasSheet = true
  }

  addRows(rows: PackedRows): Promise<void> {
    return this.#book.addRows(rows)
  }

  async close(): Promise<void> {
    await this.#endSheet()
    if (this.#facts) await this.#book.addFacts(this.#facts)
    await this.#book.close()
  }

  discard(): void {
    this.#file.discard()
  }

  async #endSheet(): Promise<void> {
    if (this.#hasSheet) await this.#book.endSheet()
    this.#hasSheet = false
  }
}

class CsvFile implements TableFile {
  readonly path: string
  readonly #file: WholeFile
  readonly #style: CsvStyle
  #head = ''

  constructor(path: string, file: WholeFile, style: CsvStyle) {
    this.path = path
    this.#file = file
    this.#style = style
    file.write(Buffer.from(BYTE_ORDER_MARK))
  }

  startSheet(head: SheetHead): Promise<void> {
    // Tables below each other with the same columns are one table.
    const text = csvHead(head.headings, this.#style)
    if (text !== this.#head) this.#file.write(Buffer.from(text))
    this.#head = text
    return Promise.resolve()
  }

  addRows(rows: PackedRows): Promise<void> {
    this.#file.write(Buffer.from(csvRows(rows, this.#style)))
    return Promise.resolve()
  }

  close(): Promise<void> {
    this.#file.finish()
    return Promise.resolve()
  }

  discard(): void {
    this.#file.discard()
  }
}
