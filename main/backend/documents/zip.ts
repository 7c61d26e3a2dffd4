/**
 * A ZIP archive written front to back (APPNOTE 6.3): each entry's local header is written with empty
 * sizes and filled in once its data is through, so that no reader meets a data descriptor. Without
 * ZIP64: an archive that outgrows 4 GiB is refused.
 */
import { once } from 'node:events'
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib'
import type { WholeFile } from './whole-file.ts'

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const MAX = 0xffff_ffff
/** Names are UTF-8. */
const FLAGS = 0x0800
const DEFLATE = 8
const STORED = 0
/** Years 1980 + 0, 1 January: an archive of the same content has the same bytes. */
const DOS_DATE = 0x0021
/** Numbers and tags repeat so much that a higher level costs time and gains little. */
export const DEFLATE_LEVEL = 3

interface Entry {
  readonly name: Buffer
  readonly at: number
  readonly method: number
  crc: number
  packed: number
  size: number
}

interface OpenEntry {
  readonly entry: Entry
  /** Null where the bytes stand as they are. */
  readonly deflate: DeflateRaw | null
  readonly ended: Promise<unknown>
}

export class Zip {
  readonly #file: WholeFile
  readonly #entries: Entry[] = []
  #open: OpenEntry | null = null

  constructor(file: WholeFile) {
    this.#file = file
  }

  /** Begins an entry; its bytes follow by `write`, compressed unless they are to be stored. */
  begin(name: string, { isStored = false }: { readonly isStored?: boolean } = {}): void {
    const entry: Entry = {
      name: Buffer.from(name),
      at: this.#file.bytes,
      method: isStored ? STORED : DEFLATE,
      crc: 0,
      packed: 0,
      size: 0,
    }
    this.#file.write(Buffer.concat([localHeader(entry), entry.name]))
    if (isStored) {
      this.#open = { entry, deflate: null, ended: Promise.resolve() }
      return
    }
    const deflate = createDeflateRaw({ level: DEFLATE_LEVEL })
    deflate.on('data', (bytes: Buffer) => {
      entry.packed += bytes.length
      try {
        this.#file.write(bytes)
      } catch (error) {
        // A listener has nobody to throw to: the stream fails instead, and with it whoever waits.
        deflate.destroy(error as Error)
      }
    })
    const ended = once(deflate, 'end')
    // Heard by whoever writes or ends; a failure in between is kept for them.
    ended.catch(() => undefined)
    this.#open = { entry, deflate, ended }
  }

  /** Waits where the compression cannot follow. */
  async write(bytes: Uint8Array): Promise<void> {
    const { entry, deflate, ended } = this.#entryInWork()
    entry.crc = crc32(bytes, entry.crc)
    entry.size += bytes.length
    if (deflate === null) {
      this.#file.write(bytes)
      entry.packed += bytes.length
    } else if (deflate.destroyed) await ended
    else if (!deflate.write(bytes)) await once(deflate, 'drain')
  }

  async end(): Promise<void> {
    const { entry, deflate, ended } = this.#entryInWork()
    deflate?.end()
    await ended
    if (this.#file.bytes > MAX || entry.size > MAX) throw new RangeError('archive over 4 GiB')
    this.#file.writeAt(localHeader(entry), entry.at)
    this.#entries.push(entry)
    this.#open = null
  }

  /** Adds an entry that is there as a whole. */
  async addWhole(name: string, content: string): Promise<void> {
    this.begin(name)
    await this.write(Buffer.from(content))
    await this.end()
  }

  /** Writes the directory; the file is finished by its owner. */
  close(): void {
    const at = this.#file.bytes
    for (const entry of this.#entries)
      this.#file.write(Buffer.concat([centralHeader(entry), entry.name]))
    const end = Buffer.alloc(22)
    end.writeUInt32LE(END, 0)
    end.writeUInt16LE(this.#entries.length, 8)
    end.writeUInt16LE(this.#entries.length, 10)
    end.writeUInt32LE(this.#file.bytes - at, 12)
    end.writeUInt32LE(at, 16)
    this.#file.write(end)
  }

  #entryInWork(): OpenEntry {
    if (!this.#open) throw new Error('no entry has begun')
    return this.#open
  }
}

function localHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(LOCAL, 0)
  header.writeUInt16LE(20, 4)
  writeFacts(header, 6, entry)
  return header
}

function centralHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(CENTRAL, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(20, 6)
  writeFacts(header, 8, entry)
  header.writeUInt32LE(entry.at, 42)
  return header
}

/** What both headers say in the same order. */
function writeFacts(header: Buffer, at: number, entry: Entry): void {
  header.writeUInt16LE(FLAGS, at)
  header.writeUInt16LE(entry.method, at + 2)
  header.writeUInt16LE(DOS_DATE, at + 6)
  header.writeUInt32LE(entry.crc, at + 8)
  header.writeUInt32LE(entry.packed, at + 12)
  header.writeUInt32LE(entry.size, at + 16)
  header.writeUInt16LE(entry.name.length, at + 20)
}
