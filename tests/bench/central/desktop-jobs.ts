/**
 * A new desktop of the company: the feed worked in page by page, or the whole ledger built from the
 * snapshot; then what a desktop does with it to prove that both sides hold the same.
 */
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { bucketHashes } from '../../../db/local/nodes.ts'
import type { CompanyFile } from '../../../main/backend/company/company-file.ts'
import { systemClock } from '../../../main/backend/company/clock.ts'
import { openCompanyFile } from '../../../main/backend/company/opening.ts'
import { verify } from '../../../main/backend/features/verify.ts'
import { compareCompany } from '../../../main/backend/sync/compare.ts'
import { type Connection, connectionOf } from '../../../main/backend/sync/connection.ts'
import { rootOf } from '../../../main/backend/sync/replica.ts'
import { exchange } from '../../../sync/client/loop.ts'
import type { Transport } from '../../../sync/client/replica.ts'
import { joinBySnapshot, type SnapshotSource } from '../../../sync/client/snapshot.ts'
import { connected } from '../../support/connected.ts'
import { openBareLedger } from '../bare.ts'
import { cpuNow, type Job, measureAll, type Result } from '../measure.ts'
import { type CentralBench, codeFor } from './company.ts'
import { losing } from './lost-document.ts'

const IMPORT_ROWS = 10_000
/** Of the feed; a rate needs no more. */
const PAGES_MAX = 25

/** The way from a desktop to its server, with what was waited for told apart from what was worked. */
interface Watched {
  waitedMs: number
  /** The server is in this process: what it works, it works while an answer is waited for. */
  servedCpuMs: number
  watch<T>(call: () => Promise<T>): Promise<T>
}

function watched(): Watched {
  const at: Watched = {
    waitedMs: 0,
    servedCpuMs: 0,
    watch: async (call) => {
      const [asked, cpu] = [performance.now(), cpuNow()]
      const answer = await call()
      at.waitedMs += performance.now() - asked
      at.servedCpuMs += cpuNow() - cpu
      return answer
    },
  }
  return at
}

export async function measureDesktop(
  bench: CentralBench,
  dir: string,
  documents: number,
  say: (text: string) => void,
): Promise<Result[]> {
  await byFeed(bench, dir, documents, say)
  const file = await newDesktop(bench, dir, `snapshot-${documents}`)
  try {
    await bySnapshot(file, dir, say)
    return await measureAll(proofJobs(file))
  } finally {
    closeAndRemove(file)
  }
}

/** As an exchange works pages in, so many of them. */
async function byFeed(
  bench: CentralBench,
  dir: string,
  documents: number,
  say: (text: string) => void,
): Promise<void> {
  const file = await newDesktop(bench, dir, `feed-${documents}`)
  try {
    const { replica, transport } = connectionOf(file)
    const at = watched()
    let pages = 0
    const some: Transport = {
      hello: (request) => at.watch(() => transport.hello(request)),
      push: (request) => transport.push(request),
      pull: (request) => {
        pages += 1
        if (pages > PAGES_MAX) throw new EnoughPages()
        return at.watch(() => transport.pull(request))
      },
    }
    const [begun, cpuBegun] = [performance.now(), cpuNow()]
    try {
      const { digest } = await exchange(replica, some, { direction: 'pull' })
      if (digest !== 'equal') throw new Error(`the digest is ${digest}`)
    } catch (error) {
      if (!(error instanceof EnoughPages)) throw error
      while (await replica.applyNext());
    }
    const appliedCpu = (cpuNow() - cpuBegun - at.servedCpuMs) / 1000
    const applied = (performance.now() - begun - at.waitedMs) / 1000
    const count = documentsIn(file)
    const bare = bareImport(join(dir, 'bare.db'), count)
    say(
      `pull + apply by the feed: ${count} documents, ${replica.standing().cursor.seq} sequences; waiting for pages ${(at.waitedMs / 1000).toFixed(1)} s, working in ${applied.toFixed(1)} s, ${rate(count, applied)}; of the processor ${appliedCpu.toFixed(1)} s, ${rate(count, appliedCpu)}; limit, as many invoices by bare statements: ${bare.seconds.toFixed(1)} s, ${bare.cpuSeconds.toFixed(1)} s of the processor, ${(applied / bare.seconds).toFixed(1)}× by the clock, ${(appliedCpu / bare.cpuSeconds).toFixed(1)}× of the processor`,
    )
  } finally {
    closeAndRemove(file)
  }
}

/** As many as a rate needs. */
class EnoughPages extends Error {}

async function bySnapshot(
  file: CompanyFile,
  dir: string,
  say: (text: string) => void,
): Promise<void> {
  const { replica, transport } = connectionOf(file)
  const at = watched()
  let bytes = 0
  const source: SnapshotSource = {
    snapshot: (request) => at.watch(() => transport.snapshot(request)),
    chunk: async (request) => {
      const chunk = await at.watch(() => transport.chunk(request))
      bytes += chunk.body.length
      return chunk
    },
  }
  const [begun, cpuBegun] = [performance.now(), cpuNow()]
  await joinBySnapshot(replica, source, { from: 0 })
  const seconds = (performance.now() - begun) / 1000
  const cpuSeconds = (cpuNow() - cpuBegun) / 1000
  const { digest } = await exchange(replica, transport, { direction: 'pull' })
  if (digest !== 'equal') throw new Error(`the digest is ${digest}`)
  const count = documentsIn(file)
  const bare = bareImport(join(dir, 'bare.db'), count)
  say(
    `bootstrap by snapshot: ${count} documents, ${(bytes / 1e6).toFixed(0)} MB as sent, in ${seconds.toFixed(1)} s, ${rate(count, seconds)}; waiting for chunks ${(at.waitedMs / 1000).toFixed(1)} s; of the processor ${cpuSeconds.toFixed(1)} s, ${(at.servedCpuMs / 1000).toFixed(1)} s of them the server's and the wire's; limit, as many invoices by bare statements: ${bare.seconds.toFixed(1)} s, ${bare.cpuSeconds.toFixed(1)} s of the processor, ${(seconds / bare.seconds).toFixed(1)}× by the clock, ${(cpuSeconds / bare.cpuSeconds).toFixed(1)}× of the processor`,
  )
}

function proofJobs(file: CompanyFile): Job[] {
  const connection = connectionOf(file)
  return [
    {
      goal: 'sync 24',
      name: 'root compare on the desktop',
      rounds: 50,
      run: () => {
        file.query(({ db, company }) => rootOf(db, company.companyId))
      },
      // The rows of the buckets, and one hash over them.
      limit: () => {
        const hash = createHash('sha256')
        for (const bucket of file.query(({ db }) => bucketHashes(db)))
          hash.update(Buffer.from(bucket, 'hex'))
        hash.digest()
      },
      meets: ({ p95Ms }) => p95Ms <= 50,
    },
    locateJob(file, connection),
    {
      goal: 'sync 24',
      name: 'verify --deep on the desktop',
      rounds: 1,
      isOnce: true,
      run: () => {
        const { checks } = file.query((context) => verify(context, null, true))
        const failed = checks.filter(({ ok }) => !ok)
        if (failed.length > 0) throw new Error(JSON.stringify(failed).slice(0, 2000))
      },
      limit: () => hashEverything(file),
      meets: ({ medianMs }) => medianMs <= 60_000,
    },
  ]
}

/** The limit is as many round trips with nothing asked. */
function locateJob(file: CompanyFile, { transport, replica }: Connection): Job {
  const { companyId } = replica.standing()
  return {
    goal: 'sync 24',
    name: 'one wrong document located and named, four requests and its proof',
    rounds: 5,
    // Ten requests a second are let through.
    pauseMs: 1100,
    run: async () => {
      let asked = 0
      const inspection: Parameters<typeof compareCompany>[1] = {
        digest: (request) => {
          asked += 1
          return transport.digest(request)
        },
        docs: (request) => transport.docs(request),
      }
      await losing(file, async (documentId) => {
        const { differences } = await compareCompany(file, inspection, { suspect: [] })
        const found = differences.map(({ docId }) => docId)
        if (found.length !== 1 || found[0] !== documentId || asked !== 4)
          throw new Error(`${asked} requests found ${JSON.stringify(found)}, not ${documentId}`)
      })
    },
    limit: async () => {
      for (let n = 0; n < 5; n += 1)
        await transport.hello({ company_id: companyId, device_epoch: 1, protocol: 1, app: 'bench' })
    },
    meets: ({ p95Ms }) => p95Ms <= 2000,
  }
}

/** Every document with its lines read once by bare statements, and one hash of each. */
function hashEverything(file: CompanyFile): void {
  file.query(({ db }) => {
    const next = db.prepare<[number], { id: number }>(
      'select id from doc where id > ? order by id limit 1 offset 999',
    )
    for (let after = 0, last = 0; last !== Number.MAX_SAFE_INTEGER; after = last) {
      last = next.get(after)?.id ?? Number.MAX_SAFE_INTEGER
      const lines = db.tuples<readonly [number, string, number, number]>(
        'select doc_id, account, amount_minor, base_minor from doc_line where doc_id > ? and doc_id <= ? order by doc_id, n',
        after,
        last,
      )
      let n = 0
      for (const [id, ...document] of db.tuples<readonly [number, ...(string | number)[]]>(
        'select id, hex(doc_id), kind, customer_id, doc_on, due_on, currency, amount_minor, base_minor, hex(content_hash) from doc where id > ? and id <= ? order by id',
        after,
        last,
      )) {
        const own = []
        for (; lines[n]?.[0] === id; n += 1) own.push(lines[n])
        createHash('sha256')
          .update(JSON.stringify([document, own]))
          .digest()
      }
    }
  })
}

async function newDesktop(bench: CentralBench, dir: string, name: string): Promise<CompanyFile> {
  const path = join(dir, `${name}.saldo`)
  const door = await connected({ dataDir: dir })
  await door.client.device.enrol({
    file: path,
    server: bench.server.url,
    code: await codeFor(bench, `Desktop ${name}`),
    publish: false,
  })
  await door.stop()
  return openCompanyFile(path, systemClock(), false)
}

function closeAndRemove(file: CompanyFile): void {
  file.close()
  for (const end of ['', '-wal', '-shm', '-lock', '.keys', '.outbox'])
    rmSync(file.path + end, { recursive: true, force: true })
}

function rate(count: number, seconds: number): string {
  return `${Math.round(count / seconds)} documents/s`
}

function documentsIn(file: CompanyFile): number {
  return file.query(
    ({ db }) => db.prepare<[], { n: number }>('select count(*) as n from doc').get()?.n ?? 0,
  )
}

function bareImport(
  path: string,
  documents: number,
): { readonly seconds: number; readonly cpuSeconds: number } {
  const bare = openBareLedger(path, 0)
  try {
    const [begun, cpuBegun] = [performance.now(), cpuNow()]
    for (let left = documents; left > 0; left -= IMPORT_ROWS)
      bare.import(Math.min(IMPORT_ROWS, left))
    return {
      seconds: (performance.now() - begun) / 1000,
      cpuSeconds: (cpuNow() - cpuBegun) / 1000,
    }
  } finally {
    bare.close()
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
  }
}
