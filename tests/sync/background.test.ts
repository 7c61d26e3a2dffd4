/** The exchange nobody asks for: a clock that is turned by hand, and a server that comes and goes. */
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BackgroundSync } from '../../main/backend/sync/background.ts'
import { RequestError } from '../../sync/protocol/codes.ts'
import { type Desk, Office } from './office.ts'

let office: Office
let selin: Desk
let background: BackgroundSync
let calls: string[]
let isServerThere: boolean
let refusal: RequestError | null
/** Ends the long poll with the head it is given. */
let ring: ((head: number) => void) | null
let bugs: unknown[]

beforeEach(async () => {
  vi.useFakeTimers({
    now: Date.parse('2026-11-24T09:00:00Z'),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  })
  office = await Office.open()
  selin = await office.desk('Selin')
  selin.company.customer('C')
  calls = []
  isServerThere = true
  refusal = null
  ring = null
  bugs = []
  selin.fault = (call, when) => {
    if (when === 'before') calls.push(call)
    if (refusal) throw refusal
    if (!isServerThere) throw new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') })
  }
  background = backgroundOf(selin)
})

afterEach(() => {
  background.stop()
  vi.useRealTimers()
  office.close()
})

function backgroundOf(desk: Desk): BackgroundSync {
  return new BackgroundSync({
    replica: desk.replica,
    line: {
      ...desk.transport(),
      wait: (_request, signal) =>
        new Promise((resolve, reject) => {
          ring = resolve
          signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
        }),
      close: () => undefined,
    },
    server: 'http://127.0.0.1:1',
    now: () => Date.now(),
    random: () => 0.5,
    log: {
      slow: () => undefined,
      refused: () => undefined,
      bug: (_where, error) => String(bugs.push(error)),
    },
    onMoved: () => undefined,
  })
}

async function until(isThere: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2000; turn += 1) {
    if (isThere()) return
    await setImmediate()
  }
  throw new Error(`still ${JSON.stringify(background.state)} after ${calls.join(' ')}`)
}

const phase = (wanted: string) => until(() => background.state.phase === wanted)
const exchanges = () => calls.filter((call) => call === 'hello').length

async function started(): Promise<void> {
  background.start()
  await until(() => background.state.phase === 'idle' && background.state.exchangedAt !== null)
  selin.company.file.onChanged(() => background.wrote())
  calls = []
}

describe('M170 sync 10: the exchange in the background', () => {
  it('begins by itself, and sends what is posted a moment later', async () => {
    await started()
    selin.company.post({ on: '2026-03-09', minor: 3_00 })
    selin.company.post({ on: '2026-03-09', minor: 4_00 })

    await vi.advanceTimersByTimeAsync(999)
    expect(exchanges()).toBe(0)
    await vi.advanceTimersByTimeAsync(1)
    await until(() => selin.balances()['C TRY']?.confirmed === 7_00)
    await phase('idle')
    expect([exchanges(), selin.balances(), background.state.provenAt]).toEqual([
      1,
      { 'C TRY': { confirmed: 7_00, pending: 0 } },
      Date.now(),
    ])
  })

  it('comes at once when the server says that there is news', async () => {
    await started()
    const murat = await office.desk('Murat')
    murat.company.customer('M')
    murat.company.post({ customer: 'M', on: '2026-03-09', minor: 5_00 })
    const { head } = await murat.sync()

    await until(() => ring !== null)
    ring?.(head)
    await until(() => selin.balances()['M TRY'] !== undefined)
    expect(selin.balances()['M TRY']).toEqual({ confirmed: 5_00, pending: 0 })
  })

  it('at rest asks every ten minutes, and writes nothing where nothing is new', async () => {
    await started()
    let writes = 0
    selin.company.file.onChanged(() => (writes += 1))

    await vi.advanceTimersByTimeAsync(10 * 60_000)
    await until(() => exchanges() === 1)
    await phase('idle')
    expect([calls, writes]).toEqual([['hello', 'pull'], 0])
  })

  it('tries again with growing waits while no answer comes, says since when, and loses nothing', async () => {
    await started()
    isServerThere = false
    selin.company.post({ on: '2026-03-09', minor: 3_00 })
    await vi.advanceTimersByTimeAsync(1000)
    await phase('offline')
    const since = Date.now()
    const waits: number[] = []
    for (let tries = 1; tries <= 4; tries += 1) {
      await until(() => background.state.nextTryAt !== null)
      const ms = (background.state.nextTryAt ?? 0) - Date.now()
      waits.push(ms)
      await vi.advanceTimersByTimeAsync(ms)
      await until(() => exchanges() === tries + 1 && background.state.phase === 'offline')
    }

    expect(waits).toEqual([500, 1000, 2000, 4000])
    expect(background.state).toMatchObject({ code: 'server.offline', since })
    expect(selin.balances()).toEqual({ 'C TRY': { confirmed: 0, pending: 3_00 } })
    expect(bugs).toEqual([])
  })

  it('by hand goes on at once when the server is back, whatever the wait', async () => {
    await started()
    isServerThere = false
    selin.company.post({ on: '2026-03-09', minor: 3_00 })
    await expect(background.now({})).rejects.toMatchObject({ code: 'server.offline' })
    isServerThere = true

    await expect(background.now({})).resolves.toMatchObject({ pushed: 1, digest: 'equal' })
    expect(background.state).toMatchObject({ code: null, since: null })
  })

  it.each([
    ['DEVICE_SUSPENDED', 'device.suspended'],
    ['DEVICE_REVOKED', 'device.revoked'],
    ['FORK_DETECTED', 'device.forked'],
    ['TIMELINE_MISMATCH', 'timeline.changed'],
    ['CLIENT_TOO_OLD', 'client.too_old'],
    ['REFRESH_REUSED', 'device.signed_out'],
  ] as const)('%s stops it as %s until somebody asks again', async (code, said) => {
    await started()
    refusal = new RequestError(code)
    selin.company.post({ on: '2026-03-09', minor: 3_00 })
    await vi.advanceTimersByTimeAsync(1000)
    await phase('stopped')
    expect(background.state).toMatchObject({ code: said, since: Date.now() })
    const asked = exchanges()
    await vi.advanceTimersByTimeAsync(60 * 60_000)
    expect(exchanges()).toBe(asked)

    refusal = null
    await background.now({})
    expect(background.state.code).toBeNull()
    selin.company.post({ on: '2026-03-10', minor: 1_00 })
    await vi.advanceTimersByTimeAsync(1000)
    await until(() => selin.balances()['C TRY']?.confirmed === 4_00)
  })

  it('M119 I13: books that differ stop it, and it says so', async () => {
    await started()
    selin.company.post({ on: '2026-03-09', minor: 3_00 })
    await background.now({})
    selin.company.command(({ db }) =>
      db.prepare('update bucket_node set hash = zeroblob(32)').run(),
    )
    await background.now({})

    await phase('stopped')
    expect(background.state.code).toBe('digest.different')
  })

  it('ends with its file, also in the middle of a call', async () => {
    await started()
    let answer: (() => void) | undefined
    const line = selin.transport()
    const hanging = new BackgroundSync({
      replica: selin.replica,
      line: {
        ...line,
        hello: async (request) => {
          await new Promise<void>((resolve) => (answer = resolve))
          return line.hello(request)
        },
        wait: () => Promise.resolve(0),
        close: () => undefined,
      },
      server: 'http://127.0.0.1:1',
      now: () => Date.now(),
      random: () => 0.5,
      log: {
        slow: () => undefined,
        refused: () => undefined,
        bug: (_where, error) => String(bugs.push(error)),
      },
      onMoved: () => undefined,
    })
    hanging.start()
    await until(() => answer !== undefined)
    hanging.stop()
    answer?.()
    await setImmediate()
    await setImmediate()

    expect([hanging.state.phase, bugs]).toEqual(['off', []])
  })
})
