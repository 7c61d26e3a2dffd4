/**
 * Sums, controls and identities of parsed statements.
 *
 * An identity is made of what a bank repeats unchanged when two files overlap: account, booking day,
 * amount, references, payer and text, each reduced to letters and digits. Equal lines are numbered in
 * the order of the file, so twins stay two, and a file that holds the same day again counts them the
 * same. Value days and running balances are left out, as banks restate them. A statement that stands in
 * a file twice has its lines once: both times they are the same.
 */
import { fold } from '../fold.ts'
import type { TableProblem } from '../tabular/table.ts'
import { BankFault } from './fault.ts'
import type {
  BankEntry,
  BankStatement,
  Control,
  EntryFacts,
  LineFacts,
  StatementFacts,
} from './statement.ts'

/** `account` stands in for a file that names none. */
export function finishStatements(
  found: readonly StatementFacts[],
  account: string,
): readonly BankStatement[] {
  const seen = new Map<string, number>()
  const whole = new Map<string, BankStatement>()
  return found.map((facts) => {
    const print = found.length > 1 ? fingerprint(facts) : null
    const same = print === null ? undefined : whole.get(print)
    if (same) return { ...same, problems: [...same.problems, repeatedAt(facts.row)] }
    const finished = finish(facts.account === '' ? { ...facts, account } : facts, seen)
    if (print !== null) whole.set(print, finished)
    return finished
  })
}

function finish(facts: StatementFacts, seen: Map<string, number>): BankStatement {
  const holder = accountKey(facts)
  const identified = (entry: EntryFacts) => entryOf(entry, holder, seen)
  const { control, row, ...kept } = facts
  const creditsMinor = sumOf(facts.entries, row, (minor) => Math.max(minor, 0))
  const debitsMinor = sumOf(facts.entries, row, (minor) => Math.max(-minor, 0))
  return {
    ...kept,
    entries: facts.entries.map(identified),
    pending: facts.pending.map(identified),
    lineCount: facts.entries.reduce((sum, { lines }) => sum + lines.length, 0),
    creditsMinor,
    debitsMinor,
    control: control ?? balanceControl(facts, creditsMinor - debitsMinor),
  }
}

/**
 * What makes a statement the same as one before it in the file, as when files were joined: the account
 * cannot move twice from one balance to another by the same bookings. Null where no balance moved.
 */
function fingerprint(facts: StatementFacts): string | null {
  const { openingMinor, closingMinor, entries } = facts
  if (openingMinor === null || closingMinor === null || openingMinor === closingMinor) return null
  if (entries.length === 0) return null
  const { account, currency, number, from, to } = facts
  const said = [account, currency, number, from, to, openingMinor, closingMinor, entries]
  return JSON.stringify(said, (name, value: unknown) => (name === 'row' ? undefined : value))
}

function repeatedAt(row: number): TableProblem {
  return { row, column: '', code: 'bank.statement_repeated', value: null, params: {} }
}

/** Do the balances explain the movement between them? */
export function balanceControl(
  balances: Pick<StatementFacts, 'openingMinor' | 'closingMinor' | 'row'>,
  movementMinor: number,
): Control {
  const { openingMinor, closingMinor, row } = balances
  if (openingMinor === null || closingMinor === null) return { ok: null, differenceMinor: null }
  const differenceMinor = safe(openingMinor + movementMinor - closingMinor, row)
  return { ok: differenceMinor === 0, differenceMinor }
}

export function movementOf(entries: readonly EntryFacts[], row: number): number {
  return sumOf(entries, row, (minor) => minor)
}

function sumOf(entries: readonly EntryFacts[], row: number, of: (minor: number) => number): number {
  return entries.reduce((sum, { amountMinor }) => safe(sum + of(amountMinor), row), 0)
}

/** A sum the ledger could not keep is a file no bank wrote. */
function safe(minor: number, row: number): number {
  if (!Number.isSafeInteger(minor))
    throw new BankFault('amount.range', { row, value: String(minor) })
  return minor === 0 ? 0 : minor
}

function accountKey({ account, iban, currency }: StatementFacts): string {
  return `${iban ?? key(account)} ${currency}`
}

function entryOf(entry: EntryFacts, holder: string, seen: Map<string, number>): BankEntry {
  const state = entry.isPending ? 'pending' : 'booked'
  const bankRef = key(entry.bankRef)
  const keys = entry.lines.map(lineKey)
  const said = isTelling(entry.bankRef)
    ? bankRef
    : entry.lines.length > 1
      ? `${bankRef} ${key(entry.text)}`
      : (keys[0] ?? '')
  const head = `${holder} ${state} ${entry.bookedOn} ${entry.amountMinor}`
  return {
    ...entry,
    identity: numbered(`entry ${head} ${said}`, seen),
    lines: entry.lines.map((line, i) => {
      const own = `${holder} ${state} ${line.bookedOn} ${line.amountMinor}`
      return { ...line, identity: numbered(`line ${own} ${bankRef} ${keys[i] ?? ''}`, seen) }
    }),
  }
}

/** A reference long enough, and with enough digits, to be given once. */
function isTelling(ref: string | null): boolean {
  return ref !== null && ref.length >= 10 && ref.replace(/\D/g, '').length >= 6
}

function lineKey(line: LineFacts): string {
  const { bankRef, customerRef, endToEndId, iban, counterpartyAccount, counterparty, text } = line
  return [
    bankRef,
    customerRef,
    endToEndId,
    line.structuredRefs.join(' '),
    iban ?? counterpartyAccount,
    counterparty,
    text,
  ]
    .map(key)
    .join('/')
}

function key(text: string | null): string {
  if (text === null) return ''
  // What most texts are needs no folding.
  if (ASCII.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, '')
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, '')
}

const ASCII = /^[\u0020-\u007e]*$/

function numbered(one: string, seen: Map<string, number>): string {
  const count = (seen.get(one) ?? 0) + 1
  seen.set(one, count)
  return `${one} #${count}`
}
