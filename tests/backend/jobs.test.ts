/** Statements of many customers as a job: followed, stopped, taken up again, also after the program ended. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { startBackend } from '../../main/backend/start.ts'
import { contract, type SaldoContract } from '../../shared/contract/index.ts'
import type { JobView } from '../../shared/contract/jobs.ts'
import { connect } from '../../shared/rpc/client.ts'
import { portPair } from '../../shared/rpc/port.ts'
import type { Client } from '../../shared/rpc/procedure.ts'

let dir: string
const company = () => join(dir, 'demo.saldo')
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'saldo-jobs-'))
  await run((client) =>
    client.companies.createDemo({ file: company(), customers: 60, documents: 600 }),
  )
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

async function run<T>(work: (client: Client<SaldoContract>) => Promise<T>): Promise<T> {
  const backend = await startBackend({
    dataDir: dir,
    checkOutput: true,
    ...(existsSync(company()) ? { companyFile: company() } : {}),
  })
  const [near, far] = portPair()
  backend.attach(far, { namesPaths: true })
  const connection = connect(contract, near)
  try {
    return await work(connection.client)
  } finally {
    connection.close()
    await backend.stop()
  }
}

async function until(
  client: Client<SaldoContract>,
  jobId: string,
  isThere: (job: JobView) => boolean,
): Promise<JobView> {
  // As long as the test may take: a busy machine is slow, not wrong.
  for (;;) {
    const job = (await client.jobs.list({})).find((one) => one.jobId === jobId)
    if (job && isThere(job)) return job
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
const isOver = (job: JobView) => job.state !== 'running' && job.state !== 'waiting'
const order = { format: 'pdf', withEmpty: true } as const

it('M178 (part): a job writes a file a customer and hands over one archive', async () => {
  await run(async (client) => {
    const jobId = uuidv7()
    await client.jobs.startStatements({ jobId, order: { ...order, format: 'both' } })
    const job = await until(client, jobId, isOver)

    expect(job).toMatchObject({ state: 'done', failed: 0, fileName: 'statements.zip' })
    expect(job.done).toBe(job.total)
    expect(readdirSync(join(dir, 'jobs', jobId))).toHaveLength(2 * job.total + 1)
    const { base64 } = await client.reports.readDocument({ documentId: job.documentId ?? '' })
    expect(Buffer.from(base64, 'base64').subarray(0, 2).toString()).toBe('PK')
    await client.jobs.dismiss({ jobId })
    expect(await client.jobs.list({})).toEqual([])
    expect(existsSync(join(dir, 'jobs', jobId))).toBe(false)
  })
})

it('stops at once with whole files only, and goes on where it was', async () => {
  await run(async (client) => {
    const jobId = uuidv7()
    await client.jobs.startStatements({ jobId, order })
    const stopped = await client.jobs.cancel({ jobId })

    expect(stopped.state).toBe('stopped')
    expect(stopped.done).toBeLessThan(stopped.total)
    const names = readdirSync(join(dir, 'jobs', jobId))
    expect(names).toHaveLength(stopped.done)
    expect(names.every((name) => name.endsWith('.pdf'))).toBe(true)
    await client.jobs.resume({ jobId })
    expect(await until(client, jobId, isOver)).toMatchObject({ state: 'done' })
  })
})

it('goes on after the program ended in its middle', async () => {
  const jobId = uuidv7()
  await run((client) => client.jobs.startStatements({ jobId, order }))

  const job = await run(async (client) => {
    await client.companies.info({})
    return until(client, jobId, isOver)
  })

  expect(job).toMatchObject({ state: 'done', failed: 0 })
})

it('a file for all is there whole or not at all', async () => {
  await run(async (client) => {
    const jobId = uuidv7()
    await client.jobs.startStatements({ jobId, order: { ...order, joined: true } })
    await client.jobs.cancel({ jobId })
    expect(readdirSync(join(dir, 'jobs', jobId))).toEqual([])
    await client.jobs.resume({ jobId })

    const job = await until(client, jobId, isOver)
    expect(job).toMatchObject({ state: 'done', fileName: 'statements.pdf' })
  })
})

it('a customer that is not there is refused before anything starts', async () => {
  await run(async (client) => {
    await expect(
      client.jobs.startStatements({ jobId: uuidv7(), order: { ...order, customers: ['NONE'] } }),
    ).rejects.toMatchObject({ code: 'customer.unknown' })
  })
})
