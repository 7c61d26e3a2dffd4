/**
 * One segment of the outbox journal: records one after the other, the rest of the file zero.
 *
 * Record, little-endian: u32 length of the body, u32 CRC-32C over type and body, u8 type, body.
 * Types: 1 `part` of a transaction too large for memory, 2 `entry`, which ends a transaction, 3 `mark`,
 * written when its COMMIT returned. Body of an entry: f64 number of the commit, 8 bytes token before,
 * 8 bytes token after, f64 moment (ms), u16 schema version, u32 parts before it, then statements
 * (statements.ts) going on from the parts. Body of a mark: f64 number of the commit.
 *
 * Length 0 is the end: space is written ahead as zeros, so that an entry's fdatasync has no file size
 * to bring along. A record that does not check is the torn end, unless a good one follows: then the
 * segment is damaged inside. A mark alone may be torn before a good one, since it waits for that one's
 * sync; the entry after it says by its token what the mark said.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { crc32c } from '../../kit/crc32c.ts'

export const MAGIC = Buffer.from('SALDO-OUTBOX-1\n\0', 'latin1')
export const RECORD_HEAD = 9
export const PART = 1
export const ENTRY = 2
export const MARK = 3
const ENTRY_HEAD = 38
const MARK_LENGTH = 8

export interface EntryHead {
  /** Number of the commit it makes: one more than that of the file before it. */
  readonly seq: number
  /** What the file says before and after: who has the first may take the entry, and then has the second. */
  readonly before: Buffer
  readonly after: Buffer
  readonly atMs: number
  readonly schemaVersion: number
}

export interface SegmentEntry extends EntryHead {
  /** Its records in the file, parts first. */
  readonly records: readonly { readonly at: number; readonly length: number }[]
  isMarked: boolean
}

export interface Segment {
  readonly path: string
  readonly entries: readonly SegmentEntry[]
  /** Where the next record goes: after the last whole entry and its mark. */
  readonly end: number
  readonly size: number
  /** A record that does not check stands before others that do. */
  readonly isDamaged: boolean
}

export function entryHead(head: EntryHead, parts: number): Buffer {
  const bytes = Buffer.alloc(ENTRY_HEAD)
  bytes.writeDoubleLE(head.seq, 0)
  head.before.copy(bytes, 8)
  head.after.copy(bytes, 16)
  bytes.writeDoubleLE(head.atMs, 24)
  bytes.writeUInt16LE(head.schemaVersion, 32)
  bytes.writeUInt32LE(parts, 34)
  return bytes
}

/** Head of a record whose body is `pieces` together. */
export function recordHead(type: number, pieces: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(RECORD_HEAD)
  let length = 0
  let crc = crc32c(Uint8Array.of(type))
  for (const piece of pieces) {
    length += piece.length
    crc = crc32c(piece, crc)
  }
  head.writeUInt32LE(length, 0)
  head.writeUInt32LE(crc, 4)
  head[8] = type
  return head
}

/** Reads the records' heads and checks every one; statements are read by `statementBytes`. */
export function readSegment(path: string): Segment {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const magic = Buffer.alloc(MAGIC.length)
    readSync(file, magic, 0, magic.length, 0)
    if (!magic.equals(MAGIC))
      return { path, entries: [], end: MAGIC.length, size, isDamaged: !magic.every((b) => b === 0) }
    return scan(path, file, size)
  } finally {
    closeSync(file)
  }
}

function scan(path: string, file: number, size: number): Segment {
  const entries: SegmentEntry[] = []
  let parts: { at: number; length: number }[] = []
  let at = MAGIC.length
  let end = at
  for (;;) {
    const record = readRecord(file, at, size)
    if (isTornMark(file, at, size, record)) {
      at += record?.whole ?? 0
      continue
    }
    if (record === null || record.body === null) {
      const isDamaged = record !== null && followedByGood(file, at + record.whole, size)
      return { path, entries, end, size, isDamaged }
    }
    const here = { at: at + RECORD_HEAD, length: record.body.length }
    at += record.whole
    if (record.type === PART) parts.push(here)
    else if (record.type === ENTRY) {
      const body = record.body
      // Fewer parts than it counts: the first were torn off, which cannot be.
      if (body.length < ENTRY_HEAD || body.readUInt32LE(34) !== parts.length)
        return { path, entries, end, size, isDamaged: true }
      entries.push({
        seq: body.readDoubleLE(0),
        before: Buffer.from(body.subarray(8, 16)),
        after: Buffer.from(body.subarray(16, 24)),
        atMs: body.readDoubleLE(24),
        schemaVersion: body.readUInt16LE(32),
        records: [...parts, { at: here.at + ENTRY_HEAD, length: here.length - ENTRY_HEAD }],
        isMarked: false,
      })
      parts = []
      end = at
    } else {
      const seq = record.body.length === MARK_LENGTH ? record.body.readDoubleLE(0) : -1
      const marked = entries.findLast((entry) => entry.seq === seq)
      if (marked) marked.isMarked = true
      end = at
    }
  }
}

/** The statements of an entry, part by part. */
export function* statementBytes(path: string, entry: SegmentEntry): IterableIterator<Buffer> {
  const file = openSync(path, 'r')
  try {
    for (const { at, length } of entry.records) {
      const bytes = Buffer.alloc(length)
      readSync(file, bytes, 0, length, at)
      yield bytes
    }
  } finally {
    closeSync(file)
  }
}

interface Read {
  readonly type: number
  /** Bytes of the record with its head. */
  readonly whole: number
  readonly body: Buffer | null
}

/** Null at the end; a body of null where the record does not check. */
function readRecord(file: number, at: number, size: number): Read | null {
  if (at + RECORD_HEAD > size) return null
  const head = Buffer.alloc(RECORD_HEAD)
  readSync(file, head, 0, RECORD_HEAD, at)
  const length = head.readUInt32LE(0)
  const type = head[8] ?? 0
  if (length === 0 && type === 0) return null
  const whole = RECORD_HEAD + length
  if (at + whole > size) return { type, whole, body: null }
  const body = Buffer.alloc(length)
  readSync(file, body, 0, length, at + RECORD_HEAD)
  const isGood =
    (type === PART || type === ENTRY || type === MARK) &&
    crc32c(body, crc32c(Uint8Array.of(type))) === head.readUInt32LE(4)
  return { type, whole, body: isGood ? body : null }
}

/** A broken record as long as a mark, before a good one that says what it said: nothing is missing. */
function isTornMark(file: number, at: number, size: number, record: Read | null): boolean {
  if (record === null || record.body !== null || record.whole !== RECORD_HEAD + MARK_LENGTH)
    return false
  const next = readRecord(file, at + record.whole, size)
  return next !== null && next.body !== null && next.type !== MARK
}

/** Looks on from a bad record: by its own length, else for anything that is not zero. */
function followedByGood(file: number, at: number, size: number): boolean {
  const next = readRecord(file, at, size)
  return next !== null && next.body !== null
}
