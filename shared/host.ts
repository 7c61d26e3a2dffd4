/**
 * What a door can do for a screen beyond messages: about ten functions, and screens know only this
 * type. Arguments and results are plain data.
 */
import type { Language } from './i18n/index.ts'
import type { OpenRequest } from './open-request.ts'

export interface PickedFile {
  /** Names the file in the backend's inbox. */
  readonly fileId: string
  readonly name: string
  readonly size: number
}

/** A command of the page, for a menu outside of it; chosen, it comes back by its id. */
export interface MenuCommand {
  readonly id: string
  /** In the language of the menu. */
  readonly title: string
  /** As the command registry writes keys ("Mod+K"); null for none. */
  readonly keys: string | null
  readonly group: 'go' | 'everywhere' | 'here'
  readonly enabled: boolean
}

/** What a window shows of itself for the frame around it. */
export interface OfferedMenu {
  readonly language: Language
  readonly commands: readonly MenuCommand[]
  /** File of the company it works on; a window opened from it works on the same. */
  readonly company: string | null
  readonly isDark: boolean
  /** Text size as a factor: the title bar grows with it. */
  readonly scale: number
}

/** Acts of a desktop shell that need no answer. */
export type ShellAct = 'show-menu' | 'show-logs'

export interface Host {
  readonly kind: 'electron' | 'browser'
  /** Lets the person choose a file; null when none was chosen. `accept` as in an input element. */
  pickFile(accept: string): Promise<PickedFile | null>
  /** Takes over a file dropped on the page. */
  takeFile(name: string, bytes: ArrayBuffer): Promise<PickedFile>
  /** Hands a document the backend has written to the person. */
  saveDocument(documentId: string, suggestedName: string): Promise<void>
  openExternal(url: string): Promise<void>
  copyText(text: string): Promise<void>
  /** What the native menu shall show; a browser has none. */
  offerMenu(menu: OfferedMenu): void
  /** Hears of commands chosen in the native menu, by id; answers how to stop. */
  onCommand(listener: (id: string) => void): () => void
  /** Another window, or tab, of the same company at an address within the page ("/aging?…"). */
  openWindow(path: string): void
  /** Hears of links and files other programs want opened; answers how to stop. */
  onOpenRequest(listener: (request: OpenRequest) => void): () => void
  /** A browser has none of these: offer them on the desktop alone. */
  act(act: ShellAct): void
}
