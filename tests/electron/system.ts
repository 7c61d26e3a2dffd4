/** Stand-in for channels, protocol, session, dialogs, menus and what a preload sees. */
import { EventEmitter } from 'node:events'
import type {} from 'electron'
import type { Frame, Contents } from './window.ts'

/** Who sends: as `ipcMain` hands it to a listener. */
export interface SentBy {
  readonly sender: Contents
  readonly senderFrame: Frame | null
}
type Handler = (event: SentBy, ...args: unknown[]) => unknown

class StandInIpcMain extends EventEmitter {
  readonly handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`a second handler for ${channel}`)
    this.handlers.set(channel, handler)
  }

  async invoke(channel: string, by: SentBy, ...args: unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel)
    if (!handler) throw new Error(`no handler for ${channel}`)
    return handler(by, ...args)
  }
}
export const ipcMain = new StandInIpcMain() satisfies Record<
  keyof Pick<Electron.IpcMain, 'handle' | 'on'>,
  unknown
>

type Answer = (request: Request) => Response | Promise<Response>
class StandInProtocol implements Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'> {
  schemes: Electron.CustomScheme[] = []
  readonly handlers = new Map<string, Answer>()

  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    this.schemes = schemes
  }

  handle(scheme: string, answer: Answer): void {
    this.handlers.set(scheme, answer)
  }
}
export const protocol = new StandInProtocol()

type Setters =
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setBluetoothPairingHandler'
  | 'setUSBProtectedClassesHandler'
type HandlerOf<S extends Setters> = Parameters<Electron.Session[S]>[0] | null

export class StandInSession extends EventEmitter implements Pick<Electron.Session, Setters> {
  permissionRequest: HandlerOf<'setPermissionRequestHandler'> = null
  permissionCheck: HandlerOf<'setPermissionCheckHandler'> = null
  device: HandlerOf<'setDevicePermissionHandler'> = null
  displayMedia: HandlerOf<'setDisplayMediaRequestHandler'> = null
  bluetooth: HandlerOf<'setBluetoothPairingHandler'> = null
  usbClasses: HandlerOf<'setUSBProtectedClassesHandler'> = null

  setPermissionRequestHandler(handler: HandlerOf<'setPermissionRequestHandler'>): void {
    this.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: HandlerOf<'setPermissionCheckHandler'>): void {
    this.permissionCheck = handler
  }
  setDevicePermissionHandler(handler: HandlerOf<'setDevicePermissionHandler'>): void {
    this.device = handler
  }
  setDisplayMediaRequestHandler(handler: HandlerOf<'setDisplayMediaRequestHandler'>): void {
    this.displayMedia = handler
  }
  setBluetoothPairingHandler(handler: HandlerOf<'setBluetoothPairingHandler'>): void {
    this.bluetooth = handler
  }
  setUSBProtectedClassesHandler(handler: HandlerOf<'setUSBProtectedClassesHandler'>): void {
    this.usbClasses = handler
  }
}
export const session = { defaultSession: new StandInSession() } satisfies Record<
  keyof Pick<typeof Electron.Session, 'defaultSession'>,
  unknown
>

class StandInDialog
  implements
    Record<
      keyof Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBoxSync'>,
      unknown
    >
{
  readonly asked: (Electron.OpenDialogOptions | Electron.SaveDialogOptions)[] = []
  readonly errors: [title: string, content: string][] = []
  /** What the person chooses next; null cancels. */
  choice: string | null = null

  showOpenDialog(
    _: unknown,
    options: Electron.OpenDialogOptions,
  ): Promise<Electron.OpenDialogReturnValue> {
    this.asked.push(options)
    return Promise.resolve({
      canceled: this.choice === null,
      filePaths: this.choice === null ? [] : [this.choice],
    })
  }

  showSaveDialog(
    _: unknown,
    options: Electron.SaveDialogOptions,
  ): Promise<Electron.SaveDialogReturnValue> {
    this.asked.push(options)
    return Promise.resolve({ canceled: this.choice === null, filePath: this.choice ?? '' })
  }

  readonly questions: Electron.MessageBoxSyncOptions[] = []
  /** The button pressed next. */
  answer = 0

  showMessageBoxSync(
    ...args:
      | [options: Electron.MessageBoxSyncOptions]
      | [window: unknown, options: Electron.MessageBoxSyncOptions]
  ): number {
    this.questions.push(args.at(-1) as Electron.MessageBoxSyncOptions)
    return this.answer
  }

  showErrorBox(title: string, content: string): void {
    this.errors.push([title, content])
  }
}
export const dialog = new StandInDialog()

class StandInShell implements Pick<Electron.Shell, 'openExternal' | 'showItemInFolder'> {
  readonly opened: string[] = []
  readonly shown: string[] = []

  showItemInFolder(path: string): void {
    this.shown.push(path)
  }

  openExternal(url: string): Promise<void> {
    this.opened.push(url)
    return Promise.resolve()
  }
}
export const shell = new StandInShell()

export class Menu {
  /** A renamed member of Electron's class fails here. */
  static readonly members = [
    'buildFromTemplate',
    'setApplicationMenu',
    'getApplicationMenu',
  ] as const satisfies (keyof typeof Electron.Menu)[]
  static shown: Menu | null = null
  readonly template: Electron.MenuItemConstructorOptions[]
  readonly poppedUp: Electron.PopupOptions[] = []

  constructor(template: Electron.MenuItemConstructorOptions[]) {
    this.template = template
  }

  static buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): Menu {
    return new Menu(template)
  }

  static getApplicationMenu(): Menu | null {
    return Menu.shown
  }

  popup(options: Electron.PopupOptions): void {
    this.poppedUp.push(options)
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.shown = menu
  }
}
class StandInIpcRenderer extends EventEmitter {
  readonly sent: { readonly channel: string; readonly args: readonly unknown[] }[] = []

  invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    this.sent.push({ channel, args })
    return Promise.resolve(null)
  }

  send(channel: string, ...args: unknown[]): void {
    this.sent.push({ channel, args })
  }
}
export const ipcRenderer = new StandInIpcRenderer() satisfies Record<
  keyof Pick<Electron.IpcRenderer, 'invoke' | 'send' | 'on'>,
  unknown
>

class StandInBridge implements Pick<Electron.ContextBridge, 'exposeInMainWorld'> {
  readonly exposed: Record<string, unknown> = {}

  exposeInMainWorld(key: string, api: unknown): void {
    this.exposed[key] = api
  }
}
export const contextBridge = new StandInBridge()
