/**
 * Runs the built shell, preload and backend without Electron (toolchain.md 6): `import 'electron'` is
 * answered by the stand-in, the page is Chromium's with `saldo://app` under another name, utility
 * processes are worker threads. It proves bridge, lines and refusals, not Electron's sandbox.
 */
import type { Frame as PageFrame, Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import * as electron from '../electron/electron.ts'
import type { Child, MessagePortMain } from '../electron/ports.ts'
import { Frame } from '../electron/window.ts'
import { bridgeInPage } from './desktop-page.ts'
import { PROCESS_SHIM } from './desktop-process.ts'

const out = fileURLToPath(new URL('../../out', import.meta.url))
/** Where the page stands in Chromium, which knows no `saldo:`; a secure origin like it. */
const PAGE = 'http://saldo.localhost'
const STAND_IN = Symbol.for('saldo.electron')

export interface Desktop {
  readonly electron: typeof electron
  /** Chooses a command of the native menu. */
  choose(id: string): void
  stop(): Promise<void>
}

/** Starts the built shell with its data in a folder and opens its page. */
export async function openDesktop(page: Page, dataDir: string): Promise<Desktop> {
  const { app, protocol, utilityProcess, BrowserWindow } = electron
  Object.assign(globalThis, { [STAND_IN]: electron })
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron'
        ? { url: 'saldo-stand-in:electron', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url === 'saldo-stand-in:electron'
        ? {
            format: 'module',
            shortCircuit: true,
            source: `const own = globalThis[Symbol.for('saldo.electron')]
              export const { ${Object.keys(electron).join(', ')} } = own`,
          }
        : next(url, context),
  })
  app.folder = dataDir
  app.languages = ['en-GB']
  const workers: Worker[] = []
  utilityProcess.onFork = (child) => workers.push(runAsWorker(child, dataDir))
  process.argv.push('--demo')
  await import(pathToFileURL(join(out, 'main', 'main.js')).href)
  await app.whenReady()
  await new Promise((resolve) => setImmediate(resolve))
  const [opened] = BrowserWindow.made
  if (!opened) throw new Error('the shell opened no window')
  const contents = opened.webContents

  await page.route(`${PAGE}/**`, async (route) => {
    const answer = await protocol.handlers.get('saldo')?.(
      new Request(route.request().url().replace(PAGE, 'saldo://app')),
    )
    if (!answer) return route.abort()
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    })
  })
  const by = (frame: PageFrame) => ({
    sender: contents,
    senderFrame:
      frame === page.mainFrame() ? contents.frame : new Frame('saldo://app/', 999, contents.frame),
  })
  await page.exposeBinding('saldoInvoke', ({ frame }, channel: string, args: unknown[]) =>
    electron.ipcMain.invoke(channel, by(frame), ...args),
  )
  await page.exposeBinding('saldoSend', ({ frame }, channel: string, args: unknown[]) => {
    electron.ipcMain.emit(channel, by(frame), ...args)
  })
  const ports: MessagePortMain[] = []
  await page.exposeBinding('saldoPost', (_, port: number, message: unknown) => {
    ports[port]?.postMessage(message)
  })
  const deliver = (...args: [string, readonly unknown[], number | null]) =>
    page
      .evaluate(([channel, values, port]) => window.saldoDeliver(channel, values, port), args)
      // A page that is being replaced hears nothing more.
      .catch(() => undefined)
  contents.onSent = (channel, args, [port]) => {
    if (!port) return void deliver(channel, args, null)
    const index = ports.push(port) - 1
    port.on('message', ({ data }: { data: unknown }) => void deliver('port', [data], index))
    void deliver(channel, args, index).then(() => port.start())
  }
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) return
    contents.navigate(`saldo://app/${new URL(page.url()).hash}`, isFragment())
  })
  let documents = 0
  page.on('domcontentloaded', () => {
    documents += 1
  })
  const isFragment = () => documents > 0 && page.url().includes('#')
  const preload = readFileSync(join(out, 'preload', 'preload.cjs'), 'utf8')
  await page.addInitScript(`(${String(bridgeInPage)})((require) => {\n${preload}\n})`)
  await page.goto(PAGE + opened.webContents.getURL().slice('saldo://app'.length))
  return {
    electron,
    choose: (id) => {
      const items = electron.Menu.shown?.template.flatMap(({ submenu }) =>
        Array.isArray(submenu) ? submenu : [],
      )
      items?.find((item) => item.id === id)?.click?.({} as never, undefined, {} as never)
    },
    stop: async () => {
      const ended = new Promise((resolve) => app.once('quit', resolve))
      app.quit()
      await ended
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

function runAsWorker(child: Child, dataDir: string): Worker {
  const worker = new Worker(PROCESS_SHIM, {
    eval: true,
    workerData: { entry: pathToFileURL(child.entry).href },
    env: { ...process.env, SALDO_DATA: dataDir },
  })
  child.onPosted = ({ message, ports }) => {
    const transferred = ports.map(({ node }) => node)
    worker.postMessage({ message, ports: transferred }, transferred)
  }
  child.onKill = () => void worker.terminate()
  worker.on('message', (message: unknown) => child.emit('message', message))
  worker.on('error', (error) => console.error(error))
  worker.on('exit', (code) => child.emit('exit', code))
  return worker
}
