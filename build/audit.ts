/**
 * `npm run audit`: known advisories over the shipped packages, and the age of packages whose version
 * in `package.json` is not yet committed. Where the registry cannot be asked it says so and ends well:
 * a build must not depend on a network. With `--strict`, for a release, what cannot be asked fails too.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** reliability-security.md 13: no package younger than this without a waiver. */
const AGE_MIN_DAYS = 7
const DAY_MS = 86_400_000
const root = fileURLToPath(new URL('..', import.meta.url))
const isStrict = process.argv.includes('--strict')

advisories()
ages()

function advisories(): void {
  const { stdout } = run('npm', ['audit', '--omit=dev', '--json'])
  const counts = parsed<{ metadata?: { vulnerabilities?: Record<string, number> } }>(stdout)
    ?.metadata?.vulnerabilities
  if (!counts) return unasked('Advisories')
  const { moderate = 0, high = 0, critical = 0 } = counts
  process.stdout.write(`Advisories: ${critical} critical, ${high} high, ${moderate} medium\n`)
  if (high + critical > 0) process.exitCode = 1
}

function ages(): void {
  const before = parsed<Manifest>(run('git', ['show', 'HEAD:package.json']).stdout)
  const now = parsed<Manifest>(readFileSync(`${root}package.json`, 'utf8'))
  for (const [name, version] of Object.entries(now?.dependencies ?? {})) {
    if (before?.dependencies[name] === version) continue
    const published = parsed<Record<string, string>>(
      run('npm', ['view', name, 'time', '--json']).stdout,
    )
    const at = published?.[version]
    if (at === undefined) {
      unasked(`Age of ${name}`)
      continue
    }
    const days = Math.floor((Date.now() - Date.parse(at)) / DAY_MS)
    process.stdout.write(`${name} ${version}: published ${days} days ago\n`)
    if (days < AGE_MIN_DAYS) process.exitCode = 1
  }
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
}

function unasked(what: string): void {
  process.stdout.write(`${what}: the registry did not answer, nothing was checked\n`)
  if (isStrict) process.exitCode = 1
}

function run(command: string, args: readonly string[]): { readonly stdout: string } {
  return spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 64 * 2 ** 20,
    shell: process.platform === 'win32',
  })
}

function parsed<T>(text: string | null): T | null {
  try {
    return JSON.parse(text ?? '') as T
  } catch {
    return null
  }
}
