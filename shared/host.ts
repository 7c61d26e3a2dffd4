/**
 * What a door can do for a screen beyond messages: under ten functions, and screens know only this
 * type. Arguments and results are plain data.
 */
export interface PickedFile {
  /** Names the file in the backend's inbox. */
  readonly fileId: string
  readonly name: string
  readonly size: number
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
  setTitle(title: string): void
  copyText(text: string): Promise<void>
}
