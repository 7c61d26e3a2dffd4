import { expect, it } from 'vitest'
import { affectedBy, isAllowed } from './acts.ts'
import type { MonthRow } from './columns.tsx'

function month(name: string, state: MonthRow['state'], documents: number): MonthRow {
  return {
    month: name as MonthRow['month'],
    state,
    documents,
    changedAt: null,
    changedBy: null,
    reason: null,
    revaluedMinor: null,
  }
}

const august = month('2026-08', 'closed', 5)
const september = month('2026-09', 'soft', 3)
const october = month('2026-10', 'open', 2)
const months = [october, september, august]

it('closing takes the earlier months that are not closed, reopening the later ones', () => {
  expect(affectedBy('close', october, months)).toEqual({ others: [september], documents: 5 })
  expect(affectedBy('soft', october, months)).toEqual({ others: [], documents: 2 })
  expect(affectedBy('reopen', august, months)).toEqual({ others: [september], documents: 8 })
})

it('offers only what changes something', () => {
  expect(['close', 'soft', 'reopen'].map((act) => isAllowed(act as 'close', september))).toEqual([
    true,
    false,
    true,
  ])
})
