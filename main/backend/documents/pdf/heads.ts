/** What stands at the top of pages: the house, the title and to whom; on later pages one line of it. */
import { type Canvas, LINE, SOFT } from './canvas.ts'
import type { Paper } from './paper.ts'
import type { Press } from './press.ts'
import type { Tag } from './tags.ts'
import { wrapText } from './wrap.ts'

const TOP = 40

/** Answers where the page goes on. */
export function drawLetterhead(
  page: Canvas,
  paper: Paper,
  margin: number,
  { logo, fonts, tags }: Pick<Press, 'logo' | 'fonts' | 'tags'>,
  root: Tag | null,
): number {
  const tag = (kind: 'H1' | 'P' | 'Figure') => (tags && root ? tags.add(root, kind) : null)
  const right = page.width - margin
  const half = (page.width - 2 * margin) * 0.56
  let y = TOP
  if (logo) {
    page.image(tag('Figure'), logo.name, margin, y, logo.width, logo.height)
    y += logo.height + 4
  }
  const titleSize = page.fitting(paper.title, 16, 'bold', right - margin - half - 14)
  page.text(tag('H1'), paper.title, right, TOP + 14, titleSize, 'bold', { align: 'right' })
  page.text(tag('P'), paper.subtitle, right, TOP + 29, 9, 'plain', { align: 'right', grey: SOFT })
  y += 13
  const { letterhead } = paper
  for (const line of wrapText(letterhead.name, fonts.bold, 13, half)) {
    page.text(tag('P'), line, margin, y, 13, 'bold')
    y += 15
  }
  y -= 3
  for (const text of letterhead.lines)
    for (const line of wrapText(text, fonts.plain, 8, half)) {
      page.text(tag('P'), line, margin, y, 8, 'plain', { grey: SOFT })
      y += 11
    }
  y = Math.max(y, TOP + 36)
  page.rule(margin, right, y, 1, 0.25)
  y += 20
  const factsRight = drawFacts(page, paper, y, right, tag)
  for (const [i, text] of paper.recipient.entries()) {
    const [size, weight] = i === 0 ? ([10.5, 'bold'] as const) : ([8.5, 'plain'] as const)
    for (const line of wrapText(text, fonts[weight], size, half)) {
      page.text(tag('P'), line, margin, y, size, weight)
      y += i === 0 ? 14 : 11.5
    }
  }
  return Math.max(y, factsRight) + 4
}

function drawFacts(
  page: Canvas,
  { facts }: Paper,
  top: number,
  right: number,
  tag: (kind: 'P') => Tag | null,
): number {
  let y = top
  for (const [label, value] of facts) {
    const own = tag('P')
    page.text(own, label, right - 120, y, 8, 'plain', { align: 'right', grey: SOFT })
    page.text(own, value, right, y, 8.5, 'bold', { align: 'right' })
    y += 12.5
  }
  return y
}

export function drawRunningHead(page: Canvas, paper: Paper, margin: number): number {
  const right = page.width - margin
  const { name } = paper.letterhead
  const size = page.fitting(name, 8.5, 'bold', (right - margin) * 0.4)
  const taken = page.text(null, name, margin, TOP, size, 'bold')
  const words = `${paper.runningHead} · ${paper.subtitle}`
  const wordSize = page.fitting(words, 8, 'plain', right - margin - taken - 12)
  page.text(null, words, right, TOP, wordSize, 'plain', { align: 'right', grey: SOFT })
  page.rule(margin, right, TOP + 8, 0.6, LINE)
  return TOP + 18
}
