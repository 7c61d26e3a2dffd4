/** Letters of a campaign straight into a folder, for a caller that waits; a run that was cut off goes on. */
import { v5, v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { lettersOf } from '../../../db/local/letters.ts'
import type { campaigns as contract } from '../../../shared/contract/campaigns.ts'
import type { Context } from '../context.ts'
import type { PdfRequest } from '../documents/pdf/request.ts'
import { fileOf, type Session } from '../session.ts'
import { BulkFiles } from './bulk-files.ts'
import { campaignOf } from './campaigns.ts'
import { writePdf } from '../documents/writer.ts'
import { safeName } from './file-names.ts'
import { trialLetter } from './campaign-make.ts'
import { letterPaperOf, letterPlan, liveLetter, paperOf } from './letter-plan.ts'
import { printFactsOf } from './paper-orders.ts'

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

/** The letter of one account as PDF among the written documents. */
export async function printLetter(
  session: Session,
  { campaignId, customer }: z.output<(typeof contract)['paper']['input']>,
): Promise<z.input<(typeof contract)['paper']['output']>> {
  const { context, pdf, number } = fileOf(session).query((asked) => {
    const campaign = campaignOf(asked, campaignId)
    const { letter } = liveLetter(asked, campaign, customer)
    return {
      context: asked,
      number: letter.number,
      pdf: letterPaperOf(asked, campaign, customer).pdf,
    }
  })
  return written(session, context, pdf, `${number} ${customer}`)
}

/** A letter that is only looked at, as PDF among the written documents. */
export async function printTrial(
  session: Session,
  input: z.output<(typeof contract)['trial']['input']>,
): Promise<z.input<(typeof contract)['trial']['output']>> {
  const { context, letter, pdf } = fileOf(session).query((asked) => {
    const made = trialLetter(asked, input)
    return { context: asked, letter: made.letter, pdf: paperOf(asked, made).pdf }
  })
  return written(session, context, pdf, `${letter.number} ${letter.code}`)
}

async function written(
  session: Session,
  context: Context,
  pdf: PdfRequest,
  name: string,
): Promise<z.input<(typeof contract)['paper']['output']>> {
  const documentId = uuidv7()
  const fileName = `${safeName(name)}.pdf`
  const facts = printFactsOf(context, pdf)
  await writePdf(session.backend.place(documentId, fileName), pdf, facts)
  return { documentId, fileName, language: facts.language }
}
