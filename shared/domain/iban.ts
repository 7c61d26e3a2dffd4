/** IBAN check digits (ISO 13616: mod 97 of the rearranged number is 1) and the length of Turkish ones. */
export function isIban(text: string): boolean {
  const iban = compact(text)
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false
  if (iban.startsWith('TR') && iban.length !== 26) return false
  return hasCheckDigits(iban)
}

/** ISO 7064 mod 97-10, shared by IBANs and creditor references (ISO 11649). */
export function hasCheckDigits(code: string): boolean {
  let remainder = 0
  for (const char of code.slice(4) + code.slice(0, 4)) {
    const value = char >= 'A' ? char.charCodeAt(0) - 55 : Number(char)
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
  }
  return remainder === 1
}

/**
 * The IBAN a bank states in a field of its own, without spaces and in capitals; null when the text is
 * none by country and length (ISO 13616 registry). Check digits are not asked: what a bank writes of an
 * account is compared, not paid to.
 */
export function statedIban(text: string): string | null {
  const iban = compact(text)
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return null
  return LENGTHS.get(iban.slice(0, 2)) === iban.length ? iban : null
}

function compact(text: string): string {
  return text.replace(/\s+/g, '').toUpperCase()
}

const LENGTHS: ReadonlyMap<string, number> = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 ' +
    'DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 ' +
    'IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 ' +
    'MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 ' +
    'SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((one) => [one.slice(0, 2), Number(one.slice(2))] as const),
)
