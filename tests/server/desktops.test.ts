/**
 * Two desktops and a server by the command line alone: work offline on both, exchange, and the same
 * statement and an equal balance on both sides.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, saldo } from '../support/cli.ts'
import { makeTestDatabase } from '../support/test-database.ts'
import {
  endAll,
  ended,
  hear,
  type RunningServer,
  saldoProcess,
  startServer,
} from '../support/server.ts'

let dir: string
let db: string
let server: RunningServer

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'saldo-two-'))
  db = await makeTestDatabase()
  server = await startServer('--db', db)
})
afterAll(async () => {
  await endAll()
  rmSync(dir, { recursive: true, force: true })
})

const set = (...argv: readonly string[]): Promise<Answer> =>
  saldo('server', ...argv, '--db', db, '--json')

async function codeFor(company: string, name: string, role: string): Promise<string> {
  const user = String(
    (await set('user', 'create', '--company', company, '--name', name, '--role', role)).json['id'],
  )
  const answer = await set('code', '--company', company, '--user', user)
  return String(answer.json['code'])
}

function at(file: string) {
  const company = join(dir, file)
  return {
    company,
    run: (...argv: readonly string[]) => saldo(...argv, '--company', company, '--json'),
    post: (documents: readonly object[]) => {
      const path = join(dir, `${file}.json`)
      writeFileSync(path, JSON.stringify(documents))
      return saldo('post', path, '--company', company, '--json')
    },
    enrol: (code: string, ...more: readonly string[]) =>
      saldo(
        'device',
        'enrol',
        '--company',
        company,
        '--server',
        server.first.url,
        '--code',
        code,
        '--json',
        ...more,
      ),
    sync: () => saldo('device', 'sync', '--company', company, '--json'),
  }
}

function linesOf(answer: Answer): Record<string, unknown>[] {
  return answer.out
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('M116 M120 L7: two desktops and a server', () => {
  it('work offline, meet, and have the same statement and an equal balance', async () => {
    const selin = at('selin.saldo')
    const murat = at('murat.saldo')
    await saldo('init', '--company', selin.company, '--name', 'Akdeniz Gıda', '--currency', 'TRY')
    const customers = join(dir, 'customers.csv')
    writeFileSync(customers, 'customer_code,name\nC-1,Deniz Market\nC-2,Yıldız Yapı\n')
    expect((await selin.run('import', 'customers', customers)).code).toBe(0)
    await selin.post([
      {
        type: 'invoice',
        document_no: 'A-1',
        customer_code: 'C-1',
        document_date: '2026-10-01',
        amount: '100.00',
      },
      { type: 'invoice', customer_code: 'C-1', document_date: '2026-10-02', amount: '50.00' },
    ])
    const { json: audit } = await selin.run('info')
    const companyId = String(audit['companyId'] ?? audit['id'])

    // Selin's file becomes the company; Murat joins it with a new file.
    const made = await set(
      'company',
      'create',
      '--name',
      'Akdeniz Gıda',
      '--currency',
      'TRY',
      '--id',
      companyId,
    )
    expect(made.code).toBe(0)
    const published = await selin.enrol(
      await codeFor(companyId, 'Selin', 'accountant'),
      '--publish',
    )
    expect([published.code, published.json['company']]).toEqual([0, companyId])
    const first = await selin.sync()
    expect(first.json).toMatchObject({ held: 0, pending: 0, digest: 'equal' })
    const joined = await murat.enrol(await codeFor(companyId, 'Murat', 'finance_manager'))
    expect(joined.code).toBe(0)
    expect((await murat.sync()).json).toMatchObject({ pushed: 0, digest: 'equal' })

    // M175: a month is closed by the server, for both; who may is the table of roles' to say.
    const forbidden = await selin.run('periods', 'close', '2026-09')
    expect([forbidden.code, forbidden.json['error']]).toMatchObject([1, { code: 'role.forbidden' }])
    expect((await murat.run('periods', 'close', '2026-09')).code).toBe(0)
    await selin.sync()
    const late = await selin.post([
      { type: 'invoice', customer_code: 'C-1', document_date: '2026-09-30', amount: '1.00' },
    ])
    expect([late.code, late.json['error']]).toMatchObject([1, { code: 'period.closed' }])
    const reopened = await murat.run('periods', 'reopen', '2026-09', '--reason', 'one is missing')
    expect([reopened.code, reopened.json]).toEqual([
      0,
      { state: 'waiting', approval: expect.any(String) },
    ])
    const named = linesOf(await selin.run('device', 'members'))
    expect(named.map(({ name, roles }) => [name, roles])).toEqual([
      ['Murat', ['finance_manager']],
      ['Selin', ['accountant']],
    ])

    // M117: numbers out of a block, before the server has heard of the document.
    const block = await selin.run('device', 'block', 'INV', '--size', '1')
    expect([block.code, block.json]).toMatchObject([0, { series: 'INV', left: 1, state: 'open' }])
    const own = { type: 'invoice', customer_code: 'C-2', amount: '5.00', series: 'INV' }
    const day = `${String(block.json['year'])}-12-01`
    const numbered = await selin.post([{ ...own, document_date: day }])
    expect(JSON.stringify(numbered.json)).toContain(block.json['next'])
    const empty = await selin.post([{ ...own, document_date: day }])
    expect([empty.code, empty.json['error']]).toMatchObject([1, { code: 'number.block_empty' }])

    // Both work with the cable out.
    const posted = await selin.post([
      { type: 'receipt', customer_code: 'C-1', document_date: '2026-10-05', amount: '60.00' },
    ])
    expect(JSON.stringify(posted.json)).toContain('G-')
    await murat.post([
      { type: 'invoice', customer_code: 'C-2', document_date: '2026-10-06', amount: '75.00' },
      { type: 'receipt', customer_code: 'C-1', document_date: '2026-10-07', amount: '20.00' },
    ])
    await murat.run('allocate', '--receipt', String(await lastNumber(murat)), '--auto')

    for (const desk of [selin, murat, selin])
      expect((await desk.sync()).json).toMatchObject({ held: 0, pending: 0, digest: 'equal' })

    const statement = async (desk: typeof selin) =>
      (await desk.run('statement', '--customer', 'C-1')).json
    expect(await statement(selin)).toEqual(await statement(murat))
    expect(JSON.stringify(await statement(selin))).toContain('RCT2026000000002')
    const balances = async (desk: typeof selin) => linesOf(await desk.run('device', 'balances'))
    expect(await balances(selin)).toEqual(await balances(murat))
    const server = linesOf(await set('balances', '--company', companyId))
    expect(server.map(({ customer, confirmed }) => [customer, confirmed])).toEqual(
      (await balances(selin)).map(({ customer, confirmed }) => [customer, confirmed]),
    )
    const verified = await set('verify', '--company', companyId)
    expect([verified.code, verified.json['ok']]).toEqual([0, true])
    const digests: Answer[] = []
    for (const desk of [selin, murat]) digests.push(await desk.run('verify', '--deep'))
    expect(digests.map(({ json }) => json['ok'])).toEqual([true, true])
    expect(digests[0]?.json['digest']).toBe(digests[1]?.json['digest'])
  })

  it('M119 N8: settle a conflict, a guarded value and a held allocation by commands', async () => {
    const selin = at('selin.saldo')
    const murat = at('murat.saldo')
    const patch = (desk: typeof selin, columns: object) => {
      const path = join(dir, 'patch.json')
      writeFileSync(path, JSON.stringify(columns))
      return desk.run('device', 'patch', 'C-1', path)
    }
    const listed = async (desk: typeof selin, what: string) =>
      linesOf(await desk.run('device', what))

    const patched = await patch(selin, { phone: '111', credit_limit: '2500.00' })
    expect(patched.json).toMatchObject({ code: 'C-1', phone: '111' })
    await patch(murat, { phone: '222' })
    await selin.run('allocate', '--receipt', 'RCT2026000000001', '--to', 'A-1=60')
    await murat.run('allocate', '--receipt', 'RCT2026000000001', '--to', 'INV2026000000001=50')
    for (const desk of [selin, murat, selin]) await desk.sync()

    const [conflict] = await listed(murat, 'conflicts')
    expect(conflict).toMatchObject({
      customer: 'C-1',
      customerName: 'Deniz Market',
      field: 'Phone',
      before: null,
      standing: { value: '111', by: 'Selin', isMine: false },
      other: { value: '222', by: 'Murat', isMine: true },
    })
    await selin.run('device', 'conflict', String(conflict?.['id']), 'take')

    // The month to be opened again is decided by nobody here.
    const asked = (await listed(murat, 'approvals')).find(({ kind }) => kind === 'guarded')
    expect(asked).toMatchObject({
      kind: 'guarded',
      by: 'Selin',
      object: 'C-1 Credit limit',
      before: null,
      after: '2500.00',
      reason: null,
    })
    const id = String(asked?.['id'])
    const own = await selin.run('device', 'decide', id, 'approve')
    expect([own.code, own.json['error']]).toMatchObject([1, { code: 'approval.same_person' }])
    expect((await murat.run('device', 'decide', id, 'approve', '--reason', 'paid well')).code).toBe(
      0,
    )

    const [held] = await listed(murat, 'held')
    expect(held).toMatchObject({ kind: 'alloc.add', exits: ['reduce', 'withdraw'] })
    const op = String(held?.['op'])
    const wrong = await murat.run('device', 'resolve', op, 'redate', '--date', '2026-11-01')
    expect([wrong.code, wrong.json['error']]).toMatchObject([1, { code: 'held.no_exit' }])
    expect((await murat.run('device', 'resolve', op, 'withdraw', '--reason', 'late')).code).toBe(0)

    for (const desk of [selin, murat, selin])
      expect((await desk.sync()).json).toMatchObject({ held: 0, pending: 0, digest: 'equal' })
    for (const desk of [selin, murat])
      for (const what of ['held', 'conflicts']) expect(await listed(desk, what)).toEqual([])
    for (const desk of [selin, murat])
      expect((await listed(desk, 'approvals')).map(({ kind }) => kind)).toEqual(['reopen'])
    const again = await patch(murat, { segment: 'gold' })
    expect(again.json).toMatchObject({ phone: '222', creditLimitMinor: 2500_00 })
    const noColumn = await patch(murat, { shoe_size: '42' })
    expect([noColumn.code, noColumn.json['error']]).toMatchObject([1, { code: 'patch.column' }])
    await murat.sync()
  })

  it('M170: --watch exchanges by itself, and takes the work of other commands on its file', async () => {
    const selin = at('selin.saldo')
    const murat = at('murat.saldo')
    const watching = saldoProcess('device', 'sync', '--watch', '--company', murat.company, '--json')
    const { lines } = hear(watching)
    await lines(1)
    const invoice = { type: 'invoice', customer_code: 'C-2', document_date: '2026-10-08' }
    await selin.post([{ ...invoice, amount: '3.00' }])
    await selin.sync()
    expect((await lines(2)).at(-1)).toMatchObject({ pulled: 1, digest: 'equal' })
    expect((await murat.post([{ ...invoice, amount: '4.00' }])).code).toBe(0)
    expect((await lines(3)).at(-1)).toMatchObject({ pushed: 1, accepted: 1, pending: 0 })
    expect(await ended(watching, 'SIGTERM')).toBe(0)
    await selin.sync()
  })

  it('say plainly that the server is not there, and lose nothing by it', async () => {
    const lone = at('selin.saldo')
    await lone.post([
      { type: 'invoice', customer_code: 'C-1', document_date: '2026-10-09', amount: '1.00' },
    ])
    expect(await ended(server.child, 'SIGTERM')).toBe(0)
    const refused = await lone.sync()
    expect([refused.code, refused.json['error']]).toMatchObject([1, { code: 'server.offline' }])
    expect((await lone.run('device', 'status')).json).toMatchObject({ pending: 1 })
    const closing = await lone.run('periods', 'close', '2026-10')
    expect([closing.code, closing.json['error']]).toMatchObject([1, { code: 'server.offline' }])
  })
})

async function lastNumber(desk: ReturnType<typeof at>): Promise<unknown> {
  const statement = (await desk.run('statement', '--customer', 'C-1')).json as unknown as {
    lines: { type: string; documentNo: string }[]
  }
  return statement.lines.findLast(({ type }) => type === 'receipt')?.documentNo
}
