/** Bank statements, their lines, and what became of each line, as their events say it. */
import {
  type BankAct,
  deleteActOf,
  deleteFactsOf,
  insertAct,
  insertFact,
  markAgain,
} from '../../../db/local/bank-acts.ts'
import { deleteFact } from '../../../db/local/bank-facts.ts'
import {
  accountOf,
  entryRow,
  hasLine,
  hasStatement,
  insertAccount,
  insertEntry,
  insertLine,
  insertStatement,
  lineById,
  statementRow,
} from '../../../db/local/bank.ts'
import { customerByUuid } from '../../../db/local/customers.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import type { FactKind } from '../../../shared/domain/matching/types.ts'
import { learnFrom } from '../bank/post-line.ts'
import type { Books } from './books.ts'
import type { Said, Values } from './said.ts'

/** Does nothing for a type that has no table here; what is there already stays. */
export function applyBankEvent(books: Books, said: Said, type: string, at: number): void {
  switch (type) {
    case 'bank.account': {
      if (accountOf(books.db, said.entityId)) return
      const { payload } = said
      insertAccount(
        books.db,
        {
          accountId: said.entityId,
          name: String(payload['name']),
          currency: String(payload['currency']),
          iban: text(payload['iban']),
        },
        at,
      )
      return
    }
    case 'bank.statement':
      keepStatement(books, said, at)
      return
    case 'bank.lines':
      keepLines(books, said)
      return
    case 'bank.posted':
    case 'bank.parked':
    case 'bank.undone':
      keepAct(books, said, type, at)
      return
    case 'match_fact.forgotten':
    case 'match_fact.recalled':
      changeFact(books, said, type)
  }
}

/** The act leaves its line, which stands as the act before it says. */
export function takeOutBankEvent(books: Books, said: Said): void {
  const type = String(said.payload['type'])
  if (type !== 'bank.posted' && type !== 'bank.parked' && type !== 'bank.undone') return
  const line = lineById(books.db, said.entityId)
  if (!line) return
  deleteFactsOf(books.db, line.rowid)
  const before = deleteActOf(books.db, line.rowid, said.operationId)
  markAgain(books.db, line.rowid, before)
  if (before?.kind === 'posted' && before.customer !== null) learnFrom(books, line, before.customer)
}

function keepStatement(books: Books, said: Said, at: number): void {
  const { payload, entityId } = said
  const account = accountOf(books.db, String(payload['account']))
  if (!account || hasStatement(books.db, entityId)) return
  insertStatement(books.db, {
    statementId: entityId,
    account: account.rowid,
    format: String(payload['format']),
    fileName: text(said.private['file']) ?? '',
    number: text(payload['number']),
    from: text(payload['from']) as IsoDate | null,
    to: text(payload['to']) as IsoDate | null,
    openingMinor: minor(payload['opening']),
    closingMinor: minor(payload['closing']),
    creditsMinor: minor(payload['credits']) ?? 0,
    debitsMinor: minor(payload['debits']) ?? 0,
    differenceMinor: minor(payload['difference']),
    recordedAt: at,
    operationId: said.operationId,
  })
}

/** A line this device has kept from a file of its own is the same line. */
function keepLines(books: Books, said: Said): void {
  const { db } = books
  const statement = statementRow(db, said.entityId)
  if (!statement) return
  const personal = byId(said.private['lines'])
  const texts = byId(said.private['entries'])
  for (const entry of list(said.payload['entries'])) {
    const entryId = String(entry['id'])
    if (entryRow(db, entryId) !== undefined) continue
    insertEntry(db, {
      entryId,
      statement: statement.rowid,
      bookedOn: String(entry['booked_on']) as IsoDate,
      amountMinor: minor(entry['amount']) ?? 0,
      bankRef: text(entry['bank_ref']),
      text: text(texts.get(entryId)?.['text']) ?? '',
    })
  }
  for (const line of list(said.payload['lines'])) {
    const lineId = String(line['id'])
    const entry = entryRow(db, String(line['entry']))
    if (entry === undefined || hasLine(db, lineId)) continue
    const own = personal.get(lineId) ?? {}
    const original = values(line['original'])
    const charges = values(line['charges'])
    insertLine(db, {
      lineId,
      entry,
      account: statement.account,
      bookedOn: String(line['booked_on']) as IsoDate,
      valueOn: text(line['value_on']) as IsoDate | null,
      amountMinor: minor(line['amount']) ?? 0,
      currency: String(line['currency']),
      text: text(own['text']) ?? '',
      counterparty: text(own['counterparty']),
      iban: text(own['iban']),
      counterpartyAccount: text(own['account']),
      taxId: text(own['tax_id']),
      bankRef: text(line['bank_ref']),
      customerRef: text(line['customer_ref']),
      endToEndId: text(line['end_to_end']),
      structuredRefs: textsIn(line['refs']),
      transactionCode: text(line['code']),
      isReversal: line['reversal'] === true,
      original: original && {
        currency: String(original['currency']),
        minor: minor(original['minor']) ?? 0,
        rate: text(original['rate']),
      },
      charges: charges && {
        currency: String(charges['currency']),
        minor: minor(charges['minor']) ?? 0,
      },
    })
  }
}

function keepAct(
  books: Books,
  said: Said,
  type: 'bank.posted' | 'bank.parked' | 'bank.undone',
  at: number,
): void {
  const { db } = books
  const { payload } = said
  const line = lineById(db, said.entityId)
  if (!line) return
  const customer = customerByUuid(db, text(payload['customer']) ?? said.entityId)
  const confidence = minor(payload['confidence'])
  const kind = type.slice('bank.'.length) as BankAct['kind']
  insertAct(db, {
    // Of another device the operation stands for its act.
    actId: said.operationId,
    line: line.rowid,
    kind,
    by: payload['by'] === 'auto' ? 'auto' : 'person',
    confidence: confidence === null ? null : confidence / 10_000,
    customer: kind === 'posted' ? (customer?.rowid ?? null) : null,
    made:
      kind === 'undone'
        ? { documents: [], allocations: [] }
        : {
            documents: textsIn(payload['documents']),
            allocations: textsIn(payload['allocations']),
          },
    reason: text(said.private['reason']),
    recordedAt: at,
    operationId: said.operationId,
  })
  if (kind === 'posted' && customer) learnFrom(books, line, customer.rowid)
  else if (kind === 'undone') deleteFactsOf(db, line.rowid)
}

function changeFact({ db }: Books, said: Said, type: string): void {
  const customer = customerByUuid(db, said.entityId)
  const key = text(said.private['key'])
  if (!customer || key === null) return
  const kind = String(said.payload['kind']) as FactKind
  const name = { kind, key, customer: customer.rowid }
  if (type === 'match_fact.forgotten') {
    deleteFact(db, name)
    return
  }
  for (const lineId of textsIn(said.payload['lines'])) {
    const line = lineById(db, lineId)
    if (line) insertFact(db, { ...name, line: line.rowid, bookedOn: line.bookedOn })
  }
}

function byId(value: unknown): Map<string, Values> {
  return new Map(list(value).map((one) => [String(one['id']), one]))
}

function list(value: unknown): readonly Values[] {
  return Array.isArray(value) ? (value as readonly Values[]) : []
}

function values(value: unknown): Values | null {
  return typeof value === 'object' && value !== null ? (value as Values) : null
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function minor(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
