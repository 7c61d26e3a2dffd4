/**
 * Posts the rows of a file as documents, inside the caller's transaction.
 *
 * Identity of a row (sync.md 18): its external reference, else type, customer and number; a row
 * without a number is known by its own fields and by being the n-th equal row of the file, so that
 * the same file read twice, or on two machines, makes the same facts. Once a document was reversed,
 * the next import of it is generation 2, which is part of the key.
 */
import { customerByCode, type CustomerRow } from '../../../db/local/customers.ts'
import { type DocumentRow, reversalOf } from '../../../db/local/documents.ts'
import type { DocumentDraft } from '../../../shared/contract/documents.ts'
import type { ParsedDocument } from '../../../shared/domain/tabular/parse-rows.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { externalId } from '../../../sync/engine/ids.ts'
import type { Context } from '../context.ts'
import { applyStated } from '../features/documents.ts'
import { addCustomer, setArchived } from '../features/customer-cards.ts'
import { resolveDraft } from '../ledger/drafts.ts'
import type { Journal } from '../ledger/journal.ts'
import { knownRowOf } from '../ledger/known-documents.ts'
import { problemOf } from './problem-columns.ts'
import type { Outcome, RowProblem, RowState } from './outcome.ts'

export interface DocumentImport {
  readonly kind: 'customers' | 'documents' | 'receipts' | 'open-items' | 'rates'
  readonly rows: readonly ParsedDocument[]
  readonly createCustomers: boolean
  /** Rows left out: the bad ones of an earlier pass. */
  readonly exclude: ReadonlySet<number>
  readonly batch: number
  /** After each row, taken or not. */
  readonly onRow: () => void
}

export function* postImportedDocuments(
  context: Context,
  journal: Journal,
  input: DocumentImport,
): Generator<void, Outcome> {
  const states = new Map<number, RowState>()
  const problems: RowProblem[] = []
  const totals: Record<string, { debitMinor: number; creditMinor: number }> = {}
  const customers = new CustomerLookup(context, journal, input)
  const equalRows = new Map<string, number>()
  let leavesTraces = false
  const toAllocate: { row: ParsedDocument; document: DocumentRow }[] = []
  const fail = (row: number, error: unknown, column?: string) => {
    if (!(error instanceof Refusal)) throw error
    states.set(row, 'error')
    const problem = problemOf(row, error, column)
    // Receipts call their day `date`.
    problems.push(
      input.kind === 'receipts' && problem.column === 'document_date'
        ? { ...problem, column: 'date' }
        : problem,
    )
  }
  for (const row of input.rows) {
    input.onRow()
    yield
    if (input.exclude.has(row.row)) continue
    try {
      const customer = customers.of(row)
      const draft = draftOf(row)
      const resolved = resolveDraft(context, draft, {
        customer,
        ...identityOf(context, row, equalRows),
      })
      if (resolved.state === 'unchanged') {
        states.set(row.row, 'unchanged')
        continue
      }
      const document = journal.post(resolved.entry)
      states.set(row.row, 'new')
      const total = (totals[document.currency] ??= { debitMinor: 0, creditMinor: 0 })
      if (document.amountMinor > 0) total.debitMinor += document.amountMinor
      else total.creditMinor -= document.amountMinor
      if (row.allocateTo && row.allocateTo.length > 0) toAllocate.push({ row, document })
    } catch (error) {
      fail(row.row, error)
      // It opened an account, or was counted among equal rows: both decide about later ones.
      const isCounted = row.documentNo === undefined && row.externalRef === undefined
      leavesTraces ||= isCounted || customers.hasOpened
    }
  }
  // By day, then number: what "all it can" takes must not depend on the order of the rows.
  const inOrder = toAllocate.toSorted(
    (a, b) =>
      compare(a.document.docOn, b.document.docOn) ||
      compare(a.document.number, b.document.number) ||
      a.row.row - b.row.row,
  )
  for (const { row, document } of inOrder) {
    yield
    try {
      applyStated(context, journal, document, {
        kind: row.kind,
        allocateTo: row.allocateTo?.map((target) => ({
          documentNo: target.documentNo,
          kind: undefined,
          amountMinor: target.amountMinor,
        })),
      })
    } catch (error) {
      leavesTraces = true
      const isTarget = error instanceof Refusal && error.code.startsWith('document.')
      fail(row.row, error, isTarget ? 'allocate_to' : undefined)
    }
  }
  return {
    states,
    changes: new Map(),
    problems: problems.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)),
    totals,
    leavesTraces,
  }
}

class CustomerLookup {
  readonly #context: Context
  readonly #journal: Journal
  readonly #input: DocumentImport
  readonly #known = new Map<string, CustomerRow>()
  /** An account was opened, or taken out of the archive. */
  hasOpened = false

  constructor(context: Context, journal: Journal, input: DocumentImport) {
    this.#context = context
    this.#journal = journal
    this.#input = input
  }

  of(row: ParsedDocument): CustomerRow {
    let customer = this.#known.get(row.customerCode)
    if (!customer) {
      customer = this.#find(row)
      this.#known.set(row.customerCode, customer)
    }
    return customer
  }

  #find(row: ParsedDocument): CustomerRow {
    const found = customerByCode(this.#context.db, row.customerCode)
    const { createCustomers, batch } = this.#input
    if (found && !(found.archived && createCustomers)) return found
    if (!createCustomers) throw new Refusal('customer.unknown', { customer: row.customerCode })
    this.hasOpened = true
    if (found) return setArchived(this.#context, this.#journal, found, false)
    const id = externalId(
      this.#context.company.companyId,
      'import',
      `customer\0${row.customerCode}`,
    )
    return addCustomer(
      this.#context,
      this.#journal,
      id,
      { code: row.customerCode, name: row.customerName ?? row.customerCode } as Parameters<
        typeof addCustomer
      >[3],
      batch,
    )
  }
}

function draftOf(row: ParsedDocument): DocumentDraft {
  const draft = {
    kind: row.kind,
    documentNo: row.documentNo,
    customerCode: row.customerCode,
    documentDate: row.documentDate,
    postingDate: row.postingDate,
    dueDate: row.dueDate,
    valueDate: row.valueDate,
    amountMinor: row.amountMinor,
    originalMinor: row.originalMinor,
    currency: row.currency,
    rate: row.rate,
    taxMinor: row.taxMinor,
    reference: row.reference,
    description: row.description,
    externalRef: row.externalRef,
    branchCode: row.branchCode,
    method: row.method,
    installments: row.installments === undefined ? undefined : [...row.installments],
  }
  return draft as DocumentDraft
}

/** What an imported document without a reference of its own is known by. */
export function numberKey(kind: string, customerCode: string, documentNo: string): string {
  return `${kind}\0${customerCode}\0${documentNo}`
}

/** Id of the imported document of a key: its first generation that is not reversed. */
export function importedIdOf(
  context: Context,
  key: string,
): { documentId: string; isNewId: boolean } {
  const { companyId } = context.company
  for (let generation = 1; ; generation += 1) {
    const id = externalId(companyId, 'import', generation === 1 ? key : `${key}\0${generation}`)
    const there = knownRowOf(context, id)
    if (there === undefined || !reversalOf(context.db, there))
      return { documentId: id, isNewId: there === undefined }
  }
}

function identityOf(
  context: Context,
  row: ParsedDocument,
  equalRows: Map<string, number>,
): { documentId: string; isNewId: boolean } {
  const key =
    row.externalRef ??
    (row.documentNo === undefined
      ? fieldsKey(row, equalRows)
      : numberKey(row.kind, row.customerCode, row.documentNo))
  return importedIdOf(context, key)
}

function fieldsKey(row: ParsedDocument, equalRows: Map<string, number>): string {
  const { row: _row, customerName: _name, allocateTo: _allocate, ...fields } = row
  const key = JSON.stringify(Object.entries(fields).filter(([, value]) => value !== undefined))
  const n = (equalRows.get(key) ?? 0) + 1
  equalRows.set(key, n)
  return `${key}\0${n}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
