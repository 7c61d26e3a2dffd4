import { expect, it } from 'vitest'
import { formattersFor } from '../../../shared/i18n/formatters.ts'
import { basisPointsOf, percentText } from './percent.ts'

const turkish = formattersFor({ language: 'tr', formatLocale: 'tr-TR', negative: 'minus' })

it.each([
  ['0,5', 50],
  ['0.5 %', 50],
  ['12,34', 1234],
  ['100', 10_000],
  ['100,01', null],
  ['0,005', null],
  ['-1', null],
  ['', null],
])('reads %s as basis points', (text, points) => {
  expect(basisPointsOf(text)).toBe(points)
})

it.each([
  [50, '0,5'],
  [5, '0,05'],
  [1200, '12'],
])('writes %i basis points', (points, text) => {
  expect(percentText(points, turkish)).toBe(text)
})
