/**
 * Long work that goes on by itself: a job says what it does, how far it is, and what failed; it can be
 * stopped at any moment, taken up again, and survives the end of the program.
 */
import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import { bulkStatements } from './bulk-statements.ts'
import { letterFiles } from './campaigns.ts'
import { id, moment } from './fields.ts'

export const jobView = z.object({
  jobId: id,
  kind: z.enum(['statements', 'letters']),
  state: z.enum(['waiting', 'running', 'stopped', 'done', 'failed']),
  /** What it is at: customers, then putting their files together. */
  step: z.enum(['prepare', 'write', 'pack']),
  done: z.number().int(),
  total: z.number().int(),
  startedAt: moment,
  endedAt: moment.nullable(),
  /** Customers a second, of late; null before there is something to say. */
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  format: z.enum(['pdf', 'xlsx', 'both', 'csv']),
  /** Those that could not be written, at most 100; by the refusal's code. */
  failures: z.array(z.object({ customer: z.string(), code: z.string() })),
  failed: z.number().int(),
  /** What the door saves, once there is one; null where files went to a folder. */
  documentId: id.nullable(),
  fileName: z.string().nullable(),
})
export type JobView = z.output<typeof jobView>

export const jobs = {
  /** Starts statements for many customers; goes on when the window closes. */
  startStatements: command({
    input: z.object({ jobId: id, order: bulkStatements, to: z.string().optional() }),
    output: jobView,
    refusals: ['customer.unknown', 'company.none_open', 'file.unwritable', 'date.order'],
  }),
  /** The same for the letters of a campaign. */
  startLetters: command({
    input: z.object({ jobId: id, order: letterFiles, to: z.string().optional() }),
    output: jobView,
    refusals: ['campaign.unknown', 'letter.unknown', 'company.none_open', 'file.unwritable'],
  }),
  /** Newest first, those of the open company. */
  list: query({ input: z.object({}), output: z.array(jobView) }),
  /** Stops it at once: what is written is whole, the rest can be taken up again. */
  cancel: command({ input: z.object({ jobId: id }), output: jobView, refusals: ['job.unknown'] }),
  /** Takes up a stopped job where it was. */
  resume: command({
    input: z.object({ jobId: id }),
    output: jobView,
    refusals: ['job.unknown', 'job.running', 'file.unwritable'],
  }),
  /** Tries those that failed once more. */
  retryFailed: command({
    input: z.object({ jobId: id }),
    output: jobView,
    refusals: ['job.unknown', 'job.running', 'file.unwritable'],
  }),
  /** Takes it off the list; its files in the data folder go with it. */
  dismiss: command({
    input: z.object({ jobId: id }),
    output: z.object({}),
    refusals: ['job.unknown', 'job.running'],
  }),
}
