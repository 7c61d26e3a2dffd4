/** Blocks of numbers fill up by themselves after an exchange, once for every fifty that are left. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { blocksOf } from '../../main/backend/features/device-central.ts'
import { askServer } from '../../main/backend/sync/ask.ts'
import { BlockRefill } from '../../main/backend/sync/block-refill.ts'
import { RequestError } from '../../sync/protocol/codes.ts'
import { type Desk, Office } from './office.ts'

let office: Office
let selin: Desk
let refused: string[]
let refill: BlockRefill

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin')
  await office.members()
  await selin.sync()
  selin.company.customer('C')
  await selin.sync()
  refused = []
  refill = newRefill()
})
afterEach(() => office.close())

function newRefill(): BlockRefill {
  return new BlockRefill(selin.company.file, selin.asking(), {
    refused: (_where, code) => refused.push(code),
  })
}

const take = (size: number) => askServer(selin.asking(), { do: 'block', series: 'INV', size })
const sizes = () => selin.company.query(blocksOf).map(({ size, left }) => [size, left])

it('M117: takes nothing for a device that gives no numbers, nor while fifty are left', async () => {
  await refill.run()
  expect(sizes()).toEqual([])
  await take(50)
  await refill.run()
  expect(sizes()).toEqual([[50, 50]])
})

it('M117: takes two hundred more when fewer than fifty are left, once', async () => {
  await take(50)
  const [row] = selin.company.post({ on: '2026-11-24', minor: 1_00, series: 'INV' })
  expect(row?.documentNo).toMatch(/^INV/)
  await refill.run()
  await refill.run()
  expect(sizes()).toEqual([
    [200, 200],
    [50, 49],
  ])
  await selin.sync()
  expect([selin.root(), selin.faults()]).toEqual([await office.root(), []])
})

it('M117: an answer that is lost takes no second block', async () => {
  await take(10)
  selin.fault = (call, when) => {
    if (call === 'control' && when === 'after') throw new TypeError('cut', { cause: new Error() })
  }
  await expect(newRefill().run()).rejects.toThrow('cut')
  selin.fault = () => undefined
  await newRefill().run()
  await newRefill().run()
  expect(sizes()).toEqual([
    [200, 200],
    [10, 10],
  ])
})

it('M117: what the server declines is said once, and holds up nothing', async () => {
  await take(10)
  let asked = 0
  selin.fault = (call, when) => {
    if (call !== 'control' || when === 'after') return
    asked += 1
    throw new RequestError('DECLINED', { code: 'FORBIDDEN' })
  }
  await refill.run()
  await refill.run()
  expect([asked, refused, sizes()]).toEqual([1, ['FORBIDDEN'], [[10, 10]]])
})
