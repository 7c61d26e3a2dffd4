/** Letters of a campaign straight into a folder, for a caller that waits; a run that was cut off goes on. */
import { v5 } from 'uuid'
import type { z } from 'zod'
import { lettersOf } from '../../../db/local/letters.ts'
import type { campaigns as contract } from '../../../shared/contract/campaigns.ts'
import { fileOf, type Session } from '../session.ts'
import { BulkFiles } from './bulk-files.ts'
import { campaignOf } from './campaigns.ts'
import { letterPlan } from './letter-plan.ts'

type Procedure = (typeof contract)['render']

/** Namespace of the ids of such runs: the same letters into the same folder are the same run. */
const RUNS = '6c2c4a52-5f6e-4e0d-9a53-0d9b7a4b6a11'

export async function renderLetters(
  session: Session,
  { files: order, to }: z.output<Procedure['input']>,
): Promise<z.input<Procedure['output']>> {
  const file = fileOf(session)
  const seals = file.query((context) => {
    const campaign = campaignOf(context, order.campaignId)
    return lettersOf(context.db, campaign.id).map(({ hash }) => hash.toString('hex'))
  })
  const jobId = v5(JSON.stringify([file.path, order, to, seals]), RUNS)
  const { customers, failures } = await session.backend.jobs.await(
    file,
    { jobId, order, to },
    (done, total) => session.progress('letters', 'write', done, total),
  )
  const names = new BulkFiles(file, letterPlan(order), customers, to)
  const failed = new Set(failures.map(({ customer }) => customer))
  const letters = customers
    .filter((customer) => !failed.has(customer))
    .flatMap((customer) => names.filesOf(customer).map((name) => ({ customer, file: name })))
  return {
    files: new Set(letters.map((one) => one.file)).size,
    letters,
    failures,
  }
}
