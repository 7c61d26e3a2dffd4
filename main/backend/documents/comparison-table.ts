/** A comparison as a workbook: the explanation, its items one by one, and what matched. */
import { reasonWords, correctionWords } from '../../../shared/i18n/compare-words.ts'
import { exportHeadings } from '../../../shared/i18n/exports.ts'
import { kindName } from '../../../shared/i18n/kind-names.ts'
import { nameOnPaper } from '../../../shared/i18n/people.ts'
import { paperWords } from '../../../shared/i18n/papers.ts'
import type { ComparisonResult } from '../../../shared/contract/reconcile.ts'
import { comparisonNotes, type ComparisonVoice } from './comparison-words.ts'
import type { Origin } from './facts.ts'
import type { BookFacts, Table, TableCell } from './table.ts'

type Item = ComparisonResult['items'][number]
type Line = ComparisonResult['oursLines'][number]

export function comparisonTables(comparison: ComparisonResult, voice: ComparisonVoice): Table[] {
  return [
    explanationTable(comparison, voice),
    itemsTable(comparison, voice),
    matchedTable(comparison, voice),
  ]
}

function explanationTable(comparison: ComparisonResult, { say }: ComparisonVoice): Table {
  const { currency, ours, theirs } = comparison
  const money = (minor: number): TableCell => ({ minor, currency })
  return {
    sheet: say('compare.difference'),
    headings: [say('compare.cause'), say('compare.items'), say('compare.amount')],
    widths: [44, 12, 18],
    rows: [
      [`${say('compare.ours')}: ${say('compare.opening')}`, null, money(ours.openingMinor)],
      [`${say('compare.ours')}: ${say('compare.closing')}`, null, money(ours.closingMinor)],
      [`${say('compare.theirs')}: ${say('compare.opening')}`, null, money(theirs.openingMinor)],
      [`${say('compare.theirs')}: ${say('compare.closing')}`, null, money(theirs.closingMinor)],
      [null, null, null],
      ...comparison.explanation.map(({ cause, minor, items }): TableCell[] => [
        say(`compare.cause.${cause}`),
        { number: items.length },
        money(minor),
      ]),
      [say('compare.unexplained'), null, money(comparison.unexplainedMinor)],
    ],
    totals: [[say('compare.difference'), null, money(comparison.differenceMinor)]],
  }
}

function itemsTable(comparison: ComparisonResult, voice: ComparisonVoice): Table {
  const { say, format, language } = voice
  const { currency } = comparison
  const heads = exportHeadings(language)
  const money = (minor: number): TableCell => ({ minor, currency })
  const rows = comparison.items.map((item): TableCell[] => {
    const { ours, theirs } = linesOf(item, comparison)
    return [
      say(`compare.cause.${item.cause}`),
      dayOf(ours[0]),
      numbersOf(ours),
      ours[0]?.kind ? kindName(ours[0].kind, language) : null,
      ours.length === 0 ? null : money(sumOf(ours)),
      dayOf(theirs[0]),
      numbersOf(theirs),
      rowsOf(theirs),
      textOf(theirs),
      theirs.length === 0 ? null : money(sumOf(theirs)),
      money(item.minor),
      reasonWords(item, say, format),
      correctionWords(item, currency, say, format),
    ]
  })
  const [own, other] = [say('compare.ours'), say('compare.theirs')]
  return {
    sheet: say('compare.items'),
    headings: [
      say('compare.cause'),
      `${own}: ${heads.date}`,
      `${own}: ${heads.documentNo}`,
      `${own}: ${heads.type}`,
      `${own}: ${say('compare.amount')}`,
      `${other}: ${heads.date}`,
      `${other}: ${heads.documentNo}`,
      `${other}: ${say('compare.row')}`,
      `${other}: ${heads.description}`,
      `${other}: ${say('compare.amount')}`,
      say('compare.difference'),
      say('compare.reason'),
      say('compare.correction'),
    ],
    widths: [26, 14, 22, 16, 18, 14, 22, 10, 36, 18, 18, 44, 44],
    frozenColumns: 1,
    rows,
    totals: [
      [
        say('compare.explained'),
        ...Array.from({ length: 9 }, () => null),
        {
          minor: comparison.differenceMinor - comparison.unexplainedMinor,
          currency,
          sum: 'shown',
        },
        null,
        null,
      ],
    ],
  }
}

function matchedTable(comparison: ComparisonResult, { say, language }: ComparisonVoice): Table {
  const { currency } = comparison
  const heads = exportHeadings(language)
  const [own, other] = [say('compare.ours'), say('compare.theirs')]
  return {
    sheet: say('compare.matched'),
    headings: [
      `${own}: ${heads.date}`,
      `${own}: ${heads.documentNo}`,
      say('compare.amount'),
      say('compare.match'),
      `${other}: ${heads.date}`,
      `${other}: ${heads.documentNo}`,
      `${other}: ${say('compare.row')}`,
      `${other}: ${heads.description}`,
    ],
    widths: [14, 24, 18, 26, 14, 24, 12, 36],
    rows: comparison.matched.map((match): TableCell[] => {
      const { ours, theirs } = linesOf(match, comparison)
      return [
        dayOf(ours[0]),
        numbersOf(ours),
        { minor: match.minor, currency },
        say(`compare.kind.${match.kind}`),
        dayOf(theirs[0]),
        numbersOf(theirs),
        rowsOf(theirs),
        textOf(theirs),
      ]
    }),
    totals: [
      [
        heads.total,
        null,
        {
          minor: comparison.matched.reduce((sum, { minor }) => sum + minor, 0),
          currency,
          sum: 'shown',
        },
        ...Array.from({ length: 5 }, () => null),
      ],
    ],
  }
}

/** What the workbook says of itself on its last sheet. */
export function comparisonFacts(
  comparison: ComparisonResult,
  origin: Origin,
  voice: ComparisonVoice,
): BookFacts {
  const words = paperWords(voice.language)
  return {
    sheet: words.information,
    rows: [
      [words.company, origin.company],
      [words.kind, voice.say('compare.paper')],
      [words.customerNo, comparison.customer],
      [words.customer, comparison.name],
      [words.period, `${comparison.from} – ${comparison.to}`],
      [words.currency, comparison.currency],
      ...comparisonNotes(comparison, voice).map((note): [string, TableCell] => ['', note]),
      [words.user, nameOnPaper(origin.user, voice.language)],
      [words.writtenAt, origin.writtenAt],
    ],
  }
}

/** The lines of an item or a match. */
export function linesOf(
  { ours, theirs }: Pick<Item, 'ours' | 'theirs'>,
  { oursLines, theirsLines }: ComparisonResult,
): { ours: Line[]; theirs: Line[] } {
  return {
    ours: ours.flatMap((i) => oursLines[i] ?? []),
    theirs: theirs.flatMap((i) => theirsLines[i] ?? []),
  }
}

function dayOf(line: Line | undefined): TableCell {
  return line === undefined ? null : { day: line.date }
}

export function numbersOf(lines: readonly Line[]): string {
  return lines
    .map(({ documentNo }) => documentNo)
    .filter(Boolean)
    .join(', ')
}

function rowsOf(lines: readonly Line[]): string {
  return lines.flatMap(({ row }) => row ?? []).join(', ')
}

function textOf(lines: readonly Line[]): string {
  return [...new Set(lines.map(({ text }) => text))].filter(Boolean).join(' · ')
}

function sumOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { minor }) => sum + minor, 0)
}
