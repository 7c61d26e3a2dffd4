/**
 * ISO 4217 currencies and the number of digits of their minor unit.
 *
 * Source: ISO 4217 list one. Funds codes, precious metals and test codes are left out: no
 * receivable is kept in them.
 */

/** Three capitals found in the table. */
export type Currency = string & { readonly __brand: 'Currency' }

const ZERO_DIGITS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
const THREE_DIGITS = 'BHD IQD JOD KWD LYD OMR TND'
const TWO_DIGITS =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF ' +
  'CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD ' +
  'HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA ' +
  'MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN ' +
  'QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP ' +
  'TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG'

const DIGITS: ReadonlyMap<string, number> = new Map([
  ...ZERO_DIGITS.split(' ').map((code) => [code, 0] as const),
  ...TWO_DIGITS.split(' ').map((code) => [code, 2] as const),
  ...THREE_DIGITS.split(' ').map((code) => [code, 3] as const),
])

export const CURRENCIES: readonly Currency[] = [...DIGITS.keys()].toSorted() as Currency[]

export function isCurrency(code: string): code is Currency {
  return DIGITS.has(code)
}

/** Digits of the minor unit; throws for a code that is no currency (a bug: edges check first). */
export function digitsOf(currency: string): number {
  const digits = DIGITS.get(currency)
  if (digits === undefined) throw new RangeError(`not a currency: ${currency}`)
  return digits
}
