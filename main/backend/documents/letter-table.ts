/** A letter as a workbook: what it says on a first sheet and a last, its statement between, a sheet a currency. */
import { amountInWords } from '../../../shared/domain/letters/words.ts'
import { exportHeadings, type ExportLanguage } from '../../../shared/i18n/exports.ts'
import { kindName } from '../../../shared/i18n/kind-names.ts'
import { letterWords } from '../../../shared/i18n/letters.ts'
import { nameOnPaper } from '../../../shared/i18n/people.ts'
import { filled, paperWords } from '../../../shared/i18n/papers.ts'
import type { Origin } from './facts.ts'
import type { LetterOrder } from './pdf/request.ts'
import { statementTable } from './statement-table.ts'
import type { BookFacts, Table, TableCell } from './table.ts'

/** Column of the statement that says what is still open: a letter's figures are frozen, this is not. */
const OPEN = 8

export function letterTables({ content, statements }: LetterOrder): Table[] {
  const { language, kind, number } = content.letter
  const words = letterWords(language)
  const heads = exportHeadings(language)
  const side = (minor: number) => (minor > 0 ? 'debit' : minor < 0 ? 'credit' : 'zero')
  const balances: Table = {
    sheet: `${words.balance} ${number.replaceAll('/', '-')}`,
    headings: [heads.currency, words.balance, words.inOurBooks, words.inYourBooks, words.inWords],
    widths: [10, 18, 26, 26, 60],
    rows: content.balances.map(({ currency, minor }): TableCell[] => [
      currency,
      { minor, currency },
      words[`ours.${side(minor)}`],
      words[`theirs.${side(minor)}`],
      amountInWords(minor, currency, language),
    ]),
    totals: [],
  }
  const forms: Table = {
    sheet: words['title.ba-bs'].replaceAll('/', '-'),
    headings: [words.form, words.count, words.lira, words.exact],
    widths: [24, 12, 16, 18],
    rows: (content.forms ?? []).map((one): TableCell[] => [
      words[`form.${one.form}`],
      { number: one.count },
      { number: one.lira },
      { minor: one.minor, currency: 'TRY' },
    ]),
    totals: [],
  }
  const cheques: Table = {
    sheet: words['title.cheques'].slice(0, 31),
    headings: [
      heads.documentNo,
      heads.type,
      words.received,
      heads.dueDate,
      words.balance,
      heads.currency,
    ],
    widths: [22, 14, 12, 12, 18, 10],
    rows: (content.cheques ?? []).map((one): TableCell[] => [
      one.number,
      kindName(one.kind, language),
      { day: one.received_on },
      { day: one.due_on },
      { minor: one.minor, currency: one.currency },
      one.currency,
    ]),
    totals: [],
    currencyColumn: 5,
  }
  return [
    ...(kind === 'ba-bs' ? [forms] : kind === 'cheques' ? [cheques] : [balances]),
    ...statements.map((one) =>
      withoutOpen(statementTable(one, language, (of) => kindName(of, language))),
    ),
  ]
}

export function letterFacts(
  { content, hash }: LetterOrder,
  origin: Origin,
  language: ExportLanguage,
): BookFacts {
  const { letter, company, customer } = content
  const words = letterWords(language)
  const paper = paperWords(language)
  const optional = (label: string, value: string | undefined): BookFacts['rows'] =>
    value === undefined ? [] : [[label, value]]
  return {
    sheet: paper.information,
    rows: [
      [words['title.balance'], words[`title.${letter.kind}`]],
      [words.letterNo, letter.number],
      ...(letter.version === 1
        ? []
        : ([
            [
              words.version.replace('{version}', '').trim(),
              filled(words.version, { version: String(letter.version) }),
            ],
          ] as const)),
      [words.date, { day: letter.issued_on }],
      [paper.asOf, { day: letter.as_of }],
      [words.answerBy, { day: letter.answer_by }],
      [paper.company, company.name],
      ...optional(paper.taxOffice, company.tax_office),
      ...optional(paper.taxId, company.tax_id),
      [paper.customer, customer.name],
      [words.ourCode, customer.code],
      ...optional(words.yourCode, customer.their_code),
      ...optional(paper.taxOffice, customer.tax_office),
      ...optional(paper.taxId, customer.tax_id),
      ...content.papers.map(({ count, minor, currency }): BookFacts['rows'][number] => [
        `${words['title.cheques']} (${count})`,
        { minor, currency },
      ]),
      [words.seal, hash ?? words.trial],
      [paper.user, nameOnPaper(origin.user, language)],
      [paper.writtenAt, origin.writtenAt],
    ],
  }
}

function withoutOpen(table: Table): Table {
  const less = <T>(cells: readonly T[]) => cells.filter((_, i) => i !== OPEN)
  return {
    ...table,
    headings: less(table.headings),
    widths: less(table.widths),
    rows: [...table.rows].map(less),
    totals: table.totals.map(less),
  }
}
