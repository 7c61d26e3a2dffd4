/**
 * The few channels a page may speak on. Each first asks who speaks (known-windows.ts), then parses
 * every argument; a stranger and a wrong argument are refused alike and change nothing.
 */
import { type BrowserWindow, ipcMain } from 'electron'
import { z } from 'zod'
import type { BridgeCalls, BridgeNotices } from '../../shared/bridge.ts'
import type { OfferedMenu, ShellAct } from '../../shared/host.ts'
import { LANGUAGES } from '../../shared/i18n/index.ts'
import type { BackendProcess } from './backend-process.ts'
import { pagePath } from './address.ts'
import { openExternal } from './external.ts'
import { pickFile, saveDocument, takeFile } from './files.ts'
import type { KnownWindows, Sender } from './known-windows.ts'

export interface Answers {
  readonly windows: KnownWindows
  readonly backend: Pick<BackendProcess, 'inboxDir' | 'document'>
  readonly ready: (window: BrowserWindow) => void
  readonly offerMenu: (window: BrowserWindow, menu: OfferedMenu) => void
  readonly openWindow: (from: BrowserWindow, path: string) => void
  readonly act: (window: BrowserWindow, act: ShellAct) => void
}

const text = (max: number) => z.string().max(max)
/** A line end has no place in a menu. */
const label = text(200)
  .min(1)
  .regex(/^[^\u0000-\u001f\u007f]*$/)
const menu = z.strictObject({
  language: z.enum(LANGUAGES),
  commands: z
    .array(
      z.strictObject({
        id: text(60).regex(/^[\w.-]+$/),
        title: label,
        keys: text(40).nullable(),
        group: z.enum(['go', 'everywhere', 'here']),
        enabled: z.boolean(),
      }),
    )
    .max(200),
  company: text(4096).nullable(),
  isDark: z.boolean(),
  scale: z.number().min(0.5).max(3),
})

/** Arguments as the channels take them. */
const CALLS = {
  'saldo:pick-file': z.tuple([text(200)]),
  'saldo:take-file': z.tuple([text(500), z.instanceof(ArrayBuffer)]),
  'saldo:save-document': z.tuple([z.uuid(), text(200)]),
  'saldo:open-external': z.tuple([text(2000)]),
} as const satisfies Record<keyof BridgeCalls, z.ZodType>
const NOTICES = {
  'saldo:ready': z.tuple([]),
  'saldo:menu': z.tuple([menu]),
  'saldo:open-window': z.tuple([pagePath]),
  'saldo:act': z.tuple([z.enum(['show-menu', 'show-logs'])]),
} as const satisfies Record<keyof BridgeNotices, z.ZodType>

export function answerChannels(answers: Answers): void {
  const { windows, backend } = answers
  answer('saldo:pick-file', (window, [accept]) => pickFile(window, backend, accept))
  answer('saldo:take-file', (_, [name, bytes]) => takeFile(backend, name, bytes))
  answer('saldo:save-document', (window, [documentId, suggestedName]) =>
    saveDocument(window, backend, documentId, suggestedName),
  )
  answer('saldo:open-external', (window, [url]) => openExternal(window.webContents, url))
  hear('saldo:ready', (window) => answers.ready(window))
  hear('saldo:menu', (window, [offered]) => answers.offerMenu(window, offered))
  hear('saldo:open-window', (window, [path]) => answers.openWindow(window, path))
  hear('saldo:act', (window, [act]) => answers.act(window, act))

  function answer<C extends keyof BridgeCalls>(
    channel: C,
    work: (
      window: BrowserWindow,
      args: z.output<(typeof CALLS)[C]>,
    ) => Promise<ReturnType<BridgeCalls[C]>>,
  ): void {
    ipcMain.handle(channel, async (event: Sender, ...args: unknown[]) => {
      const window = windows.of(event)
      if (!window) throw new Error('refused')
      const parsed = CALLS[channel].safeParse(args)
      if (!parsed.success) throw new Error('refused')
      return work(window, parsed.data as z.output<(typeof CALLS)[C]>)
    })
  }

  function hear<C extends keyof BridgeNotices>(
    channel: C,
    work: (window: BrowserWindow, args: z.output<(typeof NOTICES)[C]>) => void,
  ): void {
    ipcMain.on(channel, (event: Sender, ...args: unknown[]) => {
      const window = windows.of(event)
      const parsed = NOTICES[channel].safeParse(args)
      if (window && parsed.success) work(window, parsed.data as z.output<(typeof NOTICES)[C]>)
    })
  }
}
