/** An aging in the form of a round trip: every figure is calculated, so every column is locked. */
import type { SheetColumn, SheetRow } from '../../../shared/domain/roundtrip/sheet.ts'
import { exportHeadings, type ExportLanguage } from '../../../shared/i18n/exports.ts'
import type { AgingReport } from '../features/aging.ts'

export function agingSheet(
  report: AgingReport,
  language: ExportLanguage,
): { columns: SheetColumn[]; rows: SheetRow[] } {
  const words = exportHeadings(language)
  const column = (field: string, heading: string, kind: SheetColumn['kind']): SheetColumn => ({
    field,
    heading,
    kind,
    locked: true,
    currency: null,
    widths: [],
  })
  return {
    columns: [
      column('code', words.customer, 'text'),
      column('name', words.name, 'text'),
      column('currency', words.currency, 'text'),
      ...report.buckets.map((key) =>
        column(`bucket.${key}`, key === 'not_due' ? words.notDue : key, 'amount'),
      ),
      column('unapplied', words.unapplied, 'amount'),
      column('credit_notes', words.creditNotes, 'amount'),
      column('total', words.total, 'amount'),
      column('oldest_due', words.oldestDue, 'day'),
      column('days_late', words.daysLate, 'number'),
    ],
    rows: report.rows.map((row) => ({
      key: `${row.customerId} ${row.currency}`,
      currency: row.currency,
      values: [
        row.customer,
        row.name,
        row.currency,
        ...row.bucketMinors,
        row.unappliedMinor,
        row.creditNotesMinor,
        row.totalMinor,
        row.oldestDue,
        row.weightedDaysLate,
      ],
    })),
  }
}
