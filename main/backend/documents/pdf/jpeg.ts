/** Size of a JPEG, from its frame header (ITU T.81, B.2.2); null for anything else, CMYK included. */
export function jpegSize(
  bytes: Uint8Array,
): { readonly width: number; readonly height: number; readonly components: 1 | 3 } | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const two = (at: number) => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + two(at + 2)) {
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (!isFrame) continue
    const components = bytes[at + 9]
    if (components !== 1 && components !== 3) return null
    return { height: two(at + 5), width: two(at + 7), components }
  }
  return null
}
