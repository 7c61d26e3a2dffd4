/**
 * Enrolment codes: 16 characters of 32 (80 bits), read out or typed, used once within 10 minutes.
 * Only the hash is kept. Case, blanks and hyphens do not matter; I, L and O are read as 1, 1 and 0
 * (Crockford's base 32).
 */
import { hash } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16

/** `XXXX-XXXX-XXXX-XXXX`. */
export function makeCode(random: (bytes: number) => Buffer): string {
  return fourByFour([...random(LENGTH)].map((byte) => ALPHABET[byte & 31] ?? '').join(''))
}

export function codeHash(code: string): string {
  const plain = code.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
  return hash('sha256', `saldo.code.v1\0${plain}`, 'hex')
}

/** Four characters that name a device in provisional references. */
export function makeDeviceCode(random: (bytes: number) => Buffer): string {
  return [...random(4)].map((byte) => ALPHABET[byte & 31] ?? '').join('')
}

function fourByFour(text: string): string {
  return (text.match(/.{4}/g) ?? []).join('-')
}
