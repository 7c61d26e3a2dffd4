/** The proof that this device and its server hold the same: compare, what it found, own hashes. */
import type { z } from 'zod'
import { countDifferences, savedDifferences } from '../../../db/local/drift.ts'
import { bucketHashes } from '../../../db/local/nodes.ts'
import { customerByCode } from '../../../db/local/customers.ts'
import { syncState } from '../../../db/local/sync-state.ts'
import type { device as contract } from '../../../shared/contract/device.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { Incident } from '../../../sync/client/incident.ts'
import { bucketOf } from '../../../sync/engine/digest.ts'
import type { CompanyFile } from '../company/company-file.ts'
import type { Context } from '../context.ts'
import { atHead } from '../sync/at-head.ts'
import { compareCompany, type Difference } from '../sync/compare.ts'
import { type Connection, connectionOf, exchangeRefusal } from '../sync/connection.ts'
import { hashesBelow } from '../sync/own-digest.ts'
import { rebuildFromSnapshot } from '../sync/rebuild.ts'
import { repairCompany } from '../sync/repair.ts'
import { rootOf } from '../sync/replica.ts'
import { fileOf, type Session } from '../session.ts'

type In<K extends keyof typeof contract> = z.output<(typeof contract)[K]['input']>
type Out<K extends keyof typeof contract> = z.input<(typeof contract)[K]['output']>

/** Every row is read again: somebody asks for the whole proof. */
export function compareDevice(session: Session): Promise<Out<'compare'>> {
  return connected(session, (file, { replica, transport }) =>
    atHead(replica, transport, () => compareCompany(file, transport)),
  )
}

/**
 * The roots differ: where is told by the sums that are kept, in a few requests. What another reading has
 * found already is not forgotten for it: then all rows are read again.
 */
export function locateDifference(session: Session): Promise<Out<'compare'>> {
  return connected(session, (file, { replica, transport }) =>
    atHead(replica, transport, () => {
      const isFound = file.query(({ db }) => countDifferences(db) > 0)
      return compareCompany(file, transport, { suspect: isFound ? null : [] })
    }),
  )
}

export function repairDevice(session: Session): Promise<Out<'repair'>> {
  return connected(session, (file, { replica, transport }) =>
    atHead(replica, transport, async () => {
      const repaired = await repairCompany(file, transport)
      return { repaired, ...(await compareCompany(file, transport)) }
    }),
  )
}

export function snapshotDevice(session: Session): Promise<Out<'snapshot'>> {
  return connected(session, async (file, { replica, transport }) => {
    try {
      const rebuilt = await rebuildFromSnapshot(file, transport)
      replica.saveStopped(null)
      return rebuilt
    } catch (error) {
      if (!(error instanceof Incident)) throw error
      throw new Refusal('snapshot.damaged', { ...error.detail, reason: error.code })
    }
  })
}

/** What went wrong with the server is a refusal. */
async function connected<T>(
  session: Session,
  work: (file: CompanyFile, connection: Connection) => Promise<T>,
): Promise<T> {
  const file = fileOf(session)
  const connection = connectionOf(file)
  try {
    return await work(file, connection)
  } catch (error) {
    throw exchangeRefusal(
      error,
      file.query(({ db }) => syncState(db)?.serverUrl ?? ''),
    )
  }
}

export function driftOf({ db }: Context): Out<'drift'> {
  const state = syncState(db)
  const rows = savedDifferences(db)
  const [first] = rows
  return {
    result: isDrifted({ db }) ? 'different' : (state?.digestResult ?? 'not_compared'),
    seq: state?.digestSeq ?? null,
    equalAt: momentOf(state?.lastDigestOkAt ?? null),
    foundAt: momentOf(first?.at ?? null),
    differences: rows.map(({ row }) => JSON.parse(row) as Difference),
  }
}

/** The roots differ, or a compare found rows that do and none since has found them equal. */
export function isDrifted({ db }: Pick<Context, 'db'>): boolean {
  return syncState(db)?.digestResult === 'different' || countDifferences(db) > 0
}

export function digestOf(context: Context, { level, key }: In<'digest'>): Out<'digest'> {
  const { db, company } = context
  const state = syncState(db)
  if (!state?.timelineId) throw new Refusal('device.not_connected', { file: company.name })
  const root = rootOf(db, company.companyId)
  const nodes =
    level === 'root'
      ? [['root', root] as const]
      : [...hashesBelow(context, level, keysOf(context, level, key))]
  return {
    seq: state.cursorSeq,
    root,
    level,
    nodes: nodes.map(([name, hash]) => ({ key: name, hash })),
  }
}

/** Keys of the level above: the one that is named, or all where they are few. */
function keysOf(
  { db }: Context,
  level: Exclude<In<'digest'>['level'], 'root'>,
  key: string | undefined,
): string[] {
  if (level === 'bucket') return []
  if (key === undefined) {
    if (level === 'customer') return bucketHashes(db).map((_hash, bucket) => String(bucket))
    throw new Refusal('digest.key', { level })
  }
  const customerId = customerByCode(db, key)?.customerId
  if (customerId === undefined) return [key]
  // By the customer's code, too.
  return level === 'customer' ? [String(bucketOf(customerId))] : [customerId]
}

function momentOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
