/**
 * Documents again by id, and what operations changed, each with the envelope its author signed: for
 * the cause of a difference, and for repair (sync.md 17). Answered from the log, not from the rows
 * that may be damaged; `ids` alone are looked up among the documents.
 */
import type { z } from 'zod'
import { RequestError } from '../../protocol/codes.ts'
import { type Change, type docsRequest, OUTCOME_CLASS } from '../../protocol/messages.ts'
import type { CompanyHead, ServerStore } from '../store.ts'
import { changeOf } from './pull.ts'

export async function docs(
  store: ServerStore,
  companyId: string,
  { ids, ops }: Pick<z.infer<typeof docsRequest>, 'ids' | 'ops'>,
): Promise<{ readonly head: CompanyHead; readonly seq: number; readonly changes: Change[] }> {
  const found = await store.read(companyId, async (tx) => {
    const documents = await tx.lookup('document', 'doc_id', ids)
    const opIds = [...new Set([...documents.map((row) => row.op_id), ...ops])]
    const logged = new Map(
      (await tx.lookup('op_log', 'op_id', opIds)).map((row) => [row.op_id, row]),
    )
    const rows = await tx.lookup('change', 'op_id', opIds)
    const changes = rows.flatMap((row) => {
      const op = logged.get(row.op_id)
      return op && row.class !== OUTCOME_CLASS ? [changeOf(row, op)] : []
    })
    return { head: tx.head, seq: tx.head.seq, changes }
  })
  if (found === null) throw new RequestError('WRONG_COMPANY')
  return found
}
