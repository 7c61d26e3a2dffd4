/** What a device prefers survives a restart, a crash and a file that nobody can read. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startBackend, type StartOptions } from '../../main/backend/start.ts'
import { contract, type SaldoContract } from '../../shared/contract/index.ts'
import { connect } from '../../shared/rpc/client.ts'
import { portPair } from '../../shared/rpc/port.ts'
import type { Client } from '../../shared/rpc/procedure.ts'
import { PREFERENCE_DEFAULTS } from '../../shared/settings.ts'

let dir: string
const file = () => join(dir, 'preferences.json')

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'saldo-preferences-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

/** One run of the program on the folder. */
async function run<T>(
  work: (client: Client<SaldoContract>) => Promise<T>,
  options: Partial<StartOptions> = { remembersCompany: true },
): Promise<T> {
  const backend = await startBackend({ dataDir: dir, checkOutput: true, ...options })
  const [near, far] = portPair()
  backend.attach(far)
  const connection = connect(contract, near)
  try {
    return await work(connection.client)
  } finally {
    connection.close()
    await backend.stop()
  }
}
const get = () => run((client) => client.preferences.get({}))

it('M170 (part): keeps what was set over a restart, keys left out as they were', async () => {
  expect(await get()).toEqual(PREFERENCE_DEFAULTS)
  await run((client) => client.preferences.set({ language: 'tr', theme: 'dark' }))
  await run((client) => client.preferences.set({ textScale: 125, recent: ['go.aging'] }))

  expect(await get()).toEqual({
    ...PREFERENCE_DEFAULTS,
    language: 'tr',
    theme: 'dark',
    textScale: 125,
    recent: ['go.aging'],
  })
  expect(readdirSync(dir).filter((name) => name.startsWith('preferences'))).toEqual([
    'preferences.json',
  ])
})

it.each([
  ['no JSON', '{"theme":"dark"'],
  ['nothing', ''],
  ['a list', '["dark"]'],
  ['bytes', '\u0000\u0001\u0002'],
])('a file of %s is kept aside and the defaults hold', async (_, content) => {
  writeFileSync(file(), content)

  expect(await get()).toEqual(PREFERENCE_DEFAULTS)
  expect(readFileSync(join(dir, 'preferences.kept-1.json'), 'utf8')).toBe(content)
  await run((client) => client.preferences.set({ theme: 'light' }))
  expect(await get()).toMatchObject({ theme: 'light' })
})

it('takes what it understands of a file and keeps the whole of it aside', async () => {
  const content = JSON.stringify({ theme: 'dark', density: 'huge', language: 'de', invented: 1 })
  writeFileSync(file(), content)

  expect(await get()).toEqual({ ...PREFERENCE_DEFAULTS, theme: 'dark', language: 'de' })
  expect(readFileSync(join(dir, 'preferences.kept-1.json'), 'utf8')).toBe(content)
  writeFileSync(file(), '{')
  await get()
  expect(readFileSync(join(dir, 'preferences.kept-2.json'), 'utf8')).toBe('{')
})

it('refuses a value that is none and the company path, which it keeps by itself', async () => {
  await expect(
    run((client) => client.preferences.set({ theme: 'pink' as 'dark' })),
  ).rejects.toMatchObject({ code: 'input.invalid' })
  await run((client) => client.preferences.set({ lastCompany: '/etc/passwd' } as object))
  expect(await get()).toEqual(PREFERENCE_DEFAULTS)
})

it('M170 (part): opens at the next start the company a person opened last', async () => {
  const card = await run((client) =>
    client.companies.create({
      name: 'Toros',
      currency: 'TRY',
      settings: { bucketEdges: [15, 45] },
    }),
  )
  await run((client) => client.companies.create({ name: 'Ege', currency: 'EUR' }))
  await run((client) => client.companies.open({ file: card.file }))

  const info = await run((client) => client.companies.info({}))
  expect(info).toMatchObject({ name: 'Toros', settings: { bucketEdges: [15, 45] } })
  const list = await run(async (client) => {
    await client.companies.info({})
    return client.companies.list({})
  })
  expect(list.map(({ name, isOpen }) => [name, isOpen])).toEqual([
    ['Ege', false],
    ['Toros', true],
  ])
})

it('opens none when the last company is gone or cannot be read, and a script leaves no trace', async () => {
  const { file: company } = await run((client) =>
    client.companies.create({ name: 'Toros', currency: 'TRY' }),
  )
  await run((client) => client.companies.create({ name: 'Ege', currency: 'EUR' }), {})
  expect(await get()).toMatchObject({ lastCompany: company })
  writeFileSync(company, 'not a company any more')

  await expect(run((client) => client.companies.info({}))).rejects.toMatchObject({
    code: 'company.none_open',
  })
  await expect(run((client) => client.companies.open({ file: company }))).rejects.toMatchObject({
    code: expect.stringMatching(/^company\./) as string,
  })
  expect(await run((client) => client.preferences.lost({}))).toMatchObject({
    file: company,
    code: expect.stringMatching(/^company\./) as string,
  })
  rmSync(company)
  expect(await run((client) => client.preferences.lost({}))).toMatchObject({
    file: company,
    code: 'company.not_found',
  })
})
