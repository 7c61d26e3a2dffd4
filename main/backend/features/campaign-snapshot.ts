/**
 * What letters say, frozen: balances, papers and movements of the journal up to one of its rows. Made
 * once when a campaign is created; read again from the same rows whenever a letter is written, and
 * compared with the hash that was sealed.
 */
import type { CustomerRow } from '../../../db/local/customers.ts'
import {
  type DeclaredRow,
  declaredDocuments,
  type PaperRow,
  papersNotDue,
  periodSums,
  type PeriodSum,
} from '../../../db/local/letter-figures.ts'
import { documentsBetween, type StatementRow } from '../../../db/local/statement-rows.ts'
import { type IsoDate, monthOf } from '../../../shared/domain/days.ts'
import { baBsFormOf, baBsTotals, isElectronicNumber } from '../../../shared/domain/letters/ba-bs.ts'
import type {
  CampaignKind,
  LetterContent,
  LetterParty,
  SealedBalance,
  SealedLine,
} from '../../../shared/domain/letters/content.ts'
import { addMinor, proportion } from '../../../shared/domain/money.ts'
import { canonicalText, type Plain, sha256 } from '../../../sync/engine/canonical.ts'
import { externalId } from '../../../sync/engine/ids.ts'
import type { Context } from '../context.ts'
import { settingsOf } from './settings.ts'

/** Of which part of the journal. */
export interface Frozen {
  readonly kind: CampaignKind
  readonly from: IsoDate
  readonly asOf: IsoDate
  /** Last row of the journal that counts. */
  readonly through: number
  /** A letter that was kept: what it did not see of the journal does not count. */
  readonly letter?: number | undefined
}

/** What one letter adds to the figures. */
export interface LetterHead {
  readonly number: string
  readonly version: number
  readonly language: 'tr' | 'en' | 'de'
  readonly answerBy: IsoDate
  readonly replaces?: LetterContent['replaces']
}

/** The figures of every account, read at once; of one account where only that is needed. */
export class Snapshot {
  readonly #context: Context
  readonly #frozen: Frozen
  readonly #sums: ReadonlyMap<number, readonly PeriodSum[]>
  readonly #papers: ReadonlyMap<number, readonly PaperRow[]>
  readonly #declared: ReadonlyMap<number, readonly DeclaredRow[]>
  readonly #company: LetterParty

  constructor(context: Context, frozen: Frozen, customer: number | null = null) {
    const { db } = context
    const { kind, from, asOf, through } = frozen
    this.#context = context
    this.#frozen = frozen
    this.#sums = byCustomer(periodSums(db, from, asOf, through, customer))
    this.#papers = byCustomer(papersNotDue(db, asOf, through, customer))
    this.#declared =
      kind === 'ba-bs'
        ? byCustomer(declaredDocuments(db, from, asOf, through, customer))
        : new Map()
    const { letterhead } = settingsOf(context)
    this.#company = party(
      context.company.name,
      letterhead.taxId,
      letterhead.taxOffice,
      letterhead.address,
    )
  }

  /** Is there anything to ask this account about? */
  isWanted(
    { rowid }: CustomerRow,
    { skipZero, skipInactive }: { readonly skipZero: boolean; readonly skipInactive: boolean },
  ): boolean {
    const { kind } = this.#frozen
    if (kind === 'ba-bs') return this.#formsOf(rowid).length > 0
    if (kind === 'cheques') return this.#papers.has(rowid)
    const sums = this.#sums.get(rowid) ?? []
    const isZero = sums.every(({ balanceMinor }) => balanceMinor === 0)
    if (skipZero && isZero) return false
    return !(skipInactive && isZero && sums.every(({ lines }) => lines === 0))
  }

  contentOf(customer: CustomerRow, head: LetterHead): LetterContent {
    const { kind, from, asOf } = this.#frozen
    const papers = this.#papers.get(customer.rowid) ?? []
    const forms = kind === 'ba-bs' ? this.#formsOf(customer.rowid) : []
    const theirCode = customer.custom['their_code'] ?? ''
    return {
      v: 1,
      letter: {
        number: head.number,
        version: head.version,
        kind,
        language: head.language,
        from,
        as_of: asOf,
        issued_on: this.#context.today,
        answer_by: head.answerBy,
      },
      company: this.#company,
      customer: {
        code: customer.code,
        ...(theirCode === '' ? {} : { their_code: theirCode }),
        ...party(
          customer.name,
          customer.taxId,
          customer.taxOffice,
          [customer.address, customer.city, customer.country].filter(Boolean).join(', '),
        ),
      },
      balances: this.#balancesOf(customer, papers, forms),
      papers: paperSums(papers),
      ...(kind === 'cheques'
        ? {
            cheques: papers.map((one) => ({
              number: one.number,
              kind: one.kind,
              received_on: one.receivedOn,
              due_on: one.dueOn,
              currency: one.currency,
              minor: one.minor,
            })),
          }
        : {}),
      ...(kind === 'ba-bs' ? { forms } : {}),
      ...(head.replaces === undefined ? {} : { replaces: head.replaces }),
    }
  }

  #balancesOf(
    customer: CustomerRow,
    papers: readonly PaperRow[],
    forms: NonNullable<LetterContent['forms']>,
  ): SealedBalance[] {
    const { company } = this.#context
    if (this.#frozen.kind === 'ba-bs') {
      // Sales less purchases: one figure to agree with; the forms stand beside it.
      const minor = forms.reduce(
        (sum, one) => addMinor(sum, one.form === 'BS' ? one.minor : -one.minor),
        0,
      )
      return [bare(company.currency, minor)]
    }
    if (this.#frozen.kind === 'cheques')
      return paperSums(papers).map(({ currency, minor }) => bare(currency, minor))
    const sums = (this.#sums.get(customer.rowid) ?? []).filter(
      ({ balanceMinor, lines }) => balanceMinor !== 0 || lines > 0,
    )
    if (sums.length === 0) return [bare(customer.currency ?? company.currency, 0)]
    return sums.map((sum) => {
      const lines = sealedLines(linesAt(this.#context, customer.rowid, sum.currency, this.#frozen))
      const debit = lines.reduce((total, [, , , minor]) => addMinor(total, Math.max(minor, 0)), 0)
      const credit = lines.reduce((total, [, , , minor]) => addMinor(total, Math.max(-minor, 0)), 0)
      if (sum.openingMinor + debit - credit !== sum.balanceMinor)
        throw new Error(`the lines of ${customer.code} do not come to its balance`)
      return {
        currency: sum.currency,
        minor: sum.balanceMinor,
        opening_minor: sum.openingMinor,
        debit_minor: debit,
        credit_minor: credit,
        lines: lines.length,
        lines_hash: linesHash(lines),
      }
    })
  }

  #formsOf(customer: number): NonNullable<LetterContent['forms']>[number][] {
    const rows = this.#declared.get(customer) ?? []
    const documents = rows.flatMap((row) => {
      const form = baBsFormOf(row.kind)
      const whole = Math.abs(row.amountMinor)
      if (form === null || whole === 0) return []
      const net = whole - Math.abs(row.taxMinor ?? 0)
      const isElectronic = isElectronicNumber(row.number)
      return [
        { form, netMinor: proportion(Math.abs(row.baseMinor), net, whole), isElectronic, row },
      ]
    })
    const month = monthOf(this.#frozen.asOf)
    const { baBsThreshold } = settingsOf(this.#context).letters
    return baBsTotals(documents, month, baBsThreshold).map(({ form, count, netMinor, lira }) => ({
      form,
      count,
      minor: netMinor,
      lira,
      without_tax: documents.filter((one) => one.form === form && one.row.taxMinor === null).length,
    }))
  }
}

/** The movements of an account in the period, as the journal stood. */
export function linesAt(
  { db }: Context,
  customer: number,
  currency: string,
  { from, asOf, through, letter }: Omit<Frozen, 'kind'>,
): StatementRow[] {
  return documentsBetween(db, { customers: [customer], currency, from, to: asOf, through, letter })
}

export function sealedLines(rows: readonly StatementRow[]): SealedLine[] {
  return rows.map((row) => [row.docOn, row.number, row.kind, row.amountMinor])
}

export function linesHash(lines: readonly SealedLine[]): string {
  return sha256('saldo.letter.v1', canonicalText(lines)).toString('hex')
}

/** Id of a letter, the same on every device. */
export function letterIdOf(
  { company }: Pick<Context, 'company'>,
  campaignId: string,
  customerId: string,
  version: number,
): string {
  return externalId(company.companyId, 'letter', `${campaignId}\0${customerId}\0${version}`)
}

/** The text that is sealed, and its hash. */
export function sealed(content: LetterContent): { readonly text: string; readonly hash: Buffer } {
  const text = canonicalText(content as unknown as Plain)
  return { text, hash: sha256('saldo.letter.v1', text) }
}

function bare(currency: string, minor: number): SealedBalance {
  return {
    currency,
    minor,
    opening_minor: minor,
    debit_minor: 0,
    credit_minor: 0,
    lines: 0,
    lines_hash: linesHash([]),
  }
}

function party(
  name: string,
  taxId: string | null,
  taxOffice: string | null,
  address: string | null,
): LetterParty {
  return {
    name,
    ...(taxId ? { tax_id: taxId } : {}),
    ...(taxOffice ? { tax_office: taxOffice } : {}),
    ...(address ? { address } : {}),
  }
}

function paperSums(papers: readonly PaperRow[]): LetterContent['papers'][number][] {
  const sums = new Map<string, { count: number; minor: number }>()
  for (const { currency, minor } of papers) {
    const sum = sums.get(currency) ?? { count: 0, minor: 0 }
    sums.set(currency, { count: sum.count + 1, minor: addMinor(sum.minor, minor) })
  }
  return [...sums]
    .map(([currency, sum]) => ({ currency, ...sum }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1))
}

function byCustomer<T extends { readonly customer: number }>(
  rows: readonly T[],
): ReadonlyMap<number, readonly T[]> {
  const map = new Map<number, T[]>()
  for (const row of rows) {
    const own = map.get(row.customer)
    if (own) own.push(row)
    else map.set(row.customer, [row])
  }
  return map
}
