/**
 * Texts of banks and names of firms in one spelling: capitals without accents, words apart.
 *
 * Turkish ı/i/İ/I are one letter, as are ş/s, ğ/g, ç/c; German ß is ss. Signs that a
 * spoiled encoding leaves inside a word are dropped.
 */

const LETTERS: Readonly<Record<string, string>> = {
  ı: 'I',
  İ: 'I',
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
const PLAIN = /^[\x20-\x7e]*$/

/** Capitals A–Z and digits; everything else is one space between words. */
export function foldText(text: string): string {
  let plain = text
  if (!PLAIN.test(text)) {
    plain = text
      .replace(/[ıİßẞøØæÆœŒłŁđĐ]/g, (letter) => LETTERS[letter] ?? letter)
      .normalize('NFD')
      .replace(/[\u0300-\u036f\ufffd\u00ad]/g, '')
  }
  return plain
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()
}

/** Account numbers, tax ids and references: capitals and digits without anything between. */
export function compact(text: string): string {
  return foldText(text).replaceAll(' ', '')
}
