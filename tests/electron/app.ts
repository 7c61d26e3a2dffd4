/** Stand-in for the program itself and its surroundings: `app`, `screen`, `nativeTheme`. */
import { EventEmitter } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type {} from 'electron'

/** An event a listener can prevent, as Electron's. */
export class Preventable {
  defaultPrevented = false

  static of<D extends object>(details: D): Preventable & D {
    return Object.assign(new Preventable(), details)
  }

  preventDefault(): void {
    this.defaultPrevented = true
  }
}

class StandInApp
  extends EventEmitter
  implements
    Pick<
      Electron.App,
      | 'isPackaged'
      | 'requestSingleInstanceLock'
      | 'enableSandbox'
      | 'whenReady'
      | 'quit'
      | 'getPath'
      | 'getPreferredSystemLanguages'
      | 'setAsDefaultProtocolClient'
      | 'exit'
    >
{
  isPackaged = false
  isFirstInstance = true
  isSandboxed = false
  hasQuit = false
  exitCode: number | null = null
  readonly protocols: string[] = []
  languages = ['tr-TR', 'en-US']
  folder = join(tmpdir(), 'saldo-stand-in')
  readonly removedSwitches: string[] = []
  readonly commandLine: Pick<Electron.CommandLine, 'removeSwitch'> = {
    removeSwitch: (name) => void this.removedSwitches.push(name),
  }

  requestSingleInstanceLock(): boolean {
    return this.isFirstInstance
  }

  enableSandbox(): void {
    this.isSandboxed = true
  }

  whenReady(): Promise<void> {
    return Promise.resolve()
  }

  quit(): void {
    for (const name of ['before-quit', 'will-quit']) {
      const event = new Preventable()
      this.emit(name, event)
      if (event.defaultPrevented) return
    }
    this.hasQuit = true
    this.emit('quit')
  }

  exit(code = 0): void {
    this.exitCode = code
  }

  setAsDefaultProtocolClient(scheme: string): boolean {
    this.protocols.push(scheme)
    return true
  }

  getPath(name: string): string {
    return name === 'userData' ? this.folder : join(this.folder, name)
  }

  getPreferredSystemLanguages(): string[] {
    return this.languages
  }
}

export const app = new StandInApp()

type Area = Pick<Electron.Display, 'workArea'>
class StandInScreen implements Record<keyof Pick<Electron.Screen, 'getAllDisplays'>, () => Area[]> {
  displays: Area[] = [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }]

  getAllDisplays(): Area[] {
    return this.displays
  }
}

export const screen = new StandInScreen()

export const nativeTheme: Pick<Electron.NativeTheme, 'shouldUseDarkColors'> = {
  shouldUseDarkColors: false,
}
