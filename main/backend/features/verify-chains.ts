/** The two chains of a company file: operations and audit entries, every hash computed anew. */
import { auditChain, operationChain } from '../../../db/local/log.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import { hashesOfEnvelope } from '../../../sync/engine/operation.ts'
import { auditHash } from '../ledger/operations.ts'
import { type Check, check, type Failure, FAILURES_MAX, note } from './verify-check.ts'

/** The whole chain, whatever its length: every hash from its envelope, every link to the one before. */
export function chainCheck(db: CompanyDb): Check {
  const failures: Failure[] = []
  let examined = 0
  let previous = '0'.repeat(64)
  let seq = 0
  let epoch = -1
  for (const operation of operationChain(db)) {
    examined += 1
    const read = hashesOfEnvelope(operation.envelope)
    seq = operation.deviceEpoch === epoch ? seq + 1 : 1
    epoch = operation.deviceEpoch
    const stored = Buffer.from(operation.hash).toString('hex')
    const isSound =
      read !== null &&
      read.computed === read.claimed &&
      read.claimed === stored &&
      read.prev === previous &&
      operation.deviceSeq === seq
    if (!isSound && failures.length < FAILURES_MAX)
      failures.push(note(`operation ${operation.localSeq}`))
    previous = stored
  }
  return check('operations', examined, failures)
}

/** The audit entries, each hash from its row, each link to the one before. */
export function auditCheck(db: CompanyDb): Check {
  let previous: Buffer = Buffer.alloc(32)
  let examined = 0
  const failures: Failure[] = []
  for (const row of auditChain(db)) {
    examined += 1
    const isSound =
      row.seq === examined &&
      Buffer.from(row.prev).equals(previous) &&
      auditHash(row).equals(Buffer.from(row.hash))
    if (!isSound && failures.length < FAILURES_MAX) failures.push(note(`audit entry ${row.seq}`))
    previous = Buffer.from(row.hash)
  }
  return check('audit', examined, failures)
}
