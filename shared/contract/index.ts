/**
 * Every call across a process edge, declared once. A screen, the command line and the tests see
 * `Client<typeof contract>`; the backend must implement `Handlers<typeof contract, …>`.
 */
import type { Contract } from '../rpc/procedure.ts'
import { allocations } from './allocations.ts'
import { backups } from './backups.ts'
import { bank } from './bank.ts'
import { bankRules } from './bank-rules.ts'
import { campaigns } from './campaigns.ts'
import { companies } from './companies.ts'
import { customers } from './customers.ts'
import { decisions } from './decisions.ts'
import { device } from './device.ts'
import { documents } from './documents.ts'
import { imports } from './imports.ts'
import { ledger } from './ledger.ts'
import { payments } from './payments.ts'
import { jobs } from './jobs.ts'
import { packs, periods, rates } from './periods.ts'
import { preferences } from './preferences.ts'
import { reconcile } from './reconcile.ts'
import { reports } from './reports.ts'
import { risk } from './risk.ts'
import { support } from './support.ts'
import { today } from './today.ts'
import { views } from './views.ts'
import { staff } from './staff.ts'
import { roundtrip } from './roundtrip.ts'

export const contract = {
  companies,
  customers,
  documents,
  allocations,
  bank: { ...bank, ...bankRules },
  reports,
  risk,
  payments,
  today,
  periods,
  rates,
  packs,
  imports,
  roundtrip,
  jobs,
  campaigns,
  preferences,
  backups,
  support,
  views,
  ledger,
  reconcile,
  device: { ...device, ...decisions },
  staff,
} satisfies Contract

export type SaldoContract = typeof contract
