/** One page being drawn: points from the top left corner; greys only, so that it prints as it looks. */
import type { PdfFont } from './font.ts'
import type { Tag, Tags } from './tags.ts'

export interface Fonts {
  readonly plain: PdfFont
  readonly bold: PdfFont
}

export type Weight = keyof Fonts

/** 0 black to 1 white. */
export const INK = 0.1
export const SOFT = 0.38
export const LINE = 0.85
export const TINT = 0.945

const NAMES: Readonly<Record<Weight, string>> = { plain: '/F1', bold: '/F2' }

export class Canvas {
  readonly width: number
  readonly height: number
  readonly #fonts: Fonts
  readonly #tags: Tags | null
  readonly #index: number
  /** Object number of the page, known before it is written. */
  readonly id: number
  #content = ''
  #font = ''
  #grey = -1

  constructor(
    size: { readonly width: number; readonly height: number },
    fonts: Fonts,
    tags: Tags | null,
    index: number,
    id: number,
  ) {
    this.width = size.width
    this.height = size.height
    this.#fonts = fonts
    this.#tags = tags
    this.#index = index
    this.id = id
  }

  get content(): string {
    return this.#content
  }

  /** Text with its baseline at `y`; `x` is its left or right end. Null as tag: decoration. Answers its width. */
  text(
    tag: Tag | null,
    text: string,
    x: number,
    y: number,
    size: number,
    weight: Weight = 'plain',
    { align = 'left', grey = INK }: { align?: 'left' | 'right'; grey?: number } = {},
  ): number {
    if (text === '') return 0
    const font = this.#fonts[weight]
    const width = font.widthOf(text, size)
    const left = align === 'left' ? x : x - width
    const use = `${NAMES[weight]} ${size} Tf`
    this.#mark(tag)
    this.#setGrey(grey)
    this.#content += `BT ${use === this.#font ? '' : `${use} `}${number(left)} ${number(this.height - y)} Td ${font.hexOf(text)}Tj ET\n`
    this.#font = use
    this.#unmark(tag)
    return width
  }

  /** The size at which a text is no wider than that, at most the one wished for. */
  fitting(text: string, size: number, weight: Weight, width: number): number {
    const natural = this.#fonts[weight].widthOf(text, size)
    return natural <= width ? size : Math.floor(((size * width) / natural) * 100) / 100
  }

  rule(x1: number, x2: number, y: number, thickness: number, grey: number = LINE): void {
    this.box(x1, y - thickness / 2, x2 - x1, thickness, grey)
  }

  box(x: number, y: number, width: number, height: number, grey: number): void {
    this.#mark(null)
    this.#setGrey(grey)
    this.#content += `${number(x)} ${number(this.height - y - height)} ${number(width)} ${number(height)} re f\n`
    this.#unmark(null)
  }

  /** An image as large as it fits into the box, from its top left corner. */
  image(tag: Tag | null, name: string, x: number, y: number, width: number, height: number): void {
    this.#mark(tag)
    this.#content += `q ${number(width)} 0 0 ${number(height)} ${number(x)} ${number(this.height - y - height)} cm ${name} Do Q\n`
    this.#unmark(tag)
  }

  #mark(tag: Tag | null): void {
    if (!this.#tags) return
    this.#content += tag
      ? `/P<</MCID ${this.#tags.mark(tag, this.#index, this.id)}>>BDC\n`
      : '/Artifact BMC\n'
  }

  #unmark(_tag: Tag | null): void {
    if (this.#tags) this.#content += 'EMC\n'
  }

  #setGrey(grey: number): void {
    if (grey === this.#grey) return
    this.#content += `${grey} g\n`
    this.#grey = grey
  }
}

/** Hundredths of a point are finer than any printer. */
function number(value: number): string {
  return String(Math.round(value * 100) / 100)
}
