/** What can be found in the free text of a payment without knowing its bank. */
import { hasCheckDigits, isIban } from '../iban.ts'
import { isTckn, isVkn } from '../tax-id.ts'

const CREDITOR = /\bRF\d{2}(?: ?[A-Z0-9]){1,21}\b/g
const BELGIAN = /(?:\+\+\+|\*\*\*)(\d{3}\/?\d{4}\/?\d{5})(?:\+\+\+|\*\*\*)/g
/** The payment reference of Dutch giro slips, named by the bank. */
const DUTCH_SLIP = /\bBETALINGSKENM(?:ERK)?\.?:?\s+(\d{7,27})\b/gi

/** Creditor references (ISO 11649, check digits right), Belgian and Dutch slip references. */
export function structuredRefsIn(text: string): string[] {
  const creditor = [...text.toUpperCase().matchAll(CREDITOR)].flatMap(([whole]) => {
    // A word that follows may look like a part of it: the longest form whose digits are right.
    const words = whole.split(' ')
    for (let count = words.length; count > 0; count -= 1) {
      const code = words.slice(0, count).join('')
      if (code.length >= 5 && code.length <= 25 && hasCheckDigits(code)) return [code]
    }
    return []
  })
  const slips = [...text.matchAll(BELGIAN), ...text.matchAll(DUTCH_SLIP)].map((parts) =>
    (parts[1] ?? '').replaceAll('/', ''),
  )
  return [...new Set([...creditor, ...slips])]
}

const TAX_ID =
  /\b(?:VKN|V\.?K\.?N\.?|VERG[İI] (?:K[İI]ML[İI]K )?NO|TCKN|T\.?C\.? ?(?:K[İI]ML[İI]K )?NO)[\s.:/-]*(\d{10,11})(?!\d)/iu

/** A Turkish tax or identity number that the text calls so and whose check digits are right. */
export function taxIdIn(text: string): string | null {
  const found = TAX_ID.exec(text)?.[1]
  return found !== undefined && (isVkn(found) || isTckn(found)) ? found : null
}

/** The first IBAN with right check digits that is not the account's own. */
export function ibanIn(text: string, own: string | null): string | null {
  const grouped = /\bTR\d{2}(?: ?\d{4}){5} ?\d{2}\b/g
  const plain = /\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b/g
  const upper = text.toUpperCase()
  for (const pattern of [grouped, plain])
    for (const [whole] of upper.matchAll(pattern)) {
      const iban = whole.replaceAll(' ', '')
      if (iban !== own && isIban(iban)) return iban
    }
  return null
}
