/** What the demo company is made of, in the order it is posted. */
import type { IsoDate, IsoMonth } from '../days.ts'
import type { EnteredKind } from '../kinds.ts'
import type { PlannedRate } from './rates.ts'

/** The company's own; amounts in another are about a fortieth. */
export const DEMO_CURRENCY = 'TRY'

export interface PlannedBankAccount {
  readonly name: string
  readonly iban: string
  readonly currency: string
}

/** Of an invented bank; the first is the one that statements ask to pay into. */
export const DEMO_BANK = [
  { name: 'Uludağ Bankası Ana Hesap', iban: 'TR330006100519786457841326', currency: DEMO_CURRENCY },
  { name: 'Uludağ Bankası Euro Hesabı', iban: 'TR110006100519786457841334', currency: 'EUR' },
] as const satisfies readonly PlannedBankAccount[]

export interface PlannedCustomer {
  readonly code: string
  readonly name: string
  readonly parentCode?: string
  readonly fields: Readonly<Record<string, unknown>>
}

export interface PlannedDocument {
  readonly kind: EnteredKind
  readonly documentNo: string
  readonly customerCode: string
  readonly documentDate: IsoDate
  readonly dueDate?: IsoDate
  readonly amountMinor: number
  readonly taxMinor?: number
  readonly currency?: string
  readonly rate?: string
  readonly description?: string
  readonly method?: string
  readonly installments?: readonly { readonly dueOn: IsoDate; readonly amountMinor: number }[]
  readonly allocateTo?: readonly { readonly documentNo: string; readonly amountMinor: number }[]
}

export interface DemoPlan {
  readonly company: { readonly name: string; readonly currency: string; readonly timezone: string }
  readonly bucketEdges: readonly number[]
  readonly letterhead: {
    readonly address: string
    readonly taxOffice: string
    readonly taxId: string
    readonly contact: string
    readonly iban: string
  }
  readonly rates: readonly PlannedRate[]
  readonly customers: readonly PlannedCustomer[]
  readonly documents: readonly PlannedDocument[]
  readonly disputes: readonly {
    readonly documentNo: string
    readonly amountMinor: number
    readonly reason: string
    readonly on: IsoDate
  }[]
  readonly agreements: readonly {
    readonly documentNo: string
    readonly dueOn: IsoDate
    readonly on: IsoDate
    readonly reason: string
  }[]
  readonly closedThrough: IsoMonth
}
