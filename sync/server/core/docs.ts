/** Documents again by id, with the operations their authors signed: for repair (sync.md 17). */
import { RequestError } from '../../protocol/codes.ts'
import type { Change } from '../../protocol/messages.ts'
import type { CompanyHead, ServerStore } from '../store.ts'
import { changeOf } from './pull.ts'

export async function docs(
  store: ServerStore,
  companyId: string,
  ids: readonly string[],
): Promise<{ readonly head: CompanyHead; readonly seq: number; readonly changes: Change[] }> {
  const found = await store.read(companyId, async (tx) => {
    const documents = await tx.lookup('document', 'doc_id', ids)
    const opIds = [...new Set(documents.map((row) => row.op_id))]
    const logged = new Map(
      (await tx.lookup('op_log', 'op_id', opIds)).map((row) => [row.op_id, row]),
    )
    const rows = await tx.lookup('change', 'op_id', opIds)
    const changes = rows.flatMap((row) => {
      const op = logged.get(row.op_id)
      return op && row.class === 'J' ? [changeOf(row, op)] : []
    })
    return { head: tx.head, seq: tx.head.seq, changes }
  })
  if (found === null) throw new RequestError('WRONG_COMPANY')
  return found
}
