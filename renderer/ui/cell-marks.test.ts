import { expect, it } from 'vitest'
import { CellMarks } from './cell-marks.ts'

const at = { rowId: '1', columnId: 'limit' }
const other = { rowId: '2', columnId: 'limit' }
const onItsWay = (value: number) => ({ text: String(value), value, reason: null })

it('ux 6.4: a value on its way stays in its cell until data comes that can show it', () => {
  const marks = new CellMarks()
  marks.set([{ ...at, mark: onItsWay(5) }])
  marks.set([{ ...other, mark: onItsWay(7) }])

  marks.arrived([{ ...at, to: 5 }])
  // Data of the first edit: the second is still on its way.
  marks.settle()

  expect(marks.at(at.rowId, at.columnId)).toBeUndefined()
  expect(marks.at(other.rowId, other.columnId)?.text).toBe('7')
})

it('ux 6.4: the answer to an older value leaves a newer one of the same cell on its way', () => {
  const marks = new CellMarks()
  marks.set([{ ...at, mark: onItsWay(5) }])
  marks.set([{ ...at, mark: onItsWay(6) }])

  marks.arrived([{ ...at, to: 5 }])
  marks.settle()
  expect(marks.at(at.rowId, at.columnId)?.text).toBe('6')

  marks.arrived([{ ...at, to: 6 }])
  marks.settle()
  expect(marks.size).toBe(0)
})

it('ux 6.5: what was refused stays, whatever data comes', () => {
  const marks = new CellMarks()
  marks.set([{ ...at, mark: { text: 'x', reason: 'no number' } }])

  marks.arrived([{ ...at, to: null }])
  marks.settle()

  expect(marks.at(at.rowId, at.columnId)?.reason).toBe('no number')
})
