/** Both sides at one sequence, for what compares them. */
import { exchange } from '../../../sync/client/loop.ts'
import type { Replica, Transport } from '../../../sync/client/replica.ts'
import { RequestError } from '../../../sync/protocol/codes.ts'

/** How often the server may go on under a compare before it is given up for now. */
const TRIES = 3

/** What is confirmed is fetched first, and again when the server goes on meanwhile. */
export async function atHead<T>(
  replica: Replica,
  transport: Transport,
  work: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    await exchange(replica, transport, { direction: 'pull' })
    try {
      return await work()
    } catch (error) {
      const isMoved = error instanceof RequestError && error.code === 'SEQ_MOVED'
      if (!isMoved || tries === TRIES) throw error
    }
  }
}
