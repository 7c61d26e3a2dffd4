/**
 * Ids and rows of customers and documents that were met while a page is worked in, each asked for once.
 * Whoever takes rows out of the ledger, or gives them other places, clears it.
 */
import { idOfCustomer, rowOfCustomer } from '../../../db/local/customers.ts'
import { idOfDocument, rowOfDocument } from '../../../db/local/documents.ts'
import type { CompanyDb } from '../../../db/local/open.ts'

export class KnownRows {
  readonly #db: CompanyDb
  readonly #customers = new Map<string, number>()
  readonly #customerIds = new Map<number, string>()
  readonly #documents = new Map<string, number>()
  readonly #documentIds = new Map<number, string>()

  constructor(db: CompanyDb) {
    this.#db = db
  }

  customerRow(customerId: string): number | undefined {
    const known = this.#customers.get(customerId)
    if (known !== undefined) return known
    const row = rowOfCustomer(this.#db, customerId)
    if (row !== undefined) this.#noteCustomer(row, customerId)
    return row
  }

  customerId(row: number): string {
    const known = this.#customerIds.get(row)
    if (known !== undefined) return known
    const customerId = idOfCustomer(this.#db, row)
    if (customerId === undefined) throw new Error(`customer ${row} is not there`)
    this.#noteCustomer(row, customerId)
    return customerId
  }

  documentRow(documentId: string): number | undefined {
    const known = this.#documents.get(documentId)
    if (known !== undefined) return known
    const row = rowOfDocument(this.#db, documentId)
    if (row !== undefined) this.noteDocument(row, documentId)
    return row
  }

  documentId(row: number): string {
    const known = this.#documentIds.get(row)
    if (known !== undefined) return known
    const documentId = idOfDocument(this.#db, row)
    if (documentId === undefined) throw new Error(`document ${row} is not there`)
    this.noteDocument(row, documentId)
    return documentId
  }

  noteDocument(row: number, documentId: string): void {
    this.#documents.set(documentId, row)
    this.#documentIds.set(row, documentId)
  }

  clear(): void {
    this.#customers.clear()
    this.#customerIds.clear()
    this.#documents.clear()
    this.#documentIds.clear()
  }

  #noteCustomer(row: number, customerId: string): void {
    this.#customers.set(customerId, row)
    this.#customerIds.set(row, customerId)
  }
}
