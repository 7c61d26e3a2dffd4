/**
 * Room on the disk: warned of in time, asked for before large work, and a reserve that lets the WAL be
 * brought into the file when nothing else is left (reliability-security.md 3).
 */
import { closeSync, existsSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../../../shared/rpc/refusal.ts'

/** Bytes below which a person is warned. */
export const LOW_BYTES = 1024 ** 3
export const RESERVE_BYTES = 64 * 1024 ** 2
const RESERVE = '.saldo-reserve'
const CHUNK = 1024 ** 2

/** Bytes this user may still write on the disk of a folder. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** Refuses work over a file of `bytes` when there is not room for twice as much. */
export function assertRoom(folder: string, bytes: number): void {
  const free = freeBytes(folder)
  if (free < bytes * 2)
    throw new Refusal('disk.low', { needed: megabytes(bytes * 2), free: megabytes(free) })
}

/** Sets the reserve aside while there is plenty; answers whether it is there. */
export function keepReserve(folder: string): boolean {
  const path = join(folder, RESERVE)
  if (existsSync(path)) return true
  if (freeBytes(folder) < LOW_BYTES + RESERVE_BYTES) return false
  const chunk = Buffer.alloc(CHUNK)
  const file = openSync(path, 'wx', 0o600)
  try {
    for (let at = 0; at < RESERVE_BYTES; at += CHUNK) writeSync(file, chunk, 0, CHUNK, at)
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
  return true
}

/** Gives the reserve back to the disk; false when there was none. */
export function releaseReserve(folder: string): boolean {
  const path = join(folder, RESERVE)
  if (!existsSync(path)) return false
  rmSync(path, { force: true })
  return true
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2)
}
