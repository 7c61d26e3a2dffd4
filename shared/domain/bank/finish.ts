/**
 * Sums, controls and identities of parsed statements.
 *
 * An identity is made of what a bank repeats unchanged when two files overlap: account, booking day,
 * amount, references, payer and text, each reduced to letters and digits. Equal lines are numbered in
 * the order of the file, so twins stay two, and a file that holds the same day again counts them the
 * same. Value days and running balances are left out, as banks restate them.
 */
import { fold } from '../fold.ts'
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
  return found.map((facts) => {
    const named = facts.account === '' ? { ...facts, account } : facts
    const holder = accountKey(named)
    const identified = (entry: EntryFacts) => entryOf(entry, holder, seen)
    const { control, row, ...kept } = named
    const creditsMinor = sumOf(named.entries, row, (minor) => Math.max(minor, 0))
    const debitsMinor = sumOf(named.entries, row, (minor) => Math.max(-minor, 0))
    return {
      ...kept,
      entries: named.entries.map(identified),
      pending: named.pending.map(identified),
      lineCount: named.entries.reduce((sum, { lines }) => sum + lines.length, 0),
      creditsMinor,
      debitsMinor,
      control: control ?? balanceControl(named, creditsMinor - debitsMinor),
    }
  })
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
  const head = [holder, state, entry.bookedOn, entry.amountMinor].join(' ')
  const [only] = entry.lines
  const said =
    isTelling(entry.bankRef) || entry.lines.length > 1 || only === undefined
      ? `${key(entry.bankRef)} ${isTelling(entry.bankRef) ? '' : key(entry.text)}`
      : lineKey(only)
  return {
    ...entry,
    identity: numbered(`entry ${head} ${said}`, seen),
    lines: entry.lines.map((line) => ({
      ...line,
      identity: numbered(
        `line ${holder} ${state} ${line.bookedOn} ${line.amountMinor} ${key(entry.bankRef)} ${lineKey(line)}`,
        seen,
      ),
    })),
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
  return text === null ? '' : fold(text).replace(/[^\p{L}\p{N}]+/gu, '')
}

function numbered(one: string, seen: Map<string, number>): string {
  const count = (seen.get(one) ?? 0) + 1
  seen.set(one, count)
  return `${one} #${count}`
}
