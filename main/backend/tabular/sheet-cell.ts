/**
 * One cell in the very form that nearly every program writes: place, style, and a plain value or text.
 * Read without cutting out any text but what is kept, which is half of the time a large sheet takes.
 */
import type { SheetRows } from './sheet-rows.ts'
import { decoded } from './xml-text.ts'

/** The cell has another form; nothing of it was taken. */
export const NOT_USUAL = -1
export const INLINE = '<is><t'
export const PRESERVED = ' xml:space="preserve"'

const PLACE = ' r="'
const STYLE = ' s="'
const NUMBER = '><v>'
const SHARED = ' t="s"><v>'
const TEXT = ` t="inlineStr">${INLINE}`
const VALUE_END = '</v></c>'
const TEXT_END = '</t></is></c>'
const QUOTE = 34

/** Takes the cell whose tag's name ends at `from`; answers where the next one may begin. */
export function usualCell(text: string, from: number, rows: SheetRows): number {
  if (!text.startsWith(PLACE, from)) return NOT_USUAL
  let at = from + PLACE.length
  let column = 0
  const letters = at
  for (let code = text.charCodeAt(at); code >= 65 && code <= 90; code = text.charCodeAt(at)) {
    column = column * 26 + code - 64
    at += 1
  }
  const digits = at
  at = pastDigits(text, at)
  if (digits === letters || digits > letters + 4) return NOT_USUAL
  if (at === digits || at > digits + 7 || text.charCodeAt(at) !== QUOTE) return NOT_USUAL
  at += 1
  let style: string | undefined
  if (text.startsWith(STYLE, at)) {
    const begin = at + STYLE.length
    at = pastDigits(text, begin)
    if (at === begin || text.charCodeAt(at) !== QUOTE) return NOT_USUAL
    style = text.slice(begin, at)
    at += 1
  }
  const isNumber = text.startsWith(NUMBER, at)
  if (isNumber || text.startsWith(SHARED, at)) {
    const begin = at + (isNumber ? NUMBER : SHARED).length
    const end = text.indexOf('<', begin)
    if (!text.startsWith(VALUE_END, end)) return NOT_USUAL
    const value = textOf(text, begin, end)
    rows.startColumn(column - 1)
    rows.endCell(isNumber ? 'n' : 's', style, value, '', false)
    return end + VALUE_END.length
  }
  if (text.startsWith(TEXT, at)) {
    at += TEXT.length
    if (text.startsWith(PRESERVED, at)) at += PRESERVED.length
    if (text.charCodeAt(at) !== 62) return NOT_USUAL
    const end = text.indexOf('<', at)
    if (!text.startsWith(TEXT_END, end)) return NOT_USUAL
    const inline = textOf(text, at + 1, end)
    rows.startColumn(column - 1)
    rows.endCell('inlineStr', style, null, inline, false)
    return end + TEXT_END.length
  }
  if (!text.startsWith('/>', at)) return NOT_USUAL
  rows.startColumn(column - 1)
  rows.endCell('n', style, null, '', false)
  return at + 2
}

function pastDigits(text: string, from: number): number {
  let at = from
  for (let code = text.charCodeAt(at); code >= 48 && code <= 57; code = text.charCodeAt(at)) at += 1
  return at
}

/** The next ampersand of the text: most cells have none, and are not looked at for one. */
let ampersandAt = -1

/** Another text begins; its cells come in their order. */
export function startText(): void {
  ampersandAt = -1
}

function textOf(text: string, begin: number, end: number): string {
  if (ampersandAt < begin) {
    ampersandAt = text.indexOf('&', begin)
    if (ampersandAt < 0) ampersandAt = Infinity
  }
  const slice = text.slice(begin, end)
  return ampersandAt < end ? decoded(slice) : slice
}
