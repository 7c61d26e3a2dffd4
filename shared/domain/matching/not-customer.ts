/**
 * Lines that are no customer's money whatever their amount: what goes out, what moves between our own
 * accounts, and what banks, offices and card schemes credit. Words alone decide only where no account,
 * tax id or document number speaks for a customer.
 */
import type { Books } from './books.ts'
import { foldText } from './fold.ts'
import type { Reading } from './reading.ts'

const WORDS = new RegExp(
  [
    /\bPOS\b|UYE ?IS ?YERI|UIY|BLOKE COZ|HESABA AKTARIM/,
    /FAIZ|TAHAKKUK|ZINS|INTEREST|STOPAJ|BSMV|KOMISYON|MASRAF|UCRETI|ENTGELT|GEBUHR|BANK CHARGE/,
    /KREDI KULLANDIR|DARLEHEN|LOAN DISBURS|VADELI HESAP|REPO\b|\bFON (?:SATIS|ALIS)/,
    /VIRMAN|HESAPLAR ARASI|UMBUCHUNG|OWN TRANSFER|EIGENUBERTRAG/,
    /VERGI DAIRESI|KDV IADE|FINANZAMT|HMRC|SOSYAL GUVENLIK|SGK|MAAS|GEHALT|SALARY|PAYROLL/,
    /DOVIZ (?:SATIS|ALIS)|ARBITRAJ|SIGORTA HASAR|SCHADENSZAHLUNG/,
  ]
    .map((one) => one.source)
    .join('|'),
)

/** True where the words of a line say so; the caller weighs it against what is known of payers. */
export function saysNotCustomer(reading: Reading): boolean {
  return WORDS.test(reading.folded) || WORDS.test(foldText(reading.line.counterparty ?? ''))
}

/** True where no payer needs to be looked for. */
export function isNotCustomer(
  books: Books,
  ownNames: ReadonlySet<string>,
  reading: Reading,
): boolean {
  // What takes back an earlier booking is our own money coming home, or a receipt going back.
  if (reading.amount <= 0 || reading.line.isReversal) return true
  if (reading.iban !== null && books.ownIbans.has(reading.iban)) return true
  const { counterparty } = reading.line
  return counterparty !== null && ownNames.has(ownNameKey(counterparty))
}

/** Names of our own in one spelling, legal forms written out or not. */
export function ownNameKey(name: string): string {
  return foldText(name)
    .replace(/\b(?:SAN|SANAYI|VE|TIC|TICARET|A S|AS|ANONIM|SIRKETI|LTD|LIMITED|STI)\b/g, '')
    .replace(/ +/g, ' ')
    .trim()
}
