/**
 * The readers against files made to break them (reliability-security.md 5): one percent of the counts
 * of a release, with a fresh seed that is printed; `SALDO_FUZZ_SEED` runs one again and
 * `SALDO_FUZZ_SCALE=100` the whole.
 */
import { fork } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseTable } from '../../main/backend/imports/read.ts'
import { readerFlags } from '../../main/backend/tabular/reader.ts'
import { Parts } from '../../main/backend/tabular/zip.ts'
import { Prng } from '../../shared/domain/generate/prng.ts'
import type { Table } from '../../shared/domain/tabular/table.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { testBackend, type TestBackend } from '../support/backend.ts'
import { BOMBS } from '../support/bombs.ts'
import type { FuzzAnswer } from '../support/fuzz-reader.ts'
import { textMutant, workbookMutant } from '../support/mutants.ts'
import { dateCell, formula, workbook } from '../support/workbook.ts'

const fixture = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)))

const SEED = Number(process.env['SALDO_FUZZ_SEED'] ?? randomInt(2 ** 31))
const SCALE = Number(process.env['SALDO_FUZZ_SCALE'] ?? 1)
const MEMORY_MIB = 1024

async function partsOf(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const parts = await Parts.open(bytes)
  const found = new Map<string, Buffer>()
  for (const name of parts.names) found.set(name, (await parts.whole(name)) ?? Buffer.alloc(0))
  return found
}

async function workbooks(): Promise<ReadonlyMap<string, Buffer>[]> {
  const own = workbook([
    ['Belge Türü', 'Belge No', 'Cari Kodu', 'Tarih', 'Tutar'],
    ['Fatura', 'F-1', 'C1', dateCell(46086), formula('1+1', 2)],
    ['Tahsilat', 'T-1', 'C1', dateCell(46087), '1.234,56'],
  ])
  const names = ['invoices-import-template', 'merged-headers', 'date-1904', 'hidden-row-col']
  return Promise.all([own, ...names.map((name) => fixture(`excel/${name}.xlsx`))].map(partsOf))
}

function texts(): string[] {
  const head = (name: string) => fixture(name).toString('utf8').split('\n').slice(0, 12).join('\n')
  return [
    head('ar/ibm-accounts-receivable.csv'),
    head('ar/online-retail-2010-12-01.csv'),
    'Belge Türü;Belge No;Cari Kodu;Tarih;Tutar\nFatura;"F;1";C1;05.03.2026;1.234,56\nİade;F2;C2;06.03.2026;5,00\n',
    'customer_code,name,tax_id,iban\nC1,"Öz ""Gıda""",1234567890,\nC2,Two,,\n',
  ]
}

/** Sends the files one by one to two reading processes under the caps of the product. */
async function readAll(files: readonly Buffer[]): Promise<FuzzAnswer[]> {
  const answers: FuzzAnswer[] = []
  let at = 0
  const run = () =>
    new Promise<void>((resolve, reject) => {
      const entry = fileURLToPath(new URL('../support/fuzz-reader.ts', import.meta.url))
      const child = fork(entry, [String(MEMORY_MIB)], {
        serialization: 'advanced',
        execArgv: readerFlags(MEMORY_MIB),
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        env: {},
      })
      let current = -1
      const hang = setInterval(() => {
        if (current >= 0 && performance.now() - sentAt > 5000) {
          child.kill('SIGKILL')
          reject(new Error(`file ${current} of seed ${SEED} takes more than five seconds`))
        }
      }, 500)
      let sentAt = performance.now()
      const next = () => {
        const bytes = files[at]
        if (bytes === undefined) {
          clearInterval(hang)
          current = -1
          child.kill()
          return resolve()
        }
        current = at
        at += 1
        sentAt = performance.now()
        child.send({ id: current, bytes })
      }
      child.on('message', (answer: FuzzAnswer) => {
        answers.push(answer)
        next()
      })
      child.on('exit', () => {
        clearInterval(hang)
        if (current >= 0) reject(new Error(`file ${current} of seed ${SEED} ended its reader`))
      })
      next()
    })
  await Promise.all([run(), run()])
  return answers.toSorted((a, b) => a.id - b.id)
}

function assertHarmless(answers: readonly FuzzAnswer[], count: number): void {
  expect(answers).toHaveLength(count)
  for (const { id, outcome, ms, rssMiB, isPrototypeClean } of answers) {
    const said = `file ${id} of seed ${SEED}: ${outcome}`
    expect(outcome, said).toMatch(/^(rows|file\.\w+)$/)
    expect(ms, said).toBeLessThan(5000)
    expect(rssMiB, said).toBeLessThan(MEMORY_MIB)
    expect(isPrototypeClean, said).toBe(true)
  }
}

/** What was read goes on to columns and rows as in the product: a result, or a refusal by code. */
function parseAll(answers: readonly FuzzAnswer[]): number {
  let parsed = 0
  for (const { id, table } of answers) {
    if (table === undefined) continue
    for (const kind of ['documents', 'customers', 'receipts', 'rates'] as const)
      try {
        const read = { table: table as Table, sheets: [] }
        parseTable(read, 'fuzz', { kind, createCustomers: true }, 'TRY', new Map())
        parsed += 1
      } catch (error) {
        if (!(error instanceof Refusal))
          throw new Error(`file ${id} of seed ${SEED} as ${kind}`, { cause: error })
      }
  }
  return parsed
}

let backend: TestBackend
let digest: string
beforeAll(async () => {
  console.log(`fuzz seed ${SEED}`)
  backend = await testBackend()
  digest = (await backend.client.companies.verify({})).digest
})
afterAll(() => backend.stop())

describe('reliability-security 5 T2: readers of files from outside', () => {
  it('mutants of workbooks give rows or a code', { timeout: 600_000 * SCALE }, async () => {
    const roll = new Prng(SEED)
    const bases = await workbooks()
    const files = Array.from({ length: 1000 * SCALE }, () => workbookMutant(roll.pick(bases), roll))
    const answers = await readAll(files)

    assertHarmless(answers, files.length)
    expect(parseAll(answers)).toBeGreaterThan(0)
    expect(new Set(answers.map(({ outcome }) => outcome)).size).toBeGreaterThan(2)
  })

  it('mutants of text files give rows or a code', { timeout: 600_000 * SCALE }, async () => {
    const roll = new Prng(SEED + 1)
    const bases = texts()
    const files = Array.from({ length: 2000 * SCALE }, () => textMutant(roll.pick(bases), roll))
    const answers = await readAll(files)

    assertHarmless(answers, files.length)
    expect(parseAll(answers)).toBeGreaterThan(0)
    expect(new Set(answers.map(({ outcome }) => outcome)).size).toBeGreaterThan(2)
  })

  it('mutants through the door post all or nothing and leave no bug', async () => {
    const roll = new Prng(SEED + 2)
    const bases = await workbooks()
    const { client } = backend
    for (let i = 0; i < 12; i += 1) {
      const isText = i % 2 === 0
      const bytes = isText
        ? textMutant(roll.pick(texts()), roll)
        : workbookMutant(roll.pick(bases), roll)
      const path = backend.write(isText ? 'fuzz.csv' : 'fuzz.xlsx', bytes)
      const result = await client.imports
        .file({ source: { path }, options: { kind: 'documents' } })
        .catch((error: unknown) => {
          if (error instanceof Refusal) return null
          throw new Error(`file ${i} of seed ${SEED + 2}`, { cause: error })
        })
      if (result !== null && result.problems.length > 0) expect(result.imported).toBe(0)
    }

    // No mutant names an account that is there, so nothing at all can have been posted.
    expect((await client.companies.verify({ deep: true })).digest).toBe(digest)
  })

  it.each(BOMBS)('bomb: %s', async (name, code, bytes) => {
    const path = backend.write(name.endsWith('csv') ? 'bomb.csv' : 'bomb.xlsx', bytes())
    const begun = performance.now()
    const refused = await backend.client.imports
      .file({ source: { path }, options: { kind: 'documents' } })
      .catch((error: unknown) => error)

    expect(refused).toBeInstanceOf(Refusal)
    expect((refused as Refusal).code).toBe(code)
    expect(performance.now() - begun).toBeLessThan(5000)
    expect((await backend.client.companies.verify({})).digest).toBe(digest)
  })
})
