/** A confidence (0…1) as people read it, 0 to 100. Never rounded up: 94.9 is not 95. */
export function shownScore(confidence: number): number {
  return Math.floor(confidence * 100 + 1e-9)
}
