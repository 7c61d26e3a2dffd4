/**
 * Before unit tests: the scripts of threads and processes beside the ledger's as bundles of the sources
 * as they are. From source each start reads some hundred modules, which costs a second.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { sourceStamp } from './stamp.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const out = join(root, 'out', 'beside')
const stampFile = join(out, '.stamp')

export default async function bundleScripts(): Promise<void> {
  const stamp = sourceStamp(['shared', 'db', 'sync', 'main', 'build'])
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  rmSync(out, { recursive: true, force: true })
  await build({ configFile: join(root, 'build', 'vite.node.ts'), mode: 'beside' })
  writeFileSync(stampFile, stamp)
}
