/**
 * What a door can do for a screen beyond messages: under ten functions, and screens know only this
 * type. Arguments and results are plain data.
 */
import type { Language } from './i18n/index.ts'

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

export interface OfferedMenu {
  readonly language: Language
  readonly commands: readonly MenuCommand[]
}

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
}
