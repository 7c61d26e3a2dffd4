/** Blocks of numbers: a device asks for one as its user does, and again where no answer came. */
import type { Chance } from './chance.ts'
import type { SimDevice } from './device.ts'
import { must } from './violation.ts'
import type { World } from './world.ts'

const SERIES = ['INV', 'INV', 'RCT'] as const
const SIZE_MAX = 6

export async function takeBlock(world: World, device: SimDevice, chance: Chance): Promise<void> {
  const { server, counters, watch } = world
  const request = {
    company_id: server.companyId,
    op_id: world.newId(),
    ask: { do: 'block', series: chance.pick(SERIES), size: chance.from(1, SIZE_MAX) },
  }
  const answer = await server.handle(device.deviceId, 'control', request)
  await watch.serverStep()
  if (answer && 'value' in answer) counters.add('block taken')
  if (!chance.happens(0.4)) return
  // Once more under the same id: done once, whatever was heard of it.
  const before = watch.seq
  const again = await server.handle(device.deviceId, 'control', request)
  await watch.serverStep()
  if (answer && 'value' in answer)
    must('I3', watch.seq === before, () => `block ${request.op_id} was given twice`)
  if (again && 'value' in again) counters.add('block asked for again')
}
