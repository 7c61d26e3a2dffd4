import { edgesOf } from '../../ui/buckets.ts'
import { expect, it } from 'vitest'
import type { OpenItem } from '../../../shared/contract/documents.ts'
import { day } from '../../../shared/domain/days.ts'
import { belongsTo, endOfDay, type AgingView } from './cells.ts'

const view: AgingView = {
  asOf: day('2026-10-31'),
  by: 'due',
  edges: [30, 60],
  buckets: ['not_due', '1-30', '31-60', '61+'],
}
const item = (changes: Partial<OpenItem>): OpenItem => ({
  documentId: 'd',
  customer: 'C',
  customerName: 'C',
  currency: 'TRY' as OpenItem['currency'],
  documentNo: 'F1',
  kind: 'invoice',
  date: day('2026-09-01'),
  documentDate: day('2026-09-01'),
  dueDate: day('2026-10-01'),
  installment: 1,
  originalMinor: 100,
  openMinor: 100,
  openBaseMinor: 100,
  disputedMinor: 0,
  daysPastDue: 30,
  daysUnapplied: null,
  description: null,
  ...changes,
})

it('counts an edge to the bucket on its left', () => {
  expect(belongsTo(item({ daysPastDue: 30 }), 'bucket.1-30', view)).toBe(true)
  expect(belongsTo(item({ daysPastDue: 31 }), 'bucket.31-60', view)).toBe(true)
  expect(belongsTo(item({ daysPastDue: 0 }), 'bucket.not_due', view)).toBe(true)
})

it('ages by the day on the paper when asked to', () => {
  const byDocument: AgingView = { ...view, by: 'document', buckets: ['0-30', '31-60', '61+'] }

  expect(belongsTo(item({}), 'bucket.31-60', byDocument)).toBe(true)
})

it('keeps credits out of buckets, each in its own column', () => {
  const credit = item({ kind: 'receipt', openMinor: -50 })

  expect(belongsTo(credit, 'bucket.1-30', view)).toBe(false)
  expect(belongsTo(credit, 'overdue', view)).toBe(false)
  expect(belongsTo(credit, 'unapplied', view)).toBe(true)
  expect(belongsTo(credit, 'total', view)).toBe(true)
})

it('reads bucket sets as people type them', () => {
  expect(edgesOf('30-60-90')).toEqual([30, 60, 90])
  expect(edgesOf('15, 45')).toEqual([15, 45])
  expect(edgesOf('60-30')).toBeNull()
  expect(edgesOf('')).toBeNull()
})

it('ends a day where the company stands', () => {
  expect(endOfDay(day('2026-10-31'), 'Europe/Istanbul')).toBe('2026-10-31T20:59:59.999Z')
  expect(endOfDay(day('2026-10-25'), 'Europe/Berlin')).toBe('2026-10-25T22:59:59.999Z')
})
