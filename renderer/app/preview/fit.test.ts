import { expect, test } from 'vitest'
import { fitScale } from './fit.ts'

const A4 = { short: 595, long: 842 }

test('UX1: a page of the preview is never wider than the room it has', () => {
  expect(A4.long * fitScale(A4.long, 980)).toBeCloseTo(980)
  expect(A4.short * fitScale(A4.short, 400)).toBeCloseTo(400)
})

test('UX1: a page with room to spare is drawn to be read, not as wide as the window', () => {
  expect(fitScale(A4.short, 980)).toBe(1.25)
})
