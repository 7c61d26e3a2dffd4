/**
 * Every call across a process edge, declared once. A screen, the command line and the tests see
 * `Client<typeof contract>`; the backend must implement `Handlers<typeof contract, …>`.
 */
import type { Contract } from '../rpc/procedure.ts'
import { allocations } from './allocations.ts'
import { companies } from './companies.ts'
import { customers } from './customers.ts'
import { documents } from './documents.ts'
import { imports } from './imports.ts'
import { jobs } from './jobs.ts'
import { periods, rates } from './periods.ts'
import { preferences } from './preferences.ts'
import { reports } from './reports.ts'

export const contract = {
  companies,
  customers,
  documents,
  allocations,
  reports,
  periods,
  rates,
  imports,
  jobs,
  preferences,
} satisfies Contract

export type SaldoContract = typeof contract
