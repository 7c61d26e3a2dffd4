/**
 * A request's body from the bytes as sent to a checked message, and an answer's way back.
 *
 * Nothing is unpacked beyond the endpoint's cap or a hundred times what was sent, so a bomb costs the
 * server no more than a message of ours.
 */
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { z } from 'zod'
import { RequestError } from '../../protocol/codes.ts'
import { RATIO_MAX } from '../../protocol/limits.ts'
import { parseStrictJson } from '../../protocol/strict-json.ts'

const unpack = promisify(gunzip)
const pack = promisify(gzip)

/** Below this an answer is not worth packing. */
const PACK_FROM_BYTES = 1024
/** A short text of one letter may pack better than the ratio allows. */
const SMALL_BYTES = 4096

export async function plainBody(
  sent: Buffer,
  encoding: string | undefined,
  bytesMax: number,
): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') {
    if (sent.length > bytesMax) throw new RequestError('TOO_LARGE', { bytes_max: bytesMax })
    return sent
  }
  if (encoding !== 'gzip') throw new RequestError('BAD_REQUEST', { reason: 'encoding' })
  const cap = Math.min(bytesMax, Math.max(SMALL_BYTES, sent.length * RATIO_MAX))
  try {
    return await unpack(sent, { maxOutputLength: cap })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new RequestError('TOO_LARGE', { bytes_max: bytesMax, ratio_max: RATIO_MAX })
    throw new RequestError('BAD_REQUEST', { reason: 'gzip' })
  }
}

/** The message in a plain body; what it is not is BAD_REQUEST with the reason, never its content. */
export function messageIn<T>(schema: z.ZodType<T>, plain: Buffer): T {
  const read = parseStrictJson(textOf(plain))
  if (!read.ok) throw new RequestError('BAD_REQUEST', { reason: read.reason })
  return checked(schema, read.value)
}

export function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new RequestError('BAD_REQUEST', {
    reason: 'schema',
    field: (issue?.path ?? []).slice(0, 4).map(String).join('.').slice(0, 100),
  })
}

function textOf(plain: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain)
  } catch {
    throw new RequestError('BAD_REQUEST', { reason: 'utf8' })
  }
}

/** An answer's bytes, packed where the asker takes gzip and it is worth it. */
export async function answerBytes(
  value: unknown,
  acceptEncoding: string | undefined,
): Promise<{ readonly bytes: Buffer; readonly encoding: 'gzip' | null }> {
  const bytes = Buffer.from(JSON.stringify(value))
  if (bytes.length < PACK_FROM_BYTES || !/\bgzip\b/.test(acceptEncoding ?? ''))
    return { bytes, encoding: null }
  return { bytes: await pack(bytes, { level: 4 }), encoding: 'gzip' }
}
