import { expect, test } from 'vitest'
import { widestTexts } from './widest-texts.ts'

/** As a proportional font has it: I is narrow, W and Y are wide. */
const WIDTHS: Readonly<Record<string, number>> = { I: 3, L: 5, S: 6, Y: 9, W: 12 }
const widthOf = (text: string) =>
  text.split('').reduce((sum, letter) => sum + (WIDTHS[letter] ?? 7), 0)

test('UX1: a wide series of document numbers is not hidden by many of a narrow one', () => {
  const narrow = Array.from({ length: 400 }, (_, i) => `SLS2026${String(i).padStart(7, '0')}`)
  const widest = widestTexts([...narrow, 'YUV20260000003'], widthOf)
  expect(widest[0]).toBe('YUV20260000003')
  expect(widest).toHaveLength(2)
})

test('UX1: a wide text that is shorter comes before a longer narrow one', () => {
  expect(widestTexts(['IIIIIIII', 'WWWWWW'], widthOf)[0]).toBe('WWWWWW')
})

test('UX1: nothing to measure gives nothing to lay out', () => {
  expect(widestTexts([], widthOf)).toEqual([])
})
