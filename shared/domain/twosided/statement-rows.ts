/**
 * Which rows of an account statement are movements, and which state what is carried over: the balance
 * at the start ("Devir", "Saldovortrag"), the sum brought forward over a page ("Nakli yekûn"), totals
 * and the balance at the end.
 */
import { fold } from '../fold.ts'
import type { Cell } from '../tabular/table.ts'

export type RowKind = 'opening' | 'closing' | 'carried' | 'total' | 'movement'

const CARRIED =
  /\b(?:nakl[i ]* ?yekun\w*|nakledilen|(?:sonraki|onceki) sayfa\w* nakil|sayfa toplami|devreden (?:toplam|yekun)\w*|carried forward|brought forward|carry forward|c\/f|b\/f|ubertrag\w*|uebertrag\w*|seitensumme)\b/
const OPENING =
  /\b(?:devir\w*|devreden\w*|onceki (?:donem|bakiye)\w*|acilis\w*|donem basi\w*|opening(?: balance)?|balance (?:b\/f|brought forward|forward|at start)|previous balance|saldovortrag|vortrag|anfangs(?:saldo|bestand)|eroffnungs\w*|eroeffnungs\w*|alter saldo)\b/
const CLOSING =
  /\b(?:kapanis\w*|donem sonu\w*|son bakiye\w*|genel bakiye|closing(?: balance)?|ending balance|balance (?:c\/f|carried forward|at end)|end(?:saldo|bestand)|schluss(?:saldo|bestand)|neuer saldo)\b/
const TOTAL = /^(?:genel |ara )?(?:toplam\w*|total\w*|yekun\w*|summe\w*|gesamt\w*|zwischensumme)/

/**
 * `words` are the row's own texts (kind, description, or all of it), `isFirst` that no movement came
 * before; a numbered, dated row is a movement unless its kind is an opening at the head of the list.
 */
export function rowKindOf(
  words: readonly string[],
  row: { readonly hasDay: boolean; readonly hasNumber: boolean; readonly isFirst: boolean },
): RowKind {
  const texts = words.map((word) => fold(word).replace(/û/g, 'u').trim()).filter(Boolean)
  const has = (pattern: RegExp) => texts.some((text) => pattern.test(text))
  if (row.hasDay && row.hasNumber) {
    // "Devir Fişi" has a number too; a description that mentions one is of a document.
    const isOpening = row.isFirst && texts.some((text) => text.search(OPENING) === 0)
    return isOpening ? 'opening' : 'movement'
  }
  if (row.isFirst && has(OPENING)) return 'opening'
  if (has(CARRIED)) return row.isFirst ? 'opening' : 'carried'
  if (has(CLOSING)) return 'closing'
  // A later "Devir" without a document carries over a page.
  if (has(OPENING)) return 'carried'
  if (!row.hasDay && has(TOTAL)) return 'total'
  return 'movement'
}

/** The amount and the side a cell states: `1.234,56 (B)`, `250,00 A`, `12.00 Cr`. */
export function sided(cell: Cell): { readonly cell: Cell; readonly side: 1 | -1 | null } {
  if (typeof cell !== 'string') return { cell, side: null }
  const found = /^(.*\d[.,\d]*)\s*\(?\s*(B|A|D|C|S|H|BORÇ|ALACAK|DR|CR)\.?\s*\)?$/iu.exec(
    cell.trim(),
  )
  if (!found) return { cell, side: null }
  return { cell: found[1] ?? '', side: sideOfWord(found[2] ?? '') }
}

/** +1 debit, −1 credit, null for what is no side. */
export function sideOfWord(word: string): 1 | -1 | null {
  const folded = fold(word).replace(/[^a-z]/g, '')
  if (['b', 'borc', 'd', 'dr', 'debit', 's', 'soll'].includes(folded)) return 1
  return ['a', 'alacak', 'c', 'cr', 'credit', 'h', 'haben'].includes(folded) ? -1 : null
}
