/** domain.md 4.20: a verifier recomputes the chain with no access to Saldo. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { exportCompany } from '../../main/backend/features/company-export.ts'
import { firstFault } from '../support/chain-verifier.ts'
import { TestCompany } from '../support/company.ts'

let c: TestCompany
let operations: string[]
let audit: Record<string, string>[]

beforeEach(async () => {
  c = new TestCompany()
  c.customer('C', { name: 'Şahin Yapı', taxOffice: 'Beşiktaş' })
  c.post(
    { no: 'INV-1', on: '2026-06-10', minor: 12_000_00 },
    { kind: 'receipt', no: 'R-1', on: '2026-07-01', minor: 5_000_00, to: 'INV-1' },
  )
  c.deallocate('R-1', undefined, '2026-07-02')
  c.reverse('INV-1', '2026-08-01')
  c.close('2026-08')
  const to = join(c.dir, 'export')
  c.query((context) => exportCompany(context, to))
  operations = readFileSync(join(to, 'operations.jsonl'), 'utf8').trimEnd().split('\n')
  audit = Papa.parse<Record<string, string>>(readFileSync(join(to, 'audit.csv'), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data
})
afterEach(() => c.dispose())

it('4.20 L6: recomputes both chains from the export alone', () => {
  expect(operations.length).toBeGreaterThan(5)
  expect(audit.map((entry) => entry['action'])).toEqual([
    'customers.create',
    'documents.post',
    'allocations.remove',
    'documents.reverse',
    'periods.close',
  ])
  expect(firstFault(operations, audit)).toBeNull()
})

it('4.20: names the first entry that was edited, left out, put in or moved', () => {
  const edited = operations.with(1, (operations[1] ?? '').replace('1200000', '1300000'))
  expect(edited[1]).not.toBe(operations[1])

  expect(firstFault(edited, audit)).toBe('operation 2')
  expect(firstFault(operations.toSpliced(2, 1), audit)).toBe('operation 3')
  expect(firstFault(operations.toSpliced(3, 0, operations[2] ?? ''), audit)).toBe('operation 4')
  expect(firstFault(operations.slice(0, -1), audit)).toMatch(/^audit entry/)
  expect(firstFault(operations, audit.toSpliced(1, 1))).toBe('audit entry 2')
  expect(firstFault(operations, audit.with(2, { ...audit[2], actor: 'someone else' }))).toBe(
    'audit entry 3',
  )
})
