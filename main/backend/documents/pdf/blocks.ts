/**
 * Parts of a letter that are no table: paragraphs, choices to tick, lines to write on, signatures, and
 * the seal with its QR code. Each says how high it is and draws itself, whole on one page.
 */
import encoder from 'pdfmake/js/qrEnc.js'
import { type Canvas, type Fonts, INK, LINE, SOFT, TINT, type Weight } from './canvas.ts'
import type { Block } from './paper.ts'
import type { Tag } from './tags.ts'
import { wrapText } from './wrap.ts'

type Drawn = Exclude<Block, { kind: 'section' }>

const SIZES = { plain: 9, bold: 9, small: 7.5 } as const
const LEADING = 1.36
const TICK = 9
const SIGNATURE_HEIGHT = 74
const QR_SIDE = 64
/** Width a reader gets to write an amount on. */
const FIELD_WIDTH = 120

interface Place {
  readonly left: number
  readonly width: number
  readonly fonts: Fonts
}

export function blockHeight(block: Drawn, place: Place): number {
  switch (block.kind) {
    case 'text':
      return linesOf(block, place).length * SIZES[block.look ?? 'plain'] * LEADING + 4
    case 'space':
      return block.height
    case 'choice':
      return 17 + block.fields.length * 17
    case 'signatures':
      return SIGNATURE_HEIGHT
    case 'seal':
      return QR_SIDE + 8
  }
}

/** From `top` on; answers where the page goes on. */
export function drawBlock(
  page: Canvas,
  block: Drawn,
  top: number,
  place: Place,
  tag: () => Tag | null,
): number {
  const { left, width } = place
  switch (block.kind) {
    case 'text': {
      const look = block.look ?? 'plain'
      const size = SIZES[look]
      const own = tag()
      linesOf(block, place).forEach((line, i) =>
        page.text(own, line, left, top + size + i * size * LEADING, size, weightOf(look), {
          grey: look === 'small' ? SOFT : INK,
        }),
      )
      break
    }
    case 'choice': {
      const own = tag()
      frame(page, left, top + 2, TICK)
      page.text(own, block.text, left + TICK + 7, top + 10, 9)
      block.fields.forEach((field, i) => {
        const y = top + 26 + i * 17
        page.text(own, field, left + TICK + 7, y, 9)
        page.rule(left + TICK + 60, left + TICK + 60 + FIELD_WIDTH, y + 2, 0.6, 0.4)
      })
      break
    }
    case 'signatures': {
      const gap = 18
      const each = (width - gap * (block.columns.length - 1)) / Math.max(1, block.columns.length)
      block.columns.forEach((lines, i) => {
        const x = left + i * (each + gap)
        const own = tag()
        page.box(x, top + 4, each, SIGNATURE_HEIGHT - 10, TINT)
        lines.forEach((line, n) => {
          const size = page.fitting(
            line,
            n === 0 ? 8.5 : 7.5,
            n === 0 ? 'bold' : 'plain',
            each - 14,
          )
          const y = n === 0 ? top + 16 : top + SIGNATURE_HEIGHT - 12 - (lines.length - 1 - n) * 10
          page.text(own, line, x + 7, y, size, n === 0 ? 'bold' : 'plain', {
            grey: n === 0 ? INK : SOFT,
          })
        })
      })
      break
    }
    case 'seal': {
      drawQr(page, block.qr, left, top + 4)
      const x = left + QR_SIDE + 12
      const own = tag()
      page.text(own, block.label, x, top + 16, 8, 'bold')
      const half = block.hash.length / 2
      page.text(own, block.hash.slice(0, half), x, top + 29, 8)
      page.text(own, block.hash.slice(half), x, top + 40, 8)
      const notes = wrapText(block.note, place.fonts.plain, 7.5, width - QR_SIDE - 12)
      notes.forEach((line, i) =>
        page.text(own, line, x, top + 54 + i * 9.5, 7.5, 'plain', { grey: SOFT }),
      )
      break
    }
    case 'space':
      break
  }
  return top + blockHeight(block, place)
}

function linesOf(block: Extract<Block, { kind: 'text' }>, { fonts, width }: Place): string[] {
  const look = block.look ?? 'plain'
  return wrapText(block.text, fonts[weightOf(look)], SIZES[look], width)
}

function weightOf(look: keyof typeof SIZES): Weight {
  return look === 'bold' ? 'bold' : 'plain'
}

function frame(page: Canvas, x: number, y: number, side: number): void {
  page.box(x, y, side, side, 0.35)
  page.box(x + 1, y + 1, side - 2, side - 2, 1)
}

/** Squares of one row that touch are drawn as one box. */
function drawQr(page: Canvas, text: string, left: number, top: number): void {
  const node = (encoder.default ?? encoder).measure({ qr: text, eccLevel: 'M' })
  const scale = QR_SIDE / (node._width ?? 1)
  const [, ...squares] = node._canvas ?? []
  page.box(left - 3, top - 3, QR_SIDE + 6, QR_SIDE + 6, LINE)
  page.box(left - 2.5, top - 2.5, QR_SIDE + 5, QR_SIDE + 5, 1)
  for (let i = 0; i < squares.length; ) {
    const first = squares[i]
    if (!first) break
    let end = i + 1
    while (squares[end]?.y === first.y && squares[end]?.x === first.x + first.w * (end - i))
      end += 1
    page.box(
      left + first.x * scale,
      top + first.y * scale,
      first.w * (end - i) * scale,
      first.w * scale,
      0,
    )
    i = end
  }
}
