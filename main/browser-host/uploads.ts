/** A picked file on its way into the inbox, under a random name; what the person called it stays behind it. */
import { randomUUID } from 'node:crypto'
import { createWriteStream, rmSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { safeFileName } from '../../shared/file-name.ts'
import type { PickedFile } from '../../shared/host.ts'

export const UPLOAD_MAX = 60 * 2 ** 20

class TooLarge extends Error {}

/** The file as kept, or the status to refuse with; a file that did not come whole is not kept. */
export async function receive(
  request: IncomingMessage,
  inboxDir: string,
  name: string,
  max: number = UPLOAD_MAX,
): Promise<PickedFile | number> {
  if (Number(request.headers['content-length'] ?? 0) > max) return 413
  const safe = safeFileName(name)
  const fileId = `${randomUUID()}-${safe}`
  const path = join(inboxDir, fileId)
  let size = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length
      done(size > max ? new TooLarge() : null, chunk)
    },
  })
  try {
    // The request stays open, so that a refusal can still be said.
    request.pipe(counted)
    request.once('aborted', () => counted.destroy(new Error('the sender went away')))
    await pipeline(counted, createWriteStream(path, { mode: 0o600, flags: 'wx' }))
    return { fileId, name: safe, size }
  } catch (error) {
    rmSync(path, { force: true })
    return error instanceof TooLarge ? 413 : 507
  }
}
