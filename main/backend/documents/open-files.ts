/** Files in the making, fed by messages: workbooks, CSV, PDF. */
import type { CsvStyle } from '../../../shared/contract/csv.ts'
import { BYTE_ORDER_MARK, csvHead, csvRows } from './csv.ts'
import type { PrintFacts, ToWriter } from './messages.ts'
import type { PackedRows } from './packed-rows.ts'
import { PdfDocument } from './pdf/document.ts'
import { fontsOfRun, printPaper } from './pdf/print.ts'
import type { PdfRequest } from './pdf/request.ts'
import type { BookFacts } from './table-shape.ts'
import { WholeFile } from './whole-file.ts'
import { type AnyHead, BookWriter } from './xlsx/book.ts'

type FileMessage = Exclude<ToWriter, { do: 'pack' }>

interface FileInWork {
  startSheet?(head: AnyHead): Promise<void>
  addRows?(rows: PackedRows): Promise<void>
  addPaper?(pdf: PdfRequest, bookmark: string | null): number
  /** What remains to be written before the file is whole. */
  end(): Promise<void>
}

export class OpenFiles {
  readonly #files = new Map<
    number,
    { readonly path: string; readonly whole: WholeFile; readonly work: FileInWork }
  >()
  /** Messages of one file are worked on one after the other. */
  readonly #queues = new Map<number, Promise<unknown>>()

  pathOf(file: number): string {
    return this.#files.get(file)?.path ?? ''
  }

  hear(message: FileMessage): Promise<number> {
    const done = (this.#queues.get(message.file) ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => this.#work(message))
    this.#queues.set(message.file, done)
    return done
  }

  async #work(message: FileMessage): Promise<number> {
    if (message.do === 'open') {
      const { path, mark, isFlushed, as } = message
      const whole = new WholeFile(path, mark, isFlushed)
      this.#files.set(message.file, { path, whole, work: workOf(whole, as) })
      return 0
    }
    const file = this.#files.get(message.file)
    if (!file) throw new Error('no such file is open')
    const { whole, work } = file
    switch (message.do) {
      case 'sheet':
        await work.startSheet?.(message.head)
        return 0
      case 'rows':
        await work.addRows?.(message.rows)
        return 0
      case 'paper':
        return work.addPaper?.(message.pdf, message.bookmark) ?? 0
      case 'close':
        await work.end()
        whole.finish()
        break
      case 'discard':
        whole.discard()
        break
    }
    this.#files.delete(message.file)
    this.#queues.delete(message.file)
    return 0
  }
}

function workOf(whole: WholeFile, as: Extract<FileMessage, { do: 'open' }>['as']): FileInWork {
  if ('print' in as) return new PrintFile(whole, as.print)
  const { table } = as
  return table.kind === 'xlsx' ? new XlsxFile(whole, table.facts) : new CsvFile(whole, table.style)
}

class PrintFile implements FileInWork {
  readonly #document: PdfDocument

  constructor(file: WholeFile, facts: PrintFacts) {
    this.#document = new PdfDocument(file, fontsOfRun(), facts)
  }

  addPaper(pdf: PdfRequest, bookmark: string | null): number {
    const before = this.#document.pages
    printPaper(this.#document, pdf, bookmark)
    return this.#document.pages - before
  }

  end(): Promise<void> {
    this.#document.finish()
    return Promise.resolve()
  }
}

class XlsxFile implements FileInWork {
  readonly #book: BookWriter
  readonly #facts: BookFacts | null
  #hasSheet = false

  constructor(file: WholeFile, facts: BookFacts | null) {
    this.#book = new BookWriter(file)
    this.#facts = facts
  }

  async startSheet(head: AnyHead): Promise<void> {
    await this.#endSheet()
    await this.#book.startSheet(head)
    this.#hasSheet = true
  }

  addRows(rows: PackedRows): Promise<void> {
    return this.#book.addRows(rows)
  }

  async end(): Promise<void> {
    await this.#endSheet()
    if (this.#facts) await this.#book.addFacts(this.#facts)
    await this.#book.end()
  }

  async #endSheet(): Promise<void> {
    if (this.#hasSheet) await this.#book.endSheet()
    this.#hasSheet = false
  }
}

class CsvFile implements FileInWork {
  readonly #file: WholeFile
  readonly #style: CsvStyle
  #head = ''

  constructor(file: WholeFile, style: CsvStyle) {
    this.#file = file
    this.#style = style
    file.write(Buffer.from(BYTE_ORDER_MARK))
  }

  startSheet(head: AnyHead): Promise<void> {
    if ('look' in head) throw new Error('a sheet to edit is a workbook')
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

  end(): Promise<void> {
    return Promise.resolve()
  }
}
