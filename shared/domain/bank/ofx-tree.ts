/**
 * OFX as a tree: version 1 is SGML, where elements with a value need no end, version 2 is XML; files
 * mix both. An element opened and never closed is taken for an empty value when its parent ends.
 * Declarations (`<!DOCTYPE`, `<!ENTITY`) are refused; nothing outside the file is looked at.
 */
import { BankFault, syntaxFault, truncatedAt } from './fault.ts'
import type { XmlNode } from './xml-node.ts'

interface Open extends XmlNode {
  text: string
  readonly children: XmlNode[]
}

const DEPTH_MAX = 64
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** The element `OFX`; throws a BankFault when it does not end. */
export function readOfxTree(text: string): XmlNode {
  const rows = new Rows(text)
  const start = text.search(/<OFX>/i)
  if (start < 0) throw truncatedAt(rows.at(text.length))
  if (/<!(?!\[CDATA\[|--)/.test(text)) throw new BankFault('file.hostile', { part: 'OFX' })
  const root: Open = { name: '', attributes: {}, children: [], text: '', row: 1 }
  const stack: Open[] = [root]
  let at = start
  do {
    const from = text.indexOf('<', at)
    const tag = from < 0 ? null : tagAt(text, from)
    if (tag === null) throw truncatedAt(rows.at(text.length))
    at = tag.end
    if (tag.isEnd) close(stack, tag.name, rows.at(from))
    else if (tag.name !== '') {
      const next = text.indexOf('<', tag.end)
      const value = valueOf(text, tag.end, next < 0 ? text.length : next)
      open(stack, tag.name, value.text, rows.at(from))
      at = value.end
    }
  } while (stack.length > 1)
  const rest = text.slice(at).trim()
  if (rest !== '') throw syntaxFault(rows.at(at), 'OFX', rest)
  return root.children[0] ?? root
}

/** Line numbers of places asked for in ascending order. */
class Rows {
  readonly #text: string
  #row = 1
  #next: number

  constructor(text: string) {
    this.#text = text
    this.#next = text.indexOf('\n')
  }

  at(place: number): number {
    while (this.#next >= 0 && this.#next < place) {
      this.#row += 1
      this.#next = this.#text.indexOf('\n', this.#next + 1)
    }
    return this.#row
  }
}

interface Tag {
  /** Capitals; empty for comments and instructions. */
  readonly name: string
  readonly isEnd: boolean
  readonly end: number
}

function tagAt(text: string, from: number): Tag | null {
  if (text.startsWith('<!--', from)) return skipped(text, from, '-->')
  if (text.startsWith('<?', from)) return skipped(text, from, '?>')
  const end = text.indexOf('>', from)
  if (end < 0) return null
  const parts = /^<(\/?)([A-Za-z][\w.:-]*)\s*(\/?)>$/.exec(text.slice(from, end + 1))
  if (!parts) return null
  return { name: (parts[2] ?? '').toUpperCase(), isEnd: parts[1] === '/', end: end + 1 }
}

function skipped(text: string, from: number, mark: string): Tag | null {
  const end = text.indexOf(mark, from)
  return end < 0 ? null : { name: '', isEnd: false, end: end + mark.length }
}

/** The text behind a tag, up to the next; character data sections belong to it. */
function valueOf(text: string, from: number, to: number): { text: string; end: number } {
  if (!text.startsWith('<![CDATA[', to)) return { text: decoded(text.slice(from, to)), end: to }
  const end = text.indexOf(']]>', to)
  const until = end < 0 ? text.length : end
  return {
    text: `${decoded(text.slice(from, to))}${text.slice(to + 9, until)}`.trim(),
    end: end < 0 ? text.length : end + 3,
  }
}

function open(stack: Open[], name: string, text: string, row: number): void {
  const node: Open = { name, attributes: {}, children: [], text, row }
  stack.at(-1)?.children.push(node)
  if (text !== '') return
  if (stack.length >= DEPTH_MAX) throw new BankFault('file.hostile', { part: 'OFX' })
  stack.push(node)
}

function close(stack: Open[], name: string, row: number): void {
  const last = stack.at(-1)?.children.at(-1)
  let at = stack.length - 1
  while (at > 0 && stack[at]?.name !== name) at -= 1
  if (at === 0) {
    if (last?.name === name && last.text !== '') return
    throw syntaxFault(row, name, `</${name}>`)
  }
  // A value that was closed after all is the last child, not an element further up.
  if (last?.name === name && last.text !== '' && last.children.length === 0) return
  while (stack.length - 1 > at) {
    // Never closed: an empty value, and what seemed to be in it stands beside it.
    const empty = stack.pop()
    if (empty) stack.at(-1)?.children.push(...empty.children.splice(0))
  }
  stack.pop()
}

function decoded(text: string): string {
  return text
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole
      const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal)
      return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
        ? String.fromCodePoint(code)
        : ' '
    })
    .trim()
}
