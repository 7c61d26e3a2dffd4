/** Which texts of a column to lay out, so that the widest is among them. */

/** Texts laid out of each column. */
const LAID_OUT = 4
/** Texts much shorter than the longest cannot be wider, whatever their letters. */
const SHORTER_MAX = 2

/**
 * The widest of `texts`, widest first. Digits are as wide as each other in the grid, so numbers of one
 * series (`SLS20260000001`, `SLS20260000002`) count as one text, and those of another are not crowded out.
 */
export function widestTexts(
  texts: Iterable<string>,
  widthOf: (text: string) => number,
): readonly string[] {
  const shapes = new Map<string, string>()
  let longest = 0
  for (const text of texts) {
    const shape = text.replaceAll(/\d/g, '0')
    if (shapes.has(shape)) continue
    shapes.set(shape, text)
    longest = Math.max(longest, text.length)
  }
  return [...shapes]
    .filter(([shape]) => shape.length * SHORTER_MAX >= longest)
    .map(([shape, text]) => ({ text, width: widthOf(shape) }))
    .toSorted((a, b) => b.width - a.width)
    .slice(0, LAID_OUT)
    .map(({ text }) => text)
}
