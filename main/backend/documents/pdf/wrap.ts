/** Text on lines of a width: broken between words, a word that is too long between letters. */
import type { PdfFont } from './font.ts'

export function wrapText(text: string, font: PdfFont, size: number, width: number): string[] {
  if (font.widthOf(text, size) <= width) return [text]
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (font.widthOf(longer, size) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    while (font.widthOf(line, size) > width) {
      const fits = lettersThatFit(line, font, size, width)
      lines.push(line.slice(0, fits))
      line = line.slice(fits)
    }
  }
  if (line !== '') lines.push(line)
  return lines
}

/** At least one, so that it ends; never between the halves of a surrogate pair. */
function lettersThatFit(word: string, font: PdfFont, size: number, width: number): number {
  let end = 0
  for (const letter of word) {
    if (end > 0 && font.widthOf(word.slice(0, end + letter.length), size) > width) break
    end += letter.length
  }
  return end
}
