/** A company on a PostgreSQL that syncs each commit to the disk, filled by the bulk loader. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { v7 } from 'uuid'
import { Central } from '../../../db/central/central.ts'
import { startEmbedded } from '../../../db/central/embedded.ts'
import { migrate } from '../../../db/central/migrate.ts'
import {
  createCompany,
  createUser,
  type Desk,
  makeEnrolmentCode,
} from '../../../sync/server/accounts.ts'
import { serverLog } from '../../../sync/server/log.ts'
import { deskOf, type RunningServer, serve } from '../../../sync/server/serve.ts'
import { enrolPaper } from '../../server/paper-company.ts'
import { PaperDevice } from '../../server/paper-device.ts'
import { cpuNow } from '../measure.ts'
import { bulkLoad } from './bulk-load.ts'
import { PaperLedger } from './paper-ledger.ts'

export interface CentralBench {
  readonly central: Central
  readonly desk: Desk
  /** In this process: what a request costs is counted with what it asks. */
  readonly server: RunningServer
  readonly companyId: string
  readonly paper: PaperDevice
  readonly ledger: PaperLedger
  /** Of the loader. */
  readonly loaded: {
    readonly operations: number
    readonly seconds: number
    /** Of this process; what PostgreSQL needed is not in it. */
    readonly processorSeconds: number
  }
  close(): Promise<void>
}

const PUSH_OPS = 500

export async function openCentralBench(
  dir: string,
  documents: number,
  customers: number,
): Promise<CentralBench> {
  const folder = join(dir, `central-${documents}`)
  mkdirSync(folder, { recursive: true })
  const postgres = await startEmbedded({ mode: 'durable', dataDir: join(folder, 'pg') })
  await migrate(postgres.url)
  const central = new Central({ url: postgres.url, report: () => undefined })
  const desk = deskOf({ central }, { now: () => Date.now() })
  const companyId = await createCompany(desk, {
    name: 'Bench',
    currency: 'TRY',
    timezone: 'Europe/Istanbul',
    fiscalYearStart: 1,
    id: null,
  })
  const paper = new PaperDevice(companyId, v7())
  await enrolPaper(desk.store, paper, { name: 'Paper', roles: ['accountant'] })
  const ledger = new PaperLedger(paper, { customers, documents, seed: 1 })
  const [begun, cpuBegun] = [performance.now(), cpuNow()]
  // Nothing measured here looks at the signatures of what is loaded.
  paper.signs = false
  const build = await withoutIndexes(postgres.url)
  const operations = await bulkLoad(desk.store, paper, ledger.batches(PUSH_OPS), Date.now())
  await build()
  paper.signs = true
  const seconds = (performance.now() - begun) / 1000
  const processorSeconds = (cpuNow() - cpuBegun) / 1000
  const server = await serve({
    place: { url: postgres.url, folder: '' },
    host: '127.0.0.1',
    port: 0,
    secret: null,
    clock: { now: () => Date.now() },
    log: serverLog('silent'),
  })
  return {
    central,
    desk,
    server,
    companyId,
    paper,
    ledger,
    loaded: { operations, seconds, processorSeconds },
    close: async () => {
      await server.stop()
      await central.close()
      await postgres.stop()
      // As root it lies where the database's account can reach it, not where it was asked for.
      rmSync(postgres.dataDir, { recursive: true, force: true })
    },
  }
}

/** Tables that grow with every operation. */
const GROWING = ['op_log', 'change', 'document', 'document_line', 'item', 'alloc_event']
/** What the loader itself looks rows up by. */
const NEEDED = ['alloc_event_by_debit_doc', 'alloc_event_by_credit_doc']

/** Takes the indexes off that only make the loading slow; the answer builds them again, and counts the rows. */
async function withoutIndexes(url: string): Promise<() => Promise<void>> {
  const run = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query<T>(sql, values)).rows
    } finally {
      await client.end()
    }
  }
  const found = await run<{ name: string; sql: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as sql
     from pg_index as i join pg_class as c on c.oid = i.indexrelid join pg_class as t on t.oid = i.indrelid
     where t.relname = any($1) and not i.indisunique and c.relname <> all($2)`,
    [GROWING, NEEDED],
  )
  for (const { name } of found) await run(`drop index ${name}`)
  return async () => {
    for (const { sql } of found) await run(sql)
    await run('vacuum analyze')
  }
}

/** An enrolment code of a new user. */
export async function codeFor({ desk, companyId }: CentralBench, name: string): Promise<string> {
  const user = await createUser(desk, {
    companyId,
    name,
    roles: ['finance_manager'],
    person: null,
    scope: null,
    password: null,
  })
  return (await makeEnrolmentCode(desk, companyId, user)).code
}
