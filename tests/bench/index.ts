/**
 * `npm run bench`: the jobs of performance.md measured against limit programs, interleaved in one run.
 *
 * `--sizes 10000,100000,1000000` (default 100000, empty for none) sets the documents of each ledger; with more than
 * one, a table of growth follows. `--variant bad-payers|one-giant|backdated` makes the ledger so.
 * `--goals` exits 1 when a goal is missed. `--screens` drives Chromium, `--peers` compares with ledger
 * and hledger, `--five-million` runs the engine alone up to that size, `--excel` writes and reads
 * workbooks, `--matching` matches labelled bank lines, `--two-sided` lays statements against each other,
 * `--letters` makes, writes and proves 2,500 balance letters, `--papers` prints a statement for everybody of
 * the largest ledger, `--server` measures sync (a server on PostgreSQL and a new desktop of its company), `--variants` repeats the main jobs on the
 * three variants at up to 100,000 documents, `--all` does all of these. Ledgers are made by the
 * generator and imported once into a temporary folder (`--keep DIR` keeps and uses them again; what is
 * posted while measuring goes into a copy). Figures are medians of at least five
 * rounds (three of what takes seconds); a ratio compares Saldo with the limit in the same rounds.
 * Absolute figures belong to the machine that printed them.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { CORE_FLAGS } from '../../main/electron/core-flags.ts'
import { VARIANTS, type Variant } from '../../shared/domain/generate/ledger-walk.ts'
import { agingJobs } from './aging.ts'
import { serverFigures } from './central/index.ts'
import { coldJobs } from './cold.ts'
import { excelJobs } from './excel.ts'
import { fiveMillionJobs } from './five-million.ts'
import { growthTable } from './growth.ts'
import { letterJobs } from './letters.ts'
import { listJobs } from './list.ts'
import { type BenchCompany, openBenchCompany } from './ledger.ts'
import { matchingBench } from './matching.ts'
import { measureAll, measureFsync, type Result, table } from './measure.ts'
import { paperJobs } from './papers.ts'
import { peerJobs } from './peers.ts'
import { importJobs, postingJobs } from './posting.ts'
import { screenFigures } from './screens.ts'
import { openSearchCompany } from './search.ts'
import { statementJobs } from './statement.ts'
import { twoSidedJobs } from './two-sided.ts'

/** Variants are made no larger than this. */
const VARIANT_MAX = 100_000
const ENGINE_SIZES = [10_000, 100_000, 1_000_000, 5_000_000]

const { values } = parseArgs({
  options: {
    sizes: { type: 'string' },
    customers: { type: 'string', default: '10000' },
    variant: { type: 'string', default: 'plain' },
    keep: { type: 'string' },
    goals: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    screens: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
    excel: { type: 'boolean', default: false },
    'two-sided': { type: 'boolean', default: false },
    papers: { type: 'boolean', default: false },
    letters: { type: 'boolean', default: false },
    server: { type: 'boolean', default: false },
    variants: { type: 'boolean', default: false },
    matching: { type: 'boolean', default: false },
    'five-million': { type: 'boolean', default: false },
  },
})
/** The server's companies are made apart: no ledger is imported for them. */
const isServerAlone = values.server && !values.all
// Letters, matching and comparisons alone need no ledger of documents.
const needsLedger = !(values.letters || values.matching || values['two-sided'])
const sizes =
  values.sizes === undefined || values.sizes === ''
    ? needsLedger
      ? [100_000]
      : []
    : values.sizes.split(',').map(Number)
const largest = Math.max(...sizes)
const say = (text: string) => process.stdout.write(`${text}\n`)
const variant = VARIANTS.find((one) => one === values.variant)
if (variant === undefined) throw new Error(`--variant is one of ${VARIANTS.join(', ')}`)

const dir = values.keep ?? mkdtempSync(join(tmpdir(), 'saldo-bench-'))
const bySize = new Map<number, Result[]>()
let matched: Result[] = []
const synced: Result[] = []
try {
  const processor = cpus()[0]?.model ?? 'unknown processor'
  say(
    `${cpus().length} × ${processor}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, load ${loadavg()
      .map((one) => one.toFixed(1))
      .join(' ')}, one fsync ${(await measureFsync(dir)).toFixed(2)} ms\n`,
  )
  if (!isServerAlone) for (const size of sizes) bySize.set(size, await oneSize(size, variant))
  if (bySize.size > 1) say(growthTable(bySize))
  if (values.all || values.variants) {
    const size = Math.min(VARIANT_MAX, largest)
    for (const one of VARIANTS) if (one !== 'plain') await ofVariant(size, one)
  }
  if (values.all || values['five-million']) {
    const engine: Result[] = []
    for (const size of ENGINE_SIZES) engine.push(...(await measureAll(fiveMillionJobs(size))))
    say(table(engine))
  }
  if (values.all || values.server)
    for (const size of sizes)
      synced.push(...(await serverFigures(dir, size, Number(values.customers), say)))
  if (values.all || values.matching) {
    const matching = matchingBench()
    for (const line of matching.lines) say(line)
    matched = await measureAll(matching.jobs)
    say(table(matched))
  }
  if (values.all || values['two-sided']) say(table(await measureAll(twoSidedJobs(dir))))
  if (values.all || values.excel) say(table(await measureAll(excelJobs(dir))))
  if (values.all || values.letters) {
    const letters = await measureAll(letterJobs(dir))
    bySize.set(0, [...(bySize.get(0) ?? []), ...letters])
    say(`## Balance letters\n\n${table(letters)}`)
  }
  const missed = [...bySize.values(), matched, synced]
    .flat()
    .some((result) => result.meetsGoal === false)
  if (values.goals && missed) process.exitCode = 1
} finally {
  if (values.keep === undefined) rmSync(dir, { recursive: true, force: true })
}

async function oneSize(size: number, made: Variant): Promise<Result[]> {
  const bench = await openBenchCompany(dir, size, Number(values.customers), made)
  say(
    `## ${bench.documents} documents, ${bench.customers} customers${made === 'plain' ? '' : `, ${made}`}\n`,
  )
  if (bench.imported)
    say(
      `imported in ${bench.imported.seconds.toFixed(1)} s, ${bench.imported.processorSeconds.toFixed(1)} s of the processor`,
    )
  say(
    `columns: ${(bench.columnBytes / 1e6).toFixed(1)} MB, loaded in ${bench.loadMs.toFixed(0)} ms`,
  )
  const search = await openSearchCompany(dir, bench)
  const results = await measureAll([
    ...agingJobs(bench),
    ...statementJobs(bench),
    ...listJobs(bench),
    ...search.jobs,
  ])
  search.close()
  const cold = coldJobs(bench)
  const peers = values.all || values.peers ? peerJobs(bench, dir, cold) : null
  // One process writes a file: what other processes read and open comes with this one's hands off.
  bench.release()
  say(freshCore(bench))
  results.push(...(await measureAll(cold)))
  if (peers) {
    for (const sentence of peers.missing) say(sentence)
    results.push(...(await measureAll(peers.jobs)))
  }
  if ((values.all || values.papers) && size === largest)
    results.push(...(await measureAll(paperJobs(bench, dir))))
  if (values.all || values.screens) {
    const screens = await screenFigures(bench, dir)
    for (const line of screens.lines) say(line)
    say(
      `core of the window: ${screens.residentMiB.toFixed(0)} MiB resident, peak ${screens.peakMiB.toFixed(0)} MiB`,
    )
  }
  bench.reopenCopy()
  results.push(...(await measureAll([...postingJobs(bench), ...importJobs(bench)])))
  bench.close()
  say(`\n${table(results)}`)
  return results
}

/** What a ledger of another shape changes: aging, statements, posting. */
async function ofVariant(size: number, made: Variant): Promise<void> {
  const bench = await openBenchCompany(dir, size, Number(values.customers), made)
  say(`## ${bench.documents} documents, ${made}, busiest account ${bench.busiest.lines} lines\n`)
  const results = await measureAll([...agingJobs(bench), ...statementJobs(bench)])
  bench.release()
  bench.reopenCopy()
  results.push(...(await measureAll([...postingJobs(bench), ...importJobs(bench)])))
  bench.close()
  say(table(results))
}

/** Memory of a core process that has opened the company and answered. */
function freshCore(bench: BenchCompany): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...CORE_FLAGS,
      fileURLToPath(new URL('core.ts', import.meta.url)),
      bench.file.path,
      dir,
      bench.lastDay,
      bench.busiest.code,
      bench.busiest.currency,
    ],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  const figures = JSON.parse(stdout) as Record<string, number>
  const mib = (name: string) => `${(figures[name] ?? 0).toFixed(0)} MiB`
  return `fresh core: ${mib('residentMiB')} resident (${mib('ownMiB')} its own, ${mib('heapMiB')} objects, ${mib('arraysMiB')} arrays), peak ${mib('peakMiB')}; first aging after ${(figures['firstAgingMs'] ?? 0).toFixed(0)} ms, columns there after ${(figures['loadedMs'] ?? 0).toFixed(0)} ms`
}
