/** A company whose customers pay by bank: what is open, and a bank's file with a line of each hardness. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { SaldoContract } from '../../shared/contract/index.ts'
import type { Client } from '../../shared/rpc/procedure.ts'

/** Lines that name their document and come from the account the card knows. */
export const SURE = 53
/** From a stranger, from a second one, and the bank's own fee. */
export const HARD = 3
const CUSTOMERS = 13

/** Accounts 120.01.0001 to 0013, four invoices or five each, and their file beside the company. */
export async function bankBooks(
  client: Client<SaldoContract>,
  dir: string,
): Promise<{ readonly file: string; readonly statement: string }> {
  const file = join(dir, 'banka.saldo')
  await client.companies.create({ name: 'Beyaz Ltd. Şti.', currency: 'TRY', file })
  for (let n = 1; n <= CUSTOMERS; n += 1)
    await client.customers.create({
      customerId: uuidv7(),
      customer: { code: codeOf(n), name: nameOf(n), iban: ibanOf(n), terms: TERMS[n] ?? 'NET30' },
    })
  const numbers = Array.from({ length: SURE }, (_, n) => n)
  await client.documents.post({
    documents: numbers.map((n) => ({
      documentId: uuidv7(),
      kind: 'invoice',
      documentNo: numberOf(n),
      customerCode: codeOf((n % CUSTOMERS) + 1),
      documentDate: `2026-09-${String((n % 28) + 1).padStart(2, '0')}` as never,
      amountMinor: amountOf(n),
    })),
  })
  const statement = join(dir, 'ekstre-ekim.csv')
  writeFileSync(statement, rowsOf(numbers).join('\n'))
  return { file, statement }
}

/** Each invoice is paid as named, the last two not in full; then what no document is named for. */
function rowsOf(numbers: readonly number[]): readonly string[] {
  const sure = numbers.map((n) => {
    const customer = (n % CUSTOMERS) + 1
    const short = SHORT[SURE - n] ?? 0
    return `${day(n)};EFT ${numberOf(n)} ODEME;${decimal(amountOf(n) - short)};${ibanOf(customer)};${nameOf(customer)}`
  })
  return [
    'Tarih;Açıklama;Tutar;IBAN;Karşı Taraf',
    ...sure,
    '31.10.2026;HAVALE;777,77;;ZÜMRÜT BİLİNMEYEN LTD',
    '31.10.2026;HAVALE;1234,50;;MEHMET DEMİR',
    '31.10.2026;HESAP İŞLETİM ÜCRETİ;-25,00;;',
    '',
  ]
}

/** The account whose last invoice is not paid in full may take 7 % off. */
const TERMS: Readonly<Record<number, string>> = { [((SURE - 1) % CUSTOMERS) + 1]: '7/30 NET30' }

/** Of the last invoice 500.00 is not paid, of the one before the bank kept 12.50. */
const SHORT: Readonly<Record<number, number>> = { 1: 50_000, 2: 1250 }

export const codeOf = (n: number) => `120.01.${String(n).padStart(4, '0')}`
export const nameOf = (n: number) => `${NAMES[n - 1] ?? ''} Ltd. Şti.`
export const numberOf = (n: number) => `SLS2026${String(1001 + n * 7).padStart(9, '0')}`
export const amountOf = (n: number) => 100_000 + n * 13_337

const NAMES = [
  'Çınar Yapı',
  'Ege Cam',
  'Alpen Kırtasiye',
  'Akdeniz Gıda',
  'Öz Tekstil',
  'Ütopya Plastik',
  'Kuzey Lojistik',
  'Başkent Hırdavat',
  'Şahin Elektrik',
  'Güneş Medikal',
  'İnci Mobilya',
  'Doruk Makine',
  'Bozkır Tarım',
]

/** Valid check digits: 98 − the remainder of the number with TR00 at its end, by 97. */
function ibanOf(n: number): string {
  const body = `00061005197864578413${String(20 + n).padStart(2, '0')}`
  const check = 98n - (BigInt(`${body}292700`) % 97n)
  return `TR${String(check).padStart(2, '0')}${body}`
}

function day(n: number): string {
  return `${String((n % 30) + 1).padStart(2, '0')}.10.2026`
}

function decimal(minor: number): string {
  return `${Math.floor(minor / 100)},${String(minor % 100).padStart(2, '0')}`
}
