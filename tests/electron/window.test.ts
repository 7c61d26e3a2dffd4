/** E1, E3, E4, E8: the window, where its page may go, and what it may ask of the machine. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { mayLeave, openExternal } from '../../main/electron/external.ts'
import { guardAllContents } from '../../main/electron/guards.ts'
import { denyPermissions } from '../../main/electron/permissions.ts'
import { createWindow, loadPage } from '../../main/electron/window.ts'
import { app, Preventable } from './app.ts'
import { BrowserWindow, screen, session, shell } from './electron.ts'
import type { Contents } from './window.ts'

guardAllContents()

function open(): BrowserWindow {
  return createWindow('/preload.cjs') as unknown as BrowserWindow
}

beforeEach(() => {
  app.folder = mkdtempSync(join(tmpdir(), 'saldo-window-'))
  mkdirSync(app.folder, { recursive: true })
  app.isPackaged = false
})

describe('the window', () => {
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
    await loadPage(window as never)

    expect(count(/new BrowserWindow\(/)).toBe(1)
    expect(count(/\.loadURL\(/)).toBe(1)
    expect(count(/\bloadFile\(|new WebContentsView\(|new BrowserView\(|file:\/\//)).toBe(0)
    expect(window.webContents.getURL()).toBe('saldo://app/')
  })

  it('opens where it was closed, while a screen still shows that place', () => {
    const window = open()
    window.bounds = { x: 200, y: 120, width: 1300, height: 800 }
    window.maximized = true
    window.close()
    const again = open()
    screen.displays = [{ workArea: { x: 3000, y: 0, width: 800, height: 600 } }]
    const elsewhere = open()
    screen.displays = [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }]

    expect(again.bounds).toEqual({ x: 200, y: 120, width: 1300, height: 800 })
    expect(again.maximized).toBe(true)
    expect(elsewhere.bounds).toEqual({ x: 0, y: 0, width: 1440, height: 900 })
  })

  it.each(['{', '[]', '{"x":0,"y":0,"width":1,"height":1,"isMaximized":false}', 'null'])(
    'opens at its usual size when the kept place reads %s',
    (text) => {
      writeFileSync(join(app.folder, 'window.json'), text)

      expect(open().bounds).toMatchObject({ width: 1440, height: 900 })
    },
  )

  it('loads a page that crashed again, but not for ever', () => {
    const window = open()
    for (let i = 0; i < 9; i += 1)
      window.webContents.emit('render-process-gone', {}, { reason: 'crashed' })

    expect(window.webContents.reloads).toBe(3)
  })
})

describe('a page', () => {
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

describe('a link outside', () => {
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

describe('a permission', () => {
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
