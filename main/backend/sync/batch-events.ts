/** Batches of other desks: from which file something came, and that it was taken back. */
import {
  batchByUuid,
  finishBatch,
  insertBatch,
  markBatchUndone,
} from '../../../db/local/imports.ts'
import { batchKind } from '../../../shared/contract/imports.ts'
import type { Books } from './books.ts'
import { eventsBeside } from './earlier-events.ts'
import { enteredAt, type Said } from './said.ts'

/** Only the device that began a batch says what it wrote. */
export function applyBatchEvent({ db }: Books, said: Said, type: string): void {
  const { payload, entityId, deviceId, deviceSeq } = said
  const batch = batchByUuid(db, entityId)
  switch (type) {
    case 'import.begun': {
      const kind = batchKind.safeParse(payload['kind'])
      const file = said.private['file']
      if (batch || !kind.success) return
      insertBatch(db, {
        batchId: entityId,
        kind: kind.data,
        fileName: typeof file === 'string' ? file : '',
        at: enteredAt(said),
        deviceId,
        firstSeq: deviceSeq,
      })
      return
    }
    case 'import.ended':
      if (batch?.deviceId !== deviceId) return
      finishBatch(
        db,
        batch.rowid,
        {
          rows: Number(payload['rows']),
          imported: Number(payload['imported']),
          unchanged: Number(payload['unchanged']),
          rejected: Number(payload['rejected']),
          totals: JSON.stringify(payload['totals']),
        },
        deviceSeq,
      )
      return
    case 'import.undone':
      if (batch && batch.undoneAt === null) markBatchUndone(db, batch.rowid, enteredAt(said))
  }
}

/** A batch whose taking back was not accepted stands again; its begin and end stay what they are. */
export function takeOutBatchEvent(books: Books, said: Said, type: string): void {
  const batch = type === 'import.undone' ? batchByUuid(books.db, said.entityId) : undefined
  if (!batch) return
  const other = eventsBeside(books, said).find(({ payload }) => payload['type'] === type)
  markBatchUndone(books.db, batch.rowid, other ? enteredAt(other) : null)
}
