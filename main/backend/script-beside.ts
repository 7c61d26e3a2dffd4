/** Where the scripts of threads and processes beside the ledger's are. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

let folder: string | null = null

/** A door whose scripts lie elsewhere says where, before it starts a backend. */
export function lookForScriptsIn(path: string): void {
  folder = path
}

/** The script `name` where the door said, beside `from` (a module's URL), or in the bundle's folder. */
export function scriptBeside(from: string, name: string): string {
  const candidates = [`./${name}.ts`, `./${name}.js`, `../backend/${name}.js`].map((path) =>
    fileURLToPath(new URL(path, from)),
  )
  if (folder !== null) candidates.unshift(join(folder, `${name}.js`))
  return candidates.find((path) => existsSync(path)) ?? (candidates[0] as string)
}
