/** Text that a spreadsheet would run as a formula (reliability-security.md 5). */

/** Characters that begin a formula, after blanks and quotes, also in their full-width forms. */
const FORMULA = /^[\s"'\u00a0]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20|%]/

export function looksLikeFormula(text: string): boolean {
  return FORMULA.test(text)
}
