/**
 * A font as documents use it: widths looked up once for its whole life, one subset for all documents
 * of a run, figures of equal width so that columns of amounts stand under each other.
 *
 * Text is written as numbers of the subset's glyphs (Identity-H, ISO 32000 9.7.5); the subset only
 * grows, so a document written earlier keeps its meaning and embeds what there was at its time.
 * Letters are not kerned: at the sizes of a table that is not seen, and costs most of the time.
 */
import { deflateSync } from 'node:zlib'
import { type Font, openSync, type Subset } from 'fontkit'
import type { PdfFile } from './pdf-file.ts'

interface Character {
  /** Four hexadecimal digits. */
  readonly hex: string
  /** Thousandths of the size. */
  readonly width: number
}

/** What nearly every document needs: taken in at once, so that the subset hardly ever grows. */
const COMMON =
  ' ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;!?%&()[]/+-−–—·*#"\'@_=|' +
  'ÇĞİÖŞÜçğıöşüÄäẞßÂâÎîÛûÉéÈèÀàÊê₺€$£'

export class PdfFont {
  readonly #font: Font
  readonly #subset: Subset
  readonly #characters: (Character | undefined)[] = []
  /** By number in the subset: what it stands for and how wide it is. */
  readonly #glyphs: ({ readonly codePoint: number; readonly width: number } | undefined)[] = []
  readonly #figures: ReadonlyMap<number, { readonly id: number; readonly advanceWidth: number }>
  #encoded: { readonly glyphs: number; readonly bytes: Buffer; readonly size: number } | null = null

  constructor(path: string) {
    this.#font = openSync(path)
    this.#subset = this.#font.createSubset()
    const digits = '0123456789'
    const { glyphs } = this.#font.layout(digits, ['tnum'])
    this.#figures = new Map(glyphs.map((glyph, i) => [digits.codePointAt(i) ?? 0, glyph] as const))
    for (const character of COMMON) this.#characterOf(character.codePointAt(0) ?? 0)
  }

  /** Width of the text in points at a size. */
  widthOf(text: string, size: number): number {
    let width = 0
    for (let i = 0; i < text.length; i += 1) {
      const codePoint = text.codePointAt(i) ?? 0
      if (codePoint > 0xffff) i += 1
      width += (this.#characters[codePoint] ?? this.#characterOf(codePoint)).width
    }
    return (width * size) / 1000
  }

  /** The text as a string object of a content stream. */
  hexOf(text: string): string {
    let hex = '<'
    for (let i = 0; i < text.length; i += 1) {
      const codePoint = text.codePointAt(i) ?? 0
      if (codePoint > 0xffff) i += 1
      hex += (this.#characters[codePoint] ?? this.#characterOf(codePoint)).hex
    }
    return `${hex}>`
  }

  /** Embeds the subset as it stands; answers the number of the font object. */
  embed(file: PdfFile): number {
    const [font, descendant, descriptor, program, toUnicode] = [0, 0, 0, 0, 0].map(() =>
      file.reserve(),
    ) as [number, number, number, number, number]
    const name = `SALDOA+${this.#font.postscriptName}`
    const { bytes, size } = this.#program()
    const scale = (value: number) => Math.round((value * 1000) / this.#font.unitsPerEm)
    const { bbox } = this.#font
    file.addDeflated(program, `/Length1 ${size}`, bytes)
    file.addStream(toUnicode, '', Buffer.from(this.#toUnicode(), 'latin1'))
    file.add(
      descriptor,
      `<</Type/FontDescriptor/FontName/${name}/Flags 4/FontBBox[${scale(bbox.minX)} ${scale(bbox.minY)} ${scale(bbox.maxX)} ${scale(bbox.maxY)}]/ItalicAngle ${this.#font.italicAngle}/Ascent ${scale(this.#font.ascent)}/Descent ${scale(this.#font.descent)}/CapHeight ${scale(this.#font.capHeight)}/StemV 80/FontFile2 ${program} 0 R>>`,
    )
    const widths = Array.from(this.#glyphs, (glyph) => glyph?.width ?? 0).join(' ')
    file.add(
      descendant,
      `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ${descriptor} 0 R/CIDToGIDMap/Identity/DW 0/W[0[${widths}]]>>`,
    )
    file.add(
      font,
      `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]/ToUnicode ${toUnicode} 0 R>>`,
    )
    return font
  }

  #characterOf(codePoint: number): Character {
    const glyph = this.#figures.get(codePoint) ?? this.#font.glyphForCodePoint(codePoint)
    const number = this.#subset.includeGlyph(glyph as Parameters<Subset['includeGlyph']>[0])
    const width = Math.round((glyph.advanceWidth * 1000) / this.#font.unitsPerEm)
    this.#glyphs[number] ??= { codePoint, width }
    const made = { hex: number.toString(16).padStart(4, '0'), width }
    this.#characters[codePoint] = made
    return made
  }

  #program(): { readonly bytes: Buffer; readonly size: number } {
    if (this.#encoded?.glyphs !== this.#glyphs.length) {
      const bytes = this.#subset.encode()
      this.#encoded = { glyphs: this.#glyphs.length, bytes: deflateSync(bytes), size: bytes.length }
    }
    return this.#encoded
  }

  /** From glyphs back to text, so that a reader can search and copy (ISO 32000 9.10.3). */
  #toUnicode(): string {
    const lines: string[] = []
    this.#glyphs.forEach((glyph, number) => {
      if (!glyph) return
      const text = Buffer.from(String.fromCodePoint(glyph.codePoint), 'utf16le').swap16()
      lines.push(`<${number.toString(16).padStart(4, '0')}> <${text.toString('hex')}>`)
    })
    const blocks: string[] = []
    for (let at = 0; at < lines.length; at += 100) {
      const part = lines.slice(at, at + 100)
      blocks.push(`${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`)
    }
    return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n${blocks.join('\n')}\nendcmap CMapName currentdict /CMap defineresource pop end end`
  }
}
