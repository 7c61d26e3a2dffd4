/** Bank files into the books: every line once, whatever the overlap; nothing of a file that does not close. */
import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { linesIn } from '../../db/local/bank.ts'
import { keepStatements } from '../../main/backend/bank/keep-statements.ts'
import { CliFolder } from '../support/cli.ts'
import { TestCompany } from '../support/company.ts'
import { readText, sample, SAMPLES } from './samples.ts'

let folder: CliFolder
beforeEach(async () => {
  folder = new CliFolder()
  await folder.call('init', '--name', 'Test', '--currency', 'EUR')
})
afterEach(() => folder.remove())

interface Said {
  readonly account: string
  readonly number: string | null
  readonly lines: number
  readonly imported: number
  readonly unchanged: number
  readonly control: { readonly ok: boolean | null; readonly difference: string | null }
}

const fixture = (name: string) =>
  fileURLToPath(new URL(`../fixtures/bank/${name}`, import.meta.url))

async function take(file: string, ...options: readonly string[]) {
  const answer = await folder.call('bank', 'import', file, '--account', 'chosen', ...options)
  return { ...answer, statements: (answer.json['statements'] ?? []) as Said[] }
}

async function entries(): Promise<{ id: string; text: string; amount: string; date: string }[]> {
  const { out } = await folder.call('bank', 'list')
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { entry: never }).entry)
}

describe('M104 M107: bank files are kept', () => {
  it('every sample twice is once, and the books still hold', async () => {
    const company = new TestCompany({ currency: 'EUR', inMemory: true })
    const files = new Map(
      await Promise.all(SAMPLES.map(async (name) => [name, await readText(sample(name))] as const)),
    )
    const keepAll = () =>
      [...files].map(([name, file]) =>
        company.command((context) => keepStatements(context, file, name)),
      )
    const facts = [...files.values()].map(({ statements }) =>
      statements.map(({ lineCount }) => lineCount),
    )
    const first = keepAll()
    expect(first.map((of) => of.map(({ imported, unchanged }) => imported + unchanged))).toEqual(
      facts,
    )
    const lines = () => company.query(({ db }) => linesIn(db, null, null))
    const kept = lines()
    expect(kept).toHaveLength(first.flat().reduce((sum, { imported }) => sum + imported, 0))
    const before = company.verify(true)

    expect(keepAll().map((of) => of.map(({ imported }) => imported))).toEqual(
      facts.map((of) => of.map(() => 0)),
    )
    expect(lines()).toEqual(kept)
    const after = company.verify(true)
    expect(after.ok, JSON.stringify(after)).toBe(true)
    expect(after.digest).toBe(before.digest)
    company.dispose()
  })

  it('a statement that does not close waits as a whole, until somebody accepts the difference', async () => {
    const file = fixture('camt/camt053-v4.xml')
    const waiting = await take(file)
    expect(waiting.code).toBe(1)
    expect(waiting.statements[0]?.control).toEqual({ ok: false, difference: '54.00' })
    expect(await entries()).toEqual([])

    const taken = await take(file, '--accept-control-difference')
    expect(taken.code).toBe(0)
    expect(taken.statements[0]?.imported).toBe(1)
  })

  it('overlapping files keep each line once, twins of one day are two', async () => {
    const rows = [
      '2026-10-01;EFT Deniz;100,00',
      '2026-10-02;EFT Deniz;100,00',
      '2026-10-02;EFT Deniz;100,00',
      '2026-10-03;Havale Yıldız;250,00',
    ]
    const file = (name: string, some: readonly string[]) =>
      folder.write(name, `${['Tarih;Açıklama;Tutar', ...some].join('\n')}\n`)
    const early = await take(file('early.csv', rows.slice(0, 3)))
    expect(early.code, early.out).toBe(0)
    const late = await take(file('late.csv', rows.slice(1)))
    expect(late.statements[0]).toMatchObject({ imported: 1, unchanged: 2 })
    expect((await entries()).map(({ date, amount }) => `${date} ${amount}`)).toEqual([
      '2026-10-01 100.00',
      '2026-10-02 100.00',
      '2026-10-02 100.00',
      '2026-10-03 250.00',
    ])
  })

  it('refuses a file that does not say whose account it is, and a file cut inside a statement', async () => {
    const csv = folder.write('x.csv', 'Tarih;Açıklama;Tutar\n2026-10-01;EFT Deniz;100,00\n')
    const nobody = await folder.call('bank', 'import', csv)
    expect(nobody.code).toBe(1)
    expect(nobody.json).toMatchObject({ error: { code: 'bank.account_missing' } })

    const bytes = sample('camt/camt053-v2-multi.xml')
    const cut = folder.path('cut.xml')
    cpSync(fixture('camt/camt053-v2-multi.xml'), cut)
    folder.write('cut.xml', bytes.subarray(0, bytes.length - 200).toString('utf8'))
    const refused = await take(cut)
    expect(refused.json).toMatchObject({ error: { code: 'file.truncated' } })
    expect(await entries()).toEqual([])
  })
})
