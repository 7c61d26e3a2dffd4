/** What the shell and its backend process say to each other; ports travel beside these. */
export type ToBackend =
  | { readonly kind: 'start'; readonly demo: boolean }
  /** With a port: one window's line. */
  | { readonly kind: 'attach'; readonly line: number }
  | { readonly kind: 'detach'; readonly line: number }
  | { readonly kind: 'document'; readonly question: number; readonly documentId: string }
  /** With a port: a reading process asked for before. */
  | { readonly kind: 'reader'; readonly reader: number }
  | { readonly kind: 'reader-gone'; readonly reader: number }
  /** A company file outside the data folder that the person opened in the system. */
  | { readonly kind: 'allow-company'; readonly file: string }
  | { readonly kind: 'stop' }

export type FromBackend =
  | { readonly kind: 'ready'; readonly inboxDir: string }
  | { readonly kind: 'failed'; readonly failure: StartFailure }
  | {
      readonly kind: 'document'
      readonly question: number
      readonly document: WrittenDocument | null
    }
  /** How many jobs are at work, whenever that changes. */
  | { readonly kind: 'jobs'; readonly running: number }
  | { readonly kind: 'start-reader'; readonly reader: number }
  | { readonly kind: 'end-reader'; readonly reader: number }

export type StartFailure =
  | { readonly code: 'folder-in-use'; readonly folder: string; readonly owner: number }
  | { readonly code: 'bug'; readonly reason: string }

export interface WrittenDocument {
  readonly path: string
  readonly name: string
}
