/**
 * `npm run sbom`: what is in the shipped program, as CycloneDX from the lock file (development tools
 * excluded), into `out/reports/sbom.cdx.json`; and that every part may be shipped. Needs no network.
 * Ends with 1 when a licence is not on the list, or there are more direct dependencies than agreed.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Part, refusedLicences } from './licences.ts'

/** reliability-security.md 13. */
const DIRECT_MAX = 60
const root = fileURLToPath(new URL('..', import.meta.url))

interface Bom {
  readonly components: readonly {
    readonly name: string
    readonly group?: string
    readonly version: string
    readonly licenses?: readonly {
      readonly expression?: string
      readonly license?: { readonly id?: string; readonly name?: string }
    }[]
  }[]
}

/** Every shipped package by the lock file. */
export function shippedParts(): { readonly text: string; readonly parts: readonly Part[] } {
  const text = execFileSync(
    'npm',
    ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--omit=dev'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 2 ** 20, shell: process.platform === 'win32' },
  )
  const parts = (JSON.parse(text) as Bom).components.map(({ name, version, licenses = [] }) => ({
    name,
    version,
    licence:
      licenses
        .flatMap(({ expression, license }) => expression ?? license?.id ?? license?.name ?? [])
        .join(' AND ') || null,
  }))
  return { text, parts }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { text, parts } = shippedParts()
  mkdirSync(`${root}out/reports`, { recursive: true })
  writeFileSync(`${root}out/reports/sbom.cdx.json`, text)
  const direct = Object.keys(
    (JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { dependencies: object })
      .dependencies,
  ).length
  process.stdout.write(
    `${parts.length} parts, ${direct} of them direct: out/reports/sbom.cdx.json\n`,
  )
  for (const one of refusedLicences(parts)) {
    process.stderr.write(`may not be shipped: ${one}\n`)
    process.exitCode = 1
  }
  if (direct > DIRECT_MAX) {
    process.stderr.write(`${direct} direct dependencies, ${DIRECT_MAX} are agreed\n`)
    process.exitCode = 1
  }
}
