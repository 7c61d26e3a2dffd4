/**
 * A check rehearses an import without writing; what it promises is what the run does. Random files
 * full of doubles, unknown customers, targets that are refused themselves, parts and currencies, on
 * top of what an earlier random file has posted.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { saveRate } from '../../db/local/periods.ts'
import { archiveCustomer } from '../../main/backend/features/customer-cards.ts'
import type { ParsedDocument } from '../../shared/domain/tabular/parse-rows.ts'
import {
  type Parsed,
  type Ran,
  runImport,
  type RunOptions,
} from '../../main/backend/imports/run-import.ts'
import { addDays, type IsoDate } from '../../shared/domain/days.ts'
import { TestCompany } from '../support/company.ts'

const FIRST = '2026-01-05' as IsoDate
const numbers = fc.constantFrom('A-1', 'A-2', 'A-3', 'B-1', 'B-2', 'C-1')
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })

const anyRow = fc.record({
  kind: fc.constantFrom(
    'invoice',
    'invoice',
    'receipt',
    'receipt',
    'credit_note',
    'refund',
    'opening',
  ),
  documentNo: optional(numbers),
  customerCode: fc.constantFrom('C1', 'C1', 'C2', 'NEW', 'ARCHIVED'),
  day: fc.nat(60),
  minor: fc.constantFrom(100_00, 100_00, 250_00, 75_50, 0),
  currency: fc.constantFrom(undefined, undefined, 'USD', 'GBP'),
  rate: fc.constantFrom(undefined, '41.5'),
  externalRef: optional(fc.constantFrom('X1', 'X2')),
  hasParts: fc.boolean(),
  allocateTo: optional(
    fc.array(
      fc.record({ documentNo: numbers, amountMinor: fc.constantFrom(null, 50_00, 400_00) }),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
  ),
})
const anyFile = fc.array(anyRow, { minLength: 1, maxLength: 14 })

function rowsOf(rows: readonly (typeof anyFile extends fc.Arbitrary<(infer R)[]> ? R : never)[]) {
  return rows.map(({ day, minor, hasParts, ...row }, index): ParsedDocument => {
    const documentDate = addDays(FIRST, day)
    const parts = [1, 2].map((n) => ({
      dueOn: addDays(documentDate, 30 * n),
      amountMinor: minor / 2,
    }))
    return {
      ...row,
      kind: row.kind as ParsedDocument['kind'],
      row: index + 2,
      documentDate,
      amountMinor: minor,
      ...(hasParts && row.kind === 'invoice' && minor > 0 ? { installments: parts } : {}),
    }
  })
}

function parsedOf(rows: readonly ParsedDocument[]): Parsed {
  return {
    kind: 'documents',
    fileName: 'random.csv',
    rowCount: rows.length,
    customers: [],
    documents: rows,
    rates: [],
    problems: [],
  }
}

function company(): TestCompany {
  const made = new TestCompany({ inMemory: true })
  for (const code of ['C1', 'C2', 'ARCHIVED']) made.customer(code)
  made.command((context) => {
    archiveCustomer(context, { code: 'ARCHIVED', archived: true })
    saveRate(context.db, 'USD', '2026-01-20', '42', context.nowMs)
  })
  return made
}

/** What a person is told; ids and the batch are the run's own. */
function told({ outcome, rejected, unchanged }: Ran) {
  const { states, problems, totals } = outcome
  return {
    states: [...states].filter(([, state]) => state !== 'error').toSorted(([a], [b]) => a - b),
    rejected: [...rejected].toSorted((a, b) => a - b),
    problems,
    totals,
    unchanged,
  }
}

test('M177 (part): a check promises what the run does, whatever stands in the file', async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, anyFile, fc.boolean(), async (before, file, createCustomers) => {
      const [first, second] = [company(), company()]
      const run = (where: TestCompany, rows: Parsed, options: Partial<RunOptions>) =>
        runImport(where.file, rows, { createCustomers, partial: true, dryRun: false, ...options })
      const parsed = parsedOf(rowsOf(file))
      for (const where of [first, second]) await run(where, parsedOf(rowsOf(before)), {})

      const checked = await run(first, parsed, { dryRun: true })
      const again = await run(first, parsed, { dryRun: true })
      const optimistic = await run(first, parsed, {})
      const careful = await run(second, parsed, { expectsProblems: true })

      expect(told(again)).toEqual(told(checked))
      expect(told(optimistic)).toEqual(told(checked))
      expect(told(careful)).toEqual(told(checked))
      for (const where of [first, second]) expect(where.verify().ok).toBe(true)
      for (const where of [first, second]) where.file.close()
    }),
    { numRuns: 150 },
  )
})
