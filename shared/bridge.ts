/**
 * What passes between the desktop shell and its page: the channels of the preload, and the names it
 * gives the page. Plain data both ways; the preload knows these as types only.
 */
import type { Host, OfferedMenu, PickedFile, ShellAct } from './host.ts'
import type { OpenRequest } from './open-request.ts'

/** What the preload asks the shell; the shell checks the asking frame and every argument. */
export interface BridgeCalls {
  'saldo:pick-file': (accept: string) => PickedFile | null
  'saldo:take-file': (name: string, bytes: ArrayBuffer) => PickedFile
  'saldo:save-document': (documentId: string, suggestedName: string) => void
  'saldo:open-external': (url: string) => void
}

/** What the preload tells the shell; nothing comes back. */
export interface BridgeNotices {
  /** The page listens: hand it a port. */
  'saldo:ready': () => void
  'saldo:menu': (menu: OfferedMenu) => void
  'saldo:open-window': (path: string) => void
  'saldo:act': (act: ShellAct) => void
}

/** What the shell sends the preload, which posts it to its own window. */
export type BridgeEvent = 'saldo:port' | 'saldo:command' | 'saldo:open'

/** A chosen menu command, as the page's window receives it. */
export interface CommandMessage {
  readonly saldo: 'command'
  readonly id: string
}

/** What another program wants opened, as the page's window receives it. */
export interface OpenMessage {
  readonly saldo: 'open'
  readonly request: OpenRequest
}

/** The port's message; the port itself is its first transferred port. */
export const PORT_MESSAGE = 'saldo:port'

/** `window.saldo` in a page of the desktop shell. */
export type Bridge = Omit<Host, 'copyText' | 'onCommand' | 'onOpenRequest'> & { ready(): void }
