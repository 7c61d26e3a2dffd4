/** One run: the steps of its seed, then quiet, then everything compared. */
import { createHash } from 'node:crypto'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { Chance } from './chance.ts'
import { checkQuiet } from './check-quiet.ts'
import { checkDeviceDeep } from './check-device.ts'
import { control, decide } from './control.ts'
import type { Counters } from './counters.ts'
import { DeviceCrashed } from './disk.ts'
import type { Mutant } from './mutant.ts'
import { type Plan, planOf, type Step, stepAt } from './plan.ts'
import { named, Violation } from './violation.ts'
import { World } from './world.ts'
import { workOn } from './work.ts'

/** All desktops, not only the one that changed, are looked at every so many steps. */
const ALL_EVERY = 50
const STEPS_MAX = 20

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
        for (const device of world.devices) checkDeviceDeep(device)
    }
    await checkQuiet(world)
  } catch (error) {
    violation = error instanceof Violation ? error : new Violation('bug', named(error), error)
  } finally {
    world.counters.add('messages', world.network.sent)
    world.close()
  }
  const trace = createHash('sha256').update(world.trace.join('\n')).digest('hex')
  return { seed, counters: world.counters, trace, script: { plan, steps }, violation }
}

async function take(world: World, step: Step): Promise<void> {
  const { counters } = world
  switch (step.do) {
    case 'work':
      return work(world, step.device, new Chance(step.salt))
    case 'sync':
      return world.begin(step.device, step.direction)
    case 'turns': {
      const chance = new Chance(step.salt)
      for (let n = 0; n < step.count; n += 1) await world.turn(chance)
      return
    }
    case 'partition':
      world.partition(step.device, step.way, step.steps)
      return
    case 'disk':
      world.devices[step.device]?.disk.arm(step)
      return
    case 'kill': {
      const device = world.devices[step.device]
      if (!device) return
      device.disk.kill()
      world.restart(device)
      return
    }
    case 'server':
      world.server.arm(step)
      return
    case 'clock': {
      const device = world.devices[step.device]
      if (device) device.skew = step.skew
      counters.add('clock')
      return
    }
    case 'control':
      return control(world, new Chance(step.salt))
    case 'decide':
      return decide(world, new Chance(step.salt))
  }
}

/** One thing a person does: done, refused, or cut off by a crash. */
function work(world: World, index: number, chance: Chance): void {
  const device = world.devices[index]
  if (!device) return
  world.onBehalfOf(device)
  try {
    const what = workOn(device, chance, world.newId)
    world.counters.add(`work ${what}`)
    world.note(`${device.code} ${what}`)
    device.acknowledge()
  } catch (error) {
    if (error instanceof DeviceCrashed) {
      world.restart(device)
      return
    }
    if (!(error instanceof Refusal)) throw error
    world.counters.add(`refused ${error.code}`)
    world.note(`${device.code} ${error.code}`)
  }
  world.watch.device(device)
}
