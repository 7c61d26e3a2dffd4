/**
 * Files and names that outlive a power cut: what was written lasts from the file's fsync, a name from
 * the fsync of its folder, and that again from the fsync of the folder above.
 */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/** Its bytes are on the disk when this returns. */
export function syncFile(path: string): void {
  const handle = openSync(path, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Makes names in a folder durable; systems that cannot open a folder do so by themselves. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** The folder and all above it, for good; one that is there already stays as it is. */
export function makeFolder(path: string, mode = 0o777): void {
  const missing: string[] = []
  for (let folder = resolve(path); !existsSync(folder); folder = dirname(folder))
    missing.unshift(folder)
  mkdirSync(path, { recursive: true, mode })
  for (const folder of missing) syncFolder(dirname(folder))
}

/** Readable by its owner alone, and on the disk; the name lasts from the sync of its folder. */
export function writeSynced(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600, flush: true })
}

/** Both in one folder; durable when it returns. */
export function renameForGood(from: string, to: string): void {
  renameSync(from, to)
  syncFolder(dirname(to))
}

/** A free name in the same folder, for a file in the making. */
export function besides(path: string, purpose: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.${purpose}`)
}
