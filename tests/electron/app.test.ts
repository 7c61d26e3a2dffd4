/** The program as a whole: one instance, one window, its menu, its end; each test a fresh process. */
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it, vi } from 'vitest'
import { Preventable } from './app.ts'

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
  electron.app.folder = mkdtempSync(join(tmpdir(), 'saldo-app-data-'))
  vi.stubEnv('SALDO_DATA', electron.app.folder)
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
  process.removeAllListeners('uncaughtException')
})

it('opens one sandboxed window at the page and starts the backend with the demo', async () => {
  const electron = await launch()
  const window = onlyWindow(electron)
  const [backend] = electron.utilityProcess.children

  expect(electron.app.isSandboxed).toBe(true)
  expect(window.webContents.getURL()).toMatch(/^saldo:\/\/app\/#window=/)
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
      company: null,
      isDark: true,
      scale: 1,
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

it('E13: drops switches that would open a release, and only there', async () => {
  const { app } = await launch((electron) => {
    electron.app.isPackaged = true
  })

  expect(app.removedSwitches).toEqual(
    expect.arrayContaining(['remote-debugging-port', 'js-flags', 'load-extension']),
  )
  vi.resetModules()
  expect((await launch()).app.removedSwitches).toEqual([])
})

const offer = (
  electron: StandIn,
  window: InstanceType<StandIn['BrowserWindow']>,
  company: string | null,
) =>
  electron.ipcMain.emit(
    'saldo:menu',
    { sender: window.webContents, senderFrame: window.webContents.frame },
    { language: 'en', commands: [], company, isDark: false, scale: 1 },
  )
const opened = (window: InstanceType<StandIn['BrowserWindow']>) =>
  window.webContents.sent.flatMap(({ channel, args }) => (channel === 'saldo:open' ? args : []))

it('a link of a second start waits for a page that listens, and is only asked there', async () => {
  const electron = await launch()
  const window = onlyWindow(electron)
  electron.app.emit(
    'second-instance',
    {},
    ['/saldo', 'saldo://customer/120.01?view=statement'],
    '/',
  )
  const early = opened(window)
  offer(electron, window, null)
  electron.app.emit('second-instance', {}, ['/saldo', 'saldo://customer/120.02'], '/')
  electron.app.emit('second-instance', {}, ['/saldo', 'saldo://app/evil', 'https://x.example'], '/')

  expect(early).toEqual([])
  expect(opened(window)).toEqual([
    { kind: 'customer', code: '120.01', view: 'statement' },
    { kind: 'customer', code: '120.02', view: 'overview' },
  ])
  expect(window.webContents.getURL()).toMatch(/#window=/)
})

it('a page that is loaded anew is not asked before it listens again', async () => {
  const electron = await launch()
  const window = onlyWindow(electron)
  offer(electron, window, null)
  window.webContents.navigate('saldo://app/')
  const event = new Preventable()
  electron.app.emit('open-url', event, 'saldo://customer/A')
  const early = opened(window)
  offer(electron, window, null)

  expect(event.defaultPrevented).toBe(true)
  expect([early, opened(window)]).toEqual([[], [{ kind: 'customer', code: 'A', view: 'overview' }]])
})

it('a company file opened in the system is allowed to the backend, then asked in the page', async () => {
  const electron = await launch()
  const window = onlyWindow(electron)
  const [backend] = electron.utilityProcess.children
  backend?.emit('message', { kind: 'ready', inboxDir: '/data/inbox' })
  offer(electron, window, null)
  electron.app.emit('second-instance', {}, ['/saldo', '--flag', 'Defter 2026.saldo'], '/home/ayse')
  await new Promise((resolve) => setImmediate(resolve))

  expect(opened(window)).toEqual([{ kind: 'company', file: '/home/ayse/Defter 2026.saldo' }])
  expect(backend?.posted.at(-1)?.message).toEqual({
    kind: 'allow-company',
    file: '/home/ayse/Defter 2026.saldo',
  })
})

it('opens a window of the same company beside its own, and all of them again at the next start', async () => {
  const electron = await launch()
  const first = onlyWindow(electron)
  first.bounds = { x: 100, y: 100, width: 1400, height: 850 }
  offer(electron, first, '/data/a.saldo')
  electron.ipcMain.emit(
    'saldo:open-window',
    { sender: first.webContents, senderFrame: first.webContents.frame },
    '/customer/120.01',
  )
  const second = electron.BrowserWindow.made[1]
  const start = (window: typeof second) => {
    const coded = window?.webContents.getURL().split('#window=')[1] ?? ''
    return JSON.parse(Buffer.from(coded, 'base64url').toString()) as unknown
  }
  first.webContents.navigate('saldo://app/#/aging', true)
  electron.app.quit()
  const folder = electron.app.folder
  vi.resetModules()
  const again = await launch((next) => {
    copyFileSync(join(folder, 'windows.json'), join(next.app.folder, 'windows.json'))
  })

  expect(start(second)).toEqual({ path: '/customer/120.01', company: '/data/a.saldo' })
  expect(second?.bounds).toMatchObject({ x: 128, y: 128 })
  expect(again.BrowserWindow.made.map(start)).toEqual([
    { path: '/aging', company: '/data/a.saldo' },
    { path: '/', company: null },
  ])
  expect(again.BrowserWindow.made[0]?.bounds).toMatchObject({ x: 100, y: 100, width: 1400 })
})

it('shows the menu from its button, and the folder of the logs alone', async () => {
  const electron = await launch()
  const window = onlyWindow(electron)
  for (const act of ['show-menu', 'show-logs'])
    electron.ipcMain.emit(
      'saldo:act',
      { sender: window.webContents, senderFrame: window.webContents.frame },
      act,
    )

  expect(electron.Menu.shown?.poppedUp).toMatchObject([{ window }])
  expect(electron.shell.shown).toEqual([join(electron.app.folder, 'logs', 'shell.log')])
})

it('E15: what ends the shell is logged by its place, and the person hears one sentence', async () => {
  const electron = await launch()
  process.emit('uncaughtException', new Error('Gizli Tüccar owes 1234'))
  const log = readFileSync(join(electron.app.folder, 'logs', 'shell.log'), 'utf8')

  expect(electron.app.exitCode).toBe(1)
  expect(log).toMatch(/"msg":"bug"/)
  expect(log).not.toMatch(/Gizli|1234/)
  expect(electron.dialog.errors[0]?.join()).not.toMatch(/Gizli|1234/)
})

it('registers the scheme with the system in a release alone', async () => {
  const { app } = await launch()
  vi.resetModules()
  const release = await launch((electron) => {
    electron.app.isPackaged = true
  })

  expect([app.protocols, release.app.protocols]).toEqual([[], ['saldo']])
})

it('M178 (part): quitting while a job is at work asks first; staying stays, and a signal asks nobody', async () => {
  const electron = await launch()
  const { app, dialog, utilityProcess } = electron
  const [backend] = utilityProcess.children
  backend?.emit('message', { kind: 'jobs', running: 2 })
  dialog.answer = 1
  app.quit()

  expect(app.hasQuit).toBe(false)
  expect(dialog.questions[0]).toMatchObject({
    message: '2 iş hâlâ sürüyor.',
    buttons: ['Şimdi çık', 'Kal'],
    defaultId: 1,
    cancelId: 1,
  })
  expect(backend?.posted.map(({ message }) => message)).not.toContainEqual({ kind: 'stop' })

  dialog.answer = 0
  app.quit()
  expect(dialog.questions).toHaveLength(2)
  expect(backend?.posted.at(-1)?.message).toEqual({ kind: 'stop' })

  vi.resetModules()
  const other = await launch()
  other.utilityProcess.children[0]?.emit('message', { kind: 'jobs', running: 1 })
  process.emit('SIGTERM')
  expect(other.dialog.questions).toEqual([])
})

it('M178 (part): with the last window gone the person is told that the job goes on at the next start', async () => {
  const electron = await launch()
  const [backend] = electron.utilityProcess.children
  backend?.emit('message', { kind: 'jobs', running: 1 })
  onlyWindow(electron).close()
  electron.app.emit('window-all-closed')

  expect(electron.dialog.questions).toMatchObject([
    { type: 'info', message: 'Bir iş hâlâ sürüyor.', buttons: ['Tamam'] },
  ])
  backend?.emit('message', { kind: 'jobs', running: 0 })
})
