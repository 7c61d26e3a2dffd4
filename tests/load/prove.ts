/** After the load: what the devices were told against what the server keeps, row by row. */
import type { Row } from '../../sync/engine/central/tables.ts'
import { verifyCompany } from '../../sync/server/core/verify.ts'
import { rootOf } from '../../sync/server/core/pull.ts'
import type { ServerStore } from '../../sync/server/store.ts'
import type { LoadPuller } from './puller.ts'
import type { LoadPusher } from './pusher.ts'

export interface Proof {
  readonly headSeq: number
  /** Written by a device and not in the log, or answered and not as the log says. */
  readonly lost: number
  /** In the log more than once, or with an effect the log does not account for. */
  readonly doubled: number
  /** Findings of `verify`, the pullers' roots that differ, final numbers missing. */
  readonly findings: readonly string[]
  readonly documents: number
}

const PAGE = 2000

export async function prove(
  store: ServerStore,
  companyId: string,
  load: {
    readonly pushers: readonly LoadPusher[]
    readonly pullers: readonly LoadPuller[]
    /** Operations of the log that no pusher wrote. */
    readonly others: number
  },
): Promise<Proof> {
  const findings: string[] = []
  const { log, head, root } = await readAll(store, companyId)
  let lost = 0
  let written = 0
  for (const { paper, results, counts } of load.pushers) {
    written += counts.written
    if (results.size !== counts.written || paper.seq !== counts.written)
      findings.push(`${paper.seq} operations of a chain, ${results.size} answered`)
    for (const result of results.values()) {
      const row = log.get(result.op_id)
      const isSame =
        row !== undefined &&
        row.device_id === paper.deviceId &&
        row.outcome === result.status &&
        row.seq === result.seq &&
        (row.code ?? undefined) === result.code
      if (!isSame) lost += 1
    }
    const unheard = counts.written - results.size
    lost += unheard
  }
  const doubled = Math.abs(head.seq - load.others - written)
  if (log.size !== head.seq) findings.push(`${log.size} operations under ${head.seq} sequences`)

  const accepted = [...log.values()].filter(({ outcome }) => outcome === 'accepted')
  for (const [n, puller] of load.pullers.entries()) {
    const { own, served } = puller.roots
    if (puller.seq !== head.seq) findings.push(`puller ${n} stands at ${puller.seq}`)
    if (own !== root || served !== root)
      findings.push(`puller ${n} has root ${own}, was served ${served}, the server has ${root}`)
    const missing = accepted.filter(({ op_id }) => !puller.told.has(op_id)).length
    if (missing > 0 || puller.told.size !== accepted.length)
      findings.push(`puller ${n} was told ${puller.told.size} of ${accepted.length} effects`)
  }
  const checks = (await verifyCompany(store, companyId)) ?? []
  for (const { name, failures } of checks)
    for (const failure of failures) findings.push(`${name}: ${failure}`)
  if (checks.length === 0) findings.push('nothing was verified')
  const documents = accepted.filter(({ kind }) => kind.startsWith('doc.')).length
  return { headSeq: head.seq, lost, doubled, findings, documents }
}

async function readAll(store: ServerStore, companyId: string) {
  const read = await store.read(companyId, async (tx) => {
    const log = new Map<string, Row<'op_log'>>()
    for (let seq = 0; seq < tx.head.seq; ) {
      const rows = await tx.range('op_log', seq, tx.head.seq, PAGE)
      for (const row of rows) log.set(row.op_id, row)
      seq = rows.at(-1)?.seq ?? tx.head.seq
    }
    return { log, head: tx.head, root: await rootOf(tx) }
  })
  if (!read) throw new Error('the company is gone')
  return read
}
