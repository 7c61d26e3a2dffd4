/**
 * What the company file was when Saldo closed it: its length, CRC-32 and commit, in `F.outbox/closed.json`.
 *
 * SQLite's own check sees broken pages, not a flipped bit inside a name or an amount; a file that is
 * at the commit it was closed at and no longer the same bytes was changed by something else. The seal
 * goes with the first write, so that a crash leaves none. Very large files go without: they are read
 * as a whole by the weekly check.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { outboxOf } from '../../../db/local/outbox/journal.ts'

const SEALED_MAX = 128 * 1024 ** 2
const CHUNK = 1024 ** 2

const sealShape = z.object({ bytes: z.number(), crc32: z.number(), token: z.string() })

/** The file is closed and without WAL; `token` is the commit it stands at. */
export function sealFile(companyFile: string, token: string): void {
  const { size } = statSync(companyFile)
  if (size > SEALED_MAX || !existsSync(outboxOf(companyFile))) return
  const seal = { bytes: size, crc32: crcOf(companyFile), token }
  writeFileSync(sealOf(companyFile), JSON.stringify(seal), { mode: 0o600 })
}

export function breakSeal(companyFile: string): void {
  rmSync(sealOf(companyFile), { force: true })
}

/** The commit of a seal that the closed file's bytes do not fit; null when they do, or none is there. */
export function brokenSeal(companyFile: string): string | null {
  const path = sealOf(companyFile)
  if (
    !existsSync(path) ||
    (statSync(`${companyFile}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
  )
    return null
  const seal = read(path)
  if (seal === null) return null
  const fits = statSync(companyFile).size === seal.bytes && crcOf(companyFile) === seal.crc32
  // Gone meanwhile: a writer has begun, and its bytes are its own.
  return fits || !existsSync(path) ? null : seal.token
}

/** Keeps in mind that the file was changed by something else, until a person has dealt with it. */
export function noteForeignChange(companyFile: string, atMs: number): void {
  const path = foreignChangeOf(companyFile)
  mkdirSync(outboxOf(companyFile), { recursive: true })
  if (!existsSync(path)) writeFileSync(path, JSON.stringify({ atMs }), { mode: 0o600 })
}

export function hasForeignChange(companyFile: string): boolean {
  return existsSync(foreignChangeOf(companyFile))
}

export function acceptForeignChange(companyFile: string): void {
  rmSync(foreignChangeOf(companyFile), { force: true })
}

function read(path: string): z.output<typeof sealShape> | null {
  try {
    return sealShape.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    // A seal that cannot be read seals nothing.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

function crcOf(path: string): number {
  const chunk = Buffer.allocUnsafe(CHUNK)
  const file = openSync(path, 'r')
  let crc = 0
  try {
    for (let at = 0, size = CHUNK; size === CHUNK; at += size) {
      size = readSync(file, chunk, 0, CHUNK, at)
      crc = crc32(chunk.subarray(0, size), crc)
    }
  } finally {
    closeSync(file)
  }
  return crc
}

function sealOf(companyFile: string): string {
  return join(outboxOf(companyFile), 'closed.json')
}

function foreignChangeOf(companyFile: string): string {
  return join(outboxOf(companyFile), 'changed-outside.json')
}
