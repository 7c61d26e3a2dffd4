import type { z } from 'zod'
import type { companyInfo } from '../../../shared/contract/companies.ts'
import type { customers } from '../../../shared/contract/customers.ts'

export type CustomerData = z.output<(typeof customers)['get']['output']>
/** A document to go to. */
export interface Place {
  readonly customer: string
  readonly documentId: string
  readonly currency: string
}
export type Info = z.output<typeof companyInfo>
