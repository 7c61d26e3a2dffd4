/** How large a page of the preview is drawn; scale 1 is 72 dots an inch. */

/** Of a page in the list, shown as wide as its card. */
export const THUMB_SCALE = 0.25

/** At which a page reads as on paper. */
const READING_SCALE = 1.25

/** As on paper where there is room for it, else as wide as fits into `room` px. */
export function fitScale(pageWidth: number, room: number): number {
  return Math.min(READING_SCALE, room / pageWidth)
}
