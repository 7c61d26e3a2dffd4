/** The bench company: generated, imported through the product, kept open with its columns in memory. */
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { CompanyFile } from '../../main/backend/company/company-file.ts'
import { openCompanyFile } from '../../main/backend/company/opening.ts'
import { systemClock } from '../../main/backend/company/clock.ts'
import { schemaVersion } from '../../db/local/open.ts'
import { startBackend } from '../../main/backend/start.ts'
import { contract, type SaldoContract } from '../../shared/contract/index.ts'
import { addDays, type IsoDate } from '../../shared/domain/days.ts'
import { generateLedger, LEDGER_DAYS, LEDGER_FROM } from '../../shared/domain/generate/ledger.ts'
import type { Variant } from '../../shared/domain/generate/ledger-walk.ts'
import { connect } from '../../shared/rpc/client.ts'
import { portPair } from '../../shared/rpc/port.ts'
import type { Client } from '../../shared/rpc/procedure.ts'
import { type BareLedger, openBareLedger } from './bare.ts'

/** By the clock, and of the processor: on a machine with other work only the second tells anything. */
export interface ImportTimes {
  readonly seconds: number
  readonly processorSeconds: number
}

export interface BenchCompany {
  readonly file: CompanyFile
  readonly documents: number
  readonly customers: number
  readonly lastDay: IsoDate
  readonly busiest: {
    readonly rowid: number
    readonly code: string
    readonly name: string
    readonly currency: string
    readonly lines: number
  }
  readonly someNumber: string
  /** Customers, for spreading what is posted. */
  readonly codes: readonly string[]
  /** Null: kept from an earlier run. */
  readonly imported: ImportTimes | null
  readonly loadMs: number
  readonly columnBytes: number
  readonly runId: string
  /** The limit of posting and importing. */
  readonly bare: BareLedger
  /** Closes the company, so that other processes may open it. */
  release(): void
  /** Opens a copy of it, which `close` removes: what is posted there does not stay for the next run. */
  reopenCopy(): void
  close(): void
}

export async function openBenchCompany(
  dir: string,
  documents: number,
  customers: number,
  variant: Variant = 'plain',
): Promise<BenchCompany> {
  const path = join(dir, `bench-${documents}${variant === 'plain' ? '' : `-${variant}`}.saldo`)
  const imported = existsSync(path)
    ? null
    : await makeWhole(path, dir, documents, customers, variant)
  let file = openCompanyFile(path, systemClock(), true)
  const start = performance.now()
  const columns = file.query(({ db }) => file.cache?.loadNow(db))
  const loadMs = performance.now() - start
  const found = file.query(({ db }) => ({
    busiest: db
      .prepare<[], BenchCompany['busiest']>(
        'select c.id as rowid, c.code, c.name, d.currency, count(*) as lines from doc as d join customer as c on c.id = d.customer_id group by c.id, d.currency order by lines desc limit 1',
      )
      .get(),
    number:
      db
        .prepare<[], { number: string }>(
          "select number from doc where kind = 'invoice' order by id desc limit 1",
        )
        .get()?.number ?? '',
    counts: db
      .prepare<[], { documents: number; customers: number }>(
        'select (select count(*) from doc) as documents, (select count(*) from customer) as customers',
      )
      .get(),
  }))
  if (!found.busiest || !found.counts) throw new Error('the bench company is empty')
  let bare: BareLedger | null = null
  const copy = join(dir, 'posting.saldo')
  return {
    get file() {
      return file
    },
    release: () => file.close(),
    reopenCopy: () => {
      removeCompany(copy)
      for (const end of ['', '.keys'])
        copyFileSync(path + end, copy + end, constants.COPYFILE_FICLONE)
      file = openCompanyFile(copy, systemClock(), true)
      file.query(({ db }) => file.cache?.loadNow(db))
    },
    ...found.counts,
    lastDay: addDays(LEDGER_FROM, LEDGER_DAYS - 1),
    busiest: found.busiest,
    someNumber: found.number,
    codes: file.query(({ db }) =>
      db.tuples<readonly [string]>('select code from customer').map(([code]) => code),
    ),
    imported,
    loadMs,
    columnBytes: columns?.byteLength ?? 0,
    runId: Math.trunc(performance.timeOrigin).toString(36),
    get bare() {
      return (bare ??= openBareLedger(
        join(dir, `limit-${documents}-v${schemaVersion()}.db`),
        documents,
      ))
    },
    close: () => {
      bare?.close()
      file.close()
      removeCompany(copy)
    },
  }
}

const BESIDE = ['', '-wal', '-shm', '-lock', '.keys', '.outbox']

/** A company file with everything that lies beside it. */
function removeCompany(path: string): void {
  for (const end of BESIDE) rmSync(path + end, { recursive: true, force: true })
}

/** Under another name until it is whole: one that was cut off is not taken for a ledger. */
async function makeWhole(
  path: string,
  dir: string,
  documents: number,
  customers: number,
  variant: Variant,
): Promise<ImportTimes> {
  const making = join(dir, 'making.saldo')
  removeCompany(making)
  const times = await makeCompany(making, dir, documents, customers, variant)
  for (const end of BESIDE) if (existsSync(making + end)) renameSync(making + end, path + end)
  return times
}

/** A line of the variant with allocations taken back: receipt, customer, document, day. */
async function undo(client: Client<SaldoContract>, line: string): Promise<void> {
  const [receipt = '', customerCode = '', document = '', day = ''] = line.split(',')
  await client.allocations.remove({
    credit: { documentNo: receipt, customerCode },
    from: { documentNo: document },
    on: day as IsoDate,
  })
}

/** Every file through `imports.file`, as a person would bring them in. */
export async function makeCompany(
  path: string,
  dir: string,
  documents: number,
  customers: number,
  variant: Variant = 'plain',
): Promise<ImportTimes> {
  const csv = join(dir, `csv-${documents}`)
  mkdirSync(csv, { recursive: true })
  const backend = await startBackend({ dataDir: dir })
  const [near, far] = portPair()
  backend.attach(far, { namesPaths: true })
  const connection = connect(contract, near)
  const { client } = connection
  await client.companies.create({ name: 'Bench', currency: 'EUR', file: path })
  const start = performance.now()
  const cpuStart = process.cpuUsage()
  for (const file of generateLedger({ seed: 1, customers, documents, variant })) {
    if (!file.name.endsWith('.csv')) continue
    if (file.name.startsWith('deallocations')) {
      for (const line of [...file.lines].slice(1)) await undo(client, line)
      continue
    }
    const target = join(csv, file.name)
    writeFileSync(target, [...file.lines].join('\n'))
    const kind = file.name.startsWith('rates')
      ? 'rates'
      : file.name.startsWith('customers')
        ? 'customers'
        : 'documents'
    const result = await client.imports.file({ source: { path: target }, options: { kind } })
    if (result.problems.length > 0)
      throw new Error(`${file.name}: ${JSON.stringify(result.problems[0])}`)
    process.stderr.write(
      `${file.name}: ${result.imported} rows, ${((performance.now() - start) / 1000).toFixed(0)} s\n`,
    )
    rmSync(target)
  }
  const seconds = (performance.now() - start) / 1000
  const cpu = process.cpuUsage(cpuStart)
  connection.close()
  await backend.stop()
  return { seconds, processorSeconds: (cpu.user + cpu.system) / 1e6 }
}
