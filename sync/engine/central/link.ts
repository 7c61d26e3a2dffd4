/** A link of a device's chain: where an operation stands, and what is wrong with it there. */
import { isBad, type ReadOp } from '../../protocol/read-op.ts'
import { type CompanyFacts, type Held, invalid } from './deciding.ts'

/** Stands for the hash of a link that could not be read: the next `prev` is taken as it stands. */
export const OPEN_LINK = 'f'.repeat(64)

export interface Link {
  readonly deviceId: string
  readonly epoch: number
  readonly deviceSeq: number
  /** Hash of the link before it. */
  readonly prev: string
  /** Taken back before it was ever sent: a link without effect. */
  readonly isWithdrawn: boolean
  /** User of the device that sends. */
  readonly userId: string
}

/** The hash an operation counts by in its chain: what it claims, where it could be read. */
export function hashIn(op: ReadOp): string {
  return isBad(op) ? (op.claimedHash ?? OPEN_LINK) : op.envelope.op_hash
}

/** What is wrong with an operation at this place of the chain; null for nothing. */
export function faultOf(op: ReadOp, link: Link, companyId: string): Held | null {
  if (isBad(op)) return invalid(op.reason, op.field === undefined ? {} : { field: op.field })
  const { envelope } = op
  if (envelope.company_id !== companyId) return invalid('company')
  if (envelope.device_id !== link.deviceId || envelope.device_epoch !== link.epoch)
    return invalid('device')
  if (envelope.device_seq !== link.deviceSeq) return invalid('position')
  if (link.prev !== OPEN_LINK && envelope.prev !== link.prev) return invalid('prev')
  if (envelope.actor !== link.userId) return invalid('actor')
  return null
}

/** Is the link of the chain the company was published by, from before it had a server? */
export function isPublished(
  company: CompanyFacts,
  link: Pick<Link, 'deviceId' | 'deviceSeq'>,
): boolean {
  if (company.publishedBy === null) return false
  const [deviceId, last] = company.publishedBy.split(' ')
  return deviceId === link.deviceId && link.deviceSeq <= Number(last)
}
