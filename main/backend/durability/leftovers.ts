/**
 * What a restore, recovery or making that was cut off has left beside a company file: whole copies in
 * the making, and keys of installations that never came to be.
 */
import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Names of `besides` (db/local/lasting.ts), with SQLite's own files. */
const MAKING = /^[0-9a-f]{12}\.(tmp|restore|recover|look)(-wal|-shm|-journal)?$/

/** With the writer's lock held: nobody else is making anything under these names. */
export function removeLeftovers(companyFile: string, installId: string): void {
  const name = basename(companyFile)
  const [copies, keys] = [`.${name}.`, `${name}.keys-`]
  for (const one of readdirSync(dirname(companyFile)))
    if (
      (one.startsWith(copies) && MAKING.test(one.slice(copies.length))) ||
      (one.startsWith(keys) && one !== keys + installId)
    )
      rmSync(join(dirname(companyFile), one), { force: true })
}
