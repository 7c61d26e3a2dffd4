/** E5, E6: every channel against every hostile sender, and what each does for our own page. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { answerChannels } from '../../main/electron/channels.ts'
import { KnownWindows } from '../../main/electron/known-windows.ts'
import type { OfferedMenu } from '../../shared/host.ts'
import { app } from './app.ts'
import { BrowserWindow, dialog, ipcMain, shell } from './electron.ts'
import { Contents, Frame } from './window.ts'

const DOCUMENT = '0199d3a0-1111-7000-8000-000000000001'
const MENU: OfferedMenu = {
  language: 'tr',
  commands: [{ id: 'go.aging', title: 'Yaşlandırma', keys: 'G A', group: 'go', enabled: true }],
  company: '/data/a.saldo',
  isDark: false,
  scale: 1,
}
const dir = mkdtempSync(join(tmpdir(), 'saldo-channels-'))
const inboxDir = join(dir, 'inbox')
mkdirSync(inboxDir)
const written = join(dir, 'written.xlsx')
writeFileSync(written, 'a workbook')
app.folder = dir

const windows = new KnownWindows()
const told: unknown[] = []
answerChannels({
  windows,
  backend: {
    inboxDir: () => Promise.resolve(inboxDir),
    document: (id) =>
      Promise.resolve(id === DOCUMENT ? { path: written, name: 'aging.xlsx' } : null),
  },
  ready: () => told.push('ready'),
  offerMenu: (_, menu) => told.push(menu),
  openWindow: (_, path) => told.push(path),
  act: (_, act) => told.push(act),
})

function known(url = 'saldo://app/'): BrowserWindow {
  const window = new BrowserWindow()
  window.webContents.navigate(url)
  windows.add(window as never)
  return window
}
const page = (window: BrowserWindow) => ({
  sender: window.webContents,
  senderFrame: window.webContents.frame,
})

const CHANNELS: Readonly<Record<string, readonly unknown[]>> = {
  'saldo:pick-file': ['.csv'],
  'saldo:take-file': ['cari.csv', new ArrayBuffer(3)],
  'saldo:save-document': [DOCUMENT, 'Yaşlandırma'],
  'saldo:open-external': ['https://www.gib.gov.tr/'],
  'saldo:ready': [],
  'saldo:menu': [MENU],
  'saldo:open-window': ['/customer/120.01?tab=items'],
  'saldo:act': ['show-logs'],
}
const HOSTILE: Readonly<Record<string, () => { sender: Contents; senderFrame: Frame | null }>> = {
  'a foreign origin': () => page(known('https://evil.example/')),
  'a frame inside our page': () => {
    const { webContents } = known()
    return { sender: webContents, senderFrame: new Frame('saldo://app/', 999, webContents.frame) }
  },
  'a window we did not make': () => page(Object.assign(new BrowserWindow(), {})),
  'a frame that is gone': () => ({ ...page(known()), senderFrame: null }),
  'a destroyed frame': () => {
    const window = known()
    window.webContents.frame.isGone = true
    return page(window)
  },
  'an address that looks like ours': () => page(known('saldo://app.evil/')),
  'a file': () => page(known('file:///saldo/app/index.html')),
  'a data address': () => page(known('data:text/html,saldo://app/')),
  'the main frame of another window': () => ({
    sender: known().webContents,
    senderFrame: known().webContents.frame,
  }),
  'a closed window': () => {
    const window = known()
    window.close()
    return page(window)
  },
}

beforeEach(() => {
  told.length = 0
  dialog.asked.length = 0
  dialog.choice = null
})

it('E5: speaks on these channels and no other', () => {
  const open = [...ipcMain.handlers.keys(), ...ipcMain.eventNames().map(String)]

  expect(open.toSorted()).toEqual(Object.keys(CHANNELS).toSorted())
})

describe.each(Object.entries(HOSTILE))('E5: %s', (_, sender) => {
  it.each(Object.entries(CHANNELS))('gets nothing on %s', async (channel, args) => {
    dialog.choice = written
    const before = readdirSync(inboxDir).length

    if (ipcMain.handlers.has(channel))
      await expect(ipcMain.invoke(channel, sender(), ...args)).rejects.toThrow('refused')
    else ipcMain.emit(channel, sender(), ...args)
    expect([told, dialog.asked, shell.opened]).toEqual([[], [], []])
    expect(readdirSync(inboxDir).length).toBe(before)
  })
})

it.each<[string, unknown[]]>([
  ['saldo:pick-file', []],
  ['saldo:pick-file', [1]],
  ['saldo:pick-file', ['.csv', 'more']],
  ['saldo:pick-file', ['x'.repeat(201)]],
  ['saldo:take-file', ['a.csv']],
  ['saldo:take-file', ['a.csv', 'text']],
  ['saldo:take-file', ['a.csv', { byteLength: 3 }]],
  ['saldo:save-document', ['../../etc/passwd', 'x']],
  ['saldo:save-document', [DOCUMENT]],
  ['saldo:save-document', [{ toString: () => DOCUMENT }, 'x']],
  ['saldo:open-external', [['https://www.gib.gov.tr/']]],
  ['saldo:open-external', [null]],
])('E5: refuses wrong arguments of %s: %j', async (channel, args) => {
  await expect(ipcMain.invoke(channel, page(known()), ...args)).rejects.toThrow('refused')
  expect(dialog.asked).toEqual([])
})

it.each<[string, unknown]>([
  ['no menu', undefined],
  ['another language', { ...MENU, language: 'fr' }],
  ['a title of two lines', { ...MENU, commands: [{ ...MENU.commands[0], title: 'a\nb' }] }],
  ['a strange id', { ...MENU, commands: [{ ...MENU.commands[0], id: '<b>' }] }],
  ['more than was asked', { ...MENU, role: 'quit' }],
  ['a role', { ...MENU, commands: [{ ...MENU.commands[0], role: 'toggleDevTools' }] }],
  ['thousands', { ...MENU, commands: Array.from({ length: 201 }, () => MENU.commands[0]) }],
])('E5: takes no menu of %s', (_, menu) => {
  ipcMain.emit('saldo:menu', page(known()), menu)

  expect(told).toEqual([])
})

it.each<[string, readonly unknown[]]>([
  ['saldo:open-window', ['//evil.example/']],
  ['saldo:open-window', ['https://evil.example/']],
  ['saldo:open-window', ['javascript:alert(1)']],
  ['saldo:open-window', ['/a\nb']],
  ['saldo:open-window', ['/<script>']],
  ['saldo:open-window', ['/\\\\host']],
  ['saldo:open-window', [`/${'x'.repeat(2000)}`]],
  ['saldo:open-window', [['/a']]],
  ['saldo:act', ['quit']],
  ['saldo:act', [{ toString: () => 'show-logs' }]],
  ['saldo:act', []],
  ['saldo:menu', [{ ...MENU, company: 1 }]],
  ['saldo:menu', [{ ...MENU, scale: 1e9 }]],
])('E5: does nothing on %s with %j', (channel, args) => {
  ipcMain.emit(channel, page(known()), ...args)

  expect(told).toEqual([])
})

describe('our own page', () => {
  it('is ready and offers its menu', () => {
    ipcMain.emit('saldo:ready', page(known()))
    ipcMain.emit('saldo:menu', page(known()), MENU)
    ipcMain.emit('saldo:open-window', page(known()), '/customer/Ş%20A?cell=%7B%22a%22%7D')
    ipcMain.emit('saldo:act', page(known()), 'show-menu')

    expect(told).toEqual(['ready', MENU, '/customer/Ş%20A?cell=%7B%22a%22%7D', 'show-menu'])
  })

  it('picks a file, which is then in the inbox under a random name', async () => {
    const path = join(dir, 'Cari listesi (İç).csv')
    writeFileSync(path, 'kod;ad')
    dialog.choice = path
    const picked = (await ipcMain.invoke(
      'saldo:pick-file',
      page(known()),
      '.csv,.xlsx,image/*,.bad ext',
    )) as { fileId: string; name: string; size: number }

    expect(picked).toEqual({ fileId: picked.fileId, name: 'Cari listesi _İç_.csv', size: 6 })
    expect(picked.fileId).toMatch(/^[0-9a-f-]{36}-Cari listesi _İç_\.csv$/)
    expect(readFileSync(join(inboxDir, picked.fileId), 'utf8')).toBe('kod;ad')
    expect(dialog.asked[0]).toMatchObject({
      title: 'Dosya seçin',
      filters: [{ name: '*.csv *.xlsx', extensions: ['csv', 'xlsx'] }],
    })
  })

  it('picks nothing when the person thinks better of it', async () => {
    expect(await ipcMain.invoke('saldo:pick-file', page(known()), '.csv')).toBeNull()
  })

  it('hands over a dropped file, whose name cannot leave the inbox', async () => {
    const bytes = new TextEncoder().encode('kod;ad').buffer
    const taken = (await ipcMain.invoke(
      'saldo:take-file',
      page(known()),
      '../../../etc/cron.d/\0x.csv',
      bytes,
    )) as { fileId: string }

    expect(taken.fileId).not.toMatch(/[/\\\0]/)
    expect(readFileSync(join(inboxDir, taken.fileId), 'utf8')).toBe('kod;ad')
  })

  it('hands over no file larger than an upload may be', async () => {
    const large = new ArrayBuffer(60 * 2 ** 20 + 1)

    await expect(
      ipcMain.invoke('saldo:take-file', page(known()), 'large.csv', large),
    ).rejects.toThrow('file.too_large')
  })

  it('saves a document where the person says, under the type it has', async () => {
    const target = join(dir, 'saved.xlsx')
    dialog.choice = target
    await ipcMain.invoke('saldo:save-document', page(known()), DOCUMENT, '../Yaşlandırma.xlsx')

    expect(readFileSync(target, 'utf8')).toBe('a workbook')
    expect(dialog.asked[0]).toMatchObject({
      defaultPath: join(dir, 'downloads', '.._Yaşlandırma.xlsx'),
      filters: [{ extensions: ['xlsx'] }],
    })
  })

  it('saves nothing by half: a folder that is not there leaves no trace and an error', async () => {
    dialog.choice = join(dir, 'nowhere', 'saved.xlsx')

    await expect(
      ipcMain.invoke('saldo:save-document', page(known()), DOCUMENT, 'x'),
    ).rejects.toThrow('ENOENT')
    expect(existsSync(join(dir, 'nowhere'))).toBe(false)
    dialog.choice = null
    await ipcMain.invoke('saldo:save-document', page(known()), DOCUMENT, 'x')
  })

  it('saves only what the backend wrote', async () => {
    const unknown = DOCUMENT.replace(/1$/, '2')

    await expect(
      ipcMain.invoke('saldo:save-document', page(known()), unknown, 'x'),
    ).rejects.toThrow('document.unknown')
  })
})
