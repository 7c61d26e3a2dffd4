/** The rows that were not taken, as a workbook with the reason beside them: it imports back once fixed. */
import { type TableCell, writeXlsx } from '../documents/table.ts'
import { cellText } from '../../../shared/domain/tabular/table.ts'
import { problemSentence, type SentenceLanguage } from '../../../shared/i18n/sentences.ts'
import type { ParsedFile } from './read.ts'
import type { RowProblem } from './rows.ts'

export function writeRejects(
  path: string,
  parsed: ParsedFile,
  problems: readonly RowProblem[],
  language: SentenceLanguage,
): Promise<number> {
  const reasons = new Map<number, string[]>()
  for (const problem of problems) {
    if (problem.row === null) continue
    const said = `${problem.column}: ${problemSentence(problem.code, { ...problem.params, value: problem.value }, language)}`
    reasons.set(problem.row, [...(reasons.get(problem.row) ?? []), said])
  }
  const fields = parsed.fields.map(({ field }) => field)
  const rows = parsed.raws
    .filter((raw) => reasons.has(raw.row))
    .map((raw): TableCell[] => [
      ...fields.map((field) => cellText(raw.cells[field])),
      (reasons.get(raw.row) ?? []).join('; '),
      String(raw.row),
    ])
  return writeXlsx(path, [
    {
      sheet: 'rejected',
      headings: [...fields, 'reason', 'source row'],
      widths: [...fields.map(() => 18), 60, 10],
      rows,
      totals: [],
    },
  ])
}
