/**
 * Who is refused at the browser door (reliability-security.md 7): the matrix of strangers, each with
 * the status it must get, and beside it the right requests, so that the matrix can fail.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Host, startHost } from '../../main/browser-host/index.ts'
import { listenOn } from '../../main/browser-host/listen.ts'
import { UPLOAD_MAX } from '../../main/browser-host/uploads.ts'
import { type RawRequest, rawExchange, rawRequest } from '../support/raw-http.ts'

interface Door {
  readonly port: number
  readonly host: string
  readonly origin: string
  readonly cookie: string
  readonly token: string
  readonly usedLink: string
}

type Headers = [string, string][]

const dir = mkdtempSync(join(tmpdir(), 'saldo-host-'))
let host: Host
let door: Door

beforeAll(async () => {
  const rendererDir = join(dir, 'page')
  mkdirSync(join(rendererDir, 'assets'), { recursive: true })
  writeFileSync(join(rendererDir, 'index.html'), '<html><head></head><body>Saldo</body></html>')
  writeFileSync(join(rendererDir, 'assets', 'page.js'), 'void 0')
  writeFileSync(join(dir, 'secret.json'), '{}')
  host = await startHost({ dataDir: join(dir, 'own'), rendererDir, headersTimeoutMs: 300 })
  door = await enter(host)
})

afterAll(async () => {
  await host.stop()
  rmSync(dir, { recursive: true, force: true })
})

/** What the page does with the link it was opened by. */
async function enter(of: Host): Promise<Door> {
  const port = Number(new URL(of.origin).port)
  const link = new URL(of.newLink()).hash.slice('#token='.length)
  const own = { host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}` }
  const answer = await rawRequest(port, exchange(own, link))
  expect(answer.status).toBe(200)
  const cookie = /^saldo=([\w-]{43}); HttpOnly; SameSite=Strict; Path=\/$/.exec(
    answer.headers['set-cookie'] ?? '',
  )?.[1]
  const { token } = JSON.parse(answer.body) as { token: string }
  return { port, ...own, cookie: cookie ?? '', token, usedLink: link }
}

function exchange(
  { host: name, origin }: { host: string; origin: string },
  token: string,
  changed: Headers = [],
): RawRequest {
  return {
    method: 'POST',
    target: '/session',
    headers: replace(
      [
        ['Host', name],
        ['Origin', origin],
        ['Content-Type', 'application/json'],
      ],
      changed,
    ),
    body: JSON.stringify({ token }),
  }
}

/** A header of an empty value is left out. */
function replace(headers: Headers, changed: Headers): Headers {
  const names = new Set(changed.map(([name]) => name.toLowerCase()))
  return [
    ...headers.filter(([name]) => !names.has(name.toLowerCase())),
    ...changed.filter(([, value]) => value !== ''),
  ]
}

/** A right GET of the session, changed in one thing. */
function get(target: string, changed: Headers = []): RawRequest {
  return {
    target,
    headers: replace(
      [
        ['Host', door.host],
        ['Cookie', `saldo=${door.cookie}`],
        ['Sec-Fetch-Site', 'same-origin'],
      ],
      changed,
    ),
  }
}

function upload(changed: Headers = [], body: string | Buffer = 'a;b\n1;2\n'): RawRequest {
  return {
    method: 'POST',
    target: '/inbox?name=a.csv',
    headers: replace(
      [
        ['Host', door.host],
        ['Origin', door.origin],
        ['Cookie', `saldo=${door.cookie}`],
        ['X-Saldo-Token', door.token],
      ],
      changed,
    ),
    body,
  }
}

function socket(changed: Headers = [], target = '/ws'): RawRequest {
  return {
    target,
    headers: replace(
      [
        ['Host', door.host],
        ['Origin', door.origin],
        ['Cookie', `saldo=${door.cookie}`],
        ['Connection', 'Upgrade'],
        ['Upgrade', 'websocket'],
        ['Sec-WebSocket-Version', '13'],
        ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
        ['Sec-WebSocket-Protocol', `saldo, ${door.token}`],
      ],
      changed,
    ),
  }
}

function method(name: string, target = '/'): RawRequest {
  return { ...get(target, [['Origin', door.origin]]), method: name }
}

describe('reliability-security 7: who is in the right comes in', () => {
  it.each<[string, number, () => RawRequest]>([
    ['the page', 200, () => get('/', [['Cookie', '']])],
    ['a file of the page', 200, () => get('/assets/page.js', [['Cookie', '']])],
    ['a typed address', 200, () => get('/', [['Sec-Fetch-Site', 'none']])],
    ['health with a session', 200, () => get('/health')],
    ['an upload', 200, () => upload()],
    ['a WebSocket', 101, () => socket()],
    ['the page by ::1 names itself so', 200, () => get('/', [['Host', `[::1]:${door.port}`]])],
  ])('%s', async (_, status, request) => {
    const answer = await rawRequest(door.port, request())

    expect(answer.status).toBe(status)
  })

  it('a fresh link opens a second window', async () => {
    const again = await enter(host)

    expect(again.cookie).toBe(door.cookie)
  })
})

const hosts = (port: number): [string, string][] => [
  ['rebinding: a foreign name', `attacker.example:${port}`],
  ['rebinding: a foreign name without port', 'attacker.example'],
  ['rebinding: a name that starts like ours', `127.0.0.1.attacker.example:${port}`],
  ['localhost', `localhost:${port}`],
  ['localhost with a trailing dot', `localhost.:${port}`],
  ['the address with a trailing dot', `127.0.0.1.:${port}`],
  ['the address as a decimal number', `2130706433:${port}`],
  ['the address in hexadecimal', `0x7f000001:${port}`],
  ['the address in octal', `0177.0.0.1:${port}`],
  ['the short form of the address', `127.1:${port}`],
  ['another loopback address', `127.0.0.2:${port}`],
  ['the unspecified address', `0.0.0.0:${port}`],
  ['IPv4-mapped IPv6', `[::ffff:127.0.0.1]:${port}`],
  ['the long form of ::1', `[0:0:0:0:0:0:0:1]:${port}`],
  ['another port', `127.0.0.1:${port + 1}`],
  ['no port', '127.0.0.1'],
  ['a user before the host', `user@127.0.0.1:${port}`],
]

describe('reliability-security 7 T11: strangers are refused', () => {
  it.each(hosts(1).map(([name], i) => [name, i] as const))('host: %s', async (_, i) => {
    const [, name] = hosts(door.port)[i] ?? ['', '']

    const answers = await Promise.all([
      rawRequest(door.port, get('/', [['Host', name]])),
      rawRequest(door.port, get('/health', [['Host', name]])),
      rawRequest(door.port, socket([['Host', name]])),
      rawRequest(door.port, exchange({ host: name, origin: door.origin }, 'x')),
    ])

    expect(answers.map(({ status }) => status)).toEqual([421, 421, 421, 421])
  })

  it.each<[string, number, () => RawRequest]>([
    // Who asks
    ['no Host in HTTP/1.1', 400, () => get('/health', [['Host', '']])],
    ['no Host in HTTP/1.0', 421, () => ({ ...get('/health', [['Host', '']]), version: '1.0' })],
    [
      'two Hosts',
      421,
      () => ({ ...get('/health'), headers: [...(get('/health').headers ?? []), ['Host', 'x']] }),
    ],
    ['absolute form of the request line', 421, () => get(`http://${door.host}/health`)],
    ['absolute form of another host', 421, () => get('http://attacker.example/')],
    ['null origin', 403, () => upload([['Origin', 'null']])],
    ['no origin on a POST', 403, () => upload([['Origin', '']])],
    ['the origin of another port', 403, () => upload([['Origin', `http://127.0.0.1:1`]])],
    ['the origin with https', 403, () => upload([['Origin', `https://${door.host}`]])],
    ['the other loopback address', 403, () => upload([['Origin', `http://[::1]:${door.port}`]])],
    ['a foreign origin on a GET', 403, () => get('/health', [['Origin', 'http://x.example']])],
    ['a null origin on a GET', 403, () => get('/health', [['Origin', 'null']])],
    // What a foreign page can make a browser send
    [
      'an image of a foreign page',
      403,
      () =>
        get('/health', [
          ['Sec-Fetch-Site', 'cross-site'],
          ['Sec-Fetch-Dest', 'image'],
        ]),
    ],
    ['a link of a foreign page', 403, () => get('/', [['Sec-Fetch-Site', 'cross-site']])],
    [
      'a page of another port (same site)',
      403,
      () => get('/health', [['Sec-Fetch-Site', 'same-site']]),
    ],
    ['an upload marked cross-site', 403, () => upload([['Sec-Fetch-Site', 'cross-site']])],
    [
      'a form of a foreign page',
      403,
      () =>
        exchange(door, door.usedLink, [
          ['Origin', 'http://attacker.example'],
          ['Content-Type', 'application/x-www-form-urlencoded'],
        ]),
    ],
    [
      'a form with our origin',
      415,
      () => exchange(door, 'x', [['Content-Type', 'application/x-www-form-urlencoded']]),
    ],
    [
      'JSON as text/plain',
      415,
      () => exchange(door, freshLink(), [['Content-Type', 'text/plain']]),
    ],
    [
      'JSON as multipart',
      415,
      () => exchange(door, freshLink(), [['Content-Type', 'multipart/form-data; boundary=x']]),
    ],
    ['JSON of no type', 415, () => exchange(door, freshLink(), [['Content-Type', '']])],
    [
      'a preflight',
      403,
      () => ({
        ...get('/inbox', [
          ['Origin', door.origin],
          ['Access-Control-Request-Method', 'POST'],
        ]),
        method: 'OPTIONS',
      }),
    ],
    [
      'a preflight for the private network',
      403,
      () => ({
        ...get('/ws', [
          ['Origin', 'http://attacker.example'],
          ['Access-Control-Request-Private-Network', 'true'],
        ]),
        method: 'OPTIONS',
      }),
    ],
    // Methods
    ['PUT', 405, () => method('PUT')],
    ['DELETE', 405, () => method('DELETE', '/inbox')],
    ['PATCH', 405, () => method('PATCH')],
    ['TRACE', 405, () => method('TRACE')],
    ['CONNECT', 405, () => method('CONNECT', 'attacker.example:443')],
    ['a method that is none', 400, () => method('FETCH')],
    // Sessions
    ['health without a session', 404, () => get('/health', [['Cookie', '']])],
    ['health with a wrong cookie', 404, () => get('/health', [['Cookie', 'saldo=x']])],
    [
      'health with a cookie of the right length',
      404,
      () => get('/health', [['Cookie', `saldo=${'A'.repeat(43)}`]]),
    ],
    [
      'health with the cookie under another name',
      404,
      () => get('/health', [['Cookie', `saldo2=${door.cookie}`]]),
    ],
    ['an upload without cookie', 404, () => upload([['Cookie', '']])],
    ['an upload without header token', 403, () => upload([['X-Saldo-Token', '']])],
    ['an upload with a wrong header token', 403, () => upload([['X-Saldo-Token', 'x'.repeat(43)]])],
    ['the cookie as header token', 403, () => upload([['X-Saldo-Token', door.cookie]])],
    ['a used link', 403, () => exchange(door, door.usedLink)],
    ['a guessed link', 403, () => exchange(door, 'A'.repeat(43))],
    ['an empty link', 403, () => exchange(door, '')],
    ['a link that is no text', 403, () => ({ ...exchange(door, ''), body: '{"token":[1]}' })],
    ['a body that is no JSON', 403, () => ({ ...exchange(door, ''), body: '{' })],
    ['another POST address', 404, () => ({ ...upload(), target: '/health' })],
    ['a session asked for by GET', 404, () => get('/session')],
    // WebSockets
    ['a WebSocket without Origin', 403, () => socket([['Origin', '']])],
    ['a WebSocket of a foreign page', 403, () => socket([['Origin', 'http://attacker.example']])],
    ['a WebSocket of a null origin', 403, () => socket([['Origin', 'null']])],
    ['a WebSocket of another port', 403, () => socket([['Origin', 'http://127.0.0.1:1']])],
    ['a WebSocket marked cross-site', 403, () => socket([['Sec-Fetch-Site', 'cross-site']])],
    ['a WebSocket without cookie', 404, () => socket([['Cookie', '']])],
    ['a WebSocket with a wrong cookie', 404, () => socket([['Cookie', 'saldo=no']])],
    ['a WebSocket without header token', 403, () => socket([['Sec-WebSocket-Protocol', '']])],
    [
      'a WebSocket with a wrong header token',
      403,
      () => socket([['Sec-WebSocket-Protocol', `saldo, ${'A'.repeat(43)}`]]),
    ],
    ['a WebSocket at /', 404, () => socket([], '/')],
    ['a WebSocket at /ws/', 404, () => socket([], '/ws/')],
    ['a WebSocket at /ws?x', 404, () => socket([], '/ws?x')],
    ['an upgrade to something else', 400, () => socket([['Upgrade', 'h2c']])],
    // Addresses
    ['a path upwards', 404, () => get('/../secret.json')],
    ['a path upwards, encoded', 404, () => get('/%2e%2e/secret.json')],
    ['a path upwards, slash encoded', 404, () => get('/..%2fsecret.json')],
    ['a path upwards, encoded twice', 404, () => get('/%252e%252e/secret.json')],
    ['a path upwards with backslashes', 404, () => get('/..\\secret.json')],
    ['a path with NUL', 404, () => get('/index.html%00.js')],
    ['a path of two slashes', 404, () => get('//secret.json')],
    ['a file of the disk', 404, () => get('/etc/passwd')],
    ['a folder of the page', 404, () => get('/assets/')],
    ['a guessed document', 404, () => get('/documents/00000000-0000-4000-8000-000000000000')],
    ['a document upwards', 404, () => get('/documents/../../own/saldo.pid')],
    [
      'a guessed document without session',
      404,
      () => get('/documents/00000000-0000-4000-8000-000000000000', [['Cookie', '']]),
    ],
    ['an uploaded file read back', 404, () => get(`/inbox/${inbox()[0] ?? ''}`)],
    // Sizes
    ['a body too long for a link', 413, () => ({ ...exchange(door, 'x'.repeat(5000)) })],
    [
      'an upload that says it is too large',
      413,
      () => upload([['Content-Length', String(UPLOAD_MAX + 1)]]),
    ],
    ['headers too large', 431, () => get('/', [['X-Long', 'x'.repeat(20_000)]])],
    // Another person of this machine, with the port but without the link
    [
      'another local user: a forged origin without session',
      404,
      () =>
        upload([
          ['Cookie', ''],
          ['X-Saldo-Token', ''],
        ]),
    ],
    [
      'another local user: a WebSocket with a forged origin',
      404,
      () =>
        socket([
          ['Cookie', ''],
          ['Sec-WebSocket-Protocol', ''],
        ]),
    ],
  ])('%s', async (_, status, request) => {
    const before = inbox()

    const answer = await rawRequest(door.port, request())

    expect(answer.status).toBe(status)
    expect(answer.headers).not.toHaveProperty('set-cookie')
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    )
    expect(inbox()).toEqual(before)
  })

  it('an expired link', async () => {
    const short = await startHost({
      dataDir: join(dir, 'short'),
      rendererDir: join(dir, 'page'),
      linkLifeMs: -1,
    })
    try {
      const port = Number(new URL(short.origin).port)
      const own = { host: `127.0.0.1:${port}`, origin: short.origin }
      const link = new URL(short.url).hash.slice('#token='.length)

      const answer = await rawRequest(port, exchange(own, link))

      expect(answer.status).toBe(403)
    } finally {
      await short.stop()
    }
  })

  it('headers that never end', async () => {
    const answer = await rawExchange(door.port, [
      Buffer.from(`GET / HTTP/1.1\r\nHost: ${door.host}\r\n`),
    ])

    expect(answer.status).toBe(408)
  })

  it('an upload that grows too large on the way, and nothing of it is kept', async () => {
    const before = inbox()
    const chunk = Buffer.alloc(2 ** 20, 97)
    const framed = Buffer.concat([Buffer.from('100000\r\n'), chunk, Buffer.from('\r\n')])
    const head = [
      'POST /inbox?name=a.csv HTTP/1.1',
      `Host: ${door.host}`,
      `Origin: ${door.origin}`,
      `Cookie: saldo=${door.cookie}`,
      `X-Saldo-Token: ${door.token}`,
      'Transfer-Encoding: chunked',
      '',
      '',
    ].join('\r\n')

    const answer = await rawExchange(door.port, [
      Buffer.from(head),
      ...Array.from({ length: 62 }, () => framed),
    ])

    expect(answer.status).toBe(413)
    expect(inbox()).toEqual(before)
  })

  it('every address of this machine but loopback', async () => {
    for (const address of ['0.0.0.0', '::', '192.168.1.10', 'localhost', ''])
      await expect(
        listenOn(address, 0, { answer: () => {}, upgrade: () => {}, headersTimeoutMs: 1000 }),
      ).rejects.toThrow('this machine only')
    const others = Object.values(networkInterfaces())
      .flatMap((found) => found ?? [])
      .filter((one) => !one.internal && one.family === 'IPv4')
    for (const { address } of others)
      await expect(rawRequest(door.port, get('/'), address)).rejects.toThrow('ECONNREFUSED')
  })
})

describe('reliability-security 6 E7 and 7: response headers', () => {
  it.each<[string, () => RawRequest]>([
    ['page', () => get('/')],
    ['file', () => get('/assets/page.js')],
    ['health', () => get('/health')],
    ['a refusal', () => get('/nothing')],
    ['a foreign host', () => get('/', [['Host', 'attacker.example']])],
    ['the exchange', () => exchange(door, freshLink())],
  ])('%s', async (_, request) => {
    const { headers } = await rawRequest(door.port, request())

    expect(headers['content-security-policy']?.replace(/nonce-[\w+/=]{24}/, 'nonce-…')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-…'; style-src-attr 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
    )
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('server')
  })

  it('every load of the page has its own nonce, in the header and in the page', async () => {
    const loads = await Promise.all([1, 2].map(() => rawRequest(door.port, get('/'))))
    const nonces = loads.map(
      ({ headers }) => /nonce-([^']+)/.exec(headers['content-security-policy'] ?? '')?.[1] ?? '',
    )

    expect(new Set(nonces).size).toBe(2)
    for (const [i, { body }] of loads.entries()) expect(body).toContain(nonces[i])
  })
})

function freshLink(): string {
  return new URL(host.newLink()).hash.slice('#token='.length)
}

function inbox(): string[] {
  return readdirSync(join(dir, 'own', 'inbox')).toSorted()
}
