/**
 * Turkish tax identity numbers and their check digits (M13).
 *
 * VKN, ten digits: each of the first nine digits plus its distance from the tenth place, modulo 10,
 * times 2^distance modulo 9 (9 where that gives 0 for a non-zero digit); the sum's complement to ten
 * is the last digit. TCKN, eleven digits, the first not 0: the tenth is
 * (7 × odd places − even places) mod 10, the eleventh the sum of the first ten mod 10.
 * Source: the published algorithms of Gelir İdaresi Başkanlığı and Nüfus ve Vatandaşlık İşleri.
 */

export type TaxIdKind = 'vkn' | 'tckn' | 'foreign'

export interface TaxIdCheck {
  readonly ok: boolean
  readonly kind: TaxIdKind
}

/** Only Turkish numbers are checked: ten or eleven digits of a customer in Türkiye or of no country. */
export function checkTaxId(text: string, country: string | null): TaxIdCheck {
  const compact = text.replace(/\s+/g, '')
  const isTurkish =
    country === null ||
    country === '' ||
    /^(tr|tur|türkiye|turkiye|turkey|türkei)$/i.test(country.trim())
  if (!isTurkish) return { ok: compact.length > 0, kind: 'foreign' }
  if (!/^\d+$/.test(compact)) return { ok: country === null || country === '', kind: 'foreign' }
  if (compact.length === 10) return { ok: isVkn(compact), kind: 'vkn' }
  if (compact.length === 11) return { ok: isTckn(compact), kind: 'tckn' }
  return { ok: false, kind: 'vkn' }
}

export function isVkn(text: string): boolean {
  if (!/^\d{10}$/.test(text)) return false
  return vknCheckDigit(text.slice(0, 9)) === Number(text[9])
}

export function isTckn(text: string): boolean {
  if (!/^[1-9]\d{10}$/.test(text)) return false
  const digits = text.split('').map(Number)
  const at = (index: number) => digits[index] ?? 0
  const odd = at(0) + at(2) + at(4) + at(6) + at(8)
  const even = at(1) + at(3) + at(5) + at(7)
  const tenth = (((odd * 7 - even) % 10) + 10) % 10
  const eleventh = (odd + even + at(9)) % 10
  return at(9) === tenth && at(10) === eleventh
}

/** The tenth digit of a VKN whose first nine are given. */
export function vknCheckDigit(nine: string): number {
  let sum = 0
  for (let i = 0; i < 9; i += 1) {
    const shifted = (Number(nine[i]) + 9 - i) % 10
    const weighted = (shifted * 2 ** (9 - i)) % 9
    sum += shifted !== 0 && weighted === 0 ? 9 : weighted
  }
  return (10 - (sum % 10)) % 10
}
