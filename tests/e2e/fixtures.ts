/** The real host on a temporary data folder, the built page in Chromium; a console error fails the test. */
import { test as base } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Host, startHost } from '../../main/browser-host/index.ts'
import { startBackend } from '../../main/backend/start.ts'
import { contract, type SaldoContract } from '../../shared/contract/index.ts'
import { connect } from '../../shared/rpc/client.ts'
import { portPair } from '../../shared/rpc/port.ts'
import type { Client } from '../../shared/rpc/procedure.ts'

export interface Fixtures {
  readonly dataDir: string
  /** Fills the data folder before the host starts; answers the company file to open. */
  readonly prepare: (
    work: (client: Client<SaldoContract>, dir: string) => Promise<string>,
  ) => Promise<void>
  readonly open: () => Promise<Host>
}

export const test = base.extend<Fixtures>({
  dataDir: async ({}, use) => {
    const dir = mkdtempSync(join(tmpdir(), 'saldo-e2e-'))
    await use(dir)
    rmSync(dir, { recursive: true, force: true })
  },
  prepare: async ({ dataDir }, use) => {
    await use(async (work) => {
      const backend = await startBackend({ dataDir })
      const [near, far] = portPair()
      backend.attach(far, { namesPaths: true })
      const connection = connect(contract, near)
      companies.set(dataDir, await work(connection.client, dataDir))
      connection.close()
      await backend.stop()
    })
  },
  open: async ({ page, dataDir }, use) => {
    const hosts: Host[] = []
    const errors: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    page.on('pageerror', (error) => errors.push(error.message))
    await use(async () => {
      const companyFile = companies.get(dataDir)
      const host = await startHost({
        dataDir,
        rendererDir: fileURLToPath(new URL('../../out/renderer', import.meta.url)),
        checkOutput: true,
        ...(companyFile === undefined ? {} : { companyFile }),
      })
      hosts.push(host)
      await page.goto(host.url)
      return host
    })
    for (const host of hosts) await host.stop()
    if (errors.length > 0) throw new Error(`the page reported errors:\n${errors.join('\n')}`)
  },
})

const companies = new Map<string, string>()

export { expect } from '@playwright/test'
