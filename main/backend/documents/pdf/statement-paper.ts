/** A customer's statement as a paper: activity, open items or running balance, a section a currency. */
import type { Statement, StatementLine } from '../../../../shared/contract/reports.ts'
import { exportHeadings } from '../../../../shared/i18n/exports.ts'
import {
  DEFAULT_LOCALE,
  type Formatters,
  formattersFor,
} from '../../../../shared/i18n/formatters.ts'
import { kindName } from '../../../../shared/i18n/kind-names.ts'
import { filled, type PaperWords, paperWords } from '../../../../shared/i18n/papers.ts'
import type { Column, Paper, Row, Section } from './paper.ts'
import type { Imprint, PaperLanguage, StatementOrder } from './request.ts'

export interface Voice {
  readonly language: PaperLanguage
  readonly words: PaperWords
  readonly format: Formatters
}

const voices = new Map<PaperLanguage, Voice>()

export function voiceOf(language: PaperLanguage): Voice {
  let voice = voices.get(language)
  if (!voice) {
    voice = {
      language,
      words: paperWords(language),
      format: formattersFor({
        language,
        formatLocale: DEFAULT_LOCALE[language],
        negative: 'minus',
      }),
    }
    voices.set(language, voice)
  }
  return voice
}

export function statementPaper(order: StatementOrder, imprint: Imprint): Paper {
  const voice = voiceOf(order.language)
  const { words, format } = voice
  const { customer, statements } = order
  const [first] = statements
  const kind = first?.kind ?? 'activity'
  const title = words[`statement.${kind}`]
  const to = first ? format.date(first.to) : ''
  const currencies = statements.map((one) => one.currency)
  return {
    language: order.language,
    letterhead: imprint.letterhead,
    title,
    subtitle:
      kind === 'open' ? `${words.asOf}: ${to}` : `${first ? format.date(first.from) : ''} – ${to}`,
    runningHead: `${title} · ${customer.code} ${customer.name}`,
    recipient: [
      customer.name,
      ...customer.lines,
      [
        customer.taxOffice === null ? '' : `${words.taxOffice}: ${customer.taxOffice}`,
        customer.taxId === null ? '' : `${words.taxId} ${customer.taxId}`,
      ]
        .filter((part) => part !== '')
        .join(' · '),
    ].filter((line) => line !== ''),
    facts: [
      [words.customerNo, customer.code],
      [currencies.length > 1 ? words.currencies : words.currency, currencies.join(', ')],
      ...(order.group ? ([[words.group, words.yes]] as const) : []),
    ],
    sections: statements.map((one) => sectionOf(one, order.group, currencies.length > 1, voice)),
    notes:
      imprint.iban === null
        ? []
        : [filled(words.payTo, { iban: imprint.iban, code: customer.code })],
    pageWords: words.page,
    printed: filled(words.printed, {
      moment: format.moment(imprint.printedAt, imprint.timezone),
    }),
  }
}

/** The statement beside a letter: movements and balance, nothing that a later payment would change. */
export function statementSections(statements: readonly Statement[], voice: Voice): Section[] {
  return statements.map((one) => {
    const section = sectionOf(one, false, statements.length > 1, voice)
    const strip = section.strip.filter(({ label }) => label !== voice.words.openItems)
    return { ...section, strip, bars: null }
  })
}

function sectionOf(statement: Statement, group: boolean, several: boolean, voice: Voice): Section {
  const { words, format } = voice
  const { currency, kind, aging } = statement
  const money = (minor: number) => format.money(minor, currency)
  const shown = (minor: number) => (minor === 0 ? '' : money(minor))
  const heads = exportHeadings(voice.language)
  const isOpen = kind === 'open'
  const columns: Column[] = [
    { heading: heads.date, align: 'left' },
    ...(group ? [{ heading: words.customerNo, align: 'left', max: 70 } as const] : []),
    { heading: heads.documentNo, align: 'left', max: 120 },
    { heading: heads.type, align: 'left', max: 84 },
    { heading: heads.description, align: 'left', grows: true },
    { heading: heads.dueDate, align: 'left' },
    ...(isOpen ? [{ heading: words.daysLate, align: 'right', max: 44 } as const] : []),
    { heading: heads.debit, align: 'right' },
    { heading: heads.credit, align: 'right' },
    { heading: heads.balance, align: 'right' },
  ]
  const first = columns.length - 3
  const blank = (count: number) => Array.from({ length: count }, () => '')
  const lines = statement.lines.map(
    (line): Row => ({
      look: 'line',
      cells: [
        format.date(line.date),
        ...(group ? [line.customer] : []),
        line.documentNo,
        kindName(line.kind, voice.language),
        line.description ?? '',
        line.dueDate === null ? '' : format.date(line.dueDate),
        ...(isOpen ? [daysLate(line, statement.to)] : []),
        shown(line.debitMinor),
        shown(line.creditMinor),
        money(line.balanceMinor),
      ],
      ...(line.allocations.length === 0 ? {} : { below: settledWords(line, money, voice) }),
    }),
  )
  const opening: Row[] = isOpen
    ? []
    : [
        {
          look: 'opening',
          cells: [
            format.date(statement.from),
            words.opening,
            ...blank(first - 2),
            '',
            '',
            money(statement.openingMinor),
          ],
        },
      ]
  const total: Row = {
    look: 'total',
    cells: [
      format.date(statement.to),
      `${isOpen ? words.total : words.closing} ${currency}`,
      ...blank(first - 2),
      money(statement.debitMinor),
      money(statement.creditMinor),
      money(statement.closingMinor),
    ],
  }
  const sums = sumsOf(statement)
  const offset = opening.length
  return {
    heading: several ? currency : null,
    strip: [
      ...(isOpen
        ? []
        : [
            {
              label: words.opening,
              value: money(statement.openingMinor),
              note: format.date(statement.from),
            },
          ]),
      { label: words.debit, value: money(statement.debitMinor), note: currency },
      { label: words.credit, value: money(statement.creditMinor), note: currency },
      {
        label: words.openItems,
        value: money(aging.totalMinor),
        note: filled(words.openItemsCount, {
          items: format.count(statement.openItems),
          overdue: format.count(statement.overdueItems),
        }),
      },
      {
        label: `${words.closing} ${currency}`,
        value: money(statement.closingMinor),
        note:
          statement.closingMinor === 0
            ? format.date(statement.to)
            : `${format.date(statement.to)} · ${statement.closingMinor > 0 ? words.inOurFavour : words.inFavour}`,
      },
    ],
    columns,
    rows: statement.lines.length === 0 && isOpen ? [] : [...opening, ...lines, total],
    carried: (index) => {
      const at = index - offset
      const sum = sums[at] ?? { debit: 0, credit: 0 }
      const balance = statement.lines[at]?.balanceMinor ?? statement.openingMinor
      return [...blank(first), money(sum.debit), money(sum.credit), money(balance)]
    },
    carriedWords: { forward: words.carriedForward, brought: words.broughtForward },
    empty: isOpen ? words.nothingOpen : words.noLines,
    bars:
      aging.totalMinor === 0 && aging.bucketMinors.every((minor) => minor === 0)
        ? null
        : barsOf(statement, voice),
  }
}

/** Debit and credit up to and including each line. */
function sumsOf({ lines }: Statement): readonly { debit: number; credit: number }[] {
  let debit = 0
  let credit = 0
  return lines.map((line) => ({
    debit: (debit += line.debitMinor),
    credit: (credit += line.creditMinor),
  }))
}

function daysLate(line: StatementLine, to: string): string {
  if (line.dueDate === null || line.openMinor <= 0) return ''
  const days = Math.round((Date.parse(to) - Date.parse(line.dueDate)) / 86_400_000)
  return days > 0 ? String(days) : ''
}

function settledWords(
  line: StatementLine,
  money: (minor: number) => string,
  { words, format }: Voice,
): string {
  const list = line.allocations
    // Not to be torn apart at the end of a line.
    .map((one) =>
      [one.documentNo, format.date(one.on), money(Math.abs(one.amountMinor))].join('\u00a0'),
    )
    .join(' · ')
  return `${line.debitMinor > 0 ? words.settledBy : words.settles} ${list}`
}

function barsOf(
  { aging, currency, to }: Statement,
  { words, format, language }: Voice,
): Section['bars'] {
  const heads = exportHeadings(language)
  const parts = [
    ...aging.buckets.map((key, i) => ({
      label: key === 'not_due' ? heads.notDue : key,
      minor: aging.bucketMinors[i] ?? 0,
    })),
    { label: heads.unapplied, minor: aging.unappliedMinor },
    { label: heads.creditNotes, minor: aging.creditNotesMinor },
  ].filter(
    ({ label, minor }) => minor !== 0 || (label !== heads.unapplied && label !== heads.creditNotes),
  )
  const largest = Math.max(1, ...parts.map(({ minor }) => Math.abs(minor)))
  return {
    title: filled(words.agingOf, { date: format.date(to) }),
    parts: parts.map(({ label, minor }) => ({
      label,
      value: format.money(minor, currency),
      share: Math.abs(minor) / largest,
    })),
  }
}
