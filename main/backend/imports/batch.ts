/**
 * A batch: what one command wrote, to be taken back as one. It travels as two events around its
 * operations, so that another desk knows what belongs to it while it works them in.
 */
import { v7 as uuidv7 } from 'uuid'
import {
  type BatchCounts,
  batchByUuid,
  type BatchRow,
  finishBatch,
  insertBatch,
} from '../../../db/local/imports.ts'
import {
  feedOperationsBetween,
  type LoggedOperation,
  operationsBetween,
} from '../../../db/local/log.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import type { Context } from '../context.ts'
import { Journal } from '../ledger/journal.ts'

export interface Batch {
  readonly rowid: number
  readonly batchId: string
  /** What it writes is of the batch. */
  readonly journal: Journal
}

/** Of a rehearsal the row goes with its transaction. */
export function beginBatch(
  context: Context,
  {
    kind,
    fileName,
    batchId = uuidv7(),
  }: {
    readonly kind: string
    readonly fileName: string
    readonly batchId?: string
  },
): Batch {
  const { db, company, nowMs } = context
  const firstSeq = company.chainSeq + 1
  const { deviceId } = company
  const rowid = insertBatch(db, { batchId, kind, fileName, at: nowMs, deviceId, firstSeq })
  // Documents of a bank line go back with the line, not with the batch.
  const journal = new Journal(context, kind === 'bank' ? null : rowid)
  journal.event('import.begun', batchId, { kind }, { file: fileName })
  return { rowid, batchId, journal }
}

/** After its last row; the caller closes the journal. */
export function endBatch(
  { db }: Context,
  { rowid, batchId, journal }: Batch,
  counts: BatchCounts,
): void {
  const { totals, ...figures } = counts
  journal.event('import.ended', batchId, { ...figures, totals: JSON.parse(totals) as Plain })
  finishBatch(db, rowid, counts, journal.operations.seq)
}

/** What a batch wrote, in order: of another desk's its events and changes of cards. */
export function operationsOfBatch({ db }: Context, batchId: string): LoggedOperation[] {
  const { deviceId, firstSeq, lastSeq } = batchNamed(db, batchId)
  if (deviceId === null || firstSeq === null || lastSeq === null) return []
  // A file that was restored is another device by now; what it wrote before is in its outbox still.
  return [
    ...operationsBetween(db, deviceId, firstSeq, lastSeq),
    ...feedOperationsBetween(db, deviceId, firstSeq, lastSeq),
  ]
}

function batchNamed(db: Context['db'], batchId: string): BatchRow {
  const batch = batchByUuid(db, batchId)
  if (!batch) throw new Error(`the batch ${batchId} is not there`)
  return batch
}
