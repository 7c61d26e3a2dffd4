/** The figures of sync.md 24: one server, one desktop, a company of so many documents. */
import { join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import { type Result, table } from '../measure.ts'
import { openCentralBench } from './company.ts'
import { measureDesktop } from './desktop-jobs.ts'
import { measureServer, measureVerify } from './server-jobs.ts'

export async function serverFigures(
  dir: string,
  documents: number,
  customers: number,
  say: (text: string) => void,
): Promise<Result[]> {
  const folder = mkdtempSync(join(dir, 'central-'))
  const bench = await openCentralBench(folder, documents, customers)
  try {
    const { operations, seconds, processorSeconds } = bench.loaded
    say(`## Sync: ${documents} documents, ${customers} customers\n`)
    say(
      `loaded in bulk: ${operations} operations in ${seconds.toFixed(1)} s, ${Math.round(operations / seconds)} a second, ${processorSeconds.toFixed(1)} s of this process's processor`,
    )
    const load = () =>
      say(
        `load ${loadavg()
          .map((one) => one.toFixed(1))
          .join(' ')}\n`,
      )
    load()
    const server = await measureServer(bench)
    say(table(server))
    const desktop = await measureDesktop(bench, folder, documents, say)
    load()
    say(table(desktop))
    const proof = await measureVerify(bench)
    say(table(proof))
    return [...server, ...desktop, ...proof]
  } finally {
    await bench.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
