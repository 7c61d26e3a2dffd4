/** Files in and out by the system's own dialogs; what the page gets is a name in the inbox. */
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { app, type BrowserWindow, dialog, type FileFilter } from 'electron'
import { safeFileName } from '../../shared/file-name.ts'
import type { PickedFile } from '../../shared/host.ts'
import type { BackendProcess } from './backend-process.ts'
import { say } from './words.ts'

/** As for an upload of the browser host. */
const FILE_MAX = 60 * 2 ** 20

type Inbox = Pick<BackendProcess, 'inboxDir'>
type Documents = Pick<BackendProcess, 'document'>

export async function pickFile(
  window: BrowserWindow,
  inbox: Inbox,
  accept: string,
): Promise<PickedFile | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: say('desktop.pickFile'),
    properties: ['openFile', 'dontAddToRecent'],
    filters: filtersOf(accept),
  })
  const [path] = filePaths
  if (canceled || path === undefined) return null
  const { size } = await stat(path)
  if (size > FILE_MAX) throw new Error('file.too_large')
  const picked = await place(inbox, basename(path), size)
  await copyFile(path, picked.to, constants.COPYFILE_EXCL)
  return picked.file
}

export async function takeFile(
  inbox: Inbox,
  name: string,
  bytes: ArrayBuffer,
): Promise<PickedFile> {
  if (bytes.byteLength > FILE_MAX) throw new Error('file.too_large')
  const taken = await place(inbox, name, bytes.byteLength)
  await writeFile(taken.to, new Uint8Array(bytes), { mode: 0o600, flag: 'wx' })
  return taken.file
}

/** Copies what the backend wrote to where the person wants it; nothing when they think better of it. */
export async function saveDocument(
  window: BrowserWindow,
  documents: Documents,
  documentId: string,
  suggestedName: string,
): Promise<void> {
  const document = await documents.document(documentId)
  if (!document) throw new Error('document.unknown')
  const extension = extname(document.name)
  const name = `${basename(safeFileName(suggestedName), extension)}${extension}`
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: say('desktop.saveDocument'),
    defaultPath: join(app.getPath('downloads'), name),
    filters: filtersOf(extension),
    properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
  })
  if (canceled || filePath === '') return
  // Beside it first: a full disk must not cost the file that is there.
  const whole = `${filePath}.${randomUUID().slice(0, 8)}`
  try {
    await copyFile(document.path, whole, constants.COPYFILE_EXCL)
    await rename(whole, filePath)
  } finally {
    await rm(whole, { force: true })
  }
}

async function place(
  inbox: Inbox,
  name: string,
  size: number,
): Promise<{ readonly to: string; readonly file: PickedFile }> {
  const safe = safeFileName(name)
  const fileId = `${randomUUID()}-${safe}`
  return { to: join(await inbox.inboxDir(), fileId), file: { fileId, name: safe, size } }
}

/** `.csv,.xlsx` of an input element as a dialog's filter; wildcards and types are left out. */
function filtersOf(accept: string): FileFilter[] {
  const extensions = accept
    .split(',')
    .map((one) => /^\.(\w{1,10})$/.exec(one.trim())?.[1])
    .filter((one) => one !== undefined)
  return extensions.length === 0
    ? []
    : [{ name: extensions.map((one) => `*.${one}`).join(' '), extensions }]
}
