/**
 * What the HTTP side asks of the core: one function an endpoint, over a caller whose token, device
 * signature and standing were checked for exactly this request.
 *
 * A function answers or throws `RequestError`; anything else it throws is a bug (INTERNAL). It need not
 * fill what every answer brings along (`server_time`, `nonce`, `control`): the HTTP side does.
 */
import type { z } from 'zod'
import type * as messages from '../protocol/messages.ts'

/** Who asks, as the company's rows say at the moment of the request. */
export interface Caller {
  readonly companyId: string
  readonly userId: string
  /** The human behind the account: preparer and approver differ by it. */
  readonly person: string
  readonly userName: string
  readonly roles: readonly string[]
  /** Customer ids, or null: every customer. */
  readonly scope: readonly string[] | null
  readonly deviceId: string
  readonly deviceCode: string
  readonly epoch: number
  /** SPKI in base64 of the device's Ed25519 key. */
  readonly publicKey: string
}

type Bare<T extends z.ZodType> = Omit<z.infer<T>, 'server_time' | 'nonce' | 'control'>
type Request<T extends z.ZodType> = z.infer<T>

export interface Core {
  hello(
    caller: Caller,
    request: Request<typeof messages.helloRequest>,
  ): Promise<Bare<typeof messages.helloAnswer>>
  push(
    caller: Caller,
    request: Request<typeof messages.pushRequest>,
  ): Promise<Bare<typeof messages.pushAnswer>>
  pull(
    caller: Caller,
    request: Request<typeof messages.pullRequest>,
  ): Promise<Bare<typeof messages.pullAnswer>>
  digest(
    caller: Caller,
    request: Request<typeof messages.digestRequest>,
  ): Promise<Bare<typeof messages.digestAnswer>>
  docs(
    caller: Caller,
    request: Request<typeof messages.docsRequest>,
  ): Promise<Bare<typeof messages.docsAnswer>>
  snapshot(
    caller: Caller,
    request: Request<typeof messages.snapshotRequest>,
  ): Promise<Bare<typeof messages.snapshotAnswer>>
  chunk(
    caller: Caller,
    request: Request<typeof messages.chunkRequest>,
  ): Promise<Bare<typeof messages.chunkAnswer>>
  /** Where the company stands now; the waiting itself is the HTTP side's. */
  wait(caller: Caller): Promise<Bare<typeof messages.common>>
}
