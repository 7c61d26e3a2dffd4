/** Text of XML read without a parser: entities and character references, and when to give up. */

/** Not of the form programs write: the parser of all XML decides. */
export class Unusual extends Error {}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text with its entities and character references resolved. */
export function decoded(text: string): string {
  return text.includes('&') ? text.replace(/&([^;&]{0,8});?/g, entity) : text
}

function entity(whole: string, name: string): string {
  const named = whole.endsWith(';') ? NAMED[name] : undefined
  if (named !== undefined) return named
  const number = /^#(?:(\d{1,7})|x([0-9A-Fa-f]{1,6}))$/.exec(name)
  const code =
    number?.[1] !== undefined ? Number(number[1]) : Number.parseInt(number?.[2] ?? '', 16)
  const isCharacter =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code < 0xd800) ||
    (code > 0xdfff && code < 0xfffe) ||
    (code > 0xffff && code <= 0x10ffff)
  if (!whole.endsWith(';') || !isCharacter) throw new Unusual('entity')
  return String.fromCodePoint(code)
}
