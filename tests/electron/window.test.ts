/** E1, E3, E4, E8: the window, where its page may go, and what it may ask of the machine. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { mayLeave, openExternal } from '../../main/electron/external.ts'
import { guardAllContents } from '../../main/electron/guards.ts'
import { denyPermissions } from '../../main/electron/permissions.ts'
import { startUrl } from '../../main/electron/address.ts'
import { followPage, titleBar } from '../../main/electron/title-bar.ts'
import { createWindow, loadPage } from '../../main/electron/window.ts'
import {
  beside,
  keepWindows,
  keptWindows,
  nowOf,
  onScreen,
} from '../../main/electron/window-place.ts'
import { app, Preventable } from './app.ts'
import { BrowserWindow, screen, session, shell } from './electron.ts'
import type { Contents } from './window.ts'

guardAllContents()

const START = { path: '/', company: null }
const gone: string[] = []

function open(place: Parameters<typeof createWindow>[1] = null): BrowserWindow {
  const window = createWindow('/preload.cjs', place, (reason) => gone.push(reason))
  return window as unknown as BrowserWindow
}

beforeEach(() => {
  app.folder = mkdtempSync(join(tmpdir(), 'saldo-window-'))
  mkdirSync(app.folder, { recursive: true })
  app.isPackaged = false
})

describe('E1: the window', () => {
  it('is sandboxed and isolated, with nothing opened that Electron can open', () => {
    expect(open().options.webPreferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      experimentalFeatures: false,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      preload: '/preload.cjs',
      devTools: true,
    })
  })

  it('has no developer tools in a release', () => {
    app.isPackaged = true

    expect(open().options.webPreferences?.devTools).toBe(false)
  })

  it('is made in one place, and loads one address', async () => {
    const folder = fileURLToPath(new URL('../../main/electron', import.meta.url))
    const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    const count = (pattern: RegExp) => sources.filter((text) => pattern.test(text)).length
    const window = open()
    await loadPage(window as never, START)

    expect(count(/new BrowserWindow\(/)).toBe(1)
    expect(count(/\.loadURL\(/)).toBe(1)
    expect(count(/\bloadFile\(|new WebContentsView\(|new BrowserView\(|file:\/\//)).toBe(0)
    expect(window.webContents.getURL()).toBe(startUrl(START))
    expect(new URL(startUrl(START)).host + new URL(startUrl(START)).pathname).toBe('app/')
  })

  it('opens where it was, with its page and company, while a screen still shows that place', () => {
    const window = open()
    window.bounds = { x: 200, y: 120, width: 1300, height: 800 }
    window.maximized = true
    window.webContents.navigate('saldo://app/#/customer/120.01?tab=items')
    keepWindows([nowOf(window as never, '/data/a.saldo'), nowOf(open() as never, null)])
    const [kept, second] = keptWindows()
    const again = open(kept?.place ?? null)

    expect(kept).toMatchObject({ path: '/customer/120.01?tab=items', company: '/data/a.saldo' })
    expect(second).toMatchObject({ path: '/', company: null })
    expect(again.bounds).toEqual({ x: 200, y: 120, width: 1300, height: 800 })
    expect(again.maximized).toBe(true)
    screen.displays = [{ workArea: { x: 3000, y: 0, width: 800, height: 600 } }]
    expect(kept && onScreen(kept.place)).toBeNull()
    expect(beside(window as never)).toBeNull()
    screen.displays = [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }]
    expect(beside(window as never)).toMatchObject({ x: 228, y: 148, isMaximized: false })
  })

  it.each([
    '{',
    '{}',
    'null',
    '[{"place":{"x":0,"y":0,"width":1,"height":1,"isMaximized":false},"path":"/","company":null}]',
    '[{"place":{"x":0,"y":0,"width":900,"height":700,"isMaximized":false},"path":"//evil.example","company":null}]',
    '[{"place":{"x":0,"y":0,"width":900,"height":700,"isMaximized":false},"path":"javascript:1","company":null}]',
  ])('no window is kept when the list reads %s', (text) => {
    writeFileSync(join(app.folder, 'windows.json'), text)

    expect(keptWindows()).toEqual([])
    expect(open().bounds).toMatchObject({ width: 1440, height: 900 })
  })

  it('keeps the system’s own buttons on a title bar in the page’s colours', () => {
    const window = open()
    followPage(window as never, false, { isDark: true, scale: 1.25 })
    const dark = window.overlay
    followPage(window as never, true, { isDark: false, scale: 1 })

    expect(titleBar(false, false)).toEqual({
      titleBarStyle: 'hidden',
      titleBarOverlay: { color: '#0d3a40', symbolColor: '#ffffff', height: 40 },
    })
    expect(titleBar(true, true)).toEqual({
      titleBarStyle: 'hiddenInset',
      titleBarOverlay: { height: 40 },
      trafficLightPosition: { x: 14, y: 12 },
    })
    expect(dark).toEqual({ color: '#0a2427', symbolColor: '#e9f2f1', height: 50 })
    expect(window.overlay).toBe(dark)
  })

  it('draws the title bar in the colours of the page', () => {
    const roles = readFileSync(
      fileURLToPath(new URL('../../renderer/app/theme/roles.css', import.meta.url)),
      'utf8',
    )
    const colours = [...roles.matchAll(/--chrome(?:-text)?: (#\w+);/g)].map(([, colour]) => colour)

    expect(colours).toEqual(['#0d3a40', '#ffffff', '#0a2427', '#e9f2f1'])
  })

  it('loads a page that crashed again, but not for ever', () => {
    const window = open()
    for (let i = 0; i < 9; i += 1)
      window.webContents.emit('render-process-gone', {}, { reason: 'crashed' })

    expect(window.webContents.reloads).toBe(3)
    expect(gone).toContain('crashed')
  })
})

describe('E3: a page', () => {
  const STRANGE = [
    'https://example.com/',
    'http://127.0.0.1:8080/',
    'file:///etc/passwd',
    'data:text/html,<script>1</script>',
    'about:blank',
    'javascript:alert(1)',
    'saldo://app.evil/',
    'saldo://x@app/',
    'saldo://app:1/',
    'saldo://other/',
    'saldox://app/',
    'blob:saldo://app/1',
    'not an address',
  ]
  it.each(
    ['will-navigate', 'will-redirect', 'will-frame-navigate'].flatMap((event) =>
      STRANGE.map((url) => [event, url] as const),
    ),
  )('%s to %s is prevented', (name, url) => {
    const event = Preventable.of({ url })
    open().webContents.emit(name, event)

    expect(event.defaultPrevented).toBe(true)
  })

  it('may go to its own address', () => {
    const event = Preventable.of({ url: 'saldo://app/#/aging' })
    open().webContents.emit('will-navigate', event)

    expect(event.defaultPrevented).toBe(false)
  })

  it.each(['https://www.gib.gov.tr/', 'saldo://app/', 'about:blank'])(
    'opens no window for %s, and no webview',
    (url) => {
      const { webContents } = open()
      const event = new Preventable()
      webContents.emit('will-attach-webview', event)

      expect(webContents.openHandler?.({ url } as never)).toEqual({ action: 'deny' })
      expect(event.defaultPrevented).toBe(true)
    },
  )
})

describe('E4: a link outside', () => {
  it.each([
    'https://www.gib.gov.tr/vergi',
    'https://www.tcmb.gov.tr/kurlar/today.xml',
    'mailto:muhasebe@toros.example',
    'mailto:muhasebe@toros.example?subject=Ekstre',
    'tel:+90-312-555-0101',
  ])('may be %s', (url) => {
    expect(mayLeave(url)).toBe(true)
  })

  it.each([
    'http://www.gib.gov.tr/',
    'https://www.gib.gov.tr.evil.example/',
    'https://www.gib.gov.tr@evil.example/',
    'https://evil.example/?https://www.gib.gov.tr',
    'https://www.gib.gov.tr:8443/',
    'https://www.gib.gov.tr\\@evil.example/',
    'https://www.gib.gov.tr/\0',
    ' https://www.gib.gov.tr/',
    'mailto:a@b.example?attach=/etc/passwd',
    'mailto:a@b.example?subject=x&bcc=c@d.example',
    'mailto:a@b.example,c@d.example',
    'tel:*#06#',
    'tel:123?x',
    'file:///etc/passwd',
    'smb://host/share',
    'ms-settings:privacy',
    'javascript:alert(1)',
    'saldo://app/',
    `https://www.gib.gov.tr/${'a'.repeat(2000)}`,
    '',
  ])('may not be %j', (url) => {
    expect(mayLeave(url)).toBe(false)
  })

  it('opens only right after a click or key the shell has seen', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const { webContents } = open()
    const follow = () => openExternal(webContents as never, 'https://www.gib.gov.tr/')

    await expect(follow()).rejects.toThrow('link.without_click')
    webContents.emit('input-event', {}, { type: 'mouseMove' })
    await expect(follow()).rejects.toThrow('link.without_click')
    webContents.emit('input-event', {}, { type: 'mouseDown' })
    await follow()
    vi.advanceTimersByTime(6000)
    await expect(follow()).rejects.toThrow('link.without_click')
    vi.useRealTimers()

    expect(shell.opened).toEqual(['https://www.gib.gov.tr/'])
  })
})

describe('E8: a permission', () => {
  const own = session.defaultSession
  denyPermissions(own as never)
  const ask = (permission: string, url: string) => {
    let answer: boolean | null = null
    own.permissionRequest?.(
      { getURL: () => url } as never,
      permission as never,
      (granted) => {
        answer = granted
      },
      {} as never,
    )
    return answer
  }
  const check = (permission: string, origin: string) =>
    own.permissionCheck?.(null, permission as never, origin, {} as never)

  it.each(['clipboard-sanitized-write', 'notifications'])('%s is granted to the page', (name) => {
    expect(ask(name, 'saldo://app/')).toBe(true)
    expect(check(name, 'saldo://app/')).toBe(true)
    expect(ask(name, 'https://evil.example/')).toBe(false)
    expect(check(name, 'https://evil.example/')).toBe(false)
  })

  it.each(
    (
      'clipboard-read deprecated-sync-clipboard-read display-capture fileSystem fullscreen geolocation ' +
      'hid idle-detection keyboardLock local-fonts local-network media mediaKeySystem midi midiSysex ' +
      'openExternal pointerLock screen-wake-lock serial speaker-selection storage-access usb ' +
      'window-management unknown'
    ).split(' '),
  )('%s is denied', (name) => {
    expect(ask(name, 'saldo://app/')).toBe(false)
    expect(check(name, 'saldo://app/')).toBe(false)
  })

  it('opens no device, no screen, no pairing', () => {
    const answers: unknown[] = []
    const events = ['select-hid-device', 'select-usb-device', 'select-serial-port'].map((name) => {
      const event = new Preventable()
      const before = name === 'select-serial-port' ? [[], {} as Contents] : [{}]
      own.emit(name, event, ...before, (answer: unknown) => answers.push(answer))
      return event.defaultPrevented
    })
    own.displayMedia?.({} as never, (streams) => answers.push(streams))
    own.bluetooth?.({} as never, ({ confirmed }) => answers.push(confirmed))

    expect(own.device?.({} as never)).toBe(false)
    expect(events).toEqual([true, true, true])
    expect(answers).toEqual([null, undefined, '', null, false])
    expect(own.usbClasses?.({ protectedClasses: ['hid', 'audio'] })).toEqual(['hid', 'audio'])
  })
})
