/** What stands in the attributes and texts of SpreadsheetML: cell values, references, escapes. */
import { fromDayNumber } from '../../../shared/domain/days.ts'
import type { Cell, Merge } from '../../../shared/domain/tabular/table.ts'

export function cellOf(
  type: string,
  value: string | null,
  inline: string,
  style: string | undefined,
  strings: readonly string[],
  isDate: (style: string | undefined) => boolean,
  date1904: boolean,
): Cell {
  if (type === 'inlineStr') return inline === '' ? null : unescaped(inline)
  if (value === null || value === '') return null
  if (type === 's') return strings[Number(value)] ?? null
  if (type === 'str') return unescaped(value)
  if (type === 'b') return value === '1'
  if (type === 'e') return value
  if (type === 'd') return /^\d{4}-\d{2}-\d{2}/.test(value) ? { day: value.slice(0, 10) } : value
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  if (isDate(style) && number >= 1 && number < 2_958_466)
    return { day: fromDayNumber(Math.floor(number) + (date1904 ? -24_107 : -25_569)) }
  return number
}

/** `_x000D_` stands for a character XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text
}

export function columnOf(reference: string): number {
  let column = 0
  for (const char of reference) {
    const code = char.charCodeAt(0) - 64
    if (code < 1 || code > 26) break
    column = column * 26 + code
  }
  return column - 1
}

export function mergeOf(reference: string): Merge[] {
  const parts = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(reference)
  if (!parts) return []
  return [
    {
      left: columnOf(parts[1] ?? ''),
      top: Number(parts[2]),
      right: columnOf(parts[3] ?? ''),
      bottom: Number(parts[4]),
    },
  ]
}
