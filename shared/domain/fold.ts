/**
 * Folds text for search and comparison: lower case as in Turkish, then ı→i, ß→ss, marks stripped, so
 * that `inci`, `INCI`, `İNCİ` and `ıncı` meet (ux.md 6.6).
 */
export function fold(text: string): string {
  return text
    .toLocaleLowerCase('tr')
    .replaceAll('ı', 'i')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
}
