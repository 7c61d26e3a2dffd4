/**
 * The letters of a campaign as files. What a letter says is its sealed content; the statement beside it
 * is read from the same rows of the journal and has to come to the hash that was sealed.
 */
import { customerByCode, customerByRow } from '../../../db/local/customers.ts'
import { type CampaignRow, lettersOf, type LetterRow } from '../../../db/local/letters.ts'
import type { LetterFiles } from '../../../shared/contract/campaigns.ts'
import type { Statement } from '../../../shared/contract/reports.ts'
import type { LetterContent, SealedBalance } from '../../../shared/domain/letters/content.ts'
import { addMinor } from '../../../shared/domain/money.ts'
import { letterWords } from '../../../shared/i18n/letters.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { letterFacts, letterTables } from '../documents/letter-table.ts'
import type { LetterOrder } from '../documents/pdf/request.ts'
import type { BulkPaper, BulkPlan } from './bulk-files.ts'
import { type Frozen, linesAt, linesHash, sealed, sealedLines } from './campaign-snapshot.ts'
import { campaignOf } from './campaigns.ts'
import { originOf } from './exports.ts'
import { imprintOf } from './paper-orders.ts'
import { settingsOf } from './settings.ts'
import { lineOf } from './statement-lines.ts'

export function letterPlan(order: LetterFiles): BulkPlan {
  return {
    formats: order.format === 'both' ? ['pdf', 'xlsx'] : [order.format],
    joined: order.joined,
    stem: 'letters',
    keys: (context) => accountsOf(context, order),
    nameOf: (context, code) => {
      const { letter } = liveLetter(context, campaignOf(context, order.campaignId), code)
      return order.names
        .replaceAll('{number}', letter.number)
        .replaceAll('{version}', String(letter.version))
        .replaceAll('{code}', code)
        .replaceAll('{name}', () => letter.name)
    },
    paperOf: (context, code) => letterPaperOf(context, campaignOf(context, order.campaignId), code),
    titleOf: (context) => {
      const { language } = settingsOf(context)
      const { kind, asOf } = campaignOf(context, order.campaignId)
      return {
        language,
        title: `${letterWords(language)[`title.${kind}`]} · ${asOf} · ${context.company.name}`,
      }
    },
  }
}

/** Codes with a letter in the campaign; those asked for, or all. */
function accountsOf(context: Context, order: LetterFiles): string[] {
  const campaign = campaignOf(context, order.campaignId)
  if (order.customers)
    return order.customers.map((code) => liveLetter(context, campaign, code).letter.code)
  return [...new Set(lettersOf(context.db, campaign.id).map(({ code }) => code))]
}

/** The newest version of an account's letter, with its content as it was sealed. */
export function liveLetter(
  context: Context,
  campaign: CampaignRow,
  code: string,
): { readonly letter: LetterRow; readonly content: LetterContent } {
  const customer = customerByCode(context.db, code)
  if (!customer) throw new Refusal('customer.unknown', { customer: code })
  const letter = lettersOf(context.db, campaign.id, customer.rowid).at(-1)
  if (!letter) throw new Refusal('letter.unknown', { customer: code })
  return { letter, content: contentIn(letter) }
}

/** Refuses content that is not what its seal was made of. */
export function contentIn(letter: LetterRow): LetterContent {
  const content = JSON.parse(letter.content) as LetterContent
  if (!sealed(content).hash.equals(letter.hash))
    throw new Refusal('letter.statement_differs', { customer: letter.code })
  return content
}

export function letterPaperOf(context: Context, campaign: CampaignRow, code: string): BulkPaper {
  const { letter, content } = liveLetter(context, campaign, code)
  const { withStatement } = campaign
  return paperOf(context, { letter, content, withStatement, hash: letter.hash.toString('hex') })
}

/** What a paper needs of a letter, kept or for trial. */
export interface WrittenLetter {
  readonly letter: Pick<LetterRow, 'customer' | 'code' | 'name' | 'number' | 'throughDoc'> &
    Partial<Pick<LetterRow, 'id'>>
  readonly content: LetterContent
  readonly withStatement: boolean
  /** Null for trial. */
  readonly hash: string | null
}

export function paperOf(context: Context, written: WrittenLetter): BulkPaper {
  const { letter, content, hash } = written
  const { language, kind } = content.letter
  const statements =
    written.withStatement && (kind === 'balance' || kind === 'statement')
      ? content.balances.map((balance) => statementAt(context, letter, content, balance))
      : []
  const { letters, letterhead } = settingsOf(context)
  const order: LetterOrder = {
    content,
    hash,
    statements,
    contact: letterhead.contact,
    signers: letters.signers
      .split(';')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    silenceDays: letters.withSilence ? letters.statutoryDays : null,
  }
  return {
    bookmark: `${letter.number} ${letter.code} ${letter.name}`,
    pdf: {
      kind: 'letter',
      imprint: imprintOf(context),
      format: { paper: 'A4', orientation: 'portrait' },
      order,
    },
    tables: () => letterTables(order),
    owners: [],
    facts: () => letterFacts(order, originOf(context), language),
  }
}

/** The statement of one currency as the journal stood; refused where it is not what was sealed. */
function statementAt(
  context: Context,
  letter: WrittenLetter['letter'],
  content: LetterContent,
  balance: SealedBalance,
): Statement {
  const { currency } = balance
  const frozen: Frozen = {
    kind: content.letter.kind,
    from: content.letter.from,
    asOf: content.letter.as_of,
    through: letter.throughDoc,
    letter: letter.id,
  }
  const rows = linesAt(context, letter.customer, currency, frozen)
  if (linesHash(sealedLines(rows)) !== balance.lines_hash)
    throw new Refusal('letter.statement_differs', { customer: letter.code })
  let running = balance.opening_minor
  const lines = rows.map((row) => {
    running = addMinor(running, row.amountMinor)
    return lineOf(row, letter.code, row.amountMinor, running, 0, [], false)
  })
  const account = customerByRow(context.db, letter.customer)
  const debits = lines.filter(({ creditMinor }) => creditMinor === 0).length
  return {
    customer: letter.code,
    name: account?.name ?? letter.name,
    from: frozen.from,
    to: frozen.asOf,
    kind: 'running',
    currency: currency as Statement['currency'],
    openingMinor: balance.opening_minor,
    debitMinor: balance.debit_minor,
    creditMinor: balance.credit_minor,
    debitCount: debits,
    creditCount: lines.length - debits,
    closingMinor: balance.minor,
    ledgerMinor: balance.minor,
    lines,
    lineCount: lines.length,
    next: null,
    openItems: 0,
    overdueItems: 0,
    aging: {
      buckets: [],
      currency: currency as Statement['currency'],
      bucketMinors: [],
      unappliedMinor: 0,
      creditNotesMinor: 0,
      totalMinor: 0,
      disputedMinor: 0,
    },
  }
}
