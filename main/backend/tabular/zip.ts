/**
 * A workbook is a zip of XML parts from outside: opened only under limits (reliability-security.md 5).
 * Sizes are counted while inflating, never believed; names that leave the archive, doubled names and
 * any DOCTYPE or ENTITY are refused before the piece of a part that holds them is parsed.
 */
import { pipeline } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import { FileFailure, LIMITS } from './failure.ts'

const XML_PART = /\.(xml|rels|vml|xsd)$/i
/** Bytes handed on together: less costs calls, more costs memory. */
const PIECE = 1 << 18

/** The parts that can be XML, by name: lower case, no leading slash. */
export class Parts {
  readonly #zip: ZipFile
  readonly #entries: ReadonlyMap<string, Entry>
  readonly #seen = new Set<string>()
  #total = 0

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip
    this.#entries = entries
  }

  static async open(bytes: Buffer): Promise<Parts> {
    if (bytes.length > LIMITS.zippedBytes)
      throw new FileFailure('file.too_large', { limitMiB: LIMITS.zippedBytes / 2 ** 20 })
    const zip = await open(bytes)
    const entries = new Map<string, Entry>()
    const names = new Set<string>()
    for (const entry of await entriesOf(zip)) {
      const name = entry.fileName.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
      if (name.split('/').includes('..') || names.has(name))
        throw new FileFailure('file.hostile', { part: name })
      names.add(name)
      if (XML_PART.test(name)) entries.set(name, entry)
    }
    return new Parts(zip, entries)
  }

  get names(): string[] {
    return [...this.#entries.keys()]
  }

  has(name: string): boolean {
    return this.#entries.has(name)
  }

  /** The whole part; null when there is none. */
  async whole(name: string): Promise<Buffer | null> {
    if (!this.has(name)) return null
    const pieces: Buffer[] = []
    for await (const piece of this.stream(name)) pieces.push(piece)
    return Buffer.concat(pieces)
  }

  /** The part from its start, checked piece by piece. */
  async *stream(name: string): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.#entries.get(name)
    if (!entry) throw new Error(`no part ${name}`)
    const isFirstTime = !this.#seen.has(name)
    this.#seen.add(name)
    const check = new Declarations(name)
    for await (const piece of inflated(this.#zip, entry)) {
      if (isFirstTime) this.#total += piece.length
      if (this.#total > LIMITS.totalBytes) throw new FileFailure('file.bomb', { part: name })
      check.write(piece)
      yield piece
    }
    if (name.endsWith('xmlmaps.xml') || name.endsWith('.xsd')) check.end()
  }

  /** Looks at every part nobody asked for: what hides in one of them counts too. */
  async checkRest(): Promise<void> {
    for (const name of this.#entries.keys())
      if (!this.#seen.has(name)) for await (const _ of this.stream(name));
  }
}

const FORBIDDEN = ['<!DOCTYPE', '<!ENTITY', '<!doctype']
/** With what each of them begins, and next to nothing else in a table. */
const DECLARES = '<!'
/** What may stand across two pieces. */
const OVERLAP = 16

/** Refuses what no honest table declares. */
class Declarations {
  readonly #part: string
  readonly #isSchema: boolean
  readonly #schema: Buffer[] = []
  #before: Buffer | null = null

  constructor(part: string) {
    this.#part = part
    this.#isSchema = part.endsWith('xmlmaps.xml') || part.endsWith('.xsd')
  }

  write(piece: Buffer): void {
    if (this.#before === null) {
      const [first, second] = piece
      const isWide =
        (first === 0xff && second === 0xfe) ||
        (first === 0xfe && second === 0xff) ||
        first === 0 ||
        second === 0
      if (isWide) this.#refuse()
    } else {
      const seam = Buffer.concat([this.#before, piece.subarray(0, OVERLAP)])
      if (declares(seam)) this.#refuse()
    }
    if (declares(piece)) this.#refuse()
    this.#before = piece.subarray(-OVERLAP)
    if (this.#isSchema) this.#schema.push(piece)
  }

  /** Embedded schemas may not reach outside: nothing is ever fetched, and no table needs it. */
  end(): void {
    const text = Buffer.concat(this.#schema).toString('latin1')
    if (/<(?:\w+:)?(?:redefine|import|include)\b[^>]*schemaLocation\s*=/i.test(text)) this.#refuse()
  }

  #refuse(): never {
    throw new FileFailure('file.hostile', { part: this.#part })
  }
}

function declares(bytes: Buffer): boolean {
  return bytes.includes(DECLARES) && FORBIDDEN.some((text) => bytes.includes(text))
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

async function* inflated(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer, void, undefined> {
  let size = 0
  const stream = await opened(zip, entry)
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > entry.uncompressedSize) throw damaged(new Error('more bytes than stated'))
      const isTooTight = size > LIMITS.ratioFromBytes && size > entry.compressedSize * LIMITS.ratio
      if (size > LIMITS.entryBytes || isTooTight)
        throw new FileFailure('file.bomb', { part: entry.fileName })
      yield chunk
    }
  } catch (error) {
    throw error instanceof FileFailure ? error : damaged(error)
  }
  if (size !== entry.uncompressedSize) throw damaged(new Error('fewer bytes than stated'))
}

/** Compressed with deflate; the next piece is unpacked on another thread while one is read. */
function opened(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  const isPacked = entry.compressionMethod === DEFLATE && !entry.isEncrypted()
  return new Promise((resolve, reject) => {
    zip.openReadStream(
      entry,
      isPacked ? { ...AS_STATED, decompress: false } : AS_STATED,
      (error, stream) => {
        if (error || !stream) reject(damaged(error))
        else if (!isPacked) resolve(stream)
        // What goes wrong in one of them ends the other, whose reader hears of it.
        else resolve(pipeline(stream, createInflateRaw({ chunkSize: PIECE }), () => undefined))
      },
    )
  })
}

const DEFLATE = 8
/** The whole part. */
const AS_STATED = { decrypt: null, start: null, end: null } as const

function damaged(error: unknown): FileFailure {
  return new FileFailure('file.damaged', {
    reason: error instanceof Error ? error.message.slice(0, 200) : '',
  })
}
