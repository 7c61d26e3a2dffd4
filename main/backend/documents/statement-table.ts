/** Aging and statement as tables: the same figures as the report, cell by cell. */
import type { AgingReport } from '../features/aging.ts'
import type { Statement } from '../../../shared/contract/reports.ts'
import { exportHeadings, type ExportLanguage } from '../../../shared/i18n/exports.ts'
import type { Table, TableCell } from './table.ts'

export function agingTable(report: AgingReport, language: ExportLanguage): Table {
  const words = exportHeadings(language)
  const bucketHeading = (key: string) => (key === 'not_due' ? words.notDue : key)
  const cells = (row: AgingReport['totals'][number]): TableCell[] => [
    ...row.bucketMinors.map((minor) => ({ minor, currency: row.currency })),
    { minor: row.unappliedMinor, currency: row.currency },
    { minor: row.creditNotesMinor, currency: row.currency },
    { minor: row.totalMinor, currency: row.currency },
  ]
  return {
    sheet: `${words.aging} ${report.asOf}`,
    headings: [
      words.customer,
      words.name,
      words.currency,
      ...report.buckets.map(bucketHeading),
      words.unapplied,
      words.creditNotes,
      words.total,
      words.oldestDue,
      words.daysLate,
    ],
    widths: [16, 40, 10, ...report.buckets.map(() => 16), 16, 16, 18, 12, 10],
    rows: report.rows.map((row) => [
      row.customer,
      row.name,
      row.currency,
      ...cells(row),
      row.oldestDue === null ? null : { day: row.oldestDue },
      row.weightedDaysLate === null ? null : { number: row.weightedDaysLate },
    ]),
    totals: report.totals.map((total) => [words.total, null, total.currency, ...cells(total)]),
  }
}

export function statementTable(
  statement: Statement,
  language: ExportLanguage,
  types: (kind: string) => string,
): Table {
  const words = exportHeadings(language)
  const money = (minor: number): TableCell => ({ minor, currency: statement.currency })
  return {
    sheet: `${statement.customer} ${statement.currency}`,
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
        statement.currency,
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
        statement.currency,
      ]),
    ],
    totals: [
      [
        { day: statement.to },
        null,
        words.closing,
        null,
        null,
        money(statement.debitMinor),
        money(statement.creditMinor),
        money(statement.closingMinor),
        null,
        statement.currency,
      ],
    ],
  }
}
