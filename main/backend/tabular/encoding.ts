/**
 * Bytes to text. UTF-8 is recognised by being valid UTF-8, UTF-16 by its mark or by its pattern of
 * zero bytes; among single-byte encodings the Turkish letters decide for windows-1254 (of which
 * ISO-8859-9 is a subset for what accounts contain), else windows-1252.
 */
import { FileFailure } from './failure.ts'

export interface Decoded {
  readonly text: string
  readonly encoding: string
}

const NAMES: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1254': 'windows-1254',
  cp1254: 'windows-1254',
  'iso-8859-9': 'iso-8859-9',
  latin5: 'iso-8859-9',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  'iso-8859-1': 'iso-8859-1',
  latin1: 'iso-8859-1',
}

export function decode(bytes: Buffer, asked: string | undefined): Decoded {
  const encoding = asked === undefined ? detect(bytes) : NAMES[asked.toLowerCase()]
  if (encoding === undefined)
    throw new FileFailure('file.encoding_unknown', { encoding: asked ?? '' })
  const text = new TextDecoder(encoding).decode(bytes)
  return { text: text.startsWith('\ufeff') ? text.slice(1) : text, encoding }
}

function detect(bytes: Buffer): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const wide = zeroPattern(bytes)
  if (wide !== null) return wide
  if (isUtf8(bytes)) return 'utf-8'
  return looksTurkish(bytes) ? 'windows-1254' : 'windows-1252'
}

/** Text in UTF-16 without a mark has a zero in nearly every second byte. */
function zeroPattern(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4096)
  if (sample.length < 8) return null
  let even = 0
  let odd = 0
  sample.forEach((byte, i) => {
    if (byte !== 0) return
    if (i % 2 === 0) even += 1
    else odd += 1
  })
  const half = sample.length / 2
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le'
  return even > half * 0.6 && odd < half * 0.1 ? 'utf-16be' : null
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** ğ Ğ ş Ş ı İ stand where windows-1252 has ð Ð þ Þ ý Ý, letters that no German or English text uses. */
function looksTurkish(bytes: Buffer): boolean {
  let turkish = 0
  for (const byte of bytes)
    if (
      byte === 0xf0 ||
      byte === 0xd0 ||
      byte === 0xfe ||
      byte === 0xde ||
      byte === 0xfd ||
      byte === 0xdd
    )
      turkish += 1
  return turkish > 0
}
