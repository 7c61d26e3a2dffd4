import type { Statement, StatementLine } from '../../../shared/contract/reports.ts'
import type { MessageId } from '../../../shared/i18n/index.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import type { TotalRow } from '../../ui/grid-totals.ts'

/** The first row carries the balance forward; the others are documents, and months after their last. */
export type StatementRow =
  | {
      readonly kind: 'carried'
      readonly date: string
      readonly balanceMinor: number
      readonly currency: string
    }
  | {
      readonly kind: 'month'
      readonly month: string
      readonly debitMinor: number
      readonly creditMinor: number
      /** At the end of the month. */
      readonly balanceMinor: number
      readonly currency: string
    }
  | {
      readonly kind: 'line'
      readonly line: StatementLine
      readonly currency: string
      readonly late: boolean
    }

export function rowsOf(statement: Statement, withMonths = false): StatementRow[] {
  const { currency, to } = statement
  const lineRow = (line: StatementLine): StatementRow => ({
    kind: 'line',
    line,
    currency,
    late: line.openMinor > 0 && line.dueDate !== null && line.dueDate < to,
  })
  const months = Map.groupBy(statement.lines, (line) => line.date.slice(0, 7))
  const lines = withMonths
    ? [...months].flatMap(([month, own]) => [
        ...own.map(lineRow),
        {
          kind: 'month' as const,
          month,
          debitMinor: own.reduce((sum, line) => sum + line.debitMinor, 0),
          creditMinor: own.reduce((sum, line) => sum + line.creditMinor, 0),
          balanceMinor: own.at(-1)?.balanceMinor ?? 0,
          currency,
        },
      ])
    : statement.lines.map(lineRow)
  if (statement.kind === 'open' || (lines.length === 0 && statement.openingMinor === 0))
    return lines
  return [
    { kind: 'carried', date: statement.from, balanceMinor: statement.openingMinor, currency },
    ...lines,
  ]
}

export function rowIdOf(row: StatementRow): string {
  return row.kind === 'carried'
    ? 'carried'
    : row.kind === 'month'
      ? `month ${row.month}`
      : row.line.documentId
}

const lineOf = (row: StatementRow) => (row.kind === 'line' ? row.line : null)
const currency = (row: StatementRow) => row.currency
const sidesOf = (row: Exclude<StatementRow, { kind: 'carried' }>) =>
  row.kind === 'line' ? row.line : row

export function statementColumns(options: {
  readonly group: boolean
  readonly filtered: boolean
  /** Some line has a branch. */
  readonly branches: boolean
  readonly monthName: (month: string) => string
}): readonly GridColumn<StatementRow>[] {
  return [
    {
      kind: 'day',
      id: 'date',
      head: 'head.date',
      day: (row) =>
        row.kind === 'carried' ? row.date : row.kind === 'month' ? null : row.line.date,
    },
    {
      kind: 'text',
      id: 'document',
      head: 'head.document',
      text: (row) => lineOf(row)?.documentNo ?? null,
      link: true,
    },
    ...(options.group
      ? [
          {
            kind: 'text',
            id: 'account',
            head: 'head.code',
            text: (row) => lineOf(row)?.customer ?? null,
          } satisfies GridColumn<StatementRow>,
        ]
      : []),
    ...(options.branches
      ? [
          {
            kind: 'text',
            id: 'branch',
            head: 'statement.branch',
            text: (row) => lineOf(row)?.branchCode ?? null,
          } satisfies GridColumn<StatementRow>,
        ]
      : []),
    {
      kind: 'text',
      id: 'kind',
      head: 'head.kind',
      text: (row, say) => (row.kind === 'line' ? say(`kind.${row.line.kind}`) : null),
      values: (row) => (row.kind === 'line' ? [row.line.kind] : []),
      valueText: (value, say) => say(`kind.${value}` as MessageId),
    },
    {
      kind: 'text',
      id: 'description',
      head: 'head.description',
      text: (row, say) =>
        row.kind === 'carried'
          ? say('statement.carried')
          : row.kind === 'month'
            ? options.monthName(row.month)
            : row.line.description,
      fills: true,
      widthMax: 150,
    },
    {
      kind: 'day',
      id: 'due',
      head: 'head.due',
      day: (row) => lineOf(row)?.dueDate ?? null,
      tone: (row) => (row.kind === 'line' && row.late ? 'danger' : null),
    },
    {
      kind: 'money',
      id: 'debit',
      head: 'head.debit',
      minor: (row) => (row.kind === 'carried' ? null : sidesOf(row).debitMinor),
      currency,
      blankZero: true,
    },
    {
      kind: 'money',
      id: 'credit',
      head: 'head.credit',
      minor: (row) => (row.kind === 'carried' ? null : sidesOf(row).creditMinor),
      currency,
      blankZero: true,
    },
    {
      kind: 'money',
      id: 'balance',
      head: options.filtered ? 'statement.balanceWhole' : 'head.balance',
      minor: (row) => (row.kind === 'line' ? row.line.balanceMinor : row.balanceMinor),
      currency,
      strong: !options.filtered,
      ...(options.filtered ? { tone: () => 'quiet' as const } : {}),
    },
    {
      kind: 'money',
      id: 'open',
      head: 'head.open',
      minor: (row) => lineOf(row)?.openMinor ?? null,
      currency,
      blankZero: true,
    },
  ]
}

/** The last row: sums of what is shown; the closing balance only when all rows are. */
export function statementTotals(
  rows: readonly StatementRow[],
  statement: Statement,
  filtered: boolean,
): readonly TotalRow[] {
  const sums = new Map<string, bigint>([
    ['debit', 0n],
    ['credit', 0n],
    ['open', 0n],
  ])
  const add = (id: string, minor: number) => sums.set(id, (sums.get(id) ?? 0n) + BigInt(minor))
  for (const row of rows) {
    if (row.kind !== 'line') continue
    add('debit', row.line.debitMinor)
    add('credit', row.line.creditMinor)
    add('open', row.line.openMinor)
  }
  if (!filtered) sums.set('balance', BigInt(statement.closingMinor))
  return [{ currency: statement.currency, sums }]
}
