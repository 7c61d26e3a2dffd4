/**
 * A desktop that has to be mended, over HTTP and PostgreSQL: rows altered underneath, a ledger built
 * anew, processes killed in between; a token that ended; a copy of the device; a server set back. What
 * waits and what is held is there after each of them.
 */
import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../main/backend/company/clock.ts'
import { openCompanyFile } from '../../main/backend/company/opening.ts'
import type { Role } from '../../shared/domain/roles.ts'
import { createCompany, createUser, makeEnrolmentCode } from '../../sync/server/accounts.ts'
import { serverLog } from '../../sync/server/log.ts'
import { type RunningServer, serve } from '../../sync/server/serve.ts'
import { type Answer, saldo } from '../support/cli.ts'
import { tamper } from '../support/tamper.ts'
import { makeTestDatabase } from '../support/test-database.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const PASSWORD = 'correct horse battery'
const DAY_MS = 24 * 60 * 60_000

const clock = { at: Date.now(), now: () => clock.at }
let dir: string
let db: string
let server: RunningServer
let selin: Seat
let murat: Seat

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'saldo-mending-'))
  db = await makeTestDatabase()
  server = await serve({
    place: { url: db, folder: '' },
    host: '127.0.0.1',
    port: 0,
    secret: null,
    clock,
    log: serverLog('silent'),
    chunkChanges: 2,
  })
  const companyId = await createCompany(server.desk, {
    name: 'Akdeniz Gıda',
    currency: 'TRY',
    timezone: 'Europe/Istanbul',
    fiscalYearStart: 1,
    id: null,
  })
  selin = await enrolled(companyId, 'Selin', ['accountant', 'finance_manager'])
  murat = await enrolled(companyId, 'Murat', ['accountant'])
  const customers = join(dir, 'customers.csv')
  writeFileSync(customers, 'customer_code,name\nC-1,Deniz Market\nC-2,Yıldız Yapı\n')
  await selin.run('import', 'customers', customers)
  await selin.post(
    invoice('A-1', 'C-1', '2026-10-01', '100.00'),
    invoice('A-2', 'C-2', '2026-10-02', '70.00'),
    { ...invoice('R-1', 'C-1', '2026-10-03', '60.00'), type: 'receipt', allocate_to: 'A-1=60.00' },
  )
  await selin.sync()
  await murat.sync()
  // One of Murat's is held, one waits.
  await murat.post(invoice('H-1', 'C-1', '2026-08-15', '5.00'))
  await selin.run('periods', 'close', '2026-08')
  expect((await murat.sync()).json).toMatchObject({ held: 1, digest: 'equal' })
  await murat.post(invoice('W-1', 'C-1', '2026-10-09', '11.00'))
})
afterAll(async () => {
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
})

type Seat = ReturnType<typeof at>

function at(file: string) {
  const company = join(dir, file)
  const run = (...argv: readonly string[]) => saldo(...argv, '--company', company, '--json')
  return {
    company,
    run,
    sync: () => run('device', 'sync'),
    post: (...documents: readonly object[]) => {
      const path = join(dir, 'documents.json')
      writeFileSync(path, JSON.stringify(documents))
      return run('post', path)
    },
  }
}

async function enrolled(companyId: string, name: string, roles: readonly Role[]): Promise<Seat> {
  const user = await createUser(server.desk, {
    companyId,
    name,
    roles,
    person: null,
    scope: null,
    password: PASSWORD,
  })
  const { code } = await makeEnrolmentCode(server.desk, companyId, user)
  const seat = at(`${name}.saldo`)
  const answer = await seat.run('device', 'enrol', '--server', server.url, '--code', code)
  expect(answer.code).toBe(0)
  return seat
}

function invoice(no: string, customer: string, day: string, amount: string) {
  return { type: 'invoice', document_no: no, customer_code: customer, document_date: day, amount }
}

/** The command line as a process of its own: how it ended, a signal or a code, and what it printed. */
function child(
  argv: readonly string[],
  more: { readonly fault?: string; readonly input?: string },
): Promise<{ readonly end: number | NodeJS.Signals | null; readonly out: string }> {
  const script =
    "import('./main/cli/index.ts').then(async ({ main }) => { process.exitCode = await main(process.argv.slice(1)) })"
  const one = spawn(process.execPath, ['-e', script, '--', ...argv, '--json'], {
    cwd: root,
    env: { ...process.env, SALDO_FAULT: more.fault ?? '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let out = ''
  one.stdout.on('data', (chunk) => {
    out += String(chunk)
  })
  one.stdin.end(more.input ?? '')
  return new Promise((resolve) =>
    one.once('close', (code, signal) => resolve({ end: signal ?? code, out })),
  )
}

function altered(seat: Seat, ...statements: readonly string[]): void {
  const file = openCompanyFile(seat.company, systemClock(), false)
  tamper(file, statements)
  file.close()
}

/** What of a desk's own work must outlive every mending. */
async function ownWork(seat: Seat) {
  const { json } = await seat.run('device', 'status')
  const { pending, held, sent } = json
  return { pending, sent, held, work: (await seat.run('device', 'held')).out }
}

function codeIn({ code, json }: Answer): unknown {
  return [code, (json['error'] as { code?: string } | undefined)?.code]
}

async function expectSound(seat: Seat): Promise<void> {
  expect((await seat.run('device', 'compare')).json).toMatchObject({ equal: true, differences: [] })
  const verified = (await seat.run('verify', '--deep')).json
  expect(verified).toMatchObject({ ok: true })
}

describe('M119 M170 N7: a desktop’s ledger that was altered', () => {
  it('is repaired from the server; killed before or behind a commit, nothing is half and own work stays', async () => {
    const before = await ownWork(murat)
    const balances = (await murat.run('device', 'balances')).out
    expect(before).toMatchObject({ held: 1 })
    altered(
      murat,
      "update doc set amount_minor = 99900 where number = 'A-1'",
      'delete from alloc_status where alloc in (select id from alloc)',
    )
    const found = await murat.run('device', 'compare')
    expect([found.code, found.json['equal']]).toEqual([1, false])

    for (const fault of ['crash-before-commit@2', 'crash-after-commit@2']) {
      const { end } = await child(['device', 'repair', '--company', murat.company], { fault })
      expect([fault, end]).toEqual([fault, 'SIGKILL'])
      expect(await ownWork(murat)).toEqual(before)
    }
    expect((await murat.run('device', 'repair')).json).toMatchObject({ equal: true })
    expect(await ownWork(murat)).toEqual(before)
    expect((await murat.run('device', 'balances')).out).toBe(balances)
    await expectSound(murat)
  })

  it('is built anew by a snapshot; killed between two of its pieces, it goes on behind the last one', async () => {
    const before = await ownWork(murat)
    const balances = (await murat.run('device', 'balances')).out
    altered(murat, "delete from doc_status where doc in (select id from doc where number = 'A-2')")
    const fault = 'crash-after-commit@2'
    const { end } = await child(['device', 'snapshot', '--company', murat.company], { fault })
    expect(end).toBe('SIGKILL')
    expect(await ownWork(murat)).toEqual(before)

    const done = await murat.run('device', 'snapshot')
    expect(done.code).toBe(0)
    expect(Number(done.json['chunks'])).toBeGreaterThan(2)
    expect(await ownWork(murat)).toEqual(before)
    expect((await murat.run('device', 'balances')).out).toBe(balances)
    await expectSound(murat)
  })
})

describe('M116 M170: a device whose sign-in ended', () => {
  it('says so, keeps its work, and goes on after the password was given', async () => {
    clock.at += 31 * DAY_MS
    const before = await ownWork(murat)
    expect(codeIn(await murat.sync())).toEqual([1, 'device.signed_out'])
    expect(await ownWork(murat)).toEqual(before)

    const signIn = ['device', 'sign-in', '--password-stdin', '--company', murat.company]
    const wrong = await child(signIn, { input: 'not this one\n' })
    expect([wrong.end, JSON.parse(wrong.out)]).toMatchObject([
      1,
      { error: { code: 'sign_in.wrong' } },
    ])
    expect(codeIn(await murat.sync())).toEqual([1, 'device.signed_out'])
    const right = await child(signIn, { input: `${PASSWORD}\n` })
    expect([right.end, JSON.parse(right.out)]).toEqual([0, { user: 'Murat' }])
    expect((await murat.sync()).json).toMatchObject({ pending: 0, digest: 'equal' })
    expect((await ownWork(murat)).held).toBe(1)
    await expectSound(murat)
  })
})

describe('M170 I24 I25: what only a person mends', () => {
  it('a copy of the device stops with a clear word, and keeps what was done on it', async () => {
    const copy = at('Copy.saldo')
    for (const end of ['', '.keys']) copyFileSync(`${murat.company}${end}`, `${copy.company}${end}`)
    await murat.post(invoice('M-1', 'C-2', '2026-10-10', '1.00'))
    await copy.post(invoice('K-1', 'C-2', '2026-10-10', '2.00'))
    expect((await murat.sync()).json).toMatchObject({ pending: 0, digest: 'equal' })
    const stopped = await copy.sync()
    expect(codeIn(stopped)).toEqual([1, 'device.forked'])
    expect((stopped.json['error'] as { message: string }).message).toContain('copy')
    expect(await ownWork(copy)).toMatchObject({ pending: 1, held: 1 })
    expect((await copy.run('statement', '--customer', 'C-2')).out).toContain('K-1')
  })

  it('a server that was set back is told apart from one that is not there; nothing is lost', async () => {
    await murat.post(invoice('M-2', 'C-2', '2026-10-11', '3.00'))
    const before = await ownWork(murat)
    const client = new pg.Client({ connectionString: db })
    await client.connect()
    await client.query('update company_head set timeline_id = gen_random_uuid()')
    await client.end()
    const stopped = await murat.sync()
    expect(codeIn(stopped)).toEqual([1, 'timeline.changed'])
    expect(await ownWork(murat)).toEqual(before)
    expect((await murat.run('statement', '--customer', 'C-2')).out).toContain('M-2')
  })
})
