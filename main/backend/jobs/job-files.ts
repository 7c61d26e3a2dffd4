/** Jobs as they are kept: a file each in the data folder, since a job is this device's work, not the books'. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { bulkStatements } from '../../../shared/contract/bulk-statements.ts'
import { letterFiles } from '../../../shared/contract/campaigns.ts'
import { WholeFile } from '../documents/whole-file.ts'

const keptJob = z.object({
  jobId: z.uuid(),
  /** Absolute path of the company file. */
  company: z.string(),
  order: z.union([letterFiles, bulkStatements]),
  /** A caller waits for it: it is taken up when that asks again, not by itself. */
  isAwaited: z.boolean().default(false),
  /** A folder the caller named; null: one of the job's own. */
  to: z.string().nullable(),
  state: z.enum(['waiting', 'running', 'stopped', 'done', 'failed']),
  step: z.enum(['prepare', 'write', 'pack']),
  /** Codes in order, and how many of them are through. */
  customers: z.array(z.string()),
  at: z.number().int(),
  failures: z.array(z.object({ customer: z.string(), code: z.string() })),
  startedAtMs: z.number(),
  endedAtMs: z.number().nullable(),
  /** The one file to hand over, once there is one. */
  result: z.string().nullable(),
})
export type KeptJob = z.output<typeof keptJob>

export class JobFiles {
  readonly #folder: string

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'jobs')
  }

  /** Where a job without a folder of its caller's puts its files. */
  folderOf(jobId: string): string {
    return join(this.#folder, jobId)
  }

  /** A file that is not understood is left alone: it may be of a newer version. */
  read(): KeptJob[] {
    if (!existsSync(this.#folder)) return []
    return readdirSync(this.#folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => {
        const job = keptJob.safeParse(jsonOf(readFileSync(join(this.#folder, name), 'utf8')))
        return job.success ? [job.data] : []
      })
  }

  write(job: KeptJob): void {
    mkdirSync(this.#folder, { recursive: true })
    const file = new WholeFile(join(this.#folder, `${job.jobId}.json`), 'next')
    try {
      file.write(Buffer.from(JSON.stringify(keptJob.parse(job))))
      file.finish()
    } catch (error) {
      file.discard()
      throw error
    }
  }

  remove(jobId: string): void {
    rmSync(join(this.#folder, `${jobId}.json`), { force: true })
    rmSync(this.folderOf(jobId), { recursive: true, force: true })
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
