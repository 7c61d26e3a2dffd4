/** What a line's own words say it is, in Turkish, English and German. */
import { fold } from '../fold.ts'
import type { DocumentKind } from '../kinds.ts'
import { kindOfWord } from '../tabular/kind-words.ts'

export interface Wording {
  readonly isFee: boolean
  readonly isFx: boolean
  readonly isDiscount: boolean
  readonly isRounding: boolean
}

const FEE =
  /\b(?:masraf\w*|komisyon\w*|(?:havale|eft|banka) (?:ucreti|kesintisi)|bank (?:fees?|charges?)|transfer fee|commission|bankspesen|spesen|bankgebuhr\w*|gebuhr\w*|gebuehr\w*)\b/
const FX =
  /\b(?:kur fark\w*|kambiyo\w*|exchange (?:difference|gain|loss)|fx (?:difference|gain|loss|diff)|kursdifferenz\w*|wahrungsdifferenz\w*)\b/
const DISCOUNT = /\b(?:iskonto\w*|indirim\w*|skonto\w*|discount|rabatt\w*)\b/
const ROUNDING = /\b(?:kurus fark\w*|kusurat\w*|yuvarlama\w*|rounding|rundung\w*)\b/
const FOREIGN =
  /\b(?:usd|eur|gbp|chf|dolar|euro|sterlin)\b.*\d|\d.*\b(?:usd|eur|gbp|chf|dolar|euro|sterlin)\b/

export function wordingOf(text: string): Wording {
  const folded = fold(text)
  return {
    isFee: FEE.test(folded),
    isFx: FX.test(folded),
    isDiscount: DISCOUNT.test(folded),
    isRounding: ROUNDING.test(folded),
  }
}

/** Names an amount of another currency than `own`, the account's. */
export function namesForeign(text: string, own: string): boolean {
  return FOREIGN.test(fold(text).replaceAll(own.toLowerCase(), ''))
}

/**
 * The kind a word of their book stands for, seen from ours: their purchase is our sale, their payment
 * our receipt. The side of the money decides where the word fits both.
 */
export function kindInOurView(word: string, minor: number): DocumentKind | null {
  const kind = kindOfWord(word)
  if (kind === null) return null
  if (kind === 'opening') return 'opening'
  if (kind === 'cheque' || kind === 'note') return minor < 0 ? kind : null
  if (kind === 'receipt' || kind === 'refund') return minor < 0 ? 'receipt' : 'refund'
  return minor > 0 ? 'invoice' : 'credit_note'
}
