import type { z } from 'zod'
import type { companyInfo } from '../../../shared/contract/companies.ts'

export type Info = z.output<typeof companyInfo>

export const PERIOD_VIEWS = ['months', 'rates'] as const
