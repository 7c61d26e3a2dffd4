/** Stand-in for windows, their pages and frames. */
import { EventEmitter } from 'node:events'
import type {} from 'electron'
import { app, Preventable } from './app.ts'
import type { MessagePortMain } from './ports.ts'

type FrameMembers = 'origin' | 'url' | 'parent' | 'frameTreeNodeId' | 'isDestroyed'

export class Frame implements Pick<Electron.WebFrameMain, FrameMembers> {
  url: string
  origin: string
  isGone = false
  readonly frameTreeNodeId: number
  readonly parent: Electron.WebFrameMain | null

  constructor(url: string, frameTreeNodeId: number, parent: Frame | null = null) {
    this.url = url
    this.origin = url.split('/').slice(0, 3).join('/')
    this.frameTreeNodeId = frameTreeNodeId
    this.parent = parent as unknown as Electron.WebFrameMain | null
  }

  isDestroyed(): boolean {
    return this.isGone
  }
}

let lastId = 0

type ContentsMembers = 'id' | 'mainFrame' | 'setWindowOpenHandler' | 'send' | 'reload' | 'getURL'

export class Contents extends EventEmitter implements Pick<Electron.WebContents, ContentsMembers> {
  readonly id: number
  readonly frame: Frame
  /** Messages sent to the page with their ports. */
  readonly sent: {
    readonly channel: string
    readonly args: readonly unknown[]
    readonly ports: readonly MessagePortMain[]
  }[] = []
  /** Where a test wants to hear of them at once. */
  onSent: (channel: string, args: readonly unknown[], ports: readonly MessagePortMain[]) => void =
    () => undefined
  openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null
  reloads = 0

  constructor() {
    super()
    lastId += 1
    this.id = lastId
    this.frame = new Frame('about:blank', lastId)
    app.emit('web-contents-created', new Preventable(), this)
  }

  get mainFrame(): Electron.WebFrameMain {
    return this.frame as unknown as Electron.WebFrameMain
  }

  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.openHandler = handler
  }

  send(channel: string, ...args: unknown[]): void {
    this.sent.push({ channel, args, ports: [] })
    this.onSent(channel, args, [])
  }

  postMessage(channel: string, message: unknown, ports: readonly MessagePortMain[] = []): void {
    this.sent.push({ channel, args: [message], ports })
    this.onSent(channel, [message], ports)
  }

  reload(): void {
    this.reloads += 1
  }

  getURL(): string {
    return this.frame.url
  }

  /** Another document takes the place of the one that stands there. */
  navigate(url: string, isSameDocument = false): void {
    this.emit('did-start-navigation', Preventable.of({ isMainFrame: true, isSameDocument, url }))
    this.frame.url = url
    this.frame.origin = url.split('/').slice(0, 3).join('/')
  }
}

/** Contents id of the window in front. */
let focused: number | null = null

type WindowMembers =
  | 'isDestroyed'
  | 'isMinimized'
  | 'restore'
  | 'show'
  | 'focus'
  | 'maximize'
  | 'isMaximized'
  | 'getNormalBounds'
  | 'loadURL'
  | 'close'
  | 'isFocused'
  | 'setTitleBarOverlay'

export class BrowserWindow
  extends EventEmitter
  implements Pick<Electron.BrowserWindow, WindowMembers>
{
  static readonly made: BrowserWindow[] = []

  readonly options: Electron.BrowserWindowConstructorOptions
  readonly webContents = new Contents()
  readonly calls: string[] = []
  bounds: Electron.Rectangle
  minimized = false
  maximized = false
  destroyed = false
  overlay: Electron.TitleBarOverlayOptions | null = null

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    this.options = options
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.bounds = { x, y, width, height }
    BrowserWindow.made.push(this)
  }

  isDestroyed(): boolean {
    return this.destroyed
  }
  isMinimized(): boolean {
    return this.minimized
  }
  restore(): void {
    this.minimized = false
    this.calls.push('restore')
  }
  show(): void {
    this.calls.push('show')
  }
  isFocused(): boolean {
    return focused === this.webContents.id
  }
  setTitleBarOverlay(options: Electron.TitleBarOverlayOptions): void {
    this.overlay = options
  }
  focus(): void {
    this.calls.push('focus')
    focused = this.webContents.id
    this.emit('focus')
  }
  maximize(): void {
    this.maximized = true
  }
  isMaximized(): boolean {
    return this.maximized
  }
  getNormalBounds(): Electron.Rectangle {
    return this.bounds
  }
  loadURL(url: string): Promise<void> {
    this.webContents.navigate(url)
    return Promise.resolve()
  }
  close(): void {
    this.emit('close', new Preventable())
    this.destroyed = true
    if (this.isFocused()) focused = null
    this.emit('closed')
    if (BrowserWindow.made.every((one) => one.destroyed)) app.emit('window-all-closed')
  }
}
