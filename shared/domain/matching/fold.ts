/**
 * Texts of banks and names of firms in one spelling: capitals without accents, words apart.
 *
 * Turkish ı/i/İ/I are one letter, as are ş/s, ğ/g, ç/c; German ß is ss. Turkish read in a Western
 * encoding (ý þ ð for ı ş ğ) is put right; the question mark that a bank leaves for a letter it does
 * not know becomes `_`, which stands for any letter of a word. Umlauts have two spellings (ü and
 * ue): a name is indexed under both (`names.ts`).
 */

const LETTERS: Readonly<Record<string, string>> = {
  ı: 'I',
  İ: 'I',
  ý: 'I',
  Ý: 'I',
  þ: 'S',
  Þ: 'S',
  ð: 'G',
  Ð: 'G',
  ß: 'SS',
  ẞ: 'SS',
  ø: 'O',
  Ø: 'O',
  æ: 'AE',
  Æ: 'AE',
  œ: 'OE',
  Œ: 'OE',
  ł: 'L',
  Ł: 'L',
  đ: 'D',
  Đ: 'D',
}
const PLAIN = /^[\x20-\x3e\x40-\x5e\x60-\x7e]*$/
/** A letter of a word that the bank could not write. */
export const UNKNOWN_LETTER = '_'
/** What each character below U+0250 becomes. */
const TABLE: readonly string[] = Array.from({ length: 0x250 }, (_, code) => {
  const letter = String.fromCharCode(code)
  if (letter === UNKNOWN_LETTER || letter === '\u00ad') return letter === UNKNOWN_LETTER ? ' ' : ''
  return (
    LETTERS[letter] ??
    letter
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toUpperCase()
  )
})

/** Capitals without accents; signs stay as they are. */
export function foldLetters(text: string): string {
  if (PLAIN.test(text)) return text.toUpperCase()
  let folded = ''
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code >= 0x300 && code <= 0x36f) continue
    folded += TABLE[code] ?? (text[at] ?? '').toUpperCase()
  }
  if (!/[?\ufffd]/.test(folded)) return folded
  return folded.replace(/(?<=[A-Z?\ufffd])[?\ufffd]|[?\ufffd](?=[A-Z?\ufffd])/g, UNKNOWN_LETTER)
}

/** Capitals A–Z and digits; everything else is one space between words. */
export function foldText(text: string): string {
  return foldLetters(text)
    .replace(/[^A-Z0-9_]+/g, ' ')
    .trim()
}

/** The words of a text whose letters are folded. */
export function foldedWords(folded: string): string[] {
  return folded.match(/[A-Z0-9_]+/g) ?? []
}

/** Account numbers, tax ids and references: capitals and digits without anything between. */
export function compact(text: string): string {
  return foldLetters(text).replace(/[^A-Z0-9]+/g, '')
}
