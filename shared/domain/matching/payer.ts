/** A customer as the possible payer of a line: what speaks for it, and how well that makes it known. */
import type { NameHit } from './names.ts'
import { gradeOf } from './reading.ts'

export interface Payer {
  readonly customer: number
  iban: 'master' | 'learned' | 'learned_once' | 'shared' | 'of_other' | 'new' | null
  taxId: 'own' | 'of_other' | null
  name: NameHit | null
  isFreeText: boolean
  /** Another customer's name fits as well. */
  hasRival: boolean
  hasCode: boolean
  learnedName: boolean
  learnedText: boolean
  /** Confirmed lines behind what was learned. */
  confirmed: number
  /** The best reading of a number as a document of theirs, −1 for none. */
  grade: number
  /** Another, of no group of theirs, is known better. */
  hasBetter: boolean
  /** Known through another of its group: that one's number. */
  through: number | null
}

/** A name is whole from here on. */
export const NAME_WHOLE = 0.93
export const NAME_MOST = 0.7

/** How much of a name is there and explains what is shown, 0…1. */
export function shareOf(hit: NameHit): number {
  return Math.min(hit.found, hit.explained)
}

/** How well the payer is known: 3 by an account or tax id theirs alone … 0 not at all. */
export function classOf(payer: Payer): 0 | 1 | 2 | 3 {
  const share = payer.name === null ? 0 : shareOf(payer.name)
  const isContradicted = payer.iban === 'of_other' || payer.taxId === 'of_other'
  if (payer.iban === 'master' || payer.iban === 'learned' || payer.taxId === 'own')
    return payer.taxId === 'of_other' ? 1 : 3
  if (isContradicted) return share >= NAME_WHOLE || payer.hasCode ? 1 : 0
  if (payer.iban === 'learned_once' && (share >= NAME_MOST || payer.name === null)) return 3
  const isNamed = share >= NAME_WHOLE && !payer.hasRival && payer.name?.form !== -1
  if (isNamed || payer.hasCode || (payer.learnedName && payer.confirmed > 1)) return 2
  if (payer.iban === 'shared' && share >= NAME_MOST) return 2
  if (share >= NAME_MOST || (payer.iban !== null && payer.iban !== 'new')) return 1
  return payer.learnedName || payer.learnedText || payer.through !== null ? 1 : 0
}

/** What brings a payer forward among others, before anything is drafted. */
export function points(payer: Payer): number {
  const share = payer.name === null ? 0 : shareOf(payer.name) + payer.name.form * 0.05
  const named = payer.grade < 0 ? 0 : payer.grade >= gradeOf('half') ? 2 : 1
  return classOf(payer) * 2 + share + named + (payer.iban === 'shared' ? 0.5 : 0)
}

/** A payer of whom nothing is said yet. */
export function unknownPayer(customer: number): Payer {
  return {
    customer,
    iban: null,
    taxId: null,
    name: null,
    isFreeText: false,
    hasRival: false,
    hasCode: false,
    learnedName: false,
    learnedText: false,
    confirmed: 0,
    grade: -1,
    hasBetter: false,
    through: null,
  }
}
