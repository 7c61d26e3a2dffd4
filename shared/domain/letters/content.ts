/**
 * What a letter says, as it is sealed: its content hash is SHA-256 over "saldo.letter.v1", one NUL and
 * the canonical text (RFC 8785 JSON) of this record. Absent is absent, never null; days are text;
 * amounts are minor units in our view, debit (they owe us) positive.
 *
 * The statement's lines are not part of it but their hash is, one a currency: lines are read from the
 * ledger as it stood, and must still come to that hash.
 */
import type { IsoDate } from '../days.ts'
import type { WordsLanguage } from './words.ts'

export const CAMPAIGN_KINDS = ['balance', 'statement', 'ba-bs', 'cheques'] as const
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number]

export interface LetterContent {
  readonly v: 1
  readonly letter: {
    readonly number: string
    readonly version: number
    readonly kind: CampaignKind
    readonly language: WordsLanguage
    readonly from: IsoDate
    readonly as_of: IsoDate
    readonly issued_on: IsoDate
    readonly answer_by: IsoDate
  }
  readonly company: LetterParty
  readonly customer: LetterParty & {
    readonly code: string
    /** Under which code they keep us, where it is known. */
    readonly their_code?: string
  }
  readonly balances: readonly SealedBalance[]
  /** Cheques and notes received and not yet due, one a currency. */
  readonly papers: readonly {
    readonly currency: string
    readonly count: number
    readonly minor: number
  }[]
  /** Of a cheque list: each paper. */
  readonly cheques?: readonly {
    readonly number: string
    readonly kind: 'cheque' | 'note'
    readonly received_on: IsoDate
    readonly due_on: IsoDate
    readonly currency: string
    readonly minor: number
  }[]
  /** Of a BA/BS letter: what is declared of the month. */
  readonly forms?: readonly {
    readonly form: 'BA' | 'BS'
    readonly count: number
    readonly minor: number
    readonly lira: number
    /** Documents whose VAT is not known stand with their whole amount. */
    readonly without_tax: number
  }[]
  /** Of a later version: the one it takes the place of, and what came since. */
  readonly replaces?: {
    readonly version: number
    readonly hash: string
    readonly changes: readonly SealedChange[]
  }
}

export interface LetterParty {
  readonly name: string
  readonly tax_id?: string
  readonly tax_office?: string
  readonly address?: string
}

export interface SealedBalance {
  readonly currency: string
  readonly minor: number
  readonly opening_minor: number
  readonly debit_minor: number
  readonly credit_minor: number
  readonly lines: number
  readonly lines_hash: string
}

/** A movement with a day inside the period that was recorded after the letter was made. */
export interface SealedChange {
  readonly on: IsoDate
  readonly number: string
  readonly kind: string
  readonly currency: string
  readonly minor: number
}

/** One movement of a statement as its hash covers it: day, number, kind, signed amount. */
export type SealedLine = readonly [on: IsoDate, number: string, kind: string, minor: number]

/** What changed, added up a currency; lines that cancel leave no amount but are counted. */
export function changesByCurrency(
  changes: readonly SealedChange[],
): { readonly currency: string; readonly minor: number; readonly lines: number }[] {
  const sums = new Map<string, { minor: number; lines: number }>()
  for (const { currency, minor } of changes) {
    const sum = sums.get(currency) ?? { minor: 0, lines: 0 }
    sums.set(currency, { minor: sum.minor + minor, lines: sum.lines + 1 })
  }
  return [...sums]
    .map(([currency, sum]) => ({ currency, ...sum }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1))
}
