/** `saldo server`: set-up commands on a database, and the running program with its signals. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Central } from '../../db/central/central.ts'
import { postgresStore } from '../../sync/server/postgres-store.ts'
import { enrolAnswer } from '../../sync/protocol/messages.ts'
import { readAnswer, signedRequest } from '../../sync/client/request.ts'
import { type Answer, saldo } from '../support/cli.ts'
import { endAll, ended, serverProcess as program, startServer as start } from '../support/server.ts'
import { makeTestDatabase } from '../support/test-database.ts'
import { deviceRow } from './paper-company.ts'
import { PaperDevice } from './paper-device.ts'

let db: string

beforeAll(async () => {
  db = await makeTestDatabase()
})

afterEach(async () => {
  await endAll()
})

const server = (...argv: readonly string[]): Promise<Answer> =>
  saldo('server', ...argv, '--db', db, '--json')
const idIn = async (answer: Promise<Answer>): Promise<string> => String((await answer).json['id'])

describe('M116 M159: set-up without a running server', () => {
  it('makes companies, with their first series', async () => {
    const id = await idIn(server('company', 'create', '--name', 'Akdeniz', '--currency', 'TRY'))
    const fileId = 'aaaaaaaa-0000-7000-8000-0000000000aa'
    const make = () =>
      server('company', 'create', '--name', 'B', '--currency', 'EUR', '--id', fileId)
    expect(await idIn(make())).toBe(fileId)
    const again = await make()
    expect([again.code, again.json['error']]).toMatchObject([1, { code: 'company.exists' }])

    const { companies } = (await server('company', 'list')).json as { companies: unknown[] }
    expect(companies).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id, name: 'Akdeniz', currency: 'TRY', seq: 0 }),
        expect.objectContaining({ id: fileId, name: 'B', currency: 'EUR' }),
      ]),
    )
    expect((await server('series', '--company', id)).json).toEqual({
      series: [
        { code: 'CRN', kind: 'credit_note' },
        { code: 'DBN', kind: 'debit_note' },
        { code: 'INV', kind: 'invoice' },
        { code: 'RCT', kind: 'receipt' },
      ],
    })
    const more = await server('series', '--company', id, '--add', 'ABC', '--kind', 'invoice')
    expect((more.json['series'] as unknown[])[0]).toEqual({ code: 'ABC', kind: 'invoice' })
    const twice = await server('series', '--company', id, '--add', 'ABC', '--kind', 'refund')
    expect([twice.code, twice.json['error']]).toMatchObject([1, { code: 'series.exists' }])
  })

  it('makes users, changes their roles, suspends and resumes them', async () => {
    const company = await idIn(server('company', 'create', '--name', 'C', '--currency', 'TRY'))
    const inC = ['--company', company] as const
    const create = (...more: readonly string[]) => server('user', 'create', ...inC, ...more)
    const selin = await idIn(create('--name', 'Selin', '--role', 'accountant', 'sales'))
    const ayse = await idIn(
      create('--name', 'Ayşe', '--role', 'finance_manager', '--person', 'ayse'),
    )
    const twin = await create('--name', 'Selin', '--role', 'auditor')
    expect([twin.code, twin.json['error']]).toMatchObject([1, { code: 'user.exists' }])

    const role = await server(
      'user',
      'role',
      selin,
      ...inC,
      '--add',
      'auditor',
      '--remove',
      'sales',
    )
    expect(role.json).toEqual({ id: selin, roles: ['accountant', 'auditor'] })
    expect((await server('user', 'suspend', ayse)).json).toEqual({ id: ayse, status: 'suspended' })
    const { users } = (await server('user', 'list', ...inC)).json
    expect(users).toEqual([
      {
        id: ayse,
        company,
        name: 'Ayşe',
        person: 'ayse',
        roles: ['finance_manager'],
        scope: null,
        status: 'suspended',
      },
      {
        id: selin,
        company,
        name: 'Selin',
        person: selin,
        roles: ['accountant', 'auditor'],
        scope: null,
        status: 'active',
      },
    ])
    const code = await server('code', ...inC, '--user', ayse)
    expect([code.code, code.json['error']]).toMatchObject([1, { code: 'user.suspended' }])
    expect((await server('user', 'resume', ayse)).code).toBe(0)
    expect((await server('code', ...inC, '--user', ayse)).json['code']).toMatch(
      /^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/,
    )
  })

  it('M170: shows balances, what is held with its ways out, and the log from any place, one a line', async () => {
    const company = await idIn(server('company', 'create', '--name', 'L', '--currency', 'TRY'))
    const user = await idIn(
      server('user', 'create', '--company', company, '--name', 'Selin', '--role', 'accountant'),
    )
    const paper = new PaperDevice(company, user)
    const { id } = paper.customer('C-1', { segment: 'A' })
    paper.document({ customerId: id, amount: 12_500_00 })
    const stranger = paper.document({ customerId: paper.deviceId, amount: 100_00, no: 'F-1' })
    const central = new Central({ url: db, report: () => undefined })
    const store = postgresStore(central)
    await store.write(company, (tx) => tx.insert('device', [deviceRow(paper)]))
    await paper.push(store)
    await central.close()

    const lines = async (...argv: readonly string[]) =>
      (await server(...argv, '--company', company)).out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown)
    expect(await lines('balances')).toEqual([
      { customer: 'C-1', currency: 'TRY', confirmed: '12500.00', held: '0.00' },
    ])
    expect(await lines('held')).toMatchObject([
      { op: stranger.opId, code: 'MASTER_MISSING', documentNo: 'F-1', amount: '100.00' },
    ])
    expect(await lines('ops', '--from', '2')).toMatchObject([
      { seq: 2, kind: 'doc.post', outcome: 'accepted', deviceSeq: 2 },
      { seq: 3, op: stranger.opId, outcome: 'held', code: 'MASTER_MISSING' },
    ])
  })

  it('answers wrong usage with 2 and what is not there with 1, in the asker’s language', async () => {
    const nobody = '00000000-0000-7000-8000-000000000000'
    const cases: readonly (readonly [string[], number, string])[] = [
      [['company', 'create', '--name', 'X'], 2, 'usage'],
      [['company', 'create', '--name', 'X', '--currency', 'try'], 2, 'usage'],
      [['company', 'create', '--name', 'X', '--currency', 'TRY', '--timezone', 'Mars'], 2, 'usage'],
      [['user', 'create', '--company', nobody, '--name', 'X', '--role', 'king'], 2, 'usage'],
      [['user', 'suspend', 'x'], 2, 'usage'],
      [['nothing'], 2, 'usage'],
      [['balances', '--company', nobody], 1, 'company.unknown'],
      [['user', 'suspend', nobody], 1, 'user.unknown'],
      [['device', 'suspend', nobody], 1, 'device.unknown'],
    ]
    for (const [argv, code, error] of cases) {
      const answer = await server(...argv)
      expect([argv, answer.code, answer.json['error']]).toMatchObject([argv, code, { code: error }])
    }
    const away = 'postgresql://postgres@127.0.0.1:1/saldo'
    const unreachable = await saldo('server', 'company', 'list', '--db', away, '--json')
    expect([unreachable.code, unreachable.json['error']]).toMatchObject([
      1,
      { code: 'database.unreachable' },
    ])
    const turkish = await server('user', 'suspend', nobody, '--lang', 'tr')
    expect(turkish.json['error']).toMatchObject({
      message: `Böyle bir kullanıcı yok: ${nobody}.`,
    })
  })
})

describe('M116 M172: the running server', () => {
  it('says where it is, serves two processes on one database, and stops at SIGTERM', async () => {
    const [one, two] = [await start('--db', db), await start('--db', db)]
    expect(one.first).toEqual({ url: expect.any(String), db, pid: one.child.pid })
    for (const { first } of [one, two]) {
      const health = await fetch(`${first.url}/health`)
      expect([health.status, await health.json()]).toEqual([200, { ok: true }])
    }

    const company = await idIn(server('company', 'create', '--name', 'D', '--currency', 'TRY'))
    const user = await idIn(
      server('user', 'create', '--company', company, '--name', 'Selin', '--role', 'accountant'),
    )
    const code = await server('code', '--company', company, '--user', user)
    const device = await enrol(two.first.url, String(code.json['code']))
    const { devices } = (await server('device', 'list', '--company', company)).json
    expect(devices).toMatchObject([{ id: device.deviceId, user, status: 'active', epoch: 1 }])
    expect((await server('device', 'suspend', device.deviceId)).json['status']).toBe('suspended')
    expect((await server('device', 'resume', device.deviceId)).json['status']).toBe('active')
    expect((await server('device', 'revoke', device.deviceId)).json['status']).toBe('revoked')
    const back = await server('device', 'resume', device.deviceId)
    expect([back.code, back.json['error']]).toMatchObject([1, { code: 'device.revoked' }])

    const { port } = new URL(one.first.url)
    const taken = await saldo('server', '--db', db, '--port', port, '--lang', 'de')
    expect([taken.code, taken.err]).toEqual([1, expect.stringContaining(`Port ${port}`)])

    for (const { child, log } of [one, two]) {
      expect(await ended(child, 'SIGTERM')).toBe(0)
      for (const line of log().trim().split('\n')) expect(JSON.parse(line)).toBeInstanceOf(Object)
      expect(log()).not.toContain(String(code.json['code']))
    }
  })

  it('keeps its embedded database: what was set up while it ran is there after a kill', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'saldo-server-test-'))
    // The database's account must be able to reach it.
    chmodSync(dir, 0o755)
    const data = join(dir, 'pg')
    try {
      const one = await start('--data', data, '--demo')
      const setUp = (...argv: readonly string[]) =>
        saldo('server', ...argv, '--data', data, '--json')
      const made = await idIn(setUp('company', 'create', '--name', 'Kept', '--currency', 'TRY'))
      await ended(one.child, 'SIGKILL')

      const two = await start('--data', data)
      const { companies } = (await setUp('company', 'list')).json as {
        companies: { id: string; name: string }[]
      }
      expect(companies.map(({ id }) => id)).toContain(made)
      expect(companies.map(({ name }) => name)).toContain('Saldo Demo')
      expect(await ended(two.child, 'SIGTERM')).toBe(0)
      // Without a running server the command starts the database itself.
      expect((await setUp('company', 'list')).json).toEqual({ companies })
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })

  it('M159: --demo prints users of each role with a code that enrols', async () => {
    const { first, lines } = await start('--db', db, '--demo')
    const users = (await lines(7)).slice(1) as { name: string; roles: string[]; code: string }[]
    expect(users.map(({ roles }) => roles[0])).toEqual([
      'accountant',
      'credit_controller',
      'finance_manager',
      'sales',
      'auditor',
      'company_admin',
    ])
    await enrol(first.url, users[0]?.code ?? '')
  })

  it('M159: reads a password from standard input, and refuses a short one', async () => {
    const company = await idIn(server('company', 'create', '--name', 'E', '--currency', 'TRY'))
    const argv = ['user', 'create', '--company', company, '--role', 'sales', '--password-stdin']
    const withPassword = async (name: string, password: string) => {
      const child = program([...argv, '--name', name, '--db', db, '--json'])
      child.stdin?.end(`${password}\n`)
      let out = ''
      child.stdout?.on('data', (chunk) => {
        out += String(chunk)
      })
      const code = await ended(child, null)
      return [code, JSON.parse(out)] as const
    }
    expect(await withPassword('Mert', 'long enough')).toEqual([0, { id: expect.any(String) }])
    expect(await withPassword('Ali', 'short')).toMatchObject([
      1,
      { error: { code: 'password.short' } },
    ])
  })

  it('refuses a secret that can be guessed', async () => {
    const child = program(['--port', '0', '--db', db], { SALDO_SERVER_SECRET: 'short' })
    expect(await ended(child, null)).toBe(2)
  })
})

async function enrol(url: string, code: string): Promise<PaperDevice> {
  const paper = new PaperDevice('', '')
  const body = Buffer.from(
    JSON.stringify({
      code,
      device_id: paper.deviceId,
      install_id: paper.deviceId,
      device_code: 'A1B2',
      public_key: paper.publicKey,
      publish: null,
    }),
  )
  let nonce = ''
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const answer = await fetch(`${url}/v1/devices/enrol`, {
      method: 'POST',
      headers: signedRequest({
        method: 'POST',
        path: '/v1/devices/enrol',
        body,
        nonce,
        privateKey: paper.key,
        deviceId: paper.deviceId,
      }),
      body: new Uint8Array(body),
    })
    const read = readAnswer(enrolAnswer, answer.status, await answer.text())
    if (read.ok) return paper
    nonce = read.hints.nonce ?? ''
    if (read.error.code !== 'USE_NONCE') throw read.error
  }
  throw new Error('the server wants one nonce after another')
}
