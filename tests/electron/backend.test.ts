/** E5, E11: lines from windows to the backend process, and that process's life. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { StartFailure } from '../../main/electron/backend-messages.ts'
import { BackendProcess } from '../../main/electron/backend-process.ts'
import { Lines } from '../../main/electron/lines.ts'
import { BrowserWindow, utilityProcess } from './electron.ts'
import type { Child, MessagePortMain } from './ports.ts'

const failures: StartFailure[] = []
const crashes: number[] = []
const messages = (child: Child | undefined) => child?.posted.map(({ message }) => message)

function start(): { backend: BackendProcess; child: Child } {
  const backend = new BackendProcess({
    entry: '/out/backend/entry-utility.js',
    readerEntry: '/out/backend/read-process.js',
    demo: true,
    onFailed: (failure) => failures.push(failure),
    onCrashed: (exitCode) => crashes.push(exitCode),
  })
  return { backend, child: newest() }
}

function newest(): Child {
  const child = utilityProcess.children.at(-1)
  if (!child) throw new Error('no process was forked')
  return child
}

const ready = (child: Child) => child.emit('message', { kind: 'ready', inboxDir: '/data/inbox' })

beforeEach(() => {
  utilityProcess.children.length = 0
  failures.length = 0
  crashes.length = 0
})

describe('a line', () => {
  async function handOver() {
    const { backend, child } = start()
    ready(child)
    const lines = new Lines(backend)
    const window = new BrowserWindow()
    lines.follow(window as never)
    window.webContents.navigate('saldo://app/')
    await lines.handOver(window as never)
    return { child, lines, window }
  }

  it('has one end in the backend process, the other in the page', async () => {
    const { child, window } = await handOver()
    const { channel, args, ports } = window.webContents.sent[0] ?? { args: [], ports: [] }
    const far = child.posted[1]?.ports[0]
    const heard = new Promise((resolve) => far?.on('message', resolve))
    far?.start()
    ports[0]?.postMessage({ id: 1, path: 'companies.info', input: {} })

    expect([channel, args, ports.length]).toEqual(['saldo:port', [null], 1])
    expect(messages(child)).toEqual([
      { kind: 'start', demo: true },
      { kind: 'attach', line: 1 },
    ])
    expect(await heard).toEqual({
      data: { id: 1, path: 'companies.info', input: {} },
      ports: [],
    })
    ports[0]?.close()
  })

  it.each<[string, (window: BrowserWindow) => void]>([
    ['navigates', (window) => window.webContents.navigate('saldo://app/')],
    ['is closed', (window) => window.close()],
    ['crashes', ({ webContents }) => webContents.emit('render-process-gone', {}, {})],
  ])('is cut when the page %s', async (_, happen) => {
    const { child, window } = await handOver()
    happen(window)

    expect(messages(child)?.at(-1)).toEqual({ kind: 'detach', line: 1 })
  })

  it('stays when the page only changes its fragment', async () => {
    const { child, window } = await handOver()
    window.webContents.navigate('saldo://app/#/aging', true)

    expect(messages(child)?.at(-1)).toEqual({ kind: 'attach', line: 1 })
  })

  it('is one per window: asking again cuts the one before', async () => {
    const { child, lines, window } = await handOver()
    await lines.handOver(window as never)

    expect(messages(child)?.slice(1)).toEqual([
      { kind: 'attach', line: 1 },
      { kind: 'attach', line: 2 },
      { kind: 'detach', line: 1 },
    ])
  })

  it('goes to no page that left while it was opened, and to no window we do not follow', async () => {
    const { backend, child } = start()
    const lines = new Lines(backend)
    const window = new BrowserWindow()
    lines.follow(window as never)
    const handing = lines.handOver(window as never)
    window.webContents.navigate('saldo://app/')
    ready(child)
    await handing
    await lines.handOver(new BrowserWindow() as never)

    expect(window.webContents.sent).toEqual([])
    expect(messages(child)?.slice(1)).toEqual([
      { kind: 'attach', line: 1 },
      { kind: 'detach', line: 1 },
    ])
  })
})

describe('the backend process', () => {
  it('is asked for documents and answers each question', async () => {
    const { backend, child } = start()
    ready(child)
    const asked = [backend.document('a'), backend.document('b')]
    await Promise.resolve()
    const document = { path: '/data/documents/b.xlsx', name: 'b.xlsx' }
    child.emit('message', { kind: 'document', question: 2, document })
    child.emit('message', { kind: 'document', question: 1, document: null })

    expect(await Promise.all(asked)).toEqual([null, document])
    expect(await backend.inboxDir()).toBe('/data/inbox')
  })

  it('is started again when it dies, and lines go to the new one', async () => {
    const { backend, child } = start()
    ready(child)
    const question = backend.document('a')
    await Promise.resolve()
    child.emit('exit', 139)
    const second = newest()
    ready(second)
    await backend.openLine()

    expect(await question).toBeNull()
    expect(second).not.toBe(child)
    expect(messages(second)).toEqual([
      { kind: 'start', demo: true },
      { kind: 'attach', line: 2 },
    ])
    expect(failures).toEqual([])
  })

  it('is given up when it dies again and again', () => {
    start()
    for (let i = 0; i < 4; i += 1) newest().emit('exit', 139)

    expect(utilityProcess.children).toHaveLength(4)
    expect(failures).toEqual([{ code: 'bug', reason: 'exit code 139' }])
    expect(crashes).toEqual([139, 139, 139, 139])
  })

  it('is not started again when it says why it cannot', () => {
    const { child } = start()
    const failure = { code: 'folder-in-use', folder: '/data', owner: 42 }
    child.emit('message', { kind: 'failed', failure })
    child.emit('exit', 1)

    expect(failures).toEqual([failure])
    expect(utilityProcess.children).toHaveLength(1)
  })

  it('is stopped in order, and killed when it does not stop', async () => {
    vi.useFakeTimers()
    const { backend, child } = start()
    child.onPosted = () => child.emit('exit', 0)
    await backend.stop()
    const slow = start()
    const stopping = slow.backend.stop()
    await vi.advanceTimersByTimeAsync(5000)
    await stopping
    vi.useRealTimers()

    expect(messages(child)?.at(-1)).toEqual({ kind: 'stop' })
    expect(utilityProcess.children).toHaveLength(2)
  })
})

describe('a reading process', () => {
  it('is started by the shell on request, capped, with a port to the backend alone', async () => {
    const { child: backend } = start()
    backend.emit('message', { kind: 'start-reader', reader: 7 })
    const reader = newest()
    const [near, far] = [reader.posted[0]?.ports[0], backend.posted[1]?.ports[0]]
    const heard = new Promise((resolve) => near?.once('message', resolve))
    near?.start()
    far?.postMessage({ path: '/data/inbox/x.csv' })

    expect(reader.entry).toBe('/out/backend/read-process.js')
    expect(reader.options).toMatchObject({
      env: {},
      stdio: 'ignore',
      execArgv: ['--max-old-space-size=1024'],
    })
    expect(await heard).toEqual({ data: { path: '/data/inbox/x.csv' }, ports: [] })
    backend.emit('message', { kind: 'end-reader', reader: 7 })
    expect(messages(backend)?.at(-1)).toEqual({ kind: 'reader-gone', reader: 7 })
    close(far)
  })

  it('ends with the backend', () => {
    const { child: backend } = start()
    backend.emit('message', { kind: 'start-reader', reader: 1 })
    const reader = newest()
    let isKilled = false
    reader.onKill = () => {
      isKilled = true
    }
    backend.emit('exit', 139)
    close(backend.posted[1]?.ports[0])

    expect(isKilled).toBe(true)
  })
})

function close(port: MessagePortMain | undefined): void {
  port?.close()
}
