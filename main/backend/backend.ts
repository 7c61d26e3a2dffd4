/** What a door sees of the backend: ports go in, written documents come out. */
import type { Port } from '../../shared/rpc/port.ts'
import type { Preferences } from '../../shared/settings.ts'

export interface AttachOptions {
  /** Its calls may name any path of this machine: for the command line, never for a page. */
  readonly namesPaths?: boolean
}

export interface Backend {
  /** Serves the contract on a port; each port is one window with its own open company. */
  attach(port: Port, options?: AttachOptions): void
  /** A document written for a screen, by the id the screen was given. */
  documentPath(
    documentId: string,
  ): { readonly path: string; readonly name: string; readonly type: string } | null
  /** Pages may open this company file, wherever it lies: the person chose it in the system. */
  allowCompany(file: string): void
  /** Tells of each company file that is open, now and later, and when it is closed. */
  watchFiles(watcher: (file: string, isOpen: boolean) => void): void
  /** Tells how many jobs are at work, whenever one of them moves on. */
  watchJobs(watcher: (running: number) => void): void
  /** What this device prefers, for what a door shows before the page asks. */
  preferences(): Preferences
  /** Where a door puts a file a person picked; its name there is the `fileId`. */
  readonly inboxDir: string
  stop(): Promise<void>
}
