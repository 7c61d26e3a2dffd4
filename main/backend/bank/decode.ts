/**
 * Bytes of a bank file to text. What the bytes prove (marks, valid UTF-8) stands; for the rest the file
 * may name its encoding itself, in the declaration of XML or the header of OFX; what Windows cannot have
 * written is of DOS.
 */
import { decode, type Decoded } from '../tabular/encoding.ts'
import { FileFailure } from '../tabular/failure.ts'
import { codePageOf, decodeCodePage } from './code-pages.ts'

export function decodeBank(bytes: Buffer, asked: string | undefined): Decoded {
  const found = decode(bytes, asked)
  if (asked !== undefined || !found.encoding.startsWith('windows-')) return found
  const broken = brokenUtf8(bytes)
  if (broken !== null) return { text: broken, encoding: 'utf-8' }
  const head = bytes.subarray(0, 2000).toString('latin1')
  const named =
    /<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]{1,30})["']/i.exec(head)?.[1] ??
    /^CHARSET:\s*(\d{3,4})/im.exec(head)?.[1]
  if (named === undefined) {
    const page = codePageOf(bytes)
    return page === null ? found : { text: decodeCodePage(bytes, page), encoding: page }
  }
  const encoding = /^\d+$/.test(named) ? `windows-${named}` : named
  // A declaration the bytes have disproved is no better than a guess.
  if (/^utf-?(?:8|16)/i.test(encoding)) return found
  try {
    return decode(bytes, encoding)
  } catch (error) {
    if (error instanceof FileFailure) return found
    throw error
  }
}

/**
 * UTF-8 in which a few characters were cut in two, as banks do that count a line's length in bytes; null
 * where it is something else: text of one byte a letter has next to no valid sequences of two.
 */
function brokenUtf8(bytes: Buffer): string | null {
  const text = new TextDecoder('utf-8').decode(bytes)
  const lost = text.match(/\ufffd/g)?.length ?? 0
  const whole = (text.match(/[^\u0000-\u007f]/g)?.length ?? 0) - lost
  return whole > 3 * lost ? text : null
}
