/** The proof that this device and its server hold the same: compare, what it found, own hashes. */
import type { z } from 'zod'
import { countDifferences, savedDifferences } from '../../../db/local/drift.ts'
import { bucketHashes } from '../../../db/local/nodes.ts'
import { customerByCode } from '../../../db/local/customers.ts'
import { syncState } from '../../../db/local/sync-state.ts'
import type { device as contract } from '../../../shared/contract/device.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { Incident } from '../../../sync/client/incident.ts'
import { exchange } from '../../../sync/client/loop.ts'
import type { Replica, Transport } from '../../../sync/client/replica.ts'
import { bucketOf } from '../../../sync/engine/digest.ts'
import { RequestError } from '../../../sync/protocol/codes.ts'
import type { CompanyFile } from '../company/company-file.ts'
import type { Context } from '../context.ts'
import { compareCompany, type Difference } from '../sync/compare.ts'
import { type Connection, connectionOf, exchangeRefusal } from '../sync/connection.ts'
import { hashesBelow } from '../sync/own-digest.ts'
import { rebuildFromSnapshot } from '../sync/rebuild.ts'
import { repairCompany } from '../sync/repair.ts'
import { rootOf } from '../sync/replica.ts'
import { fileOf, type Session } from '../session.ts'

type In<K extends keyof typeof contract> = z.output<(typeof contract)[K]['input']>
type Out<K extends keyof typeof contract> = z.input<(typeof contract)[K]['output']>

/** How often the server may go on under a compare before it is given up for now. */
const TRIES = 3

export function compareDevice(session: Session): Promise<Out<'compare'>> {
  return connected(session, (file, { replica, transport }) =>
    atHead(replica, transport, () => compareCompany(file, transport)),
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

/** Both sides at one sequence: what is confirmed is fetched first, and again when the server goes on. */
async function atHead<T>(
  replica: Replica,
  transport: Transport,
  work: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    await exchange(replica, transport, { direction: 'pull' })
    try {
      return await work()
    } catch (error) {
      const isMoved = error instanceof RequestError && error.code === 'SEQ_MOVED'
      if (!isMoved || tries === TRIES) throw error
    }
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
