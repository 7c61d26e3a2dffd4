/** What papers are printed from: the reports, whose they are, and the house that sends them. */
import { type CustomerRow, customerByCode, customerByRow } from '../../../db/local/customers.ts'
import type { Statement } from '../../../shared/contract/reports.ts'
import { bucketOf } from '../../../shared/domain/aging.ts'
import { convert } from '../../../shared/domain/money.ts'
import { openColumnOf } from '../../../shared/domain/kinds.ts'
import { catalogues, LANGUAGES } from '../../../shared/i18n/index.ts'
import { letterWords } from '../../../shared/i18n/letters.ts'
import { paperWords } from '../../../shared/i18n/papers.ts'
import type { Context } from '../context.ts'
import type { PrintFacts } from '../documents/messages.ts'
import type {
  AgedLine,
  AgingOrder,
  Imprint,
  PaperLanguage,
  PdfRequest,
  StatementOrder,
} from '../documents/pdf/request.ts'
import { rateFor } from '../ledger/drafts.ts'
import type { AgingInput, AgingReport } from './aging.ts'
import { openItemsOf } from './open-items.ts'
import { settingsOf } from './settings.ts'

export function imprintOf(context: Context): Imprint {
  const { letterhead } = settingsOf(context)
  const tax = [letterhead.taxOffice, letterhead.taxId].filter((part) => part !== '').join(' ')
  const contact = [tax, letterhead.contact].filter((part) => part !== '').join(' · ')
  return {
    letterhead: {
      name: context.company.name,
      lines: [letterhead.address, contact].filter((line) => line !== ''),
    },
    iban: letterhead.iban === '' ? null : letterhead.iban,
    printedAt: new Date(context.nowMs).toISOString(),
    timezone: context.company.timezone,
  }
}

/** The language documents for this customer are in: the card's, else the company's. */
export function documentLanguageOf(context: Context, customer: CustomerRow | null): PaperLanguage {
  return LANGUAGES.find((one) => one === customer?.language) ?? settingsOf(context).language
}

export function statementOrderOf(
  context: Context,
  customer: CustomerRow,
  statements: readonly Statement[],
  group: boolean,
  language: PaperLanguage,
): StatementOrder {
  return {
    language,
    group,
    statements,
    customer: recipientOf(customer),
  }
}

/** To whom a paper goes. */
export function recipientOf(customer: CustomerRow): StatementOrder['customer'] {
  return {
    code: customer.code,
    name: customer.name,
    lines: [customer.address ?? '', [customer.city, customer.country].filter(Boolean).join(', ')]
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    taxId: customer.taxId,
    taxOffice: customer.taxOffice,
  }
}

export function agingOrderOf(
  context: Context,
  report: AgingReport,
  input: AgingInput,
  byDocument: boolean,
  language: PaperLanguage,
): AgingOrder {
  const words = paperWords(language)
  const filter: [string, string][] = [[words.basis, words[`basis.${report.by}`]]]
  if (input.customerCode !== undefined) filter.push([words.customerNo, input.customerCode])
  if (input.group) filter.push([words.group, words.yes])
  if (input.excludeDisputed) filter.push([words.noDisputed, words.yes])
  if (input.rateOf !== undefined) filter.push([words.valuedAt, input.rateOf])
  else if (input.inCompanyCurrency) filter.push([words.booked, words.yes])
  if (input.knownAt !== undefined) filter.push([words.knownAt, report.knownAt])
  return {
    language,
    report,
    filter,
    items: byDocument ? agedLines(context, report, input) : null,
  }
}

/** The open items behind the report, each in its column; children stand under the row they fold into. */
function agedLines(context: Context, report: AgingReport, input: AgingInput): AgedLine[] {
  const { db, company } = context
  const roots = new Map<string, string>()
  const rows = new Set(report.rows.map((row) => row.customer))
  const rowOf = (code: string): string => {
    const known = roots.get(code)
    if (known !== undefined) return known
    let found = code
    if (input.group && !rows.has(code)) found = rootOf(db, code, rows)
    roots.set(code, found)
    return found
  }
  const inBase = input.inCompanyCurrency || input.rateOf !== undefined
  const unapplied = report.buckets.length
  return openItemsOf(context, {
    asOf: report.asOf,
    group: input.group,
    ...(input.customerCode === undefined ? {} : { customerCode: input.customerCode }),
    ...(input.currency === undefined ? {} : { currency: input.currency }),
    ...(input.knownAt === undefined ? {} : { knownAt: input.knownAt }),
  } as Parameters<typeof openItemsOf>[1]).items.flatMap((item): AgedLine[] => {
    const open = input.excludeDisputed ? item.openMinor - item.disputedMinor : item.openMinor
    const minor =
      input.rateOf === undefined || item.currency === company.currency
        ? input.inCompanyCurrency && input.rateOf === undefined
          ? item.openBaseMinor
          : open
        : convert(
            open,
            item.currency,
            company.currency,
            rateFor(context, item.currency, input.rateOf),
          )
    if (minor === 0) return []
    const column = openColumnOf(item.kind, item.openMinor)
    const day = input.by === 'due' ? item.dueDate : item.documentDate
    const age = Math.round((Date.parse(report.asOf) - Date.parse(day)) / 86_400_000)
    return [
      {
        customer: rowOf(item.customer),
        name: item.customerName,
        currency: inBase ? company.currency : item.currency,
        documentNo: item.documentNo,
        kind: item.kind,
        date: item.documentDate,
        dueDate: column === 'bucket' ? item.dueDate : null,
        daysLate: column === 'bucket' ? item.daysPastDue : 0,
        minor,
        column:
          column === 'bucket'
            ? bucketOf(age, report.edges, input.by)
            : column === 'unapplied'
              ? unapplied
              : unapplied + 1,
      },
    ]
  })
}

function rootOf(db: Context['db'], code: string, rows: ReadonlySet<string>): string {
  let at = customerByCode(db, code)
  while (at !== undefined && !rows.has(at.code)) {
    const { parent } = at
    at = parent === null ? undefined : customerByRow(db, parent)
  }
  return at?.code ?? code
}

/** What a file says of itself to the reader program. */
export function printFactsOf(context: Context, pdf: PdfRequest): PrintFacts {
  const language = pdf.kind === 'letter' ? pdf.order.content.letter.language : pdf.order.language
  const [title, of, day] = titleOf(context, pdf, language)
  return {
    language,
    title: [title, of, day].join(' · '),
    author: context.company.name,
    isTagged: true,
    logo: settingsOf(context).logo || null,
  }
}

/** What it is, of whom, at which day. */
function titleOf(
  context: Context,
  pdf: PdfRequest,
  language: PaperLanguage,
): readonly [string, string, string] {
  const words = paperWords(language)
  switch (pdf.kind) {
    case 'letter': {
      const { letter, customer } = pdf.order.content
      return [letterWords(language)[`title.${letter.kind}`], letter.number, customer.name]
    }
    case 'statement': {
      const [first] = pdf.order.statements
      const title = words[`statement.${first?.kind ?? 'activity'}`]
      return [title, pdf.order.customer.name, first?.to ?? '']
    }
    case 'aging': {
      const title = pdf.order.items === null ? words.aging : words.agingDetail
      return [title, context.company.name, pdf.order.report.asOf]
    }
    case 'comparison': {
      const { comparison } = pdf.order
      return [catalogues[language]['compare.paper'], comparison.name, comparison.to]
    }
    default:
      return pdf satisfies never
  }
}
