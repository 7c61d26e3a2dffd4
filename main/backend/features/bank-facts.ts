/** What confirmed bank lines taught of their payers: to look at, to forget, and to take forgetting back. */
import type { z } from 'zod'
import { insertFact, markOf } from '../../../db/local/bank-acts.ts'
import { deleteFact, keptLines, linesOfFact } from '../../../db/local/bank-facts.ts'
import { lineById } from '../../../db/local/bank.ts'
import { allCustomers } from '../../../db/local/customers.ts'
import type { bankRules as contract } from '../../../shared/contract/bank-rules.ts'
import { factKeysOf } from '../../../shared/domain/matching/learn.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { learnedFacts, matchLineOf } from '../bank/books.ts'
import type { Context } from '../context.ts'
import { customerOf } from '../ledger/drafts.ts'
import { Journal } from '../ledger/journal.ts'
import { lineSeen } from './bank-rules.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>

const LINES_SHOWN = 100

/** Most often met first. */
export function bankFacts(context: Context, { customerCode }: In<'facts'>): Out<'facts'> {
  const names = new Map(allCustomers(context.db).map(({ code, name }) => [code, name]))
  return learnedFacts(context)
    .filter(({ customer }) => customerCode === undefined || customer === customerCode)
    .map(({ kind, key, customer, count, lastOn }) => ({
      kind,
      key,
      customer,
      customerName: names.get(customer) ?? '',
      count,
      lastOn,
    }))
    .toSorted((a, b) => b.count - a.count)
}

export function factLines(context: Context, input: In<'factLines'>): Out<'factLines'> {
  const { db } = context
  const ids = new Set(linesOfFact(db, nameOf(context, input)).slice(0, LINES_SHOWN))
  return keptLines(db)
    .filter(({ lineId }) => ids.has(lineId))
    .map(lineSeen)
}

export function forgetFact(context: Context, input: In<'forgetFact'>): Out<'forgetFact'> {
  const name = nameOf(context, input)
  const lineIds = linesOfFact(context.db, name)
  if (lineIds.length === 0) throw new Refusal('bank.fact_unknown', { key: input.key })
  note(context, 'match_fact.forgotten', input, lineIds)
  deleteFact(context.db, name)
  return { lineIds }
}

export function recallFact(context: Context, input: In<'recallFact'>): Out<'recallFact'> {
  const { db } = context
  const name = nameOf(context, input)
  const lines = input.lineIds.flatMap((lineId) => {
    const line = lineById(db, lineId)
    if (!line) return []
    const { state, act } = markOf(db, line.rowid)
    const says = factKeysOf(matchLineOf(line)).some(
      ({ kind, key }) => kind === input.kind && key === input.key,
    )
    return state === 'posted' && act?.customer === name.customer && says ? [line] : []
  })
  if (lines.length === 0) return { lines: 0 }
  note(
    context,
    'match_fact.recalled',
    input,
    lines.map(({ lineId }) => lineId),
  )
  for (const { rowid, bookedOn } of lines) insertFact(db, { ...name, line: rowid, bookedOn })
  return { lines: lines.length }
}

function nameOf(context: Context, { kind, key, customerCode }: In<'factLines'>) {
  return { kind, key, customer: customerOf(context, customerCode).rowid }
}

function note(
  context: Context,
  type: 'match_fact.forgotten' | 'match_fact.recalled',
  { kind, key, customerCode }: In<'factLines'>,
  lineIds: readonly string[],
): void {
  const journal = new Journal(context)
  const { customerId } = customerOf(context, customerCode)
  journal.event(type, customerId, { kind, lines: lineIds }, { key })
  journal.close('bank.fact', customerCode, { kind, forgotten: type === 'match_fact.forgotten' })
}
