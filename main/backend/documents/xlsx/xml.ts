/** Text inside XML 1.0 as spreadsheets want it. */

const SPECIAL = /[&<>\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\r]|_(?=x[0-9A-Fa-f]{4}_)/g

/**
 * Text of an element: escapes what XML reserves there; characters it cannot hold become `_x0007_`
 * (ECMA-376 22.9.2.19), and text that happens to read like that is kept apart by its own escape. Lone
 * surrogates become U+FFFD. Quotes stay: they mean nothing there, and a cell of JSON is full of them.
 */
export function escapeText(text: string): string {
  if (!/[&<>_\u0000-\u001f\ud800-\udfff\ufffe\uffff]/.test(text)) return text
  return text.toWellFormed().replace(SPECIAL, (found) => {
    if (found === '&') return '&amp;'
    if (found === '<') return '&lt;'
    if (found === '>') return '&gt;'
    return `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
  })
}

/** Text of an attribute. */
export function escapeXml(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;')
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
