/**
 * Keeps what is new of a bank's statements, inside the caller's transaction; accounts they name are opened.
 *
 * An entry is known by what banks repeat (shared/domain/bank/finish.ts), so overlapping files keep each
 * line once and twins of one file stay two. What is kept is recorded as operations too, since a bank's
 * lines are facts of the company and not of the device (sync.md 18).
 */
import {
  accountOf,
  hasEntry,
  hasLine,
  hasStatement,
  insertAccount,
  insertEntry,
  insertLine,
  insertStatement,
} from '../../../db/local/bank.ts'
import type { BankFile } from '../../../shared/domain/bank/file.ts'
import type { BankEntry, BankStatement } from '../../../shared/domain/bank/statement.ts'
import { externalId } from '../../../sync/engine/ids.ts'
import type { Context } from '../context.ts'
import { Journal } from '../ledger/journal.ts'

/** Lines of one operation: some thirty kilobytes. */
const LINES_PER_OPERATION = 100

/** Lines of one statement. */
export interface Kept {
  readonly imported: number
  readonly unchanged: number
}

/** Answers what became of each statement, in order. */
export function keepStatements(
  context: Context,
  file: Pick<BankFile, 'format' | 'statements'>,
  fileName: string,
): Kept[] {
  const journal = new Journal(context)
  let lines = 0
  let isNew = false
  const kept = file.statements.map((statement) => {
    const found = keepStatement(context, journal, statement, file.format, fileName)
    lines += found?.imported ?? 0
    isNew ||= found !== null
    return found ?? { imported: 0, unchanged: statement.lineCount }
  })
  // A statement without a line leaves its operation too.
  if (isNew) journal.close('bank.import', fileName, { format: file.format, lines })
  return kept
}

/** Null when the books have all of it. */
function keepStatement(
  context: Context,
  journal: Journal,
  statement: BankStatement,
  format: string,
  fileName: string,
): Kept | null {
  const { db, nowMs } = context
  const entries = statement.entries.map((entry) => ({
    entry,
    entryId: idOf(context, 'bank-entry', entry.identity),
  }))
  const fresh = entries.filter(({ entryId }) => !hasEntry(db, entryId))
  const known = entries.length - fresh.length
  const statementId = idOf(context, 'bank-statement', fingerprintOf(statement))
  // A statement without bookings is kept too: its balances say that nothing moved.
  if (fresh.length === 0 && (known > 0 || hasStatement(db, statementId))) return null
  const account = accountFor(context, journal, statement)
  const operationId = journal.event(
    'bank.statement',
    statementId,
    {
      account: account.accountId,
      format,
      number: statement.number ?? undefined,
      from: statement.from ?? undefined,
      to: statement.to ?? undefined,
      opening: statement.openingMinor ?? undefined,
      closing: statement.closingMinor ?? undefined,
      credits: statement.creditsMinor,
      debits: statement.debitsMinor,
      difference: statement.control.differenceMinor ?? undefined,
      lines: fresh.reduce((sum, { entry }) => sum + entry.lines.length, 0),
    },
    { file: fileName },
  )
  // A known statement has only known entries: this one is new.
  const rowid = insertStatement(db, {
    statementId,
    account: account.rowid,
    format,
    fileName,
    number: statement.number,
    from: statement.from,
    to: statement.to,
    openingMinor: statement.openingMinor,
    closingMinor: statement.closingMinor,
    creditsMinor: statement.creditsMinor,
    debitsMinor: statement.debitsMinor,
    differenceMinor: statement.control.differenceMinor,
    recordedAt: nowMs,
    operationId,
  })
  return keepEntries(context, journal, statement, fresh, { rowid, statementId, account })
}

interface Place {
  readonly rowid: number
  readonly statementId: string
  readonly account: { readonly rowid: number; readonly accountId: string }
}

function keepEntries(
  context: Context,
  journal: Journal,
  statement: BankStatement,
  fresh: readonly { readonly entry: BankEntry; readonly entryId: string }[],
  place: Place,
): Kept {
  const lines: {
    id: string
    entry: { readonly id: string; readonly of: BankEntry }
    fields: ReturnType<typeof operationLine>
  }[] = []
  for (const { entry, entryId } of fresh) {
    // Another file opened the same payments from a booking it words differently.
    const own = entry.lines
      .map((line) => ({ line, lineId: idOf(context, 'bank', line.identity) }))
      .filter(({ lineId }) => !hasLine(context.db, lineId))
    if (own.length === 0) continue
    const row = insertEntry(context.db, {
      entryId,
      statement: place.rowid,
      bookedOn: entry.bookedOn,
      amountMinor: entry.amountMinor,
      bankRef: entry.bankRef,
      text: entry.text,
    })
    for (const { line, lineId } of own) {
      insertLine(context.db, { ...line, lineId, entry: row, account: place.account.rowid })
      lines.push({
        id: lineId,
        entry: { id: entryId, of: entry },
        fields: operationLine(entryId, line),
      })
    }
  }
  for (let at = 0; at < lines.length; at += LINES_PER_OPERATION) {
    const some = lines.slice(at, at + LINES_PER_OPERATION)
    const entries = [...new Map(some.map(({ entry }) => [entry.id, entry])).values()]
    journal.event(
      'bank.lines',
      place.statementId,
      {
        entries: entries.map(({ id, of }) => ({
          id,
          booked_on: of.bookedOn,
          amount: of.amountMinor,
          bank_ref: of.bankRef ?? undefined,
        })),
        lines: some.map(({ id, fields }) => ({ id, ...fields.said })),
      },
      {
        entries: entries.map(({ id, of }) => ({ id, text: of.text })),
        lines: some.map(({ id, fields }) => ({ id, ...fields.personal })),
      },
    )
  }
  return { imported: lines.length, unchanged: statement.lineCount - lines.length }
}

/** What a line's operation says, and apart from it what names a person and can be redacted later. */
function operationLine(entryId: string, line: BankEntry['lines'][number]) {
  return {
    said: {
      entry: entryId,
      booked_on: line.bookedOn,
      value_on: line.valueOn ?? undefined,
      amount: line.amountMinor,
      currency: line.currency,
      bank_ref: line.bankRef ?? undefined,
      end_to_end: line.endToEndId ?? undefined,
      refs: line.structuredRefs.length === 0 ? undefined : [...line.structuredRefs],
      reversal: line.isReversal ? true : undefined,
      customer_ref: line.customerRef ?? undefined,
      code: line.transactionCode ?? undefined,
      original:
        line.original === null
          ? undefined
          : {
              currency: line.original.currency,
              minor: line.original.minor,
              rate: line.original.rate ?? undefined,
            },
      charges:
        line.charges === null
          ? undefined
          : { currency: line.charges.currency, minor: line.charges.minor },
    },
    personal: {
      text: line.text,
      counterparty: line.counterparty ?? undefined,
      iban: line.iban ?? undefined,
      account: line.counterpartyAccount ?? undefined,
      tax_id: line.taxId ?? undefined,
    },
  }
}

function accountFor(context: Context, journal: Journal, statement: BankStatement) {
  const { db, nowMs } = context
  const name = statement.iban ?? statement.account
  const accountId = idOf(
    context,
    'bank-account',
    `${name.replaceAll(/\s/g, '').toUpperCase()}\t${statement.currency}`,
  )
  const known = accountOf(db, accountId)
  if (known) return known
  const account = {
    accountId,
    name: statement.account,
    currency: statement.currency,
    iban: statement.iban,
  }
  journal.event('bank.account', accountId, {
    name: account.name,
    currency: account.currency,
    iban: account.iban ?? undefined,
  })
  return { rowid: insertAccount(db, account, nowMs), ...account }
}

function idOf({ company }: Context, source: string, key: string): string {
  return externalId(company.companyId, source, key)
}

/** What makes two statements one: all that they state, and the entries they hold. */
function fingerprintOf(statement: BankStatement): string {
  const { account, currency, number, from, to, openingMinor, closingMinor, entries } = statement
  return JSON.stringify([
    account,
    currency,
    number,
    from,
    to,
    openingMinor,
    closingMinor,
    entries.map(({ identity }) => identity),
  ])
}
