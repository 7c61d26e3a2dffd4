/** The whole company in open formats: whole or not there, proved by its manifest, and enough to add up again. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Papa from 'papaparse'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { exportCompany } from '../../main/backend/features/company-export.ts'
import { agingOf } from '../../main/backend/features/aging.ts'
import { setSettings } from '../../main/backend/features/settings.ts'
import { RECEIVABLE } from '../../shared/domain/posting.ts'
import { reports } from '../../shared/contract/reports.ts'
import { TestCompany } from '../support/company.ts'

interface Manifest {
  readonly format: string
  readonly files: readonly { name: string; rows: number; sha256: string }[]
}

let c: TestCompany
let to: string
beforeEach(() => {
  c = new TestCompany()
  c.customer('C1', { name: '=1+1' })
  c.customer('C2', { name: 'Şahin, "Yapı" Ltd.' })
  c.post(
    { no: 'A-1', on: '2026-06-10', minor: 12_000_00, customer: 'C1' },
    { no: 'B-1', on: '2026-06-11', minor: 700_05, customer: 'C2' },
    { kind: 'receipt', no: 'R-1', on: '2026-07-01', minor: 5_000_00, customer: 'C1', to: 'A-1' },
  )
  to = join(c.dir, 'out', 'export')
  mkdirSync(dirname(to))
})
afterEach(() => c.dispose())

const read = (name: string) =>
  Papa.parse<Record<string, string>>(readFileSync(join(to, name), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data

it('M178 (part): every file is as the manifest says, and nothing else is there', () => {
  c.command((context) =>
    setSettings(context, {
      letterhead: { address: 'Çınar Cad.', taxOffice: '', taxId: '', contact: '', iban: '' },
    }),
  )
  c.query((context) => exportCompany(context, to))
  const manifest = JSON.parse(readFileSync(join(to, 'manifest.json'), 'utf8')) as Manifest

  expect(manifest.format).toBe('saldo.export.v1')
  expect(readdirSync(to).toSorted()).toEqual(
    [...manifest.files.map(({ name }) => name), 'manifest.json'].toSorted(),
  )
  for (const { name, rows, sha256 } of manifest.files) {
    const bytes = readFileSync(join(to, name))
    expect([name, createHash('sha256').update(bytes).digest('hex')]).toEqual([name, sha256])
    const found = name.endsWith('.csv')
      ? read(name).length
      : bytes.toString('utf8').trimEnd().split('\n').length
    expect([name, found]).toEqual([name, rows])
  }
  expect(read('customers.csv').map(({ name }) => name)).toEqual(['=1+1', 'Şahin, "Yapı" Ltd.'])
  expect(read('settings.csv').find(({ key }) => key === 'letterhead')?.['value']).toContain('Çınar')
})

it('M178 (part): balances added up from the files alone are those of the aging', () => {
  c.query((context) => exportCompany(context, to))
  const owner = new Map(
    read('documents.csv').map((row) => [
      row['document_id'],
      `${row['customer_code']} ${row['currency']}`,
    ]),
  )
  const balances = new Map<string, number>()
  for (const line of read('lines.csv')) {
    if (line['account'] !== RECEIVABLE) continue
    const key = owner.get(line['document_id'] ?? '') ?? ''
    balances.set(key, (balances.get(key) ?? 0) + Number(line['amount_minor']))
  }
  const aging = c.query((context) => agingOf(context, null, reports.aging.input.parse({})))

  expect(Object.fromEntries(balances)).toEqual(
    Object.fromEntries(
      aging.rows.map((row) => [`${row.customer} ${row.currency}`, row.totalMinor]),
    ),
  )
})

it('M178 (part): it is whole or not there, and takes the place of nothing', () => {
  mkdirSync(to)
  writeFileSync(join(to, 'mine.txt'), 'kept')
  expect(() => c.query((context) => exportCompany(context, to))).toThrow(
    expect.objectContaining({ code: 'file.exists' }),
  )
  const under = join(to, 'mine.txt', 'below')
  expect(() => c.query((context) => exportCompany(context, under))).toThrow(
    expect.objectContaining({ code: 'file.unwritable' }),
  )

  expect(readdirSync(dirname(to))).toEqual(['export'])
  expect(readdirSync(to)).toEqual(['mine.txt'])
  const empty = join(dirname(to), 'empty')
  mkdirSync(empty)
  c.query((context) => exportCompany(context, empty))
  expect(existsSync(join(empty, 'manifest.json'))).toBe(true)
})
