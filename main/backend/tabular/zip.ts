/**
 * A workbook is a zip of XML parts from outside: opened only under limits (reliability-security.md 5).
 * Sizes are counted while inflating, never believed; names that leave the archive, doubled names and
 * any DOCTYPE or ENTITY are refused before a part is parsed.
 */
import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import { FileFailure, LIMITS } from './failure.ts'

const XML_PART = /\.(xml|rels|vml|xsd)$/i

/** Part name (lower case, no leading slash) -> bytes; only parts that can be XML are kept. */
export async function readParts(bytes: Buffer): Promise<Map<string, Buffer>> {
  if (bytes.length > LIMITS.zippedBytes)
    throw new FileFailure('file.too_large', { limitMiB: LIMITS.zippedBytes / 2 ** 20 })
  const zip = await open(bytes)
  const parts = new Map<string, Buffer>()
  let total = 0
  let count = 0
  for (const entry of await entriesOf(zip)) {
    count += 1
    if (count > LIMITS.entries) throw new FileFailure('file.bomb', { entries: count })
    const name = entry.fileName.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
    if (name.split('/').includes('..')) throw new FileFailure('file.hostile', { part: name })
    if (parts.has(name)) throw new FileFailure('file.hostile', { part: name })
    if (!XML_PART.test(name)) continue
    const part = await inflate(zip, entry)
    total += part.length
    if (total > LIMITS.totalBytes) throw new FileFailure('file.bomb', { part: name })
    refuseDeclarations(part, name)
    parts.set(name, part)
  }
  return parts
}

function refuseDeclarations(part: Buffer, name: string): void {
  const isWide =
    (part[0] === 0xff && part[1] === 0xfe) ||
    (part[0] === 0xfe && part[1] === 0xff) ||
    part[0] === 0 ||
    part[1] === 0
  if (isWide) throw new FileFailure('file.hostile', { part: name })
  // Embedded schemas may not reach outside: nothing is ever fetched, and no honest table needs it.
  if (
    /<(?:\w+:)?(?:redefine|import|include)\b[^>]*schemaLocation\s*=/i.test(
      name.endsWith('xmlmaps.xml') || name.endsWith('.xsd') ? part.toString('latin1') : '',
    )
  )
    throw new FileFailure('file.hostile', { part: name })
  if (part.includes('<!DOCTYPE') || part.includes('<!ENTITY') || part.includes('<!doctype'))
    throw new FileFailure('file.hostile', { part: name })
}

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error || !zip) reject(damaged(error))
      else resolve(zip)
    })
  })
}

function entriesOf(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = []
    zip.on('entry', (entry: Entry) => {
      entries.push(entry)
      if (entries.length > LIMITS.entries)
        reject(new FileFailure('file.bomb', { entries: entries.length }))
      else zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', (error: Error) =>
      reject(
        /relative path|absolute path|invalid characters/i.test(error.message)
          ? new FileFailure('file.hostile', { reason: error.message })
          : damaged(error),
      ),
    )
    zip.readEntry()
  })
}

function inflate(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) {
        reject(damaged(error))
        return
      }
      const chunks: Buffer[] = []
      let size = 0
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length
        chunks.push(chunk)
        const isTooTight =
          size > LIMITS.ratioFromBytes && size > entry.compressedSize * LIMITS.ratio
        if (size > LIMITS.entryBytes || isTooTight) {
          stream.destroy()
          reject(new FileFailure('file.bomb', { part: entry.fileName }))
        }
      })
      stream.on('end', () => resolve(Buffer.concat(chunks)))
      stream.on('error', (fault: Error) => reject(damaged(fault)))
    })
  })
}

function damaged(error: unknown): FileFailure {
  return new FileFailure('file.damaged', {
    reason: error instanceof Error ? error.message.slice(0, 200) : '',
  })
}
