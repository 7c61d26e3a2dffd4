/** The shape of a check and its failures, shared by the quick and the deep half of verify. */
import type { z } from 'zod'
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import type { Difference } from '../../../db/local/checks.ts'
import type { companies } from '../../../shared/contract/companies.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'

export type Check = z.input<(typeof companies)['verify']['output']>['checks'][number]
export type Failure = Check['failures'][number]

export const FAILURES_MAX = 100
export function check(name: string, examined: number, failures: readonly Failure[]): Check {
  return { name, ok: failures.length === 0, examined, failures: failures.slice(0, FAILURES_MAX) }
}

export function note(detail: string): Failure {
  return {
    customer: null,
    customerName: null,
    currency: null,
    documentNo: null,
    documentId: null,
    asOf: null,
    expectedMinor: null,
    foundMinor: null,
    detail,
  }
}

export function failure(difference: Difference, asOf: IsoDate | null): Failure {
  return {
    ...difference,
    documentId: difference.documentId === null ? null : bytesToUuid(difference.documentId),
    asOf,
  }
}
