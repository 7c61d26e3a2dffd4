/**
 * Which requirements have passing tests: a test names the ids it proves at the head of its title
 * (`M50 L2: …`, `M25 (part): …`), or at the head of what describes it and its neighbours; ids of other
 * lists (`I13`, `T8`) may stand among them. Reads the reports of the last `npm test`; with `--need` exits 1
 * when one of those wanted by now is missing or has a failing test.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Wanted since 2026-11-24 (the main job), and since 2026-11-28 (reconciliation; devices and their server). */
const NEEDED =
  'M01 M02 M13 M25 M43 M46 M47 M48 M50 M54 M55 M56 M60 M61 M62 M63 M65 M97 M104 M107 M108 M116 M117 M118 M119 M120 M159 M167 M170 M171 M172 M173 M175 M177 L1 L2 L3 L4 L5 L6 L7 N1 N4 N5 N6 N7 N8 N11 N13 N15'.split(
    ' ',
  )

interface Seen {
  passed: number
  failed: number
  isPart: boolean
}

const root = fileURLToPath(new URL('..', import.meta.url))
const seen = new Map<string, Seen>()
for (const { title, passed } of [...vitestTitles(), ...playwrightTitles()]) {
  const head = /^((?:[A-Z]\d{1,3}(?:-[A-Z]?\d{1,3})?(?: \(part\))?[ ,]*)+):/.exec(title)?.[1]
  if (head === undefined) continue
  for (const match of head.matchAll(/\b(M\d{2,3}|N\d{1,2}|L[1-7])\b( \(part\))?/g)) {
    const id = match[1] ?? ''
    const one = seen.get(id) ?? { passed: 0, failed: 0, isPart: true }
    if (passed) one.passed += 1
    else one.failed += 1
    if (match[2] === undefined) one.isPart = false
    seen.set(id, one)
  }
}

const all = [
  ...Array.from({ length: 178 }, (_, i) => `M${String(i + 1).padStart(2, '0')}`),
  ...Array.from({ length: 15 }, (_, i) => `N${i + 1}`),
  ...Array.from({ length: 7 }, (_, i) => `L${i + 1}`),
]
const proven = all.filter((id) => (seen.get(id)?.passed ?? 0) > 0 && seen.get(id)?.failed === 0)
for (const id of proven) {
  const one = seen.get(id)
  process.stdout.write(
    `${id.padEnd(5)} ${String(one?.passed).padStart(3)} tests${one?.isPart ? ' (part)' : ''}\n`,
  )
}
process.stdout.write(`${proven.length} of ${all.length} requirements have passing tests\n`)
if (process.argv.includes('--need')) {
  const missing = NEEDED.filter((id) => !proven.includes(id))
  if (missing.length > 0) {
    process.stderr.write(`missing or failing: ${missing.join(' ')}\n`)
    process.exitCode = 1
  }
}

interface Title {
  readonly title: string
  readonly passed: boolean
}

interface Assertion {
  readonly title: string
  readonly ancestorTitles: readonly string[]
  readonly status: string
}

function vitestTitles(): Title[] {
  const report = read<{ testResults: { assertionResults: Assertion[] }[] }>('vitest.json')
  return report
    ? report.testResults.flatMap((file) =>
        file.assertionResults.flatMap(({ title, ancestorTitles, status }) =>
          [...ancestorTitles, title].map((one) => ({ title: one, passed: status === 'passed' })),
        ),
      )
    : []
}

interface Suite {
  readonly specs?: readonly { readonly title: string; readonly ok: boolean }[]
  readonly suites?: readonly Suite[]
}

function playwrightTitles(): Title[] {
  const report = read<{ suites: Suite[] }>('playwright.json')
  const titles = (suite: Suite): Title[] => [
    ...(suite.specs ?? []).map(({ title, ok }) => ({ title, passed: ok })),
    ...(suite.suites ?? []).flatMap(titles),
  ]
  return report ? report.suites.flatMap(titles) : []
}

function read<T>(name: string): T | null {
  const path = `${root}out/reports/${name}`
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null
}
