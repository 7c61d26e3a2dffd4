/** Figures at a glance, and amounts by age with bars of their share. */
import { type Canvas, LINE, SOFT, TINT } from './canvas.ts'
import type { Bars, Figure } from './paper.ts'
import type { Tag, Tags } from './tags.ts'

export function drawStrip(
  page: Canvas,
  strip: readonly Figure[],
  top: number,
  margin: number,
  tags: Tags | null,
  root: Tag | null,
): number {
  const y = top + 6
  const height = 40
  const gap = 6
  const width = (page.width - 2 * margin - gap * (strip.length - 1)) / strip.length
  strip.forEach(({ label, value, note }, i) => {
    const x = margin + i * (width + gap)
    const isLast = i === strip.length - 1
    page.box(x, y, width, height, isLast ? 0.9 : TINT)
    if (isLast) page.box(x, y, 2, height, 0.25)
    const tag = tags && root ? tags.add(root, 'P') : null
    const inner = width - 14
    const sized = (text: string, size: number, weight: 'plain' | 'bold') =>
      page.fitting(text, size, weight, inner)
    page.text(tag, label, x + 8, y + 12, sized(label, 7, 'plain'), 'plain', { grey: SOFT })
    page.text(tag, value, x + 8, y + 25, sized(value, 10.5, 'bold'), 'bold')
    page.text(tag, note, x + 8, y + 35, sized(note, 6.5, 'plain'), 'plain', { grey: SOFT })
  })
  return y + height + 12
}

export function drawBars(
  page: Canvas,
  { title, parts }: Bars,
  top: number,
  margin: number,
  tags: Tags | null,
  root: Tag | null,
): number {
  const tag = () => (tags && root ? tags.add(root, 'P') : null)
  page.text(tag(), title, margin, top, 8, 'bold')
  const gap = 6
  const width = (page.width - 2 * margin - gap * (parts.length - 1)) / parts.length
  parts.forEach(({ label, value, share }, i) => {
    const x = margin + i * (width + gap)
    const own = tag()
    page.text(own, label, x, top + 14, page.fitting(label, 7, 'plain', width), 'plain', {
      grey: SOFT,
    })
    page.text(own, value, x, top + 25, page.fitting(value, 8, 'bold', width), 'bold')
    page.box(x, top + 30, width, 4, 0.92)
    if (share > 0) page.box(x, top + 30, Math.max(1, width * share), 4, 0.35)
    page.rule(x, x + width, top + 34, 0.4, LINE)
  })
  return top + 42
}
