/** Answers from a file (cli.md: customer_code, answer, amount, currency, note): all of them or none. */
import type { z } from 'zod'
import type { campaigns as contract } from '../../../shared/contract/campaigns.ts'
import { digitsOf, isCurrency } from '../../../shared/domain/currency.ts'
import {
  type AnswerColumn,
  answerColumnOf,
  answerOf,
} from '../../../shared/domain/letters/answers.ts'
import {
  type DecimalMark,
  decideDecimalMark,
  readAmount,
} from '../../../shared/domain/tabular/numbers.ts'
import { cellText, isBlank, type TableRow } from '../../../shared/domain/tabular/table.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { nameOf, read } from '../imports/source.ts'
import { Journal } from '../ledger/journal.ts'
import { newId } from '../ledger/new-id.ts'
import { fileOf, type Session } from '../session.ts'
import { answersFor, writeAnswer } from './campaign-events.ts'
import { campaignOf, type Standing, standingsOf } from './campaigns.ts'

type In = z.output<(typeof contract)['answersFile']['input']>
type Out = z.input<(typeof contract)['answersFile']['output']>
type Problem = Out['problems'][number]
type Answers = ReturnType<typeof answersFor>

/** Title rows above the headings are passed over, up to here. */
const HEADER_WITHIN = 30

export async function answersFile(session: Session, input: In): Promise<Out> {
  const { table } = await read(session, input.source, {})
  const { columns, rows } = columnsIn(table.rows)
  if (rows.length === 0) throw new Refusal('file.empty')
  const source = nameOf(session, input.source)
  return fileOf(session).command((context) =>
    record(context, input.campaignId, source, columns, rows),
  )
}

function columnsIn(all: readonly TableRow[]): {
  readonly columns: ReadonlyMap<AnswerColumn, number>
  readonly rows: readonly TableRow[]
} {
  for (const [at, { cells }] of all.slice(0, HEADER_WITHIN).entries()) {
    const columns = new Map<AnswerColumn, number>()
    cells.forEach((cell, i) => {
      const column = answerColumnOf(cellText(cell))
      if (column !== null && !columns.has(column)) columns.set(column, i)
    })
    if (columns.has('customer_code') && columns.has('answer'))
      return {
        columns,
        rows: all.slice(at + 1).filter((row) => row.cells.some((cell) => !isBlank(cell))),
      }
  }
  throw new Refusal('column.missing', {
    column: 'customer_code, answer',
    columns: 'customer_code, answer',
  })
}

/** Reads every row before the first is written; with one problem nothing is. */
function record(
  context: Context,
  campaignId: string,
  source: string,
  columns: ReadonlyMap<AnswerColumn, number>,
  rows: readonly TableRow[],
): Out {
  const campaign = campaignOf(context, campaignId)
  const standings = new Map(standingsOf(context, campaign).map((one) => [one.letter.code, one]))
  const textOf = (row: TableRow, column: AnswerColumn) =>
    cellText(row.cells[columns.get(column) ?? -1])
  const { mark } = decideDecimalMark(
    rows.map((row) => textOf(row, 'amount')),
    '.',
  )
  const problems: Problem[] = []
  const wanted: { one: Standing; answers: Answers; note: string }[] = []
  let unchanged = 0
  const seen = new Set<string>()
  for (const row of rows) {
    const fail = (column: AnswerColumn, code: string, params: Problem['params'] = {}) =>
      problems.push({ row: row.row, column, code, value: textOf(row, column) || null, params })
    const code = textOf(row, 'customer_code')
    const one = standings.get(code)
    if (!one) {
      fail('customer_code', code === '' ? 'field.required' : 'letter.unknown', { customer: code })
      continue
    }
    const answer = answerOf(textOf(row, 'answer'))
    if (answer === null) {
      fail('answer', 'answer.unknown')
      continue
    }
    const currency = textOf(row, 'currency').toUpperCase()
    const key = `${code}\0${currency}`
    if (seen.has(key)) {
      fail('customer_code', 'answer.twice', { customer: code })
      continue
    }
    seen.add(key)
    const theirs = theirsOf(one, currency, row.cells[columns.get('amount') ?? -1] ?? null, mark)
    if (theirs !== null && typeof theirs !== 'number') {
      fail('amount', theirs.code, { currency })
      continue
    }
    try {
      const answers = answersFor(one, {
        answer,
        ...(currency === '' ? {} : { currency }),
        ...(theirs === null ? {} : { theirsMinor: theirs }),
      })
      if (isThere(one, answers)) unchanged += 1
      else wanted.push({ one, answers, note: textOf(row, 'note') })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      fail(error.code === 'answer.amount_needed' ? 'amount' : 'currency', error.code, {
        ...error.params,
      })
    }
  }
  if (problems.length > 0) return { rows: rows.length, answered: 0, unchanged, problems }
  if (wanted.length > 0) {
    const journal = new Journal(context)
    for (const { one, answers, note } of wanted)
      writeAnswer(context, journal, one, answers, {
        eventId: newId(),
        channel: 'file',
        ...(note === '' ? {} : { note }),
      })
    journal.close('campaigns.answers', source, { campaign: campaignId, answers: wanted.length })
  }
  return { rows: rows.length, answered: wanted.length, unchanged, problems }
}

function theirsOf(
  { standing }: Standing,
  currency: string,
  cell: TableRow['cells'][number],
  mark: DecimalMark,
): number | null | { readonly code: string } {
  if (isBlank(cell)) return null
  const of = currency === '' ? standing.balances[0]?.currency : currency
  if (of === undefined || !isCurrency(of)) return { code: 'currency.unknown' }
  const reading = readAmount(typeof cell === 'string' ? cell.trim() : cell, mark, digitsOf(of))
  return reading.ok ? reading.minor : { code: reading.code }
}

/** The newest answers say this already: the same file twice changes nothing. */
function isThere({ answers }: Standing, given: Answers): boolean {
  return given.every((one) => {
    const last = answers.findLast(({ currency }) => currency === one.currency)
    return last?.answer === one.answer && last.theirsMinor === one.theirsMinor
  })
}
