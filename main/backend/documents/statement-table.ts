/** Aging and statement as tables: the same figures as the report, cell by cell. */
import type { AgingReport } from '../features/aging.ts'
import type { Statement } from '../../../shared/contract/reports.ts'
import { exportHeadings, type ExportLanguage } from '../../../shared/i18n/exports.ts'
import type { Table, TableCell } from './table.ts'

/** Aging, one table a currency: a total adds up one currency, whatever the reader sorts or filters. */
export function agingTables(report: AgingReport, language: ExportLanguage): Table[] {
  const currencies = report.totals.map((total) => total.currency)
  return currencies.length === 0
    ? [agingTable(report, null, language)]
    : currencies.map((currency) => agingTable(report, currency, language))
}

function agingTable(report: AgingReport, currency: string | null, language: ExportLanguage): Table {
  const words = exportHeadings(language)
  const cells = (row: AgingReport['totals'][number], sum?: 'shown'): TableCell[] =>
    [...row.bucketMinors, row.unappliedMinor, row.creditNotesMinor, row.totalMinor].map(
      (minor) => ({ minor, currency: row.currency, ...(sum === undefined ? {} : { sum }) }),
    )
  return {
    sheet: `${words.aging} ${report.asOf}${currency === null ? '' : ` ${currency}`}`,
    headings: [
      words.customer,
      words.name,
      words.currency,
      ...report.buckets.map((key) => (key === 'not_due' ? words.notDue : key)),
      words.unapplied,
      words.creditNotes,
      words.total,
      words.oldestDue,
      words.daysLate,
    ],
    widths: [16, 40, 10, ...report.buckets.map(() => 16), 16, 16, 18, 12, 10],
    frozenColumns: 2,
    rows: report.rows
      .filter((row) => row.currency === currency)
      .map((row) => [
        row.customer,
        row.name,
        row.currency,
        ...cells(row),
        row.oldestDue === null ? null : { day: row.oldestDue },
        row.weightedDaysLate === null ? null : { number: row.weightedDaysLate },
      ]),
    totals: report.totals
      .filter((total) => total.currency === currency)
      .map((total) => [words.total, null, total.currency, ...cells(total, 'shown')]),
  }
}

const DEBIT = 5
const CREDIT = 6

/**
 * Opening, lines, and a total: debit, credit and open add up what the filter leaves, the closing
 * balance is the opening plus all debits less all credits.
 */
export function statementTable(
  statement: Statement,
  language: ExportLanguage,
  types: (kind: string) => string,
): Table {
  const words = exportHeadings(language)
  const { currency } = statement
  const money = (minor: number): TableCell => ({ minor, currency })
  const shown = (minor: number): TableCell => ({ minor, currency, sum: 'shown' })
  return {
    sheet: `${statement.customer} ${currency}`,
    headings: [
      words.date,
      words.documentNo,
      words.type,
      words.description,
      words.dueDate,
      words.debit,
      words.credit,
      words.balance,
      words.open,
      words.currency,
    ],
    widths: [12, 22, 16, 36, 12, 16, 16, 18, 16, 10],
    rows: [
      [
        { day: statement.from },
        null,
        words.opening,
        null,
        null,
        null,
        null,
        money(statement.openingMinor),
        null,
        currency,
      ],
      ...statement.lines.map((line): TableCell[] => [
        { day: line.date },
        line.documentNo,
        types(line.kind),
        line.description,
        line.dueDate === null ? null : { day: line.dueDate },
        money(line.debitMinor),
        money(line.creditMinor),
        money(line.balanceMinor),
        money(line.openMinor),
        currency,
      ]),
    ],
    totals: [
      [
        { day: statement.to },
        null,
        words.closing,
        null,
        null,
        shown(statement.debitMinor),
        shown(statement.creditMinor),
        {
          minor: statement.closingMinor,
          currency,
          sum: { startMinor: statement.openingMinor, plus: DEBIT, minus: CREDIT },
        },
        shown(statement.lines.reduce((sum, line) => sum + line.openMinor, 0)),
        currency,
      ],
    ],
  }
}
