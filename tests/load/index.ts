/**
 * `npm run load`: server processes killed and started again under devices that push and pull through a
 * network that fails; afterwards nothing may be lost, doubled or different.
 *
 * `--seconds 300 --pushers 24 --pullers 4 --servers 2 --kill-ms 4000 --seed S`; `--durable` syncs each
 * commit to the disk (in a temporary folder), as in earnest. Exit code 1 when something was found.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbedded } from '../../db/central/embedded.ts'
import { migrate } from '../../db/central/migrate.ts'
import { freshSeed } from '../crash/seeded.ts'
import { runLoad } from './run.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '300' },
    pushers: { type: 'string', default: '24' },
    pullers: { type: 'string', default: '4' },
    servers: { type: 'string', default: '2' },
    'kill-ms': { type: 'string', default: '4000' },
    seed: { type: 'string', default: String(freshSeed()) },
    durable: { type: 'boolean', default: false },
  },
})
const dir = mkdtempSync(join(tmpdir(), 'saldo-load-'))
const postgres = await startEmbedded(
  values.durable ? { mode: 'durable', dataDir: join(dir, 'pg') } : { mode: 'test' },
)
try {
  await migrate(postgres.url)
  const report = await runLoad({
    db: postgres.url,
    seconds: Number(values.seconds),
    pushers: Number(values.pushers),
    pullers: Number(values.pullers),
    servers: Number(values.servers),
    killMs: Number(values['kill-ms']),
    seed: Number(values.seed),
  })
  const load = loadavg().map((one) => one.toFixed(1))
  process.stdout.write(
    `${JSON.stringify({ ...report, processors: cpus().length, load, durable: values.durable }, null, 2)}\n`,
  )
  if (report.lost + report.doubled + report.findings.length > 0) process.exitCode = 1
} finally {
  await postgres.stop()
  // As root the data is not where it was asked for.
  for (const folder of [postgres.dataDir, dir]) rmSync(folder, { recursive: true, force: true })
}
