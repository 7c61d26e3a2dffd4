/** Waiting for something to exchange, for whoever exchanges by hand again and again. */
import type { z } from 'zod'
import type { device as contract } from '../../../shared/contract/device.ts'
import { connectionOf, exchangeRefusal, serverOf } from '../sync/connection.ts'
import { fileOf, type Session } from '../session.ts'

type In = z.output<(typeof contract)['news']['input']>
type Out = z.input<(typeof contract)['news']['output']>

/** Ends as soon as work waits here or the server has gone on, and after `seconds` without either. */
export async function awaitNews(session: Session, { seconds }: In): Promise<Out> {
  const file = fileOf(session)
  const { replica, transport } = connectionOf(file)
  const over = new AbortController()
  const { promise, resolve, reject } = Promise.withResolvers<Out>()
  const timer = setTimeout(() => resolve({ news: false }), seconds * 1000)
  const look = () => {
    if (replica.standing().unsent > 0) resolve({ news: true })
  }
  const unhear = file.onChanged(look)
  const listen = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const { companyId, cursor } = replica.standing()
      const head = await transport.wait({ companyId, seq: cursor.seq }, over.signal)
      if (head > cursor.seq) return resolve({ news: true })
    }
  }
  listen().catch((error: unknown) => {
    if (!over.signal.aborted) reject(error)
  })
  look()
  try {
    return await promise
  } catch (error) {
    throw exchangeRefusal(error, serverOf(file))
  } finally {
    over.abort()
    clearTimeout(timer)
    unhear()
  }
}
