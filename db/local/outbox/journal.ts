/**
 * `F.outbox`: a second, append-only record of every transaction of the company file F, in segments
 * (segment.ts), so that work outlives the loss of the database (reliability-security.md 3).
 *
 * Order of one command: entry and fdatasync, COMMIT, mark, acknowledgement. The mark needs no sync of
 * its own: the next entry's brings it along, and that next entry proves the commit as well, since it
 * begins with the token the commit left. So a posting costs one sync more than without.
 *
 * An entry may be taken by a file that stands at its `before` token and by no other.
 */
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { SqlValue } from '../../kit/database.ts'
import { makeFolder, syncFolder } from '../lasting.ts'
import {
  ENTRY,
  entryHead,
  type EntryHead,
  MAGIC,
  MARK,
  PART,
  readSegment,
  recordHead,
  type Segment,
} from './segment.ts'
import { StatementWriter } from './statements.ts'

/** Zeros written ahead; a new segment begins beyond `SEGMENT_MAX`. */
const AHEAD = 512 * 1024
const SEGMENT_MAX = 4 * 1024 * 1024
/** A transaction beyond this goes to the file in parts while it runs. */
const PART_SIZE = 1024 * 1024

export function outboxOf(companyFile: string): string {
  return `${companyFile}.outbox`
}

/** The segments of a company file, oldest first; none where it has no outbox. */
export function segmentsOf(companyFile: string): Segment[] {
  const folder = outboxOf(companyFile)
  if (!existsSync(folder)) return []
  return segmentNames(folder).map((name) => readSegment(join(folder, name)))
}

/** The newest segments back to the first that is `enough`, oldest first. */
export function newestSegments(
  companyFile: string,
  isEnough: (segment: Segment) => boolean,
): Segment[] {
  const folder = outboxOf(companyFile)
  if (!existsSync(folder)) return []
  const found: Segment[] = []
  for (const name of segmentNames(folder).toReversed()) {
    const segment = readSegment(join(folder, name))
    found.unshift(segment)
    if (isEnough(segment)) break
  }
  return found
}

/**
 * Removes the segments that two sound backups make needless, one more than recovery begins with:
 * those before the second newest commit of `tokens`. Newest by the journal and by no clock; a backup
 * of the life before a restore is not in it.
 */
export function trimOutbox(companyFile: string, tokens: ReadonlySet<string | null>): void {
  let backups = 0
  const segments = segmentsOf(companyFile)
  const at = segments.findLastIndex(({ entries }) => {
    backups += entries.filter(({ after }) => tokens.has(after.toString('hex'))).length
    return backups >= 2
  })
  for (const { path } of segments.slice(0, Math.max(at, 0))) rmSync(path)
}

export class OutboxJournal {
  readonly #folder: string
  readonly #statements = new StatementWriter()
  #file: number
  #number: number
  #end: number
  #size: number
  /** Where the running transaction began, and its parts so far. */
  #start = 0
  #parts = 0
  #count = 0
  #isRunning = false

  /** Goes on in the newest segment, or begins the first; what was torn at its end is cut off. */
  constructor(companyFile: string) {
    this.#folder = outboxOf(companyFile)
    makeFolder(this.#folder, 0o700)
    const last = segmentNames(this.#folder).at(-1)
    if (last === undefined) {
      this.#number = 1
      this.#file = begin(this.#folder, this.#number)
      this.#end = MAGIC.length
      this.#size = AHEAD
      return
    }
    const path = join(this.#folder, last)
    const { end, size } = readSegment(path)
    this.#number = Number.parseInt(last, 10)
    this.#file = openSync(path, 'r+')
    this.#end = end
    this.#size = size
    this.#cut()
    // A segment whose making was cut short may have none.
    writeAll(this.#file, MAGIC, 0)
  }

  /** Notes what changed the database in the running transaction; nothing outside of one. */
  add(sql: string, values: readonly SqlValue[]): void {
    if (!this.#isRunning) return
    this.#statements.add(sql, values)
    this.#count += 1
    if (this.#statements.size >= PART_SIZE) this.#part()
  }

  begin(): void {
    if (this.#end > SEGMENT_MAX) this.#next()
    this.#start = this.#end
    this.#parts = 0
    this.#count = 0
    this.#isRunning = true
  }

  get hasChanges(): boolean {
    return this.#count > 0
  }

  /** From here on the transaction's own bookkeeping is not noted: the entry's head says it. */
  pause(): void {
    this.#isRunning = false
  }

  /** On the disk when this returns. */
  seal(head: EntryHead): void {
    this.#append(ENTRY, [entryHead(head, this.#parts), this.#statements.bytes])
    fdatasyncSync(this.#file)
  }

  /** After COMMIT returned. */
  committed(seq: number): void {
    const body = Buffer.alloc(8)
    body.writeDoubleLE(seq)
    this.#append(MARK, [body])
    this.#statements.kept()
    this.#isRunning = false
  }

  /** The transaction was rolled back: nothing of it stays. */
  dropped(): void {
    this.#isRunning = false
    this.#statements.dropped()
    if (this.#end === this.#start) return
    this.#end = this.#start
    this.#cut()
  }

  close(): void {
    closeSync(this.#file)
  }

  #part(): void {
    this.#append(PART, [this.#statements.bytes])
    this.#statements.taken()
    this.#parts += 1
  }

  #append(type: number, pieces: readonly Uint8Array[]): void {
    const record = Buffer.concat([recordHead(type, pieces), ...pieces])
    const end = this.#end + record.length
    if (end > this.#size) {
      const size = Math.ceil(end / AHEAD) * AHEAD
      writeAll(this.#file, Buffer.alloc(size - this.#size), this.#size)
      this.#size = size
    }
    writeAll(this.#file, record, this.#end)
    this.#end = end
  }

  /** Nothing after the end. */
  #cut(): void {
    ftruncateSync(this.#file, this.#end)
    this.#size = this.#end
  }

  #next(): void {
    const file = begin(this.#folder, this.#number + 1)
    closeSync(this.#file)
    this.#file = file
    this.#number += 1
    this.#end = MAGIC.length
    this.#size = AHEAD
    this.#statements.forget()
  }
}

function segmentNames(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^\d{6}\.journal$/.test(name))
    .toSorted()
}

/** A new segment, there for good: its folder entry too. */
function begin(folder: string, number: number): number {
  const path = join(folder, `${String(number).padStart(6, '0')}.journal`)
  const file = openSync(path, 'wx+', 0o600)
  try {
    const bytes = Buffer.alloc(AHEAD)
    MAGIC.copy(bytes)
    writeAll(file, bytes, 0)
    fsyncSync(file)
    syncFolder(folder)
  } catch (error) {
    closeSync(file)
    rmSync(path, { force: true })
    throw error
  }
  return file
}

function writeAll(file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(file, bytes, done, bytes.length - done, at + done)
}
