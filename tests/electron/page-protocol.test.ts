/** E2: what `saldo://app` serves and what it does not. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { answerPage, registerScheme, servePage } from '../../main/electron/page-protocol.ts'
import { pageFiles, pageHeaders } from '../../shared/page.ts'
import { protocol } from './electron.ts'

/** The last two are no names a build gives: even so no trick may reach them. */
const NAMES = [
  'index.html',
  'assets/index-a1B2.js',
  'assets/index-c3.css',
  'assets/inter.woff2',
  'assets/a%b.js',
  'assets/q?x.js',
]
const files = pageFiles(NAMES, (name) => Buffer.from(`<head>${name}`))
const ask = (url: string, method = 'GET') => answerPage(files, { method, url })

const SERVED: readonly (readonly [string, string])[] = [
  ['saldo://app/', 'text/html'],
  ['saldo://app/index.html', 'text/html'],
  ['saldo://app/#/customers/120.01', 'text/html'],
  ['saldo://app/index.html#/aging?asOf=2026-09-30', 'text/html'],
  ['saldo://app/assets/index-a1B2.js', 'text/javascript'],
  ['saldo://app/assets/index-c3.css', 'text/css'],
  ['saldo://app/assets/inter.woff2', 'font/woff2'],
  ['saldo://app/%69ndex.html', 'text/html'],
]

/** Ways to write "the folder above", a separator, an end of text, an encoding of an encoding. */
const TRICKS = [
  '..',
  '../..',
  '%2e%2e',
  '%2E%2E/%2e.',
  '..%2f',
  '..%2F..%2f',
  '..%5c',
  '..\\',
  '\\..\\',
  '%252e%252e',
  '%252f',
  '%25',
  '%00',
  '\0',
  '%c0%ae%c0%ae',
  '%e0%80%af',
  '%u002e',
  '%',
  './',
  '//',
  '.%2e',
  '%5c%5c',
]
const AROUND: readonly ((trick: string) => string)[] = [
  (trick) => `saldo://app/${trick}`,
  (trick) => `saldo://app/${trick}/index.html`,
  (trick) => `saldo://app/assets/${trick}/index.html`,
  (trick) => `saldo://app/assets/${trick}/../main/main.js`,
  (trick) => `saldo://app/index.html${trick}`,
  (trick) => `saldo://app/${trick}/etc/passwd`,
  (trick) => `saldo://app/${trick}/backend/entry-utility.js`,
  (trick) => `saldo://app/${trick}assets/index-a1B2.js`,
]
const OTHERS = [
  'saldo://app',
  'saldo://app/index.html?',
  'saldo://app/index.html?x=1',
  'saldo://app/?../../package.json',
  'saldo://app/assets/index-a1B2.js?raw',
  'saldo://app/assets/',
  'saldo://app/assets',
  'saldo://app/INDEX.HTML',
  'saldo://app/index.html/',
  'saldo://app/index.html;x',
  'saldo://app/main/main.js',
  'saldo://app/package.json',
  'saldo://app/assets/a%25b.js',
  'saldo://app/assets/q?x.js',
  'saldo://app/constructor',
  'saldo://app/__proto__',
  'saldo://app:80/index.html',
  'saldo://x@app/index.html',
  'saldo://app.evil.example/index.html',
  'saldo://evil/index.html',
  'saldo:app/index.html',
  'saldo:///index.html',
  'SALDO://APP/index.html',
  'file:///etc/passwd',
  'http://app/index.html',
  'https://saldo/app/index.html',
  'data:text/html,x',
  'javascript:alert(1)',
  '',
]
const REFUSED = [...AROUND.flatMap((around) => TRICKS.map(around)), ...OTHERS]

it('E2: looks at 200 addresses and more', () => {
  expect(SERVED.length + REFUSED.length).toBeGreaterThanOrEqual(200)
  expect(new Set(REFUSED).size).toBe(REFUSED.length)
})

it.each(SERVED)('E2: serves %s', (url, type) => {
  const answer = ask(url)

  expect(answer.status).toBe(200)
  expect(answer.headers.get('Content-Type')).toContain(type)
})

it.each(REFUSED)('E2: refuses %j', async (url) => {
  const answer = ask(url)

  expect(answer.status).toBe(404)
  expect(await answer.text()).toBe('')
})

it.each(['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'])('E2: answers no %s', (method) => {
  expect(ask('saldo://app/', method).status).toBe(405)
})

it('E7: sends the headers of the browser host with a fresh nonce, which the page carries', async () => {
  const [first, second] = [ask('saldo://app/'), ask('saldo://app/')]
  const nonce = /'nonce-([^']+)'/.exec(first.headers.get('Content-Security-Policy') ?? '')?.[1]

  for (const [name, value] of Object.entries(pageHeaders(nonce ?? '')))
    expect(first.headers.get(name)).toBe(value)
  expect(await first.text()).toContain(`<meta name="csp-nonce" content="${nonce}" />`)
  expect(second.headers.get('Content-Security-Policy')).not.toContain(nonce)
  expect(first.headers.get('Content-Security-Policy')).toBe(
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; ` +
      "style-src-attr 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self'; " +
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
      "require-trusted-types-for 'script'; trusted-types default",
  )
})

it('E2: reads the built folder once, and knows no other scheme and no way around the policy', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'saldo-page-'))
  mkdirSync(join(dir, 'assets'))
  writeFileSync(join(dir, 'index.html'), '<head>built')
  writeFileSync(join(dir, 'assets', 'a.js'), 'built()')
  writeFileSync(join(dir, 'assets', 'a.js.map'), 'source')
  registerScheme()
  servePage(dir)
  writeFileSync(join(dir, 'late.js'), 'late()')
  const answer = protocol.handlers.get('saldo')
  const bodyOf = async (url: string) => (await answer?.(new Request(url)))?.text()

  expect(await bodyOf('saldo://app/')).toContain('built')
  expect(await bodyOf('saldo://app/assets/a.js')).toBe('built()')
  expect(await bodyOf('saldo://app/assets/a.js.map')).toBe('')
  expect(await bodyOf('saldo://app/late.js')).toBe('')
  expect([...protocol.handlers.keys()]).toEqual(['saldo'])
  expect(protocol.schemes).toEqual([
    {
      scheme: 'saldo',
      privileges: { standard: true, secure: true, corsEnabled: true, supportFetchAPI: true },
    },
  ])
})
