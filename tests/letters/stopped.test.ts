/** A run that is stopped with its program says so, and the same call goes on where it was. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { connected } from '../support/connected.ts'

it('M56 (part): letters whose program ends in the middle are not claimed, and go on when asked again', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'saldo-stopped-'))
  const file = join(dir, 'demo.saldo')
  const campaignId = uuidv7()
  const to = join(dir, 'out')
  const first = await connected({ dataDir: dir })
  await first.client.companies.createDemo({ file, customers: 40, documents: 400 })
  await first.client.campaigns.create({ campaignId, order: { asOf: '2026-10-31' } })
  const render = (client: typeof first.client) =>
    client.campaigns.render({ files: { campaignId, format: 'pdf' }, to })
  const cut = render(first.client).catch((error: unknown) => error)
  // As soon as the first is there.
  while (!existsSync(to) || readdirSync(to).every((name) => !name.endsWith('.pdf')))
    await new Promise((resolve) => setTimeout(resolve, 2))
  await first.stop()

  expect(await cut).toMatchObject({ code: 'job.stopped' })
  expect(readdirSync(to).length).toBeLessThan(40)

  const second = await connected({ dataDir: dir })
  await second.client.companies.open({ file })
  const done = await render(second.client)
  await second.stop()
  expect(done).toMatchObject({ files: 40, failures: [] })
  expect(readdirSync(to)).toHaveLength(40)
  rmSync(dir, { recursive: true, force: true })
})
