import { expect, it } from 'vitest'
import { allocateTo, type Target } from './targets.ts'

const target = (documentId: string, installment: number, proposedMinor: number): Target => ({
  key: `${documentId} ${installment}`,
  documentId,
  documentNo: documentId,
  kind: 'invoice',
  installment,
  dueDate: '2026-10-01',
  openMinor: 1000,
  proposedMinor,
  reason: 'oldest',
})

it('adds the installments of one document and leaves out what takes nothing', () => {
  expect(allocateTo([target('A', 1, 300), target('B', 1, 0), target('A', 2, 200)], null)).toEqual([
    { documentNo: 'A', amountMinor: 500, kind: 'invoice' },
  ])
})

it('takes amounts typed by hand instead of the proposal', () => {
  const edits = new Map([['B 1', 70]])

  expect(allocateTo([target('A', 1, 300), target('B', 1, 0)], edits)).toEqual([
    { documentNo: 'B', amountMinor: 70, kind: 'invoice' },
  ])
})
