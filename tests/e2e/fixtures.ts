/** The real host on a temporary data folder, the built page in Chromium; a console error fails the test. */
import { test as base, type CDPSession, type Page } from '@playwright/test'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Host, startHost } from '../../main/browser-host/index.ts'
import { PreferenceFile } from '../../main/backend/device/preferences.ts'
import { startBackend } from '../../main/backend/start.ts'
import { contract, type SaldoContract } from '../../shared/contract/index.ts'
import { connect } from '../../shared/rpc/client.ts'
import { portPair } from '../../shared/rpc/port.ts'
import type { Client } from '../../shared/rpc/procedure.ts'

export interface DemoSize {
  readonly customers: number
  readonly documents: number
}

export interface Fixtures {
  /** The moment the backend's clock stands at; without it the real one runs. */
  readonly at: string | undefined
  readonly dataDir: string
  /** Fills the data folder before the host starts; answers the company file to open. */
  readonly prepare: (
    work: (client: Client<SaldoContract>, dir: string) => Promise<string>,
  ) => Promise<void>
  /** Puts the demo company into the data folder and opens it there. */
  readonly demo: (
    work?: (client: Client<SaldoContract>) => Promise<unknown>,
    size?: DemoSize,
  ) => Promise<void>
  /** The page at an address of the screens; with null, or without a company, as its link opens it. */
  readonly open: (path?: string | null) => Promise<Host>
  /** The page's processor is so many times slower until the test ends. */
  readonly slow: (times: number) => Promise<void>
}

interface WorkerFixtures {
  /** The demo company, made once per worker and size. */
  readonly demoFile: (size: DemoSize) => Promise<string>
}

/** Small enough to be made in half a second; R1–R3 are in it. */
export const SMALL_DEMO: DemoSize = { customers: 60, documents: 600 }
/** The last day of the demo, noon in Istanbul. */
export const DEMO_NOON = '2026-10-31T09:00:00.000Z'

export const test = base.extend<Fixtures, WorkerFixtures>({
  at: [undefined, { option: true }],
  demoFile: [
    async ({}, use) => {
      const dir = mkdtempSync(join(tmpdir(), 'saldo-demo-'))
      const made = new Map<string, Promise<string>>()
      await use((size) => {
        const key = `${size.customers}-${size.documents}`
        const file = made.get(key) ?? makeDemo(dir, key, size)
        made.set(key, file)
        return file
      })
      rmSync(dir, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  dataDir: async ({}, use) => {
    const dir = mkdtempSync(join(tmpdir(), 'saldo-e2e-'))
    await use(dir)
    rmSync(dir, { recursive: true, force: true })
  },
  prepare: async ({ dataDir, at }, use) => {
    await use(async (work) => {
      companies.set(
        dataDir,
        await withBackend(dataDir, at, undefined, (client) => work(client, dataDir)),
      )
    })
  },
  demo: async ({ dataDir, at, demoFile }, use) => {
    await use(async (work, size = SMALL_DEMO) => {
      const source = await demoFile(size)
      const file = join(dataDir, 'demo.saldo')
      for (const suffix of ['', '.keys']) copyFileSync(source + suffix, file + suffix)
      companies.set(dataDir, file)
      if (work) await withBackend(dataDir, at, file, work)
    })
  },
  open: async ({ page, dataDir, at }, use) => {
    const hosts: Host[] = []
    const errors: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
    // Most tests begin at the list of accounts; the day's screen has tests of its own.
    await use(async (path: string | null = '/customers') => {
      const companyFile = companies.get(dataDir)
      const host = await startHost({
        dataDir,
        rendererDir: fileURLToPath(new URL('../../out/renderer', import.meta.url)),
        checkOutput: true,
        ...clockAt(at),
        ...(companyFile === undefined ? {} : { companyFile }),
      })
      hosts.push(host)
      if (companyFile === undefined || path === null) await followLink(page, host)
      else await enter(page, host, path)
      return host
    })
    // A page that is still there asks for a host that ends, and says that it is gone.
    await page.close()
    for (const host of hosts) await host.stop()
    if (errors.length > 0) throw new Error(`the page reported errors:\n${errors.join('\n')}`)
  },
  slow: async ({ page }, use) => {
    let devtools: CDPSession | null = null
    await use(async (times) => {
      devtools ??= await page.context().newCDPSession(page)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: times })
    })
    // The pages of the next test can share this one's process.
    await (devtools as CDPSession | null)?.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  },
})

/** The way of a person: the link is exchanged by the page, which opens where it likes to. */
export async function followLink(page: Page, host: Host): Promise<void> {
  await page.goto(host.url)
  await page.waitForURL(`${host.origin}/#/**`)
}

/** With the session in hand straight to an address: the screen a link opens is not drawn before it. */
async function enter(page: Page, host: Host, path: string): Promise<void> {
  const token = new URL(host.url).hash.replace('#token=', '')
  const response = await page.request.post(`${host.origin}/session`, {
    headers: { origin: host.origin },
    data: { token },
  })
  const granted = (await response.json()) as { token: string }
  await page.addInitScript(
    ({ origin, value }) => {
      if (location.origin === origin && sessionStorage.getItem('saldo.token') === null)
        sessionStorage.setItem('saldo.token', value)
    },
    { origin: host.origin, value: granted.token },
  )
  await page.goto(`${host.origin}/#${path}`)
}

/** Answers to these questions come so much later; before the page is opened. */
export async function delayAnswers(page: Page, paths: RegExp, ms: number): Promise<void> {
  await page.routeWebSocket(/\/ws$/, (socket) => {
    const late = new Set<number>()
    const host = socket.connectToServer()
    socket.onMessage((message) => {
      const { id, path } = JSON.parse(String(message)) as { id: number; path: string }
      if (paths.test(path)) late.add(id)
      host.send(message)
    })
    host.onMessage((message) => {
      const { id } = JSON.parse(String(message)) as { id?: number }
      if (id !== undefined && late.has(id)) setTimeout(() => socket.send(message), ms)
      else socket.send(message)
    })
  })
}

/** What the device prefers, put in its data folder before the host starts. */
export function prefer(dataDir: string, preferences: Parameters<PreferenceFile['set']>[0]): void {
  new PreferenceFile(dataDir).set(preferences)
}

async function makeDemo(dir: string, key: string, size: DemoSize): Promise<string> {
  const folder = join(dir, key)
  mkdirSync(folder)
  const file = join(folder, 'demo.saldo')
  await withBackend(folder, DEMO_NOON, undefined, (client) =>
    client.companies.createDemo({ ...size, file }),
  )
  return file
}

async function withBackend<Result>(
  dataDir: string,
  at: string | undefined,
  companyFile: string | undefined,
  work: (client: Client<SaldoContract>) => Promise<Result>,
): Promise<Result> {
  const backend = await startBackend({
    dataDir,
    ...clockAt(at),
    ...(companyFile === undefined ? {} : { companyFile }),
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

function clockAt(at: string | undefined): { clock?: { now: () => number } } {
  return at === undefined ? {} : { clock: { now: () => Date.parse(at) } }
}

const companies = new Map<string, string>()

export { expect } from '@playwright/test'
