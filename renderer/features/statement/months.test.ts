import { expect, it } from 'vitest'
import type { Statement, StatementLine } from '../../../shared/contract/reports.ts'
import { rowsOf, statementTotals } from './columns.ts'

const line = (date: string, debitMinor: number, creditMinor: number, balanceMinor: number) =>
  ({ documentId: date, date, debitMinor, creditMinor, balanceMinor, openMinor: 0 }) as StatementLine
const statement = {
  currency: 'TRY',
  kind: 'activity',
  from: '2026-08-01',
  to: '2026-09-30',
  openingMinor: 5_00,
  closingMinor: 12_00,
  lines: [
    line('2026-08-03', 10_00, 0, 15_00),
    line('2026-08-20', 0, 8_00, 7_00),
    line('2026-09-01', 5_00, 0, 12_00),
  ],
} as unknown as Statement

it('M48 (part): a month closes with its own debit and credit and the balance at its end', () => {
  const rows = rowsOf(statement, true)

  expect(rows.map((row) => row.kind)).toEqual(['carried', 'line', 'line', 'month', 'line', 'month'])
  expect(rows.filter((row) => row.kind === 'month')).toMatchObject([
    { month: '2026-08', debitMinor: 10_00, creditMinor: 8_00, balanceMinor: 7_00 },
    { month: '2026-09', debitMinor: 5_00, creditMinor: 0, balanceMinor: 12_00 },
  ])
})

it('M48 (part): month rows are not counted twice in the totals', () => {
  const sums = (withMonths: boolean) =>
    statementTotals(rowsOf(statement, withMonths), statement, false)[0]?.sums

  expect(sums(true)).toEqual(sums(false))
})
