/** The demo made anew in its place, under the eyes of two windows. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { startBackend } from '../../main/backend/start.ts'
import { contract } from '../../shared/contract/index.ts'
import { connect } from '../../shared/rpc/client.ts'
import { portPair } from '../../shared/rpc/port.ts'

const dir = mkdtempSync(join(tmpdir(), 'saldo-demo-reset-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

it('ux 14: one click puts the demo back as it was, for every window, and leaves nothing behind', async () => {
  const clock = { now: () => Date.parse('2026-10-31T09:00:00Z') }
  const backend = await startBackend({ dataDir: dir, clock, keepsColumns: true })
  const windows = [0, 1].map(() => {
    const [near, far] = portPair()
    backend.attach(far, { namesPaths: true })
    return connect(contract, near)
  })
  const [mine, theirs] = windows
  if (!mine || !theirs) throw new Error('no windows')
  const { file } = await mine.client.companies.createDemo({ customers: 20, documents: 60 })
  await theirs.client.companies.open({ file })
  await mine.client.customers.patch({ code: '120.01.0077', patch: { city: 'Bursa' } })

  await mine.client.companies.resetDemo({})

  for (const { client } of [mine, theirs]) {
    const { card } = await client.customers.get({ code: '120.01.0077' })
    expect(card.city).toBe('İstanbul')
    expect((await client.companies.info({})).counts.customers).toBe(1240)
  }
  expect((await theirs.client.companies.verify({ deep: false })).ok).toBe(true)
  expect(readdirSync(dir).filter((name) => name.includes('fresh'))).toEqual([])

  await mine.client.companies.create({ name: 'Own', currency: 'TRY' })
  await expect(mine.client.companies.resetDemo({})).rejects.toMatchObject({
    code: 'company.not_demo',
  })
  for (const window of windows) window.close()
  await backend.stop()
}, 120_000)
