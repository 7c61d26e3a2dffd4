/**
 * The exchange (sync.md 21): each request proven, within its device's rate, unpacked and checked, and
 * handed to the core.
 */
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { RequestError } from '../../protocol/codes.ts'
import { controlRequest } from '../../protocol/control.ts'
import { PROTOCOL, PUSH_BYTES_MAX } from '../../protocol/limits.ts'
import {
  chunkRequest,
  digestRequest,
  docsRequest,
  helloRequest,
  pullRequest,
  pushRequest,
  snapshotRequest,
} from '../../protocol/messages.ts'
import { PROTOCOL_HEADER } from '../../protocol/proof.ts'
import { devicesRequest, staffRequest } from '../../protocol/staff.ts'
import { waitRequest } from '../../protocol/wait.ts'
import type { Services } from '../services.ts'
import { control } from '../core/control.ts'
import type { Caller } from '../core-api.ts'
import { checked, messageIn, plainBody } from '../http/body.ts'
import { arrivedOf, one, send } from '../http/exchange.ts'
import { changeStaff, devicesFor } from '../staff.ts'

const SMALL_BYTES = 64 * 1024
/** Digests name up to some thousand keys with a hash each. */
const NODES_BYTES = 4 * 1024 * 1024
/** Operations travel as texts: their quotes are escaped. */
const PUSH_BODY_BYTES = 2 * PUSH_BYTES_MAX

interface Endpoint<T extends { readonly company_id: string }> {
  readonly path: string
  readonly schema: z.ZodType<T>
  readonly bytesMax: number
  /** Stranded work can always come up: push takes old clients. */
  readonly takesOldClients?: true
  readonly run: (caller: Caller, message: T) => Promise<object>
}

export function addSyncRoutes(app: FastifyInstance, services: Services): void {
  const { core, metrics } = services
  add(app, services, {
    path: '/v1/sync/hello',
    schema: helloRequest,
    bytesMax: SMALL_BYTES,
    run: (caller, message) => core.hello(caller, message),
  })
  add(app, services, {
    path: '/v1/sync/push',
    schema: pushRequest,
    bytesMax: PUSH_BODY_BYTES,
    takesOldClients: true,
    run: (caller, message) => push(services, caller, message),
  })
  add(app, services, {
    path: '/v1/sync/pull',
    schema: pullRequest,
    bytesMax: SMALL_BYTES,
    run: async (caller, message) => {
      const answer = await core.pull(caller, message)
      metrics.count('saldo_changes_sent_total', {}, answer.changes.length)
      return answer
    },
  })
  add(app, services, {
    path: '/v1/sync/digest',
    schema: digestRequest,
    bytesMax: NODES_BYTES,
    run: (caller, message) => core.digest(caller, message),
  })
  add(app, services, {
    path: '/v1/sync/docs',
    schema: docsRequest,
    bytesMax: SMALL_BYTES,
    run: (caller, message) => core.docs(caller, message),
  })
  add(app, services, {
    path: '/v1/control',
    schema: controlRequest,
    bytesMax: SMALL_BYTES,
    run: async (caller, message) => {
      const answer = await control(services, caller, message)
      services.wakes.moved(caller.companyId)
      return answer
    },
  })
  add(app, services, {
    path: '/v1/devices',
    schema: devicesRequest,
    bytesMax: SMALL_BYTES,
    run: (caller) => devicesFor(services.store, caller),
  })
  add(app, services, {
    path: '/v1/staff',
    schema: staffRequest,
    bytesMax: SMALL_BYTES,
    run: async (caller, message) => {
      const answer = await changeStaff(services, caller, message)
      services.wakes.moved(caller.companyId)
      return answer
    },
  })
  add(app, services, {
    path: '/v1/snapshots',
    schema: snapshotRequest,
    bytesMax: SMALL_BYTES,
    run: (caller, message) => core.snapshot(caller, message),
  })
  add(app, services, {
    path: '/v1/snapshots/chunk',
    schema: chunkRequest,
    bytesMax: SMALL_BYTES,
    run: (caller, message) => core.chunk(caller, message),
  })
  addWait(app, services)
}

function add<T extends { readonly company_id: string }>(
  app: FastifyInstance,
  services: Services,
  { path, schema, bytesMax, takesOldClients, run }: Endpoint<T>,
): void {
  const { callers, limiter, nonce, now } = services
  app.post(path, async (request, reply) => {
    const arrived = arrivedOf(request)
    const proven = await callers.proven(arrived, now())
    return limiter.during(proven.claims.device, async () => {
      if (!takesOldClients) assertProtocol(one(request.headers[PROTOCOL_HEADER]))
      const encoding = request.headers['content-encoding']
      const message = messageIn(schema, await plainBody(arrived.body, encoding, bytesMax))
      const caller = await callers.callerIn(proven, message.company_id)
      const answer = await run(caller, message)
      return send(request, reply, 200, {
        control: [],
        ...answer,
        server_time: now(),
        nonce: nonce(),
      })
    })
  })
}

async function push(
  { core, limiter, metrics, wakes }: Services,
  caller: Caller,
  message: z.infer<typeof pushRequest>,
) {
  const bytes = message.ops.reduce((sum, op) => sum + Buffer.byteLength(op), 0)
  if (bytes > PUSH_BYTES_MAX) throw new RequestError('TOO_LARGE', { bytes_max: PUSH_BYTES_MAX })
  const leave = limiter.enterPush(caller.companyId, caller.deviceId)
  try {
    const answer = await core.push(caller, message)
    for (const { status } of answer.results) metrics.count('saldo_operations_total', { status })
    if (answer.results.length > 0) wakes.moved(caller.companyId)
    return answer
  } finally {
    leave()
  }
}

/** Held open until the company moves on, at most as long as asked; then says where it stands. */
function addWait(app: FastifyInstance, services: Services): void {
  const { callers, limiter, core, wakes, nonce, now } = services
  app.get('/v1/sync/wait', async (request, reply) => {
    const arrived = arrivedOf(request)
    const proven = await callers.proven(arrived, now())
    return limiter.during(proven.claims.device, async () => {
      assertProtocol(one(request.headers[PROTOCOL_HEADER]))
      const { company_id: companyId, seq, seconds } = checked(waitRequest, request.query)
      const caller = await callers.callerIn(proven, companyId)
      const gone = new AbortController()
      reply.raw.once('close', () => gone.abort())
      // Listening before looking: what comes in between is heard.
      const ear = wakes.listen(companyId)
      try {
        let answer = await core.wait(caller)
        if (answer.head_seq <= seq) {
          await ear.until(seconds * 1000, gone.signal)
          answer = await core.wait(caller)
        }
        return await send(request, reply, 200, {
          control: [],
          ...answer,
          server_time: now(),
          nonce: nonce(),
        })
      } finally {
        ear.end()
      }
    })
  })
}

function assertProtocol(header: string | undefined): void {
  if (header === undefined) return
  if (!/^\d{1,4}$/.test(header)) throw new RequestError('BAD_REQUEST', { reason: 'protocol' })
  if (Number(header) < PROTOCOL)
    throw new RequestError('CLIENT_TOO_OLD', { min: PROTOCOL, max: PROTOCOL })
}
