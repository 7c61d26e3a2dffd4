/**
 * `saldo device sync --watch`: exchange after exchange until it is stopped, each told in one line. It
 * waits for work here and for news of the server; where the server does not answer it says so on
 * standard error and tries again with waits that grow to a minute. What only a person mends ends it.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { print } from './output.ts'
import { refusalText } from './sentences.ts'
import { type CommonOptions, type SaldoClient, withCompanyOpen } from './session.ts'

type Exchanged = Awaited<ReturnType<SaldoClient['device']['sync']>>

export const EXCHANGED = [
  'pushed',
  'accepted',
  'held',
  'pulled',
  'cursor',
  'head',
  'pending',
  'digest',
] as const

export function exchangedCells(done: Exchanged): string[] {
  return EXCHANGED.map((name) => String(done[name]))
}

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 60_000

export function watchCompany(options: CommonOptions): Promise<void> {
  return withCompanyOpen(options, async (client) => {
    const stop = new AbortController()
    const end = () => stop.abort()
    // Between two exchanges; one under way is done first.
    process.once('SIGINT', end)
    process.once('SIGTERM', end)
    try {
      await keepExchanging(client, options, stop.signal)
    } finally {
      process.off('SIGINT', end)
      process.off('SIGTERM', end)
    }
  })
}

async function keepExchanging(
  client: SaldoClient,
  options: CommonOptions,
  stopped: AbortSignal,
): Promise<void> {
  let waitMs = FIRST_WAIT_MS
  while (!stopped.aborted) {
    try {
      const done = await client.device.sync({})
      waitMs = FIRST_WAIT_MS
      tell(done, options)
      await unlessStopped(client.device.news({}), stopped)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'server.offline') throw error
      process.stderr.write(`${refusalText(error.code, { ...error.params }, options.lang)}\n`)
      await unlessStopped(sleep(waitMs, undefined, { signal: stopped }), stopped)
      waitMs = Math.min(LONGEST_WAIT_MS, 2 * waitMs)
    }
  }
}

function tell(done: Exchanged, { json }: CommonOptions): void {
  if (json) print(done)
  else
    process.stdout.write(`${EXCHANGED.map((name) => `${name} ${String(done[name])}`).join(', ')}\n`)
}

/** What it is about is not waited for any more once it was stopped. */
async function unlessStopped(work: Promise<unknown>, stopped: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const end = () => resolve(undefined)
  stopped.addEventListener('abort', end, { once: true })
  try {
    if (!stopped.aborted) await Promise.race([work, promise])
  } catch (error) {
    if (!stopped.aborted) throw error
  } finally {
    stopped.removeEventListener('abort', end)
    // Left behind when it was stopped: nobody hears how it ends.
    work.catch(() => undefined)
  }
}
