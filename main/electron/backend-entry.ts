/**
 * The backend's own process: starts it on the user's data folder, attaches the lines the shell hands
 * in, and answers where written documents are. No business here (ARCHITECTURE, one backend).
 */
import type { MessagePortMain } from 'electron'
import type { Port } from '../../shared/rpc/port.ts'
import type { Backend } from '../backend/backend.ts'
import {
  FolderInUse,
  lockFolder,
  logCrashes,
  openLog,
  startBackend,
  startReadersBy,
  userDataDir,
} from '../backend/start.ts'
import { openLocalDoor } from '../local-door/listen.ts'
import type { FromBackend, ToBackend } from './backend-messages.ts'
import { RemoteReaders } from './remote-readers.ts'

const lines = new Map<number, MessagePortMain>()
const readers = new RemoteReaders(tell)
let backend: Backend | null = null
let unlock: () => void = () => undefined
let closeLocalDoor: () => Promise<void> = () => Promise.resolve()

startReadersBy(() => readers.start())
process.parentPort.on('message', ({ data, ports: [port] }) => {
  void hear(data as ToBackend, port)
})

async function hear(message: ToBackend, port: MessagePortMain | undefined): Promise<void> {
  switch (message.kind) {
    case 'start':
      return start(message.demo)
    case 'attach':
      if (!backend || !port) return port?.close()
      lines.set(message.line, port)
      port.on('close', () => lines.delete(message.line))
      backend.attach(portOf(port))
      return port.start()
    case 'detach':
      return lines.get(message.line)?.close()
    case 'document':
      return tell({
        kind: 'document',
        question: message.question,
        document: backend?.documentPath(message.documentId) ?? null,
      })
    case 'reader':
      return port && readers.arrived(message.reader, port)
    case 'reader-gone':
      return readers.gone(message.reader)
    case 'allow-company':
      return backend?.allowCompany(message.file)
    case 'stop':
      for (const line of lines.values()) line.close()
      await closeLocalDoor()
      await backend?.stop()
      unlock()
      process.exit(0)
  }
}

async function start(demo: boolean): Promise<void> {
  try {
    const dataDir = userDataDir()
    unlock = lockFolder(dataDir)
    const log = await openLog(dataDir, 'saldo')
    logCrashes(log)
    log.started('desktop')
    backend = await startBackend({
      dataDir,
      demo,
      log,
      keepsColumns: true,
      remembersCompany: true,
    })
    closeLocalDoor = await openLocalDoor(backend)
    tellOfJobs(backend)
    tell({ kind: 'ready', inboxDir: backend.inboxDir })
  } catch (error) {
    unlock()
    tell({
      kind: 'failed',
      failure:
        error instanceof FolderInUse
          ? { code: 'folder-in-use', folder: error.dir, owner: error.owner }
          : { code: 'bug', reason: error instanceof Error ? error.message : String(error) },
    })
  }
}

function tellOfJobs(of: Backend): void {
  let told = 0
  of.watchJobs((running) => {
    if (running !== told) tell({ kind: 'jobs', running })
    told = running
  })
}

function tell(message: FromBackend): void {
  process.parentPort.postMessage(message)
}

/** Electron's port as ours: plain JSON values, as on a socket. */
function portOf(port: MessagePortMain): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', ({ data }) => listener(data)),
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  }
}
