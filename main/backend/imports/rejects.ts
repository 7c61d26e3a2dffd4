/** The rows that were not taken, as a workbook with the reason beside them: it imports back once fixed. */
import { cellText } from '../../../shared/domain/tabular/table.ts'
import { fieldLabel } from '../../../shared/i18n/import-fields.ts'
import { problemSentence, type SentenceLanguage } from '../../../shared/i18n/sentences.ts'
import { type TableCell, writeXlsx } from '../documents/table.ts'
import type { ParsedFile } from './read.ts'
import type { RowProblem } from './outcome.ts'

/** Reasons are sentences in `language`; headings are words of it, or the field names of cli.md. */
export function writeRejects(
  path: string,
  parsed: ParsedFile,
  problems: readonly RowProblem[],
  language: SentenceLanguage,
  headings: 'words' | 'names',
): Promise<number> {
  const labelOf = (field: string) => (headings === 'names' ? field : fieldLabel(field, language))
  const reasons = new Map<number, string[]>()
  for (const problem of problems) {
    if (problem.row === null) continue
    reasons.set(problem.row, [
      ...(reasons.get(problem.row) ?? []),
      reasonOf(problem, language, labelOf),
    ])
  }
  const fields = parsed.fields.map(({ field }) => field)
  const words = WORDS[language]
  const rows = parsed.raws
    .filter((raw) => reasons.has(raw.row))
    .map((raw): TableCell[] => [
      ...fields.map((field) => cellText(raw.cells[field])),
      (reasons.get(raw.row) ?? []).join('; '),
      String(raw.row),
    ])
  return writeXlsx(path, [
    {
      sheet: words.sheet,
      headings: [...fields.map(labelOf), words.reason, words.row],
      widths: [...fields.map(() => 18), 60, 10],
      rows,
      totals: [],
    },
  ])
}

/** "ekim - alınmayanlar.xlsx" */
export function rejectsName(fileName: string, language: SentenceLanguage): string {
  return `${fileName.replace(/\.\w+$/, '')} - ${WORDS[language].sheet}.xlsx`
}

const WORDS: Readonly<Record<SentenceLanguage, { sheet: string; reason: string; row: string }>> = {
  en: { sheet: 'rejected', reason: 'reason', row: 'source row' },
  tr: { sheet: 'alınmayanlar', reason: 'neden', row: 'kaynak satır' },
  de: { sheet: 'abgelehnt', reason: 'Grund', row: 'Zeile der Quelle' },
}

function reasonOf(
  { column, code, value, params }: RowProblem,
  language: SentenceLanguage,
  labelOf: (field: string) => string,
): string {
  return `${labelOf(column)}: ${problemSentence(code, { ...params, value }, language)}`
}
