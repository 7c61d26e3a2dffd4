/** A new desktop of the company: everything pulled page by page, worked in, and its root compared. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { CompanyFile } from '../../../main/backend/company/company-file.ts'
import { systemClock } from '../../../main/backend/company/clock.ts'
import { openCompanyFile } from '../../../main/backend/company/opening.ts'
import { connectionOf } from '../../../main/backend/sync/connection.ts'
import { rootOf } from '../../../main/backend/sync/replica.ts'
import { exchange } from '../../../sync/client/loop.ts'
import type { Transport } from '../../../sync/client/replica.ts'
import { connected } from '../../support/connected.ts'
import { openBareLedger } from '../bare.ts'
import { cpuNow, measureAll, type Result } from '../measure.ts'
import { type CentralBench, codeFor } from './company.ts'

const IMPORT_ROWS = 10_000

export interface DesktopFigures {
  readonly results: readonly Result[]
  readonly lines: readonly string[]
}

export async function measureDesktop(
  bench: CentralBench,
  dir: string,
  documents: number,
): Promise<DesktopFigures> {
  const path = join(dir, `desktop-${documents}.saldo`)
  const door = await connected({ dataDir: dir })
  await door.client.device.enrol({
    file: path,
    server: bench.server.url,
    code: await codeFor(bench, 'Desktop'),
    publish: false,
  })
  await door.stop()
  const file = openCompanyFile(path, systemClock(), false)
  try {
    const { replica, transport } = connectionOf(file)
    let waitedMs = 0
    let servedCpuMs = 0
    const timed: Transport = {
      hello: (request) => transport.hello(request),
      push: (request) => transport.push(request),
      pull: async (request) => {
        const [asked, cpu] = [performance.now(), cpuNow()]
        const page = await transport.pull(request)
        waitedMs += performance.now() - asked
        servedCpuMs += cpuNow() - cpu
        return page
      },
    }
    const [begun, cpuBegun] = [performance.now(), cpuNow()]
    const done = await exchange(replica, timed, { direction: 'pull' })
    const seconds = (performance.now() - begun) / 1000
    if (done.digest !== 'equal') throw new Error(`the digest is ${done.digest}`)
    const count = documentsIn(file)
    // The server is in this process: what it works, it works while a page is waited for.
    const appliedCpuSeconds = (cpuNow() - cpuBegun - servedCpuMs) / 1000
    const appliedSeconds = seconds - waitedMs / 1000
    const bareSeconds = bareImport(join(dir, `bare-${documents}.db`), count)
    const rate = (over: number) => `${Math.round(count / over)} documents/s`
    const lines = [
      `desktop from nothing: ${count} documents, ${done.pulled} changes, ${done.calls} calls in ${seconds.toFixed(1)} s, ${rate(seconds)}; waiting for pages ${(waitedMs / 1000).toFixed(1)} s, working in ${appliedSeconds.toFixed(1)} s, ${rate(appliedSeconds)}; of the processor ${appliedCpuSeconds.toFixed(1)} s, ${rate(appliedCpuSeconds)}`,
      `limit, the same number of invoices with bare statements: ${bareSeconds.toFixed(1)} s, ${rate(bareSeconds)}; working in takes ${(appliedSeconds / bareSeconds).toFixed(1)}× of it, allocations and exchange differences included`,
    ]
    const results = await measureAll([
      {
        goal: 'sync 24',
        name: 'root compare on the desktop',
        rounds: 50,
        run: () => {
          file.query(({ db, company }) => rootOf(db, company.companyId))
        },
        meets: ({ p95Ms }) => p95Ms <= 50,
      },
    ])
    return { results, lines }
  } finally {
    file.close()
    for (const end of ['', '-wal', '-shm', '-lock', '.keys', '.outbox'])
      rmSync(path + end, { recursive: true, force: true })
  }
}

function documentsIn(file: CompanyFile): number {
  return file.query(
    ({ db }) => db.prepare<[], { n: number }>('select count(*) as n from doc').get()?.n ?? 0,
  )
}

function bareImport(path: string, documents: number): number {
  const bare = openBareLedger(path, 0)
  try {
    const begun = performance.now()
    for (let left = documents; left > 0; left -= IMPORT_ROWS)
      bare.import(Math.min(IMPORT_ROWS, left))
    return (performance.now() - begun) / 1000
  } finally {
    bare.close()
    rmSync(path, { force: true })
  }
}
