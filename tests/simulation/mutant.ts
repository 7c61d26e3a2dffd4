/** A planted fault: where it grips. Each is a wrapper around a seam of the product; no product code knows of it. */
import type { Replica } from '../../sync/client/replica.ts'
import type { MendingStore, ServerStore } from '../../sync/server/store.ts'
import type { TestCompany } from '../support/company.ts'
import type { Tamper } from './disk.ts'
import type { Asked } from './network.ts'

export interface Mutant {
  readonly name: string
  /** Writing statements of the desktop. */
  readonly tamper?: Tamper
  readonly replica?: (real: Replica, company: TestCompany) => Replica
  readonly store?: (real: ServerStore) => ServerStore
  readonly mending?: (real: MendingStore) => MendingStore
  readonly answer?: (call: Asked, answer: unknown) => unknown
}
