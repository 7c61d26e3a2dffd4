/** E15: what the log of a device holds after a day of names, amounts, refusals and faults. */
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import { expect, it } from 'vitest'
import { faultOf } from '../../main/backend/device/fault.ts'
import { openLogFile } from '../../main/backend/device/log-file.ts'
import { startBackend } from '../../main/backend/start.ts'
import { contract } from '../../shared/contract/index.ts'
import { vknCheckDigit } from '../../shared/domain/tax-id.ts'
import { connect } from '../../shared/rpc/client.ts'
import { portPair } from '../../shared/rpc/port.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'saldo-log-'))
const logged = (dir: string) =>
  readdirSync(join(dir, 'logs'))
    .map((name) => readFileSync(join(dir, 'logs', name), 'utf8'))
    .join('')

/** Planted by number; each can be told from anything the program says itself. */
const SECRETS = {
  name: (i: number) => `Gizemli Tüccar ${1000 + i} A.Ş.`,
  code: (i: number) => `120.77.${String(9000 + i)}`,
  taxId: (i: number) => {
    const nine = String(731_000_000 + i)
    return `${nine}${vknCheckDigit(nine)}`
  },
  iban: (i: number) => `TR9700062000000${String(31_000_000_000 + i)}`,
  token: (i: number) => `tok_${Buffer.from(`sicher-${i}-geheim`).toString('base64url')}`,
}
const AMOUNT = (i: number) => 7_310_000 + i

async function backendWithLog() {
  const dir = folder()
  const log = openLogFile(dir, { name: 'saldo' })
  const backend = await startBackend({ dataDir: dir, log })
  const [near, far] = portPair()
  backend.attach(far, { namesPaths: true })
  const connection = connect(contract, near)
  return {
    dir,
    log,
    client: connection.client,
    post: (message: unknown) => near.post(message),
    stop: async () => {
      connection.close()
      await backend.stop()
      log.close()
    },
  }
}

it('E15: 1,000 secrets go through procedures, refusals and faults, and none is in the log', async () => {
  const { dir, client, post, stop } = await backendWithLog()
  const file = join(dir, 'gizli-firma.saldo')
  await client.companies.create({ name: SECRETS.name(0), currency: 'TRY', file })
  const all = Object.values(SECRETS)
  const secrets = Array.from({ length: 200 }, (_, i) => all.map((of) => of(i))).flat()
  const amounts = Array.from({ length: 200 }, (_, i) => String(AMOUNT(i)))
  const refused: Promise<unknown>[] = []
  for (let i = 0; i < 200; i += 1) {
    const customerId = uuidv7()
    await client.customers.create({
      customerId,
      customer: { code: SECRETS.code(i), name: SECRETS.name(i), taxId: SECRETS.taxId(i) },
      acceptDuplicate: true,
    })
    // Declined: the code is taken, the account unknown, the file not there, the procedure none.
    refused.push(
      client.customers.create({
        customerId: uuidv7(),
        customer: { code: SECRETS.code(i), name: SECRETS.token(i) },
      }),
      client.customers.get({ code: SECRETS.iban(i) }),
      client.reports.statement({ customerCode: SECRETS.name(i) } as never),
      client.imports.check({
        source: { path: join(dir, `${SECRETS.token(i)}.csv`) },
        options: { kind: 'customers' },
      }),
    )
    post({ id: -i, path: `secret.${SECRETS.token(i)}`, input: { iban: SECRETS.iban(i) } })
    post({ id: -i, path: SECRETS.iban(i), input: AMOUNT(i) })
  }
  const outcomes = await Promise.allSettled(refused)
  // A fault in every procedure that reads customers: the table is gone under the program.
  const raw = new Database(file)
  raw.pragma('foreign_keys = off')
  raw.exec('alter table customer rename to secret_gizemli_tuccar')
  raw.close()
  const faults = await Promise.allSettled(
    Array.from({ length: 200 }, (_, i) =>
      client.customers.search({ text: SECRETS.name(i) } as never),
    ),
  )
  await stop()
  const text = logged(dir)

  expect(outcomes.map(({ status }) => status)).not.toContain('fulfilled')
  expect(faults.some(({ status }) => status === 'rejected')).toBe(true)
  expect(secrets).toHaveLength(1000)
  for (const secret of [...secrets, ...amounts]) expect(text).not.toContain(secret)
  expect(text).not.toMatch(/gizem|gizli|tüccar|tok_|TR97|secret/i)
  expect(text).toContain('"msg":"refused"')
  expect(text).toContain('"msg":"bug"')
  expect(text).toContain('"code":"customer.unknown"')
})

it('E15: a fault keeps its class, code and place, and nothing it was told', () => {
  const secrets = Object.values(SECRETS).map((of) => of(7))
  const made = secrets.flatMap((secret) => {
    const plain = new Error(`balance of ${secret} is wrong`)
    const asFrame = new Error(`x\n    at ${secret} (${secret}.ts:1:2)\n    at Acme (acme.ts:1:2)`)
    const caused = new TypeError('outer', { cause: new RangeError(secret) })
    const coded = Object.assign(new Error(secret), { code: secret })
    const named = Object.assign(new Error('x'), { name: secret })
    const dynamic = { [secret]: () => new Error(secret) }[secret]?.()
    const dressed = Object.assign(new Error('x'), {
      stack: `Error: ${secret}\n    at ${secret} (/home/${secret}/a b.ts:1:2)`,
    })
    return [plain, asFrame, caused, coded, named, dynamic, dressed, secret, { secret }]
  })
  const text = JSON.stringify(made.map((error) => faultOf(error)))

  for (const secret of secrets) expect(text).not.toContain(secret)
  expect(text).not.toMatch(/acme|Gizemli|balance/i)
  expect(faultOf(Object.assign(new Error('x'), { code: 'SQLITE_FULL' }))).toMatchObject({
    class: 'Error',
    code: 'SQLITE_FULL',
    at: expect.arrayContaining([expect.stringMatching(/^log\.test\.ts:\d+:\d+$/)]) as string[],
  })
  expect(faultOf(new TypeError('x', { cause: new RangeError('y') }))).toMatchObject({
    class: 'TypeError',
    cause: { class: 'RangeError' },
  })
})

it('the log is bounded: files are put aside at their size, and the oldest goes', () => {
  const dir = folder()
  const log = openLogFile(dir, { name: 'saldo', fileMax: 2000 })
  for (let i = 0; i < 200; i += 1) log.slow('reports.aging', 1000 + i)
  log.close()
  const names = readdirSync(join(dir, 'logs')).toSorted()

  expect(names).toEqual(['saldo.1.log', 'saldo.2.log', 'saldo.3.log', 'saldo.log'])
  for (const name of names) expect(statSync(join(dir, 'logs', name)).size).toBeLessThanOrEqual(2000)
  expect(readFileSync(join(dir, 'logs', 'saldo.log'), 'utf8')).toContain('"ms":1199')
  expect(logged(dir)).not.toContain('"ms":1000')
})

it('a log goes on where the last run ended, and belongs to this user alone', () => {
  const dir = folder()
  for (const run of [1, 2]) {
    const log = openLogFile(dir, { name: 'saldo' })
    log.started('browser')
    log.slow('reports.aging', run)
    log.close()
  }

  expect(logged(dir).match(/"started"/g)).toHaveLength(2)
  if (process.platform !== 'win32')
    expect(statSync(join(dir, 'logs', 'saldo.log')).mode & 0o777).toBe(0o600)
})

it('a procedure of more than 50 ms is noted by its name and how long it took', async () => {
  const { dir, client, stop } = await backendWithLog()
  await client.companies.createDemo({ customers: 200, documents: 4000 })
  await stop()

  expect(logged(dir)).toMatch(/"procedure":"companies\.createDemo","ms":\d+,"msg":"slow"/)
})

it('E15: the support report is what was shown, without a line that is not ours', async () => {
  const { dir, client, log, stop } = await backendWithLog()
  log.started('browser')
  log.bug('customers.list', new Error(SECRETS.name(1)))
  log.crashed('page', 'oom', 5)
  const strange = [
    SECRETS.name(1),
    `{"level":"info","time":"2026-11-01T00:00:00.000Z","pid":1,"note":"${SECRETS.iban(1)}"}`,
    `{"level":"warn","time":"2026-11-01T00:00:00.000Z","pid":1,"procedure":"${SECRETS.name(2)}","ms":1,"msg":"slow"}`,
  ]
  writeFileSync(join(dir, 'logs', 'saldo.1.log'), `${strange.join('\n')}\n`)
  writeFileSync(join(dir, 'logs', 'notes.txt'), SECRETS.name(3))
  const { text, name, documentId, logDir } = await client.support.report({})
  await stop()

  expect(readFileSync(join(dir, 'documents', `${documentId}.txt`), 'utf8')).toBe(text)
  expect([name, logDir]).toEqual(['saldo-support.txt', join(dir, 'logs')])
  expect(text).not.toMatch(/Gizemli|TR97/)
  expect(text).not.toContain(dir)
  expect(text).toContain('left out because they are no log lines of Saldo: 3')
  for (const event of ['started', 'bug', 'crashed']) expect(text).toContain(`"msg":"${event}"`)
})
