/**
 * What a check posts: documents in memory, beside those of the database, so that fifty thousand rows
 * are looked at in a second and nothing has to be rolled back. Everything that decides about a row
 * runs as it does in a posting; only hashes, journal rows, cells and operations are left out.
 */
import type { DocumentRow, NewDocument, NumberCandidate } from '../../../db/local/documents.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'

/** Rows of a rehearsal are numbered from here: no table gets so far. */
const FIRST_ROW = 2 ** 50

interface Part {
  readonly n: number
  readonly dueOn: IsoDate
  readonly amountMinor: number
}

export class Rehearsal {
  readonly #documents: DocumentRow[] = []
  readonly #installments = new Map<number, readonly Part[]>()
  readonly #byId = new Map<string, number>()
  /** Rows by number; of a customer those that bear it live by number and kind. */
  readonly #byNumber = new Map<string, number[]>()
  readonly #live = new Map<string, number[]>()
  #items = 0

  add(
    fields: NewDocument,
    installments: readonly { readonly dueOn: IsoDate; readonly amountMinor: number }[],
    isLive: boolean,
  ): number {
    const rowid = FIRST_ROW + this.#documents.length
    this.#documents.push({ rowid, ...fields })
    this.#byId.set(fields.documentId, rowid)
    append(this.#byNumber, fields.number, rowid)
    if (isLive) append(this.#live, liveKey(fields.customer, fields.number), rowid)
    if (installments.length > 0)
      this.#installments.set(
        rowid,
        installments.map((part, index) => ({ n: index + 1, ...part })),
      )
    return rowid
  }

  itemId(): number {
    this.#items += 1
    return FIRST_ROW + this.#items
  }

  at(rowid: number): DocumentRow | undefined {
    return this.#documents[rowid - FIRST_ROW]
  }

  rowOf(documentId: string): number | undefined {
    return this.#byId.get(documentId)
  }

  installmentsAt(rowid: number): readonly Part[] {
    return this.#installments.get(rowid) ?? []
  }

  liveRows(customer: number, number: string): readonly number[] {
    return this.#live.get(liveKey(customer, number)) ?? []
  }

  candidates(number: string): NumberCandidate[] {
    return (this.#byNumber.get(number) ?? []).flatMap((rowid) => {
      const document = this.at(rowid)
      if (!document || document.customer === null || document.kind === 'fx_difference') return []
      const { kind, customer, amountMinor } = document
      return [{ rowid, kind, customer, amountMinor, isLive: 1 as const }]
    })
  }

  isNumberTaken(number: string): boolean {
    return this.#byNumber.has(number)
  }
}

export function isRehearsed(rowid: number): boolean {
  return rowid >= FIRST_ROW
}

function liveKey(customer: number | null, number: string): string {
  return `${customer} ${number}`
}

function append(map: Map<string, number[]>, key: string, rowid: number): void {
  const list = map.get(key)
  if (list) list.push(rowid)
  else map.set(key, [rowid])
}
