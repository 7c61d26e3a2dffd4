/** The aging as a paper: a row a customer, or below it each open document; a section a currency. */
import { exportHeadings } from '../../../../shared/i18n/exports.ts'
import { kindName } from '../../../../shared/i18n/kind-names.ts'
import { filled } from '../../../../shared/i18n/papers.ts'
import type { Column, Paper, Row, Section } from './paper.ts'
import type { AgedLine, AgingOrder, Imprint } from './request.ts'
import { voiceOf } from './statement-paper.ts'

type Total = AgingOrder['report']['totals'][number]

export function agingPaper(order: AgingOrder, imprint: Imprint): Paper {
  const { language, report, items, filter } = order
  const { words, format } = voiceOf(language)
  const title = items === null ? words.aging : words.agingDetail
  return {
    language,
    letterhead: imprint.letterhead,
    title,
    subtitle: `${words.asOf}: ${format.date(report.asOf)}`,
    runningHead: title,
    recipient: [],
    facts: filter,
    sections:
      report.totals.length === 0
        ? [emptySection(order)]
        : report.totals.map((total) => sectionOf(order, total)),
    notes: [],
    pageWords: words.page,
    printed: filled(words.printed, {
      moment: format.moment(imprint.printedAt, imprint.timezone),
    }),
  }
}

function sectionOf(order: AgingOrder, total: Total): Section {
  const { language, report, items } = order
  const { words, format } = voiceOf(language)
  const heads = exportHeadings(language)
  const money = (minor: number) => format.money(minor, total.currency)
  const shown = (minor: number) => (minor === 0 ? '' : money(minor))
  const labels = [...amountHeads(order), heads.total]
  const figures = (row: Total) =>
    [...row.bucketMinors, row.unappliedMinor, row.creditNotesMinor].map(shown)
  const rows = report.rows
    .filter((row) => row.currency === total.currency)
    .flatMap((row): Row[] => {
      const cells = [...figures(row), money(row.totalMinor)]
      if (items === null) return [{ look: 'line', cells: [row.customer, row.name, ...cells] }]
      const own = items.filter(
        (item) => item.customer === row.customer && item.currency === row.currency,
      )
      return [
        { look: 'group', cells: [`${row.customer}  ${row.name}`, '', '', '', ...cells] },
        ...own.map((item) => itemRow(item, labels.length - 1, order)),
      ]
    })
  const leading =
    items === null ? [heads.total, total.currency] : [heads.total, total.currency, '', '']
  const largest = Math.max(1, ...total.bucketMinors.map((minor) => Math.abs(minor)))
  return {
    heading: report.totals.length > 1 ? total.currency : null,
    strip: (
      [
        [heads.creditNotes, total.creditNotesMinor],
        [heads.unapplied, total.unappliedMinor],
        [heads.overdue, total.overdueMinor],
        [words.total, total.totalMinor],
      ] as const
    ).map(([label, minor]) => ({ label, value: money(minor), note: total.currency })),
    columns: columnsOf(order, labels),
    rows: [
      ...rows,
      { look: 'total', cells: [...leading, ...figures(total), money(total.totalMinor)] },
    ],
    carried: null,
    carriedWords: null,
    empty: '',
    bars: {
      title: filled(words.agingOf, { date: format.date(report.asOf) }),
      parts: total.bucketMinors.map((minor, i) => ({
        label: labels[i] ?? '',
        value: money(minor),
        share: Math.abs(minor) / largest,
      })),
    },
  }
}

function itemRow(item: AgedLine, columns: number, { language }: AgingOrder): Row {
  const { format } = voiceOf(language)
  const amounts = Array.from({ length: columns }, (_, i) =>
    i === item.column ? format.money(item.minor, item.currency) : '',
  )
  return {
    look: 'line',
    cells: [
      `${item.documentNo} · ${kindName(item.kind, language)}`,
      format.date(item.date),
      item.dueDate === null ? '' : format.date(item.dueDate),
      item.daysLate > 0 ? String(item.daysLate) : '',
      ...amounts,
      '',
    ],
  }
}

function amountHeads({ language, report }: AgingOrder): string[] {
  const heads = exportHeadings(language)
  return [
    ...report.buckets.map((key) => (key === 'not_due' ? heads.notDue : key)),
    heads.unapplied,
    heads.creditNotes,
  ]
}

function columnsOf({ language, items }: AgingOrder, labels: readonly string[]): Column[] {
  const { words } = voiceOf(language)
  const heads = exportHeadings(language)
  const amounts = labels.map((heading): Column => ({ heading, align: 'right' }))
  return items === null
    ? [
        { heading: heads.customer, align: 'left', max: 84 },
        { heading: heads.name, align: 'left', grows: true },
        ...amounts,
      ]
    : [
        { heading: heads.documentNo, align: 'left', grows: true },
        { heading: heads.date, align: 'left' },
        { heading: heads.dueDate, align: 'left' },
        { heading: words.daysLate, align: 'right', max: 44 },
        ...amounts,
      ]
}

function emptySection(order: AgingOrder): Section {
  const { words } = voiceOf(order.language)
  const heads = exportHeadings(order.language)
  return {
    heading: null,
    strip: [],
    columns: columnsOf(order, [...amountHeads(order), heads.total]),
    rows: [],
    carried: null,
    carriedWords: null,
    empty: words.nothingOpen,
    bars: null,
  }
}
