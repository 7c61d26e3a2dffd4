/** The part of fontkit that is used here; the package has no types of its own. */
declare module 'fontkit' {
  export interface Glyph {
    readonly id: number
    readonly advanceWidth: number
  }
  export interface Subset {
    /** The glyph's number in the subset. */
    includeGlyph(glyph: Glyph): number
    encode(): Uint8Array
  }
  export interface Font {
    readonly postscriptName: string
    readonly unitsPerEm: number
    readonly ascent: number
    readonly descent: number
    readonly capHeight: number
    readonly italicAngle: number
    readonly bbox: {
      readonly minX: number
      readonly minY: number
      readonly maxX: number
      readonly maxY: number
    }
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): Glyph
    layout(text: string, features: readonly string[]): { readonly glyphs: readonly Glyph[] }
    createSubset(): Subset
  }
  export function openSync(path: string): Font
}
