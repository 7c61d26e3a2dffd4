/** Documents with everything their content hash covers, a page at a time: for reading all of them again. */
import type { IsoDate } from '../../shared/domain/days.ts'
import type { JournalLine } from '../../shared/domain/posting.ts'
import { bytesToUuid } from '../kit/uuid-codec.ts'
import { type DocumentRow, fromTable, installmentsOfDocument, linesOf } from './documents.ts'
import { idOfCustomer } from './customers.ts'
import type { CompanyDb } from './open.ts'
import type { DocRaw } from './schema.ts'

/** What hangs on a document's row. */
export interface Content {
  readonly customerId: string | undefined
  readonly lines: readonly JournalLine[]
  readonly installments: readonly {
    readonly n: number
    readonly dueOn: IsoDate
    readonly amountMinor: number
  }[]
}

export interface WholeDocument {
  readonly row: DocumentRow
  readonly content: Content
  /** Sequence it was confirmed at; null while it is pending. */
  readonly seq: number | null
}

export function contentOf(db: CompanyDb, row: DocumentRow): Content {
  return {
    customerId: row.customer === null ? undefined : idOfCustomer(db, row.customer),
    lines: linesOf(db, row.rowid),
    installments: installmentsOfDocument(db, row.rowid),
  }
}

type Raw = DocRaw & { readonly owner: Uint8Array | null; readonly seq: number | null }

const DOCUMENTS = `select d.*, c.customer_id as owner, s.seq from doc as d
  left join customer as c on c.id = d.customer_id left join doc_status as s on s.doc = d.id
  where d.id > ? order by d.id limit ?`
const LINES =
  'select doc_id, account, amount_minor, base_minor from doc_line where doc_id > ? and doc_id <= ? order by doc_id, n'
const INSTALLMENTS =
  'select doc_id, n, due_on, amount_minor from doc_installment where doc_id > ? and doc_id <= ? order by doc_id, n'

/** The next of all documents, in order of their rows. */
export function wholeDocumentsAfter(db: CompanyDb, rowid: number, limit: number): WholeDocument[] {
  const rows = db.prepare<[number, number], Raw>(DOCUMENTS).all(rowid, limit)
  const last = rows.at(-1)?.id ?? rowid
  const lines = new Map<number, JournalLine[]>()
  for (const [doc, account, amountMinor, baseMinor] of db.tuples<
    readonly [number, string, number, number]
  >(LINES, rowid, last))
    put(lines, doc, { account, amountMinor, baseMinor })
  const installments = new Map<number, Content['installments'][number][]>()
  for (const [doc, n, dueOn, amountMinor] of db.tuples<readonly [number, number, string, number]>(
    INSTALLMENTS,
    rowid,
    last,
  ))
    put(installments, doc, { n, dueOn: dueOn as IsoDate, amountMinor })
  return rows.map(({ owner, seq, ...raw }) => ({
    row: fromTable(raw),
    content: {
      customerId: owner === null ? undefined : bytesToUuid(owner),
      lines: lines.get(raw.id) ?? [],
      installments: installments.get(raw.id) ?? [],
    },
    seq,
  }))
}

function put<T>(lists: Map<number, T[]>, key: number, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
