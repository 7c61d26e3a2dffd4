/** One confirmed document a desktop has lost while it was worked in: neither its rows' mark nor its sums know it. */
import { documentByRow } from '../../../db/local/documents.ts'
import { documentSeq } from '../../../db/local/confirmed.ts'
import type { CompanyFile } from '../../../main/backend/company/company-file.ts'
import type { Context } from '../../../main/backend/context.ts'
import { Books } from '../../../main/backend/sync/books.ts'

/** Loses the document in the middle, works, and has it back. */
export async function losing(
  file: CompanyFile,
  work: (documentId: string) => Promise<void>,
): Promise<void> {
  const { documentId, rowid, seq } = file.command((context) => {
    const found = middle(context)
    count(context, found, -1)
    context.db.prepare<[number]>('delete from doc_status where doc = ?').run(found.rowid)
    return found
  })
  try {
    await work(documentId)
  } finally {
    file.command((context) => {
      context.db
        .prepare<[number, number]>(
          'insert into doc_status (doc, seq, recorded_at) values (?, ?, 0)',
        )
        .run(rowid, seq)
      count(context, { rowid, seq }, 1)
    })
  }
}

interface Found {
  readonly rowid: number
  readonly seq: number
}

function middle({ db }: Context): Found & { readonly documentId: string } {
  const { rowid = 0 } =
    db
      .prepare<[], { rowid: number }>(
        `select id as rowid from doc where kind = 'invoice' and id >= (select max(id) / 2 from doc) order by id limit 1`,
      )
      .get() ?? {}
  const document = documentByRow(db, rowid)
  const seq = documentSeq(db, rowid)
  if (!document || seq === undefined) throw new Error('no confirmed document there')
  return { documentId: document.documentId, rowid, seq }
}

function count(context: Context, { rowid, seq }: Found, sign: 1 | -1): void {
  const row = documentByRow(context.db, rowid)
  if (!row || row.customer === null) throw new Error(`document ${rowid} is not there`)
  const books = new Books(context)
  books.nodes.document(
    {
      docId: row.documentId,
      customerId: books.customerId(row.customer),
      currency: row.currency,
      docDate: row.docOn,
      amount: row.amountMinor,
      base: row.baseMinor,
      contentHash: Buffer.from(row.contentHash).toString('hex'),
      number: row.number,
      seq,
    },
    sign,
  )
  books.flush()
}
