/** What a workbook says of itself: whose figures, asked how, by whom and when. */
import type { AgingReport } from '../features/aging.ts'
import type { Statement } from '../../../shared/contract/reports.ts'
import type { ExportLanguage } from '../../../shared/i18n/exports.ts'
import { nameOnPaper } from '../../../shared/i18n/people.ts'
import { paperWords } from '../../../shared/i18n/papers.ts'
import type { BookFacts } from './table.ts'

/** Who wrote it, and when. */
export interface Origin {
  readonly company: string
  readonly user: string
  /** `2026-10-31 12:00` in the company's time zone. */
  readonly writtenAt: string
}

type Row = BookFacts['rows'][number]

export function statementFacts(
  statements: readonly Statement[],
  group: boolean,
  origin: Origin,
  language: ExportLanguage,
): BookFacts {
  const words = paperWords(language)
  const [first] = statements
  const customers = new Set(statements.map((one) => one.customer))
  return {
    sheet: words.information,
    rows: [
      [words.company, origin.company],
      ...(first && customers.size === 1
        ? ([
            [words.customerNo, first.customer],
            [words.customer, first.name],
          ] as Row[])
        : []),
      ...(first
        ? ([
            [words.kind, words[`statement.${first.kind}`]],
            ...(customers.size === 1 ? [[words.period, `${first.from} – ${first.to}`]] : []),
            [words.asOf, { day: first.to }],
          ] as Row[])
        : []),
      [words.currencies, [...new Set(statements.map((one) => one.currency))].join(', ')],
      ...(group ? ([[words.group, words.yes]] as Row[]) : []),
      ...originRows(origin, language),
    ],
  }
}

/** Of a list as a screen had it. */
export interface ListQuestion {
  readonly title: string
  readonly asOf: string | null
  /** What narrowed it, in words. */
  readonly filters: readonly string[]
}

export function listFacts(
  { title, asOf, filters }: ListQuestion,
  origin: Origin,
  language: ExportLanguage,
): BookFacts {
  const words = paperWords(language)
  return {
    sheet: words.information,
    rows: [
      [words.company, origin.company],
      [words.kind, title],
      ...(asOf === null ? [] : ([[words.asOf, { day: asOf }]] as Row[])),
      ...filters.map((filter): Row => [words.filter, filter]),
      ...originRows(origin, language),
    ],
  }
}

/** Of the aging, what was asked beside the day. */
export interface AgingQuestion {
  readonly customerCode?: string | undefined
  readonly currency?: string | undefined
  readonly inCompanyCurrency: boolean
  readonly rateOf?: string | undefined
  readonly group: boolean
  readonly excludeDisputed: boolean
  readonly knownAt?: string | undefined
}

export function agingFacts(
  report: AgingReport,
  question: AgingQuestion,
  origin: Origin,
  language: ExportLanguage,
): BookFacts {
  const words = paperWords(language)
  return {
    sheet: words.information,
    rows: [
      [words.company, origin.company],
      [words.kind, words.aging],
      [words.asOf, { day: report.asOf }],
      ...(question.knownAt === undefined ? [] : ([[words.knownAt, report.knownAt]] as Row[])),
      [words.basis, words[`basis.${report.by}`]],
      [words.buckets, report.edges.join(', ')],
      [words.customer, question.customerCode ?? words.everything],
      ...(question.currency === undefined ? [] : ([[words.currency, question.currency]] as Row[])),
      ...(question.rateOf !== undefined
        ? ([[words.valuedAt, { day: question.rateOf }]] as Row[])
        : question.inCompanyCurrency
          ? ([[words.booked, words.yes]] as Row[])
          : []),
      ...(question.group ? ([[words.group, words.yes]] as Row[]) : []),
      ...(question.excludeDisputed ? ([[words.noDisputed, words.yes]] as Row[]) : []),
      ...originRows(origin, language),
    ],
  }
}

function originRows(origin: Origin, language: ExportLanguage): Row[] {
  const words = paperWords(language)
  return [
    [words.user, nameOnPaper(origin.user, language)],
    [words.writtenAt, origin.writtenAt],
  ]
}
