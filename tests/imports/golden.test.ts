/**
 * Real files and the ledger each becomes, as text: documents, balances, aging (golden/*.csv). A change
 * of reading or posting shows as a difference of lines that a person can judge; `UPDATE_GOLDEN=1`
 * writes them anew. Sources and licences of the files: tests/fixtures/README.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { stringify } from 'csv-stringify/sync'
import { describe, expect, it } from 'vitest'
import { toDecimalString } from '../../shared/domain/money.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import { testBackend, type TestBackend } from '../support/backend.ts'
import { IBM, IBM_RECEIPTS, RETAIL } from '../support/real-maps.ts'

type Client = TestBackend['client']
type Options = Parameters<Client['imports']['file']>[0]['options']

interface Golden {
  readonly name: string
  readonly file: string
  readonly currency: string
  readonly asOf: string
  readonly imports: readonly Options[]
}

const GOLDEN: readonly Golden[] = [
  {
    name: 'ibm-2012-12-31',
    file: 'ar/ibm-accounts-receivable.csv',
    currency: 'USD',
    asOf: '2012-12-31',
    imports: [
      { kind: 'documents', createCustomers: true, map: IBM },
      { kind: 'receipts', map: IBM_RECEIPTS },
    ],
  },
  ...(['01', '02'] as const).map((day) => ({
    name: `online-retail-2010-12-${day}`,
    file: `ar/online-retail-2010-12-${day}.csv`,
    currency: 'GBP',
    asOf: '2010-12-31',
    imports: [{ kind: 'documents' as const, createCustomers: true, map: RETAIL }],
  })),
  {
    name: 'tr-toplu-cari-ekstre-2025-12-31',
    file: 'ar/tr-toplu-cari-ekstre.xlsx',
    currency: 'TRY',
    asOf: '2025-12-31',
    imports: [{ kind: 'documents', createCustomers: true }],
  },
]

/** The ledger as three tables under headings, amounts as decimals. */
async function ledgerText(client: Client, currency: string, asOf: string): Promise<string> {
  const amount = (minor: number) => toDecimalString(minor, currency)
  const day = asOf as IsoDate
  const aging = await client.reports.aging({ asOf: day, all: true })
  const documents: string[][] = []
  const balances: string[][] = []
  for (const { customer } of aging.rows) {
    const { statements } = await client.reports.statement({ customerCode: customer, to: day })
    for (const { lines, closingMinor } of statements) {
      for (const line of lines)
        documents.push([
          customer,
          line.date,
          line.kind,
          line.documentNo,
          amount(line.debitMinor),
          amount(line.creditMinor),
          amount(line.balanceMinor),
        ])
      balances.push([customer, amount(closingMinor)])
    }
  }
  const table = (title: string, headings: readonly string[], rows: readonly string[][]) =>
    `# ${title} (${rows.length})\n${stringify([[...headings], ...rows])}`
  return [
    table(
      'documents',
      ['customer', 'date', 'kind', 'number', 'debit', 'credit', 'balance'],
      documents,
    ),
    table('balances', ['customer', 'balance'], balances),
    table(
      `aging as of ${asOf}`,
      ['customer', ...aging.buckets, 'unapplied', 'credit_notes', 'total'],
      aging.rows.map((row) => [
        row.customer,
        ...row.bucketMinors.map(amount),
        amount(row.unappliedMinor),
        amount(row.creditNotesMinor),
        amount(row.totalMinor),
      ]),
    ),
  ].join('\n')
}

const goldenPath = (name: string) => fileURLToPath(new URL(`./golden/${name}.csv`, import.meta.url))

describe('M97 (part) M177: real files and the ledger they become', () => {
  it.each(GOLDEN)('$name', async ({ name, file, currency, asOf, imports }) => {
    const backend = await testBackend(currency)
    try {
      const path = fileURLToPath(new URL(`../fixtures/${file}`, import.meta.url))
      for (const options of imports) {
        const result = await backend.client.imports.file({ source: { path }, options })
        expect(result.problems).toEqual([])
      }
      const text = await ledgerText(backend.client, currency, asOf)
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(goldenPath(name), text)

      expect(existsSync(goldenPath(name)), `golden/${name}.csv is committed`).toBe(true)
      expect(text).toBe(readFileSync(goldenPath(name), 'utf8'))
    } finally {
      await backend.stop()
    }
  })
})
