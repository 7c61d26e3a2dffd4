/** Batches of other desks: from which file something came, and that it was taken back. */
import { z } from 'zod'
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

const count = z.int().min(0)
const begun = z.object({ kind: batchKind })
const ended = z.object({
  rows: count,
  imported: count,
  unchanged: count,
  rejected: count,
  totals: z.record(z.string(), z.object({ debitMinor: z.int(), creditMinor: z.int() })),
})

/** Only the device that began a batch says what it wrote. */
export function applyBatchEvent({ db }: Books, said: Said, type: string): void {
  const { payload, entityId, deviceId, deviceSeq } = said
  const batch = batchByUuid(db, entityId)
  switch (type) {
    case 'import.begun': {
      const read = begun.safeParse(payload)
      const file = said.private['file']
      if (batch || !read.success) return
      insertBatch(db, {
        batchId: entityId,
        kind: read.data.kind,
        fileName: typeof file === 'string' ? file : '',
        at: enteredAt(said),
        deviceId,
        firstSeq: deviceSeq,
      })
      return
    }
    case 'import.ended': {
      const read = ended.safeParse(payload)
      if (batch?.deviceId !== deviceId || !read.success) return
      const { totals, ...counts } = read.data
      finishBatch(db, batch.rowid, { ...counts, totals: JSON.stringify(totals) }, deviceSeq)
      return
    }
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
