/** Bank lines: what is to do, what they probably pay, and what was done with them (cli.md, Reconciliation). */
import type { z } from 'zod'
import {
  allAccounts,
  type BankLineRow,
  lineById,
  linesIn,
  type LineState,
} from '../../../db/local/bank.ts'
import { actById, type BankAct, markOf } from '../../../db/local/bank-acts.ts'
import { accountFigures } from '../../../db/local/bank-figures.ts'
import { allCustomers, customerByRow } from '../../../db/local/customers.ts'
import { documentById } from '../../../db/local/documents.ts'
import type { bank as contract } from '../../../shared/contract/bank.ts'
import type { Currency } from '../../../shared/domain/currency.ts'
import { buildMatcher } from '../../../shared/domain/matching/matcher.ts'
import type { LineMatch } from '../../../shared/domain/matching/types.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { accountNamed } from '../bank/account-named.ts'
import { booksOf, matchLineOf } from '../bank/books.ts'
import { decidedFor, lineView, matchView } from '../bank/match-view.ts'
import { parkLine } from '../bank/park-line.ts'
import { postLine } from '../bank/post-line.ts'
import { postedAs } from '../bank/posted-as.ts'
import { takeBack } from '../bank/take-back.ts'
import type { Context } from '../context.ts'
import { Journal } from '../ledger/journal.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>

export function bankAccounts(context: Context): Out<'accounts'> {
  const figures = accountFigures(context.db)
  return allAccounts(context.db).map(({ rowid, accountId, name, currency, iban }) => ({
    accountId,
    name,
    currency: currency as Currency,
    iban,
    ...(figures.get(rowid) ?? NO_LINES),
  }))
}

const NO_LINES = {
  closingMinor: null,
  closingOn: null,
  todo: 0,
  todoMinor: 0,
  matched: 0,
  parked: 0,
}

export function listBankLines(context: Context, input: In<'list'>): Out<'list'> {
  const { db } = context
  const account = accountNamed(context, input.account)
  const lines = linesIn(db, STORED[input.state ?? 'all'], account)
  // What matching would propose is told by the books of now, not by those of some earlier run.
  const isProposed = proposedAmong(
    context,
    lines.filter(({ state }) => state === 'todo'),
  )
  return lines.flatMap((line) => {
    const state =
      line.state === 'todo' ? (isProposed.has(line.lineId) ? 'proposed' : 'open') : line.state
    if (input.state !== undefined && input.state !== state) return []
    return [listedOf(context, line, state, line.act === null ? null : actById(db, line.act))]
  })
}

export function getBankLine(context: Context, { lineId }: In<'get'>): Out<'get'> {
  const line = lineNamed(context, lineId)
  const { state, act } = markOf(context.db, line.rowid)
  return listedOf(context, line, state === 'todo' ? 'open' : state, act)
}

function listedOf(
  context: Context,
  line: BankLineRow,
  state: Out<'get'>['state'],
  act: BankAct | null,
): Out<'get'> {
  const made = act?.made.documents.flatMap((id) => documentById(context.db, id) ?? []) ?? []
  return {
    entry: lineView(line),
    state,
    customer: act === null || act.customer === null ? null : payerOf(context, act.customer),
    documents: made.map(({ number }) => number),
    documentIds: made.map(({ documentId }) => documentId),
    reason: act?.kind === 'parked' ? act.reason : null,
    by: act?.kind === 'posted' ? act.by : null,
    confidence: act?.kind === 'posted' ? act.confidence : null,
  }
}

const STORED: Readonly<
  Record<'all' | 'open' | 'proposed' | 'posted' | 'suspense', LineState | null>
> = { all: null, open: 'todo', proposed: 'todo', posted: 'posted', suspense: 'suspense' }

function proposedAmong(context: Context, lines: readonly BankLineRow[]): ReadonlySet<string> {
  if (lines.length === 0) return new Set()
  const matches = buildMatcher(booksOf(context)).matchLines(lines.map(matchLineOf))
  return new Set(
    matches.filter(({ proposals }) => proposals.length > 0).map(({ lineId }) => lineId),
  )
}

/** Nothing is written but what `apply` posts. */
export function matchBankLines(context: Context, input: In<'match'>): Out<'match'> {
  const lines = linesIn(context.db, 'todo', accountNamed(context, input.account))
  const matcher = buildMatcher(booksOf(context))
  const matches = matcher.matchLines(
    lines.map(matchLineOf),
    input.minConfidence === undefined ? {} : { minConfidence: input.minConfidence },
  )
  const byId = new Map(matches.map((match) => [match.lineId, match]))
  const names = new Map(allCustomers(context.db).map(({ code, name }) => [code, name]))
  const journal = new Journal(context)
  let posted = 0
  const answer = lines.flatMap((line) => {
    const match = byId.get(line.lineId)
    if (!match) return []
    const decided = decidedFor(context, line, match)
    const number = input.apply ? postDecided(context, journal, line, decided) : null
    if (number !== null) posted += 1
    return [{ ...matchView(decided, names), entry: lineView(line), posted: number }]
  })
  if (posted > 0) journal.close('bank.match', String(posted), { lines: posted })
  return answer
}

function postDecided(
  context: Context,
  journal: Journal,
  line: BankLineRow,
  { decision, proposals }: LineMatch,
): string | null {
  const [best] = proposals
  if (decision !== 'post' || !best) return null
  const [receipt] = postLine(
    context,
    journal,
    line,
    {
      lineId: line.lineId,
      customerCode: best.customer,
      to: best.allocations.map(({ documentId, documentNo, amountMinor }) => ({
        documentId,
        documentNo,
        amountMinor,
      })),
      adjustments: best.adjustments.map((one) => ({ ...one })),
      onAccount: best.allocations.length === 0,
      confidence: best.confidence,
    },
    'auto',
  )
  return receipt?.number ?? null
}

export function postBankLines(context: Context, input: In<'post'>): Out<'post'> {
  const journal = new Journal(context)
  const done = input.applications.map((application) => {
    const line = lineNamed(context, application.lineId)
    const documents = postLine(context, journal, line, application, 'person')
    return { lineId: line.lineId, documents: documents.map(({ number }) => number) }
  })
  journal.close(
    'bank.post',
    done.length === 1 ? (done[0]?.documents[0] ?? '') : String(done.length),
    {
      lines: done.length,
    },
  )
  return done
}

export function linesPostedAs(context: Context, { lineIds }: In<'postedAs'>): Out<'postedAs'> {
  return lineIds.map((lineId) => postedAs(context, lineNamed(context, lineId)))
}

export function undoBankLines(context: Context, input: In<'undo'>): Out<'undo'> {
  const journal = new Journal(context)
  let reversed = 0
  // The last one first: what came later may stand on what came before.
  for (const lineId of input.lineIds.toReversed())
    reversed += takeBack(context, journal, lineNamed(context, lineId), 'undone', input.periodReason)
  journal.close('bank.undo', String(input.lineIds.length), { lines: input.lineIds.length })
  return { lines: input.lineIds.length, reversed }
}

/** Onto the suspense account, until somebody knows better; the line can be posted from there. */
export function parkBankLine(context: Context, input: In<'park'>): Out<'park'> {
  const journal = new Journal(context)
  const { number } = parkLine(context, journal, lineNamed(context, input.lineId), input)
  journal.close('bank.park', number, { line: input.lineId })
  return { lineId: input.lineId, documentNo: number }
}

/** Several with one note: what is no customer's money, say. All of them or none. */
export function parkBankLines(context: Context, input: In<'parkMany'>): Out<'parkMany'> {
  const journal = new Journal(context)
  for (const lineId of input.lineIds) parkLine(context, journal, lineNamed(context, lineId), input)
  journal.close('bank.park', String(input.lineIds.length), { lines: input.lineIds.length })
  return { lines: input.lineIds.length }
}

function lineNamed({ db }: Context, lineId: string): BankLineRow {
  const line = lineById(db, lineId)
  if (!line) throw new Refusal('bank.line_unknown', { line: lineId })
  return line
}

function payerOf({ db }: Context, rowid: number): { code: string; name: string } | null {
  const row = customerByRow(db, rowid)
  return row ? { code: row.code, name: row.name } : null
}
