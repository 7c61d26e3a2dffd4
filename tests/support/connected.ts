/** A backend on a folder with a window of its own: what a door has, without the door. */
import { startBackend } from '../../main/backend/start.ts'
import { contract, type SaldoContract } from '../../shared/contract/index.ts'
import { connect } from '../../shared/rpc/client.ts'
import { portPair } from '../../shared/rpc/port.ts'
import type { Client } from '../../shared/rpc/procedure.ts'

export interface Connected {
  readonly client: Client<SaldoContract>
  /** The backend ends first: what it was asked is answered with how far it came. */
  readonly stop: () => Promise<void>
}

/** Answers are checked against the contract; `options` as of `startBackend`. */
export async function connected(options: Parameters<typeof startBackend>[0]): Promise<Connected> {
  const backend = await startBackend({ checkOutput: true, ...options })
  const [near, far] = portPair()
  backend.attach(far, { namesPaths: true })
  const connection = connect(contract, near)
  return {
    client: connection.client,
    stop: async () => {
      await backend.stop()
      connection.close()
    },
  }
}
