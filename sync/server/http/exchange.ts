/** One request and its answer as the routes see them: bytes in, bytes out, the nonce with each. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { uuid } from '../../protocol/messages.ts'
import { DEVICE_HEADER, PROOF_HEADER } from '../../protocol/proof.ts'
import type { Arrived } from '../identity/callers.ts'
import { answerBytes } from './body.ts'

export function arrivedOf(request: FastifyRequest): Arrived {
  return {
    method: request.method,
    path: request.raw.url ?? '',
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    authorization: request.headers.authorization,
    device: idIn(one(request.headers[DEVICE_HEADER])),
    proof: one(request.headers[PROOF_HEADER]),
    idempotencyKey: one(request.headers['idempotency-key']),
  }
}

/** A header that came twice counts as none. */
export function one(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined
}

/** What is no id names no device: nothing else may come near the database. */
function idIn(header: string | undefined): string | undefined {
  return uuid.safeParse(header).success ? header : undefined
}

export async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  value: unknown,
): Promise<FastifyReply> {
  const { bytes, encoding } = await answerBytes(value, one(request.headers['accept-encoding']))
  if (encoding !== null) reply.header('content-encoding', encoding)
  return reply
    .code(status)
    .header('content-type', 'application/json; charset=utf-8')
    .header('vary', 'accept-encoding')
    .send(bytes)
}
