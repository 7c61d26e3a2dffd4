/**
 * The searchable form of a text: lower case as in Turkish, dotless ı as i, ß as ss, no marks (ux.md 6.6).
 *
 * So `inci`, `INCI` and `İNCİ` find İnci, and `sahin` finds Şahin. Both sides of a comparison are
 * folded; the original is what is shown. The one fold there is: screens, searches and SQL agree.
 */
export function fold(text: string): string {
  return text
    .toLocaleLowerCase('tr')
    .normalize('NFD')
    .replace(MARKS, '')
    .replaceAll('ı', 'i')
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
}

const MARKS = /\p{M}/gu

/** True when every word of the wanted text occurs in the folded one. */
export function foldedIncludes(folded: string, words: readonly string[]): boolean {
  return words.every((word) => folded.includes(word))
}

export function foldedWords(text: string): string[] {
  return fold(text).split(/\s+/).filter(Boolean)
}
