/**
 * Asks the server for what only it can do, as the device's user. Nothing is done here by the answer:
 * the feed brings what was done, and is pulled at once.
 */
import type { z } from 'zod'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { exchange } from '../../../sync/client/loop.ts'
import type { Transport } from '../../../sync/client/replica.ts'
import { RequestError, retryOf } from '../../../sync/protocol/codes.ts'
import type { controlAnswer, ControlRequest } from '../../../sync/protocol/control.ts'
import type { CompanyFile } from '../company/company-file.ts'
import { newId } from '../ledger/new-id.ts'
import { connectionOf, exchangeRefusal, serverOf } from './connection.ts'
import type { LocalReplica } from './replica.ts'

type Answer = Pick<z.infer<typeof controlAnswer>, 'state' | 'approval'>

export interface Asking {
  readonly replica: LocalReplica
  readonly transport: Transport & {
    control(request: ControlRequest): Promise<Answer>
  }
}

/** Own work goes up first: what is closed then is closed after it. */
export async function askServer(
  { replica, transport }: Asking,
  ask: ControlRequest['ask'],
): Promise<Answer> {
  await exchange(replica, transport)
  const { companyId } = replica.standing()
  const request: ControlRequest = { company_id: companyId, op_id: newId(), ask }
  const answer = await transport.control(request).catch((error: unknown) => {
    // Without a clear answer the same request again: done once, it is answered as it was.
    if (error instanceof RequestError && retryOf(error.code) === 'no') throw error
    return transport.control(request)
  })
  await exchange(replica, transport, { direction: 'pull' })
  return answer
}

/** The same for a company file; whatever went wrong is a refusal in words. */
export async function askFor(file: CompanyFile, ask: ControlRequest['ask']): Promise<Answer> {
  try {
    return await askServer(connectionOf(file), ask)
  } catch (error) {
    throw declined(error, ask) ?? exchangeRefusal(error, serverOf(file))
  }
}

/** What the rules said no to; null for everything else. */
export function declined(error: unknown, ask: ControlRequest['ask']): Refusal | null {
  if (!(error instanceof RequestError) || error.code !== 'DECLINED') return null
  const { detail } = error
  const month = 'month' in ask ? ask.month : null
  switch (detail['code']) {
    case 'FORBIDDEN':
      return new Refusal('role.forbidden', { action: detail['action'] ?? '' })
    case 'BAD_TRANSITION':
      return detail['state'] === 'open'
        ? new Refusal('period.open', { month })
        : new Refusal('period.closed', { month: detail['month'] ?? month, date: null })
    case 'INVALID':
      if (detail['reason'] === 'series_unknown' && 'series' in ask)
        return new Refusal('series.unknown', { series: ask.series })
      break
    default:
  }
  return new Refusal('server.declined', { code: detail['code'] ?? '' })
}
