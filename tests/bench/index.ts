/**
 * `npm run bench`: the jobs of the main job measured against limit programs, interleaved in one run.
 *
 * `--documents 1000000` (default 100000) sets the size, `--goals` exits 1 when a goal is missed. The
 * ledger is made by the generator and imported once into a temporary folder (`--keep DIR` keeps it
 * and uses it again). Figures are medians of at least five rounds; a ratio compares Saldo with the
 * limit program in the same round. Absolute figures belong to the machine that printed them.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openBenchCompany } from './ledger.ts'
import { agingJobs } from './aging.ts'
import { statementJobs } from './statement.ts'
import { measureAll, measureFsync, residentMiB, table } from './measure.ts'
import { importJobs, postingJobs } from './posting.ts'
import { openSearchCompany } from './search.ts'

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '100000' },
    customers: { type: 'string', default: '10000' },
    keep: { type: 'string' },
    goals: { type: 'boolean', default: false },
  },
})

const dir = values.keep ?? mkdtempSync(join(tmpdir(), 'saldo-bench-'))
try {
  const bench = await openBenchCompany(dir, Number(values.documents), Number(values.customers))
  const search = await openSearchCompany(dir, bench)
  const reading = [...agingJobs(bench), ...statementJobs(bench), ...search.jobs]
  const results = await measureAll(reading)
  const afterReading = residentMiB()
  results.push(...(await measureAll(postingJobs(bench))))
  const afterPosting = residentMiB()
  results.push(...(await measureAll(importJobs(bench))))
  const processor = cpus()[0]?.model ?? 'unknown processor'
  process.stdout.write(
    `${bench.documents} documents, ${bench.customers} customers, ${cpus().length} × ${processor}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
  )
  const imported = bench.imported
    ? `${bench.imported.seconds.toFixed(1)} s, ${bench.imported.processorSeconds.toFixed(1)} s of the processor`
    : 'kept from an earlier run'
  process.stdout.write(
    `import: ${imported}; columns: ${(bench.columnBytes / 1e6).toFixed(1)} MB, loaded in ${bench.loadMs.toFixed(0)} ms\n`,
  )
  process.stdout.write(
    `resident: ${afterReading} MiB after aging, statements and search, ${afterPosting} MiB after posting; one fsync: ${(await measureFsync(dir)).toFixed(2)} ms\n\n`,
  )
  process.stdout.write(table(results))
  search.close()
  bench.close()
  if (values.goals && results.some((result) => result.meetsGoal === false)) process.exitCode = 1
} finally {
  if (values.keep === undefined) rmSync(dir, { recursive: true, force: true })
}
