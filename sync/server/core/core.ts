/** The exchange itself (sync.md 8, 10, 17), as the HTTP side asks for it. */
import { OP_VERSION } from '../../engine/central/decide.ts'
import { ALL_KINDS } from '../../protocol/envelope.ts'
import { RequestError } from '../../protocol/codes.ts'
import { CHUNK_CHANGES_MAX, PROTOCOL } from '../../protocol/limits.ts'
import type { Caller, Core } from '../core-api.ts'
import type { CompanyHead, ServerStore } from '../store.ts'
import { compare } from './digest.ts'
import { docs } from './docs.ts'
import { pull, SCOPE_VER } from './pull.ts'
import { push } from './push.ts'
import { chunkOf, openSnapshot } from './snapshot.ts'

const FIRST = '0'.repeat(64)
/** A device that only asks is noted this often: a push notes itself. */
const CONTACT_EVERY_MS = 5 * 60_000

export interface CoreParts {
  readonly store: ServerStore
  readonly clock: { now(): number }
  /** Notes a bug and answers the number people can ask about it by. */
  readonly supportId: (error: unknown) => string
  /** Changes of a snapshot's chunk at most; fewer in tests. */
  readonly chunkChanges?: number
}

export function createCore({
  store,
  clock,
  supportId,
  chunkChanges = CHUNK_CHANGES_MAX,
}: CoreParts): Core {
  return {
    hello: async (caller, request) => {
      if (request.protocol < PROTOCOL) throw new RequestError('CLIENT_TOO_OLD')
      const said = await store.read(caller.companyId, async (tx) => {
        const chain = `${caller.deviceId} ${caller.epoch}`
        const [last] = await tx.lookup('device_head', 'chain', [chain])
        const [device] = await tx.lookup('device', 'device_id', [caller.deviceId])
        const lastContact = device?.last_contact ?? 0
        return {
          head: tx.head,
          last: { seq: last?.seq ?? 0, hash: last?.hash ?? FIRST },
          lastContact,
        }
      })
      if (said === null) throw new RequestError('WRONG_COMPANY')
      if (clock.now() - said.lastContact > CONTACT_EVERY_MS)
        await noteContact(store, caller, clock.now())
      return {
        ...standing(said.head),
        protocol: { min: PROTOCOL, max: PROTOCOL },
        op_versions: Object.fromEntries(
          ALL_KINDS.map((kind) => [kind, { min: 1, max: OP_VERSION }]),
        ),
        device: { status: 'active', epoch: caller.epoch, device_code: caller.deviceCode },
        device_head: said.last,
        scope_ver: SCOPE_VER,
        user: { id: caller.userId, name: caller.userName, roles: [...caller.roles] },
      }
    },
    push: async (caller, request) => {
      const pushed = await push({ store, nowMs: clock.now(), supportId }, caller, request)
      return {
        ...standing(pushed.head),
        results: [...pushed.results],
        device_head: pushed.device_head,
      }
    },
    pull: async (caller, request) => {
      const { head, changes, outcomes, ...page } = await pull(store, caller, request)
      return { ...standing(head), ...page, changes: [...changes], outcomes: [...outcomes] }
    },
    digest: async (caller, request) => {
      const compared = await compare(store, caller.companyId, request)
      return {
        ...standing(compared.head),
        seq: compared.seq,
        differs: compared.differs.map(({ key, server }) => ({ key, server: server as never })),
      }
    },
    docs: async (caller, request) => {
      const { head, seq, changes } = await docs(store, caller.companyId, request)
      return { ...standing(head), seq, changes }
    },
    snapshot: async (caller) => {
      const { head, ...opened } = await openSnapshot(store, caller.companyId)
      return { ...standing(head), ...opened }
    },
    chunk: async (caller, request) => {
      const { head, ...chunk } = await chunkOf(store, caller.companyId, request, chunkChanges)
      return { ...standing(head), ...chunk }
    },
    wait: async (caller: Caller) => {
      const head = await store.read(caller.companyId, (tx) => Promise.resolve(tx.head))
      if (head === null) throw new RequestError('WRONG_COMPANY')
      return standing(head)
    },
  }
}

async function noteContact(
  store: ServerStore,
  { companyId, deviceId }: Caller,
  at: number,
): Promise<void> {
  await store.write(companyId, async (tx) => {
    const [device] = await tx.lookup('device', 'device_id', [deviceId])
    if (device) await tx.update('device', [{ ...device, last_contact: at }])
  })
}

function standing(head: CompanyHead): { timeline_id: string; head_seq: number } {
  return { timeline_id: head.timelineId, head_seq: head.seq }
}
