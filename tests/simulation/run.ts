/** One run: the steps of its seed, then quiet, then everything compared. */
import { createHash } from 'node:crypto'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { alterDevice } from './alter-device.ts'
import { alterServer } from './alter-server.ts'
import { Chance } from './chance.ts'
import { checkQuiet } from './check-quiet.ts'
import { checkDeviceDeep } from './check-device.ts'
import { control, decide } from './control.ts'
import { takeBlock } from './control-blocks.ts'
import type { Counters } from './counters.ts'
import type { SimDevice } from './device.ts'
import { DeviceCrashed } from './disk.ts'
import type { Mutant } from './mutant.ts'
import { type Plan, planOf, type Step, stepAt } from './plan.ts'
import { named, Violation } from './violation.ts'
import { World } from './world.ts'
import { workOn } from './work.ts'

/** All desktops, not only the one that changed, are looked at every so many steps. */
const ALL_EVERY = 50
const STEPS_MAX = 20
/** Copies of devices at most, beside those of the plan. */
const COPIES_MAX = 2

export interface RunOptions {
  /** Operations at the server after which there is quiet. */
  readonly ops: number
  readonly mutant?: Mutant | null
  /** Told shorter: other devices and steps than those of the seed. */
  readonly script?: Script
}

export interface Script {
  readonly plan: Plan
  readonly steps: readonly Step[]
}

export interface Ran {
  readonly seed: number
  readonly counters: Counters
  /** SHA-256 over everything that happened, in order. */
  readonly trace: string
  readonly script: Script
  readonly violation: Violation | null
}

export async function runSeed(
  seed: number,
  { ops, mutant = null, script }: RunOptions,
): Promise<Ran> {
  const plan = script?.plan ?? planOf(seed)
  const steps: Step[] = []
  const world = await World.open(plan, mutant)
  let violation: Violation | null = null
  try {
    for (let at = 0; ; at += 1) {
      const isOver = script
        ? at >= script.steps.length
        : world.counters.get('operations') >= ops || at > ops * STEPS_MAX
      if (isOver) break
      const step = script ? (script.steps[at] as Step) : stepAt(plan, at)
      steps.push(step)
      world.step = at
      world.nowMs += 1000 + (at % 7) * 60_000
      await take(world, step)
      world.counters.add('steps')
      if (at % ALL_EVERY === ALL_EVERY - 1)
        for (const device of world.devices) if (device.isUnproven) checkDeviceDeep(device)
    }
    await checkQuiet(world)
  } catch (error) {
    violation = error instanceof Violation ? error : new Violation('bug', named(error), error)
  } finally {
    world.counters.add('messages', world.traffic.network.sent)
    world.close()
  }
  const trace = createHash('sha256').update(world.trace.join('\n')).digest('hex')
  return { seed, counters: world.counters, trace, script: { plan, steps }, violation }
}

async function take(world: World, step: Step): Promise<void> {
  const { counters, traffic } = world
  const device = 'device' in step ? world.deviceAt(step.device) : null
  switch (step.do) {
    case 'turns': {
      const chance = new Chance(step.salt)
      for (let n = 0; n < step.count; n += 1) await traffic.turn(chance)
      return
    }
    case 'server':
      world.server.arm(step)
      return
    case 'control':
      return control(world, new Chance(step.salt))
    case 'decide':
      return decide(world, new Chance(step.salt))
    case 'foreign':
      await world.neighbour.act(new Chance(step.salt))
      return world.watch.serverStep()
    default:
  }
  if (device === null) return
  switch (step.do) {
    case 'work':
      return work(world, device, new Chance(step.salt))
    case 'sync':
      return traffic.begin(device, step.direction)
    case 'partition':
      traffic.partition(device, step.way, step.steps)
      return
    case 'disk':
      device.disk.arm(step)
      return
    case 'kill':
      device.disk.kill()
      traffic.restart(device)
      return
    case 'clock':
      device.skew = step.skew
      counters.add('clock')
      return
    case 'block':
      return takeBlock(world, device, new Chance(step.salt))
    case 'alter': {
      const chance = new Chance(step.salt)
      return chance.happens(0.6) ? alterDevice(world, device, chance) : alterServer(world, chance)
    }
    case 'file':
      handleFile(world, device, step.act)
  }
}

/** What people do with company files, against all advice. */
function handleFile(world: World, device: SimDevice, act: 'keep' | 'copy' | 'put back'): void {
  switch (act) {
    case 'keep':
      device.keep()
      return
    case 'copy':
      if (world.devices.length >= world.plan.devices.length + COPIES_MAX) return
      world.copy(device)
      break
    case 'put back':
      if (!device.isKept) return
      world.putBack(device)
  }
  world.counters.add(`device file ${act}`)
}

/** One thing a person does: done, refused, or cut off by a crash. */
function work(world: World, device: SimDevice, chance: Chance): void {
  world.onBehalfOf(device)
  try {
    const what = workOn(device, chance, world.newId)
    world.counters.add(`work ${what}`)
    world.note(`${device.code} ${what}`)
    device.acknowledge()
  } catch (error) {
    if (error instanceof DeviceCrashed) {
      world.traffic.restart(device)
      return
    }
    if (!(error instanceof Refusal)) throw error
    world.counters.add(`refused ${error.code}`)
    world.note(`${device.code} ${error.code}`)
  }
  world.watch.device(device)
}
