/** Half a minute of `npm run load`, on two processors and with fewer devices. */
import { expect, it } from 'vitest'
import { freshSeed } from '../crash/seeded.ts'
import { makeTestDatabase } from '../support/test-database.ts'
import { runLoad } from './run.ts'

it('M116 M159 M172 I3 I4 I7 I10 I15: killed servers and a failing network lose and double nothing', async () => {
  const seed = freshSeed()
  const report = await runLoad({
    db: await makeTestDatabase(),
    seconds: Number(process.env['SALDO_LOAD_SECONDS'] ?? 30),
    pushers: 6,
    pullers: 2,
    servers: 2,
    killMs: 5000,
    seed,
  })

  expect(report, `SALDO_SEED=${seed}`).toMatchObject({ lost: 0, doubled: 0, findings: [] })
  // A network that fails nothing proves nothing.
  const { kills, pushedAgain, compares, documents, held, network } = report
  const met = { kills, pushedAgain, compares, documents, held, answerLost: network.answerLost }
  expect(Object.entries(met).filter(([, count]) => count === 0)).toEqual([])
})
