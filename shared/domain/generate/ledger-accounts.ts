/** Customers of the bench ledger: 70/20/10 % EUR/USD/GBP, terms, temper, a quarter paying in lumps. */
import type { Prng } from './prng.ts'

export interface LedgerAccount {
  readonly code: string
  readonly currency: string
  /** Payment term in days. */
  readonly days: number
  /** Typical days late. */
  readonly lateness: number
  /** Pays what is due in one sum, oldest first, instead of by reference. */
  readonly paysLump: boolean
}

const TERMS = [0, 14, 30, 30, 30, 30, 45, 60, 90]

export function makeAccounts(random: Prng, count: number): LedgerAccount[] {
  return Array.from({ length: count }, (_, i) => {
    const draw = random.next()
    return {
      code: `C${String(i + 1).padStart(6, '0')}`,
      currency: draw < 0.7 ? 'EUR' : draw < 0.9 ? 'USD' : 'GBP',
      days: random.pick(TERMS),
      lateness: Math.floor(random.skewed(6, 1.1)),
      paysLump: random.chance(0.25),
    }
  })
}

/** A quarter stand below one of the first eight in a hundred; '' for the others. */
export function parentOf(random: Prng, accounts: readonly LedgerAccount[], index: number): string {
  const parents = Math.max(1, Math.floor(accounts.length * 0.08))
  if (index < parents || !random.chance(0.25)) return ''
  return accounts[random.int(0, parents - 1)]?.code ?? ''
}
