/** What a page that is in may send, and what it may not name: messages of the WebSocket, paths, the idle limit. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { z } from 'zod'
import { PATHS } from '../../main/backend/named-paths.ts'
import { type Host, type HostOptions, startHost } from '../../main/browser-host/index.ts'
import { Sessions } from '../../main/browser-host/session.ts'
import { MESSAGE_MAX } from '../../main/browser-host/sockets.ts'
import { contract } from '../../shared/contract/index.ts'
import { isoDate } from '../../shared/contract/fields.ts'
import { connect } from '../../shared/rpc/client.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import type { Port } from '../../shared/rpc/port.ts'

let dir: string
let host: Host

const own = (name: string) => join(dir, 'own', name)

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'saldo-messages-'))
  mkdirSync(join(dir, 'page'))
  host = await start()
})

afterEach(async () => {
  await host.stop()
  rmSync(dir, { recursive: true, force: true })
})

function start(options: Partial<HostOptions> = {}): Promise<Host> {
  return startHost({ dataDir: join(dir, 'own'), rendererDir: join(dir, 'page'), ...options })
}

interface Page {
  readonly socket: WebSocket
  readonly cookie: string
  readonly token: string
  readonly closed: Promise<number>
}

async function enter(): Promise<Page> {
  const headers = { Origin: host.origin, 'Content-Type': 'application/json' }
  const link = new URL(host.newLink()).hash.slice('#token='.length)
  const answer = await fetch(`${host.origin}/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ token: link }),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const { token } = (await answer.json()) as { token: string }
  const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/ws`, ['saldo', token], {
    headers: { Origin: host.origin, Cookie: cookie },
  })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  expect(socket.protocol).toBe('saldo')
  const closed = new Promise<number>((resolve) => socket.once('close', (code) => resolve(code)))
  return { socket, cookie, token, closed }
}

function clientOf({ socket }: Page) {
  const port: Port = {
    post: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) =>
      socket.on('message', (data) => listener(JSON.parse(String(data as Buffer)))),
    onClose: (listener) => socket.on('close', listener),
    close: () => socket.close(),
  }
  return connect(contract, port).client
}

function ask({ socket }: Page, text: string): Promise<unknown> {
  const answer = new Promise((resolve) =>
    socket.once('message', (data) => resolve(JSON.parse(String(data as Buffer)))),
  )
  socket.send(text)
  return answer
}

async function refusalOf(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, ...error.params }
    throw error
  }
}

describe('reliability-security 7: messages of a page', () => {
  it('a message over the limit, a binary one and one that is no JSON end the window, not the host', async () => {
    const [large, binary, broken] = await Promise.all([enter(), enter(), enter()])

    large.socket.send('x'.repeat(MESSAGE_MAX + 1))
    binary.socket.send(Buffer.from('{}'))
    broken.socket.send('{')

    expect(await Promise.all([large.closed, binary.closed, broken.closed])).toEqual([
      1009, 1003, 1007,
    ])
    expect(await ask(await enter(), '{"id":1,"path":"companies.list","input":{}}')).toMatchObject({
      ok: true,
    })
  })

  it.each<[string, string, unknown]>([
    [
      'too much input',
      `{"id":1,"path":"companies.open","input":{"file":"${'x'.repeat(9 * 2 ** 20)}"}}`,
      { code: 'input.too_large' },
    ],
    [
      'input nested too deep',
      `{"id":1,"path":"companies.open","input":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
      { code: 'input.too_large' },
    ],
    ['an unknown procedure', '{"id":1,"path":"fs.read","input":{}}', { code: 'procedure.unknown' }],
    [
      'a procedure of the prototype',
      '{"id":1,"path":"constructor.constructor","input":{}}',
      { code: 'procedure.unknown' },
    ],
    [
      'a name of the prototype',
      '{"id":1,"path":"companies.__proto__","input":{}}',
      { code: 'procedure.unknown' },
    ],
    [
      'input of another shape',
      '{"id":1,"path":"companies.open","input":{"file":7}}',
      { code: 'input.invalid' },
    ],
  ])('refuses %s by code', async (_, text, error) => {
    const page = await enter()

    expect(await ask(page, text)).toMatchObject({ id: 1, ok: false, error })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('reliability-security 6 E5: a page names no files', () => {
  it('opens, creates and lists companies of the data folder', async () => {
    const client = clientOf(await enter())

    const made = await client.companies.create({ name: 'Örnek A.Ş.', currency: 'TRY' })
    const second = await client.companies.create({
      name: 'Zwei',
      currency: 'EUR',
      file: own('zwei.saldo'),
    })
    const listed = await client.companies.list({})

    expect(listed.map(({ file }) => file).toSorted()).toEqual([made.file, second.file].toSorted())
    expect(await client.companies.open({ file: made.file })).toMatchObject({ name: 'Örnek A.Ş.' })
  })

  it('is refused every other path by one code, and nothing is written', async () => {
    const client = clientOf(await enter())
    const { file } = await client.companies.create({ name: 'Own', currency: 'TRY' })
    const csv = join(dir, 'customers.csv')
    writeFileSync(csv, 'code;name\nA1;Ada\n')
    const away = join(dir, 'away.saldo')
    symlinkSync(csv, own('link.saldo'))
    mkdirSync(own('folder.saldo'))
    const options = { kind: 'customers' } as const
    const statement = { customerCode: 'A1', until: '2026-01-31' } as never
    const asked = {
      open: client.companies.open({ file: away }),
      relative: client.companies.open({ file: 'own.saldo' }),
      upwards: client.companies.open({ file: own('../own/../away.saldo') }),
      below: client.companies.open({ file: own('documents/x.saldo') }),
      keys: client.companies.open({ file: `${file}.keys` }),
      hidden: client.companies.open({ file: own('.x.saldo') }),
      nul: client.companies.open({ file: `${file}\0.saldo` }),
      link: client.companies.open({ file: own('link.saldo') }),
      folder: client.companies.open({ file: own('folder.saldo') }),
      create: client.companies.create({ name: 'X', currency: 'TRY', file: away }),
      demo: client.companies.createDemo({ customers: 4, documents: 12, file: away }),
      backup: client.companies.backup({ to: away }),
      backupHome: client.companies.backup({ to: own('copy.saldo') }),
      restoreFrom: client.companies.restore({ from: away, to: own('new.saldo') }),
      restoreTo: client.companies.restore({ from: file, to: away }),
      export: client.companies.export({ to: join(dir, 'export') }),
      inspect: client.imports.inspect({ source: { path: csv }, options }),
      check: client.imports.check({ source: { path: csv }, options }),
      file: client.imports.file({ source: { path: csv }, options }),
      rejects: client.imports.file({ source: { fileId: 'x' }, options, rejectsTo: away }),
      aging: client.reports.exportAging({ report: {} as never, format: 'csv', to: away }),
      statement: client.reports.exportStatement({ statement, format: 'csv', to: away }),
      statements: client.reports.exportStatements({ to: dir, order: { format: 'pdf' } }),
    }
    const answers = await Promise.all(
      Object.entries(asked).map(async ([name, call]) => [name, await refusalOf(call)] as const),
    )

    for (const [name, answer] of answers)
      expect([name, answer]).toEqual([
        name,
        expect.objectContaining({
          code: expect.stringMatching(/^(path.not_allowed|input.invalid)$/) as string,
        }),
      ])
    expect(Object.fromEntries(answers)['export']).toEqual({ code: 'path.not_allowed', field: 'to' })
    expect(Object.fromEntries(answers)['check']).toEqual({
      code: 'path.not_allowed',
      field: 'source.path',
    })
    for (const path of [away, own('new.saldo'), own('copy.saldo'), join(dir, 'export')])
      expect([path, existsSync(path)]).toEqual([path, false])
  })

  it.each(['', '.', '..', '../own', 'own.saldo', '../../secret', 'x\0y'])(
    'takes no file of the inbox for %j',
    async (fileId) => {
      const client = clientOf(await enter())
      await client.companies.create({ name: 'Own', currency: 'TRY' })

      const answer = await refusalOf(
        client.imports.check({ source: { fileId }, options: { kind: 'customers' } }),
      )

      expect(answer).toMatchObject({ code: 'file.not_found' })
    },
  )

  it('reads a file it has uploaded', async () => {
    const page = await enter()
    const client = clientOf(page)
    await client.companies.create({ name: 'Own', currency: 'TRY' })
    const answer = await fetch(
      `${host.origin}/inbox?name=${encodeURIComponent('Müşteriler.csv')}`,
      {
        method: 'POST',
        headers: { Origin: host.origin, Cookie: page.cookie, 'X-Saldo-Token': page.token },
        body: 'code;name\nA1;Ada\n',
      },
    )
    const { fileId, name } = (await answer.json()) as { fileId: string; name: string }

    const checked = await client.imports.check({
      source: { fileId },
      options: { kind: 'customers' },
    })

    expect(name).toBe('Müşteriler.csv')
    expect(checked).toMatchObject({ fileName: 'Müşteriler.csv', counts: { all: 1, new: 1 } })
  })

  it('opens the company its door was started with, wherever that lies', async () => {
    const client = clientOf(await enter())
    const { file } = await client.companies.create({ name: 'Own', currency: 'TRY' })
    await host.stop()
    host = await startHost({
      dataDir: join(dir, 'other'),
      rendererDir: join(dir, 'page'),
      companyFile: file,
    })
    const again = clientOf(await enter())

    const { file: shown } = await again.companies.info({})

    expect(await again.companies.open({ file: shown })).toMatchObject({ name: 'Own' })
  })

  it('the list of inputs that are paths is whole', () => {
    const found: string[] = []
    for (const [noun, procedures] of Object.entries(contract))
      for (const [name, { input }] of Object.entries(procedures))
        for (const field of pathsIn(input)) found.push(`${noun}.${name} ${field}`)
    const known = Object.entries(PATHS).flatMap(([procedure, fields]) =>
      Object.keys(fields).map((field) => `${procedure} ${field}`),
    )

    expect(found.toSorted()).toEqual(known.toSorted())
  })
})

/** Text inputs that are called as paths are. */
function pathsIn(schema: z.ZodType, at = ''): string[] {
  const { def } = schema as unknown as {
    def: {
      type: string
      shape?: Record<string, z.ZodType>
      innerType?: z.ZodType
      options?: z.ZodType[]
      in?: z.ZodType
    }
  }
  if (def.shape)
    return Object.entries(def.shape).flatMap(([key, one]) =>
      pathsIn(one, at === '' ? key : `${at}.${key}`),
    )
  if (def.innerType) return pathsIn(def.innerType, at)
  if (def.in) return pathsIn(def.in, at)
  if (def.options) return def.options.flatMap((one) => pathsIn(one, at))
  // `from` and `to` are days in a statement.
  if (schema === isoDate) return []
  const last = at.split('.').at(-1) ?? ''
  return def.type === 'string' && /^(path|file|folder|dir|to|from|.*(To|Path|File|Dir))$/.test(last)
    ? [at]
    : []
}

describe('reliability-security 7: the idle limit', () => {
  it('ends the session and its windows when nobody used them; a fresh link begins anew', async () => {
    await host.stop()
    host = await start({ idleLimitMs: 50 })
    const page = await enter()

    expect(await page.closed).toBe(4001)
    const health = await fetch(`${host.origin}/health`, { headers: { Cookie: page.cookie } })
    expect(health.status).toBe(404)
    expect((await enter()).cookie).not.toBe(page.cookie)
  })

  it('counts from the last use', () => {
    let now = 0
    const sessions = new Sessions({ linkLifeMs: 1000, idleLimitMs: 100, now: () => now })
    const grant = sessions.exchange(sessions.newLink())
    const cookie = `saldo=${grant?.cookie}`

    now = 90
    expect(sessions.hasCookie(cookie)).toBe(true)
    now = 180
    expect(sessions.hasCookie(cookie)).toBe(true)
    now = 280
    expect(sessions.hasCookie(cookie)).toBe(false)
    expect(sessions.hasToken(grant?.token)).toBe(false)
  })
})

it('ends at once though a browser holds a socket on which it never asked anything', async () => {
  const { hostname, port } = new URL(host.origin)
  const socket = createConnection({ host: hostname, port: Number(port) })
  const ended = new Promise((done) => socket.once('close', done))
  await new Promise((done) => socket.once('connect', done))
  // Known to the server: an answered request came in after it.
  await fetch(`${host.origin}/health`)

  await host.stop()

  await ended
  host = await start()
})
