/** Devices and tokens (sync.md 20). A repeat of any of these is harmless: each knows its own repeats. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { RequestError } from '../../protocol/codes.ts'
import { enrolRequest, tokenRequest, uuid } from '../../protocol/messages.ts'
import { revokeRequest } from '../../protocol/revoke.ts'
import type { Services } from '../services.ts'
import { messageIn, plainBody } from '../http/body.ts'
import { arrivedOf, send } from '../http/exchange.ts'
import { enrol } from '../identity/enrol.ts'
import { assertSameUse } from '../identity/idempotency.ts'
import { revokeDevice } from '../identity/revoke.ts'
import { freshTokens, Guesses, provenDevice } from '../identity/sign-in.ts'

const BYTES_MAX = 64 * 1024

export function addIdentityRoutes(app: FastifyInstance, services: Services): void {
  const guesses = new Guesses()
  const { callers, identity, limiter, nonce, now } = services
  const common = () => ({ nonce: nonce(), server_time: now() })

  app.post('/v1/devices/enrol', (request, reply) =>
    // Nobody is proven yet: by where it comes from.
    limiter.during(`enrol ${request.ip}`, async () => {
      const message = await messageOf(enrolRequest, request)
      const answer = await enrol(services, arrivedOf(request), message)
      return send(request, reply, 200, { ...answer, ...common() })
    }),
  )

  app.post('/v1/auth/token', async (request, reply) => {
    const asking = await provenDevice(services, arrivedOf(request))
    return limiter.during(asking.standing.device.device_id, async () => {
      const message = await messageOf(tokenRequest, request)
      const tokens = await freshTokens(services, guesses, asking, message)
      return send(request, reply, 200, { ...tokens, ...common() })
    })
  })

  app.post<{ Params: { id: string } }>('/v1/devices/:id/revoke', async (request, reply) => {
    const arrived = arrivedOf(request)
    const proven = await callers.proven(arrived, now())
    return limiter.during(proven.claims.device, async () => {
      await assertSameUse(identity, arrived, now())
      const id = uuid.safeParse(request.params.id)
      if (!id.success) throw new RequestError('NOT_FOUND')
      const message = await messageOf(revokeRequest, request)
      const caller = await callers.callerIn(proven, message.company_id)
      const { head, device } = await revokeDevice(services, caller, id.data)
      return send(request, reply, 200, {
        timeline_id: head.timelineId,
        head_seq: head.seq,
        control: [],
        device: { id: device.device_id, status: device.status },
        ...common(),
      })
    })
  })
}

async function messageOf<T>(schema: z.ZodType<T>, request: FastifyRequest): Promise<T> {
  const { body } = arrivedOf(request)
  return messageIn(schema, await plainBody(body, request.headers['content-encoding'], BYTES_MAX))
}
