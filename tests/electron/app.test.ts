/** The program as a whole: one instance, one window, its menu, its end; each test a fresh process. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it, vi } from 'vitest'

type StandIn = typeof import('./electron.ts')

const rendererDir = mkdtempSync(join(tmpdir(), 'saldo-app-'))
writeFileSync(join(rendererDir, 'index.html'), '<head>')
const files = {
  rendererDir,
  preload: '/out/preload/preload.cjs',
  backendEntry: '/out/backend/entry-utility.js',
  readerEntry: '/out/backend/read-process.js',
}

async function launch(prepare: (electron: StandIn) => void = () => undefined): Promise<StandIn> {
  const electron = await import('./electron.ts')
  electron.app.folder = rendererDir
  prepare(electron)
  const { startDesktop } = await import('../../main/electron/app.ts')
  startDesktop(files, { demo: true })
  await new Promise((resolve) => setImmediate(resolve))
  return electron
}

const onlyWindow = ({ BrowserWindow }: StandIn) => {
  const [window, ...more] = BrowserWindow.made
  if (!window || more.length > 0) throw new Error('one window was expected')
  return window
}

beforeEach(() => {
  vi.resetModules()
  process.removeAllListeners('SIGTERM')
  process.removeAllListeners('SIGINT')
})

it('opens one sandboxed window at the page and starts the backend with the demo', async () => {
  const electron = await launch()
  const window = onlyWindow(electron)
  const [backend] = electron.utilityProcess.children

  expect(electron.app.isSandboxed).toBe(true)
  expect(window.webContents.getURL()).toBe('saldo://app/')
  expect(window.options.webPreferences?.preload).toBe(files.preload)
  expect(backend?.entry).toBe(files.backendEntry)
  expect(backend?.posted[0]?.message).toEqual({ kind: 'start', demo: true })
  expect(electron.Menu.shown?.template.map(({ label }) => label)).toContain('Dosya')
})

it('is one: a second start only brings the first to the front', async () => {
  const electron = await launch()
  const window = onlyWindow(electron)
  window.minimized = true
  electron.app.emit('second-instance', {}, [], '/')

  expect(window.calls).toEqual(['restore', 'show', 'focus'])
})

it('ends at once when another instance runs', async () => {
  const electron = await launch(({ app }) => {
    app.isFirstInstance = false
  })

  expect(electron.app.hasQuit).toBe(true)
  expect(electron.BrowserWindow.made).toEqual([])
  expect(electron.utilityProcess.children).toEqual([])
})

it('shows the menu its page offers, in the page’s language, and sends back what is chosen', async () => {
  const electron = await launch()
  const { webContents } = onlyWindow(electron)
  electron.ipcMain.emit(
    'saldo:menu',
    { sender: webContents, senderFrame: webContents.frame },
    {
      language: 'de',
      commands: [{ id: 'go.aging', title: 'Fälligkeiten', keys: null, group: 'go', enabled: true }],
    },
  )
  const go = electron.Menu.shown?.template.find(({ label }) => label === 'Gehe zu')
  const [item] = Array.isArray(go?.submenu) ? go.submenu : []
  item?.click?.({} as never, undefined, {} as never)

  expect(webContents.sent.map(({ channel, args }) => [channel, ...args])).toEqual([
    ['saldo:command', 'go.aging'],
  ])
})

it('stops the backend before it goes', async () => {
  const electron = await launch()
  const [backend] = electron.utilityProcess.children
  let finish: () => void = () => undefined
  if (backend)
    backend.onPosted = ({ message }) => {
      if ((message as { kind: string }).kind === 'stop') finish = () => backend.emit('exit', 0)
    }
  onlyWindow(electron).close()

  expect(electron.app.hasQuit).toBe(false)
  finish()
  await new Promise((resolve) => setImmediate(resolve))
  expect(electron.app.hasQuit).toBe(true)
})

it('ends in order on SIGTERM', async () => {
  const electron = await launch()
  process.emit('SIGTERM')

  expect(electron.utilityProcess.children[0]?.posted.at(-1)?.message).toEqual({ kind: 'stop' })
})

it.each([
  [
    { code: 'folder-in-use', folder: '/data', owner: 42 },
    '/data klasöründeki verilerle başka bir Saldo çalışıyor (işlem 42). Onu kullanın ya da önce kapatın.',
  ],
  [{ code: 'bug', reason: 'disk full' }, 'disk full'],
])('says why it cannot start, in one sentence: %j', async (failure, sentence) => {
  const electron = await launch()
  electron.utilityProcess.children[0]?.emit('message', { kind: 'failed', failure })

  expect(electron.dialog.errors[0]?.[0]).toBe('Saldo başlatılamıyor')
  expect(electron.dialog.errors[0]?.[1]).toContain(sentence)
})

it('drops switches that would open a release, and only there', async () => {
  const { app } = await launch((electron) => {
    electron.app.isPackaged = true
  })

  expect(app.removedSwitches).toEqual(
    expect.arrayContaining(['remote-debugging-port', 'js-flags', 'load-extension']),
  )
  vi.resetModules()
  expect((await launch()).app.removedSwitches).toEqual([])
})
