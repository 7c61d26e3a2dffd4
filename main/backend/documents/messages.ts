/** What travels between the ledger's thread and the one that writes documents. */
import type { CsvStyle } from '../../../shared/contract/csv.ts'
import type { PackedRows } from './packed-rows.ts'
import type { PdfRequest } from './pdf/request.ts'
import type { BookFacts, EditHead, MemoryHead, SheetHead } from './table-shape.ts'

export type TableFormat =
  | { readonly kind: 'xlsx'; readonly facts: BookFacts | null }
  | { readonly kind: 'csv'; readonly style: CsvStyle }

export interface PrintFacts {
  readonly language: 'tr' | 'en' | 'de'
  readonly title: string
  readonly author: string
  /** Says what each part is, for readers by ear; a joined file for the printer goes without. */
  readonly isTagged: boolean
  /** A JPEG, base64. */
  readonly logo: string | null
}

/** `file` numbers what is being written; every message is answered once, those of a file in order. */
export type ToWriter =
  | {
      readonly do: 'open'
      readonly file: number
      readonly path: string
      /** Part of the name it has until it is whole. */
      readonly mark: string
      readonly isFlushed: boolean
      readonly as: { readonly table: TableFormat } | { readonly print: PrintFacts }
    }
  | {
      readonly do: 'sheet'
      readonly file: number
      readonly head: SheetHead | EditHead | MemoryHead
    }
  | { readonly do: 'rows'; readonly file: number; readonly rows: PackedRows }
  | {
      readonly do: 'paper'
      readonly file: number
      readonly pdf: PdfRequest
      readonly bookmark: string | null
    }
  | { readonly do: 'close'; readonly file: number }
  | { readonly do: 'discard'; readonly file: number }
  | {
      readonly do: 'pack'
      readonly path: string
      readonly mark: string
      readonly files: readonly PackedFile[]
      /** As they are, not compressed: a pack that is checked to the byte. */
      readonly isStored: boolean
    }

/** A file to put into an archive under a name. */
export interface PackedFile {
  readonly name: string
  readonly path: string
}

export type Answered =
  | { readonly ask: number; readonly ok: true; readonly value: number }
  | {
      readonly ask: number
      readonly ok: false
      /** A refusal of the contract; a bug has none. */
      readonly code: string | null
      readonly params: Readonly<Record<string, string | number>>
    }
