/**
 * The journal's rows: written once, never changed (triggers refuse), read by id, number or customer.
 */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import type { DocumentKind } from '../../shared/domain/kinds.ts'
import type { JournalLine } from '../../shared/domain/posting.ts'
import type { CompanyDb } from './open.ts'
import type { DocRaw } from './schema.ts'

export interface DocumentRow {
  readonly rowid: number
  readonly documentId: string
  readonly kind: DocumentKind
  readonly customer: number | null
  readonly number: string
  readonly numberGiven: boolean
  readonly docOn: IsoDate
  readonly paperOn: IsoDate | null
  readonly dueOn: IsoDate | null
  readonly valueOn: IsoDate | null
  readonly currency: string
  readonly rate: string | null
  readonly amountMinor: number
  readonly baseMinor: number
  readonly taxMinor: number | null
  readonly originalMinor: number | null
  readonly reference: string | null
  readonly description: string | null
  readonly externalRef: string | null
  readonly branchCode: string | null
  readonly method: string | null
  readonly reverses: number | null
  readonly cause: Uint8Array | null
  readonly batch: number | null
  readonly recordedAt: number
  readonly contentHash: Uint8Array
  readonly operationId: string
}

export type NewDocument = Omit<DocumentRow, 'rowid'>

export function insertDocument(db: CompanyDb, doc: NewDocument): number {
  return db
    .prepare<(string | number | null | Uint8Array)[]>(
      `insert into doc (doc_id, kind, customer_id, number, number_given, doc_on, paper_on, due_on, value_on, currency,
         rate, amount_minor, base_minor, tax_minor, original_minor, reference, description, external_ref, branch_code,
         method, reverses, cause, batch_id, recorded_at, content_hash, op_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      uuidToBytes(doc.documentId),
      doc.kind,
      doc.customer,
      doc.number,
      doc.numberGiven ? 1 : 0,
      doc.docOn,
      doc.paperOn,
      doc.dueOn,
      doc.valueOn,
      doc.currency,
      doc.rate,
      doc.amountMinor,
      doc.baseMinor,
      doc.taxMinor,
      doc.originalMinor,
      doc.reference,
      doc.description,
      doc.externalRef,
      doc.branchCode,
      doc.method,
      doc.reverses,
      doc.cause,
      doc.batch,
      doc.recordedAt,
      doc.contentHash,
      uuidToBytes(doc.operationId),
    ).lastInsertRowid
}

/** All lines of an entry in one statement. */
export function insertLines(db: CompanyDb, doc: number, lines: readonly JournalLine[]): void {
  if (lines.length === 0) return
  const values: (number | string)[] = []
  lines.forEach((line, n) =>
    values.push(doc, n + 1, line.account, line.amountMinor, line.baseMinor),
  )
  db.prepare<(number | string)[]>(linesSql(lines.length)).run(...values)
}

const lineSqls: string[] = []

function linesSql(count: number): string {
  return (lineSqls[count] ??= `insert into doc_line (doc_id, n, account, amount_minor, base_minor)
    values ${Array.from({ length: count }, () => '(?, ?, ?, ?, ?)').join(', ')}`)
}

export function insertInstallments(
  db: CompanyDb,
  doc: number,
  installments: readonly { readonly dueOn: IsoDate; readonly amountMinor: number }[],
): void {
  const insert = db.prepare<[number, number, string, number]>(
    'insert into doc_installment (doc_id, n, due_on, amount_minor) values (?, ?, ?, ?)',
  )
  installments.forEach(({ dueOn, amountMinor }, n) => insert.run(doc, n + 1, dueOn, amountMinor))
}

export function documentById(db: CompanyDb, documentId: string): DocumentRow | undefined {
  return toRow(
    db
      .prepare<[Uint8Array], DocRaw>('select * from doc where doc_id = ?')
      .get(uuidToBytes(documentId)),
  )
}

/** Its row, without reading it: for the many ids of an import that are nearly all new. */
export function rowOfDocument(db: CompanyDb, documentId: string): number | undefined {
  return db
    .prepare<[Uint8Array], { id: number }>('select id from doc where doc_id = ?')
    .get(uuidToBytes(documentId))?.id
}

export function idOfDocument(db: CompanyDb, rowid: number): string | undefined {
  const row = db
    .prepare<[number], { id: Uint8Array }>('select doc_id as id from doc where id = ?')
    .get(rowid)
  return row && bytesToUuid(row.id)
}

export function documentByRow(db: CompanyDb, rowid: number): DocumentRow | undefined {
  return toRow(db.prepare<[number], DocRaw>('select * from doc where id = ?').get(rowid))
}

/** What tells the documents of one number apart. */
export interface NumberCandidate {
  readonly rowid: number
  readonly kind: DocumentKind
  readonly customer: number
  readonly amountMinor: number
  /** 1: neither a mirror nor taken back by one. */
  readonly isLive: 0 | 1
}

/** Customers' documents with this number, exchange differences apart. Served by doc_by_number. */
export function candidatesByNumber(db: CompanyDb, number: string): NumberCandidate[] {
  return db
    .prepare<[string], NumberCandidate>(
      `select id as rowid, kind, customer_id as customer, amount_minor as amountMinor,
         kind <> 'reversal' and not exists (select 1 from doc as r where r.reverses = d.id and r.kind = 'reversal') as isLive
       from doc as d where number = ? and customer_id is not null and kind <> 'fx_difference' order by id`,
    )
    .all(number)
}

/** Rows of a customer's live documents with this number. Served by the key of doc_number. */
export function liveNumbersOf(db: CompanyDb, customer: number, number: string): number[] {
  return db
    .prepare<[string, number], { doc: number }>(
      'select doc_id as doc from doc_number where number = ? and customer_id = ?',
    )
    .all(number, customer)
    .map(({ doc }) => doc)
}

/** Served by doc_by_number. */
export function isNumberTaken(db: CompanyDb, number: string): boolean {
  return (
    db
      .prepare<[string], { n: number }>('select 1 as n from doc where number = ? limit 1')
      .get(number) !== undefined
  )
}

export function documentsOfBatch(db: CompanyDb, batch: number): DocumentRow[] {
  return db
    .prepare<[number], DocRaw>('select * from doc where batch_id = ? order by id')
    .all(batch)
    .map(fromTable)
}

/** The mirror of a reversed document. */
export function reversalOf(db: CompanyDb, rowid: number): DocumentRow | undefined {
  return toRow(
    db
      .prepare<[number], DocRaw>("select * from doc where reverses = ? and kind = 'reversal'")
      .get(rowid),
  )
}

export function linesOf(db: CompanyDb, rowid: number): JournalLine[] {
  return db
    .prepare<[number], JournalLine>(
      'select account, amount_minor as amountMinor, base_minor as baseMinor from doc_line where doc_id = ? order by n',
    )
    .all(rowid)
}

export function installmentsOfDocument(
  db: CompanyDb,
  rowid: number,
): { n: number; dueOn: IsoDate; amountMinor: number }[] {
  return db
    .prepare<[number], { n: number; dueOn: IsoDate; amountMinor: number }>(
      'select n, due_on as dueOn, amount_minor as amountMinor from doc_installment where doc_id = ? order by n',
    )
    .all(rowid)
}

/** The live (not reversed) document with this number of this customer and kind. */
export function liveNumber(
  db: CompanyDb,
  customer: number,
  kind: string,
  number: string,
): number | undefined {
  return db
    .prepare<[string, number, string], { id: number }>(
      'select doc_id as id from doc_number where number = ? and customer_id = ? and kind = ?',
    )
    .get(number, customer, kind)?.id
}

/**
 * A document of that number that is not reversed, live or not. Served by doc_by_number.
 */
export function standingWithNumber(
  db: CompanyDb,
  customer: number,
  kind: string,
  number: string,
): number | undefined {
  return db
    .prepare<[number, string, string], { id: number }>(
      `select d.id from doc as d where d.customer_id = ? and d.kind = ? and d.number = ? and d.cause is null
         and not exists (select 1 from doc as mirror where mirror.reverses = d.id) order by d.id limit 1`,
    )
    .get(customer, kind, number)?.id
}

export function insertLiveNumber(
  db: CompanyDb,
  customer: number,
  kind: string,
  number: string,
  doc: number,
): void {
  db.prepare<[number, string, string, number]>(
    'insert into doc_number (customer_id, kind, number, doc_id) values (?, ?, ?, ?)',
  ).run(customer, kind, number, doc)
}

export function deleteLiveNumber(
  db: CompanyDb,
  customer: number,
  kind: string,
  number: string,
): void {
  db.prepare<[string, number, string]>(
    'delete from doc_number where number = ? and customer_id = ? and kind = ?',
  ).run(number, customer, kind)
}

export function isLiveNumber(
  db: CompanyDb,
  customer: number,
  kind: string,
  number: string,
  doc: number,
): boolean {
  return liveNumber(db, customer, kind, number) === doc
}

/** The final number instead of the provisional one; a trigger refuses any other change. */
export function renumberDocument(db: CompanyDb, doc: number, number: string): void {
  db.prepare<[string, number]>('update doc set number = ? where id = ?').run(number, doc)
}

export function moveLiveNumber(
  db: CompanyDb,
  move: {
    readonly customer: number
    readonly kind: string
    readonly from: string
    readonly to: string
  },
): void {
  db.prepare<[string, string, number, string]>(
    'update doc_number set number = ? where number = ? and customer_id = ? and kind = ?',
  ).run(move.to, move.from, move.customer, move.kind)
}

/** Takes the next number of a series and year; a gap is impossible, a rolled-back one is not taken. */
export function takeNumber(db: CompanyDb, series: string, year: number): number {
  const next = db
    .prepare<[string, number], { next: number }>(
      `insert into number_series (series, year, next) values (?, ?, 2)
       on conflict (series, year) do update set next = next + 1 returning next - 1 as next`,
    )
    .get(series, year)
  if (!next) throw new Error('number series gave nothing')
  return next.next
}

export function peekNumber(db: CompanyDb, series: string, year: number): number {
  return (
    db
      .prepare<[string, number], { next: number }>(
        'select next from number_series where series = ? and year = ?',
      )
      .get(series, year)?.next ?? 1
  )
}

function toRow(row: DocRaw | undefined): DocumentRow | undefined {
  return row && fromTable(row)
}

export function fromTable(row: DocRaw): DocumentRow {
  return {
    rowid: row.id,
    documentId: bytesToUuid(row.doc_id),
    kind: row.kind as DocumentKind,
    customer: row.customer_id,
    number: row.number,
    numberGiven: row.number_given === 1,
    docOn: row.doc_on as IsoDate,
    paperOn: row.paper_on as IsoDate | null,
    dueOn: row.due_on as IsoDate | null,
    valueOn: row.value_on as IsoDate | null,
    currency: row.currency,
    rate: row.rate,
    amountMinor: row.amount_minor,
    baseMinor: row.base_minor,
    taxMinor: row.tax_minor,
    originalMinor: row.original_minor,
    reference: row.reference,
    description: row.description,
    externalRef: row.external_ref,
    branchCode: row.branch_code,
    method: row.method,
    reverses: row.reverses,
    cause: row.cause,
    batch: row.batch_id,
    recordedAt: row.recorded_at,
    contentHash: row.content_hash,
    operationId: bytesToUuid(row.op_id),
  }
}
