/** Seeds one after the other; what fails is thrown with the command that tells it again. */
import { Counters } from './counters.ts'
import { runSeed } from './run.ts'

const OPS = 100
/** Each of these has to happen: a simulation that injects nothing proves nothing. */
const EXPECTED = [
  'message lost',
  'message delayed',
  'message doubled',
  'message reordered',
  'answer lost',
  'message cut off up',
  'device crash',
  'device SQLITE_FULL',
  'device SQLITE_IOERR_WRITE',
  'server crash',
  'server busy',
  'clock',
  'period.lock',
  'roles changed',
  'user suspended',
  'manager decide',
  'outcome held PERIOD_CLOSED',
  'outcome held DEP_HELD',
  'block taken',
  'number of a block',
  'neighbour accepted',
  'neighbour held INVALID',
  'intruder WRONG_COMPANY',
  'device file copy',
  'device file put back',
  'fork detected',
  'row of a device altered',
  'row of the server altered',
] as const

export async function runMany(first: number, count: number): Promise<void> {
  const all = new Counters()
  for (let seed = first; seed < first + count; seed += 1) {
    const { violation, counters } = await runSeed(seed, { ops: OPS })
    if (violation)
      throw new Error(
        `npm run sim -- --seed ${seed} --ops ${OPS} --shrink\n${violation.message.slice(0, 2000)}`,
        { cause: violation },
      )
    all.addAll(counters)
  }
  const missing = EXPECTED.filter((name) => all.get(name) === 0)
  if (missing.length > 0) throw new Error(`never happened: ${missing.join(', ')}`)
}
