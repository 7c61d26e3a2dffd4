/**
 * Makes a failing run shorter: fewer steps, then fewer devices, as long as it still fails the same
 * invariant. Halves first, then ever smaller pieces, down to single steps.
 */
import type { Mutant } from './mutant.ts'
import { type Ran, runSeed, type Script } from './run.ts'

export interface Shrunk {
  readonly ran: Ran
  readonly tries: number
}

export async function shrink(
  failed: Ran,
  { mutant, triesMax = 400 }: { readonly mutant: Mutant | null; readonly triesMax?: number },
): Promise<Shrunk> {
  let ran = failed
  let tries = 0
  const fails = async (script: Script): Promise<boolean> => {
    if (tries >= triesMax) return false
    tries += 1
    const again = await runSeed(failed.seed, { ops: 0, mutant, script })
    if (again.violation?.invariant !== failed.violation?.invariant) return false
    ran = again
    return true
  }
  for (let size = Math.ceil(ran.script.steps.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let from = 0; from < ran.script.steps.length; ) {
      const { plan, steps } = ran.script
      const isLess = await fails({ plan, steps: steps.toSpliced(from, size) })
      if (!isLess) from += size
    }
  while (ran.script.plan.devices.length > 1 && (await fails(withoutLastDevice(ran.script))));
  return { ran, tries }
}

/** The steps of the last device go with it. */
function withoutLastDevice({ plan, steps }: Script): Script {
  const last = plan.devices.length - 1
  return {
    plan: { ...plan, devices: plan.devices.slice(0, -1) },
    steps: steps.filter((step) => !('device' in step) || step.device !== last),
  }
}
