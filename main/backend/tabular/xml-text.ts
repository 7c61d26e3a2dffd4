/** Text of XML read without a parser: entities and character references, and when to give up. */

/** Not of the form programs write: the parser of all XML decides. */
export class Unusual extends Error {}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
/** Which nearly all are: taken without an expression. */
const USUAL = [
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
] as const

/** Text with its entities and character references resolved. */
export function decoded(text: string): string {
  let found = ''
  let from = 0
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', from)) {
    const usual = USUAL.find(([written]) => text.startsWith(written, at))
    if (!usual) return text.replace(/&([^;&]{0,8});?/g, entity)
    found += text.slice(from, at) + usual[1]
    from = at + usual[0].length
  }
  return from === 0 ? text : found + text.slice(from)
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
