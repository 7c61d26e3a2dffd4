/** A comparison as a paper to send: the difference, its causes, and the items one by one. */
import { correctionWords, reasonWords } from '../../../../shared/i18n/compare-words.ts'
import { exportHeadings } from '../../../../shared/i18n/exports.ts'
import { filled, paperWords } from '../../../../shared/i18n/papers.ts'
import { linesOf, numbersOf } from '../comparison-table.ts'
import { comparisonNotes, type ComparisonVoice, comparisonVoice } from '../comparison-words.ts'
import type { Paper, Row, Section } from './paper.ts'
import type { ComparisonOrder, Imprint } from './request.ts'

export function comparisonPaper(order: ComparisonOrder, imprint: Imprint): Paper {
  const { comparison, language, customer } = order
  const voice = comparisonVoice(language)
  const { say, format } = voice
  const words = paperWords(language)
  const title = say('compare.paper')
  return {
    language,
    letterhead: imprint.letterhead,
    title,
    subtitle: `${format.date(comparison.from)} – ${format.date(comparison.to)}`,
    runningHead: `${title} · ${comparison.customer} ${comparison.name}`,
    recipient: [customer.name, ...customer.lines],
    facts: [
      [words.customerNo, comparison.customer],
      [words.currency, comparison.currency],
    ],
    sections:
      comparison.items.length === 0
        ? [causes(order, voice)]
        : [causes(order, voice), items(order, voice)],
    notes: comparisonNotes(comparison, voice),
    pageWords: words.page,
    printed: filled(words.printed, {
      moment: format.moment(imprint.printedAt, imprint.timezone),
    }),
  }
}

function causes({ comparison }: ComparisonOrder, { say, format }: ComparisonVoice): Section {
  const { currency, ours, theirs } = comparison
  const money = (minor: number) => format.money(minor, currency)
  const figure = (label: string, minor: number) => ({ label, value: money(minor), note: currency })
  return {
    heading: say('compare.explanation'),
    strip: [
      figure(say('compare.ours'), ours.closingMinor),
      figure(say('compare.theirs'), theirs.closingMinor),
      figure(say('compare.unexplained'), comparison.unexplainedMinor),
      figure(say('compare.difference'), comparison.differenceMinor),
    ],
    columns: [
      { heading: say('compare.cause'), align: 'left', grows: true },
      { heading: say('compare.items'), align: 'right' },
      { heading: say('compare.amount'), align: 'right' },
    ],
    rows: [
      ...comparison.explanation.map(
        ({ cause, minor, items: own }): Row => ({
          look: 'line',
          cells: [say(`compare.cause.${cause}`), format.count(own.length), money(minor)],
        }),
      ),
      {
        look: 'line',
        cells: [say('compare.unexplained'), '', money(comparison.unexplainedMinor)],
      },
      {
        look: 'total',
        cells: [say('compare.difference'), '', money(comparison.differenceMinor)],
      },
    ],
    carried: null,
    carriedWords: null,
    empty: say('compare.agrees'),
    bars: null,
  }
}

function items(order: ComparisonOrder, voice: ComparisonVoice): Section {
  const { comparison } = order
  const { say, format, language } = voice
  const { currency } = comparison
  const heads = exportHeadings(language)
  const money = (minor: number) => format.money(minor, currency)
  const rows = comparison.explanation.flatMap(({ cause, minor, items: own }): Row[] => [
    {
      look: 'group',
      // In the column that grows: a cause is longer than a day.
      cells: ['', '', '', say(`compare.cause.${cause}`), '', money(minor)],
    },
    ...own.flatMap((i): Row[] => {
      const item = comparison.items[i]
      if (!item) return []
      const { ours, theirs } = linesOf(item, comparison)
      const sum = (lines: readonly { minor: number }[]) =>
        lines.length === 0 ? '' : money(lines.reduce((total, line) => total + line.minor, 0))
      const day = ours[0]?.date ?? theirs[0]?.date
      return [
        {
          look: 'line',
          cells: [
            day === undefined ? '' : format.date(day),
            numbersOf(ours),
            sum(ours),
            numbersOf(theirs) || (theirs[0]?.text ?? ''),
            sum(theirs),
            money(item.minor),
          ],
          below: `${reasonWords(item, say, format)} ${correctionWords(item, currency, say, format)}`,
        },
      ]
    }),
  ])
  return {
    heading: say('compare.details'),
    strip: [],
    columns: [
      { heading: heads.date, align: 'left', max: 110 },
      { heading: say('compare.ours'), align: 'left', max: 110 },
      { heading: say('compare.amount'), align: 'right' },
      { heading: say('compare.theirs'), align: 'left', grows: true },
      { heading: say('compare.amount'), align: 'right' },
      { heading: say('compare.difference'), align: 'right' },
    ],
    rows: [
      ...rows,
      {
        look: 'total',
        cells: [
          say('compare.explained'),
          '',
          '',
          '',
          '',
          money(comparison.differenceMinor - comparison.unexplainedMinor),
        ],
      },
    ],
    carried: null,
    carriedWords: null,
    empty: say('compare.agrees'),
    bars: null,
  }
}
