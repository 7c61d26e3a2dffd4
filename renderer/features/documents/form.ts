/** The entry form's values and the field each refusal stands at. */
import { isIsoDate, type IsoDate } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'

export interface EntryForm {
  /** One form, one document: sending it twice posts it once. */
  readonly documentId: string
  readonly documentNo: string
  readonly documentDate: IsoDate | null
  readonly postingDate: IsoDate | null
  /** Null follows the terms. */
  readonly dueDate: IsoDate | null
  readonly amountMinor: number | null
  /** Null is the currency of the account. */
  readonly currency: string | null
  /** Empty takes the rate table. */
  readonly rate: string
  readonly taxMinor: number | null
  readonly reference: string
  readonly description: string
  readonly method: string
  readonly periodReason: string
}

export type EntryField = Exclude<keyof EntryForm, 'documentId'> | 'customer' | 'allocation'
export type EntryProblems = Partial<Record<EntryField, string>>

export function emptyForm(documentDate: IsoDate | null): EntryForm {
  return {
    documentId: crypto.randomUUID(),
    documentNo: '',
    documentDate,
    postingDate: null,
    dueDate: null,
    amountMinor: null,
    currency: null,
    rate: '',
    taxMinor: null,
    reference: '',
    description: '',
    method: '',
    periodReason: '',
  }
}

/** What another screen proposes to enter, as its address says it. */
export function proposedForm(proposed: {
  readonly amount?: number | undefined
  readonly currency?: string | undefined
  readonly on?: string | undefined
  readonly number?: string | undefined
  readonly text?: string | undefined
}): Partial<EntryForm> {
  const { amount, currency, on, number, text } = proposed
  return {
    ...(amount === undefined ? {} : { amountMinor: amount }),
    ...(currency === undefined ? {} : { currency }),
    ...(on !== undefined && isIsoDate(on) ? { documentDate: on } : {}),
    ...(number === undefined ? {} : { documentNo: number }),
    ...(text === undefined ? {} : { description: text }),
  }
}

const FIELDS: Readonly<Record<string, EntryField>> = {
  'customer.unknown': 'customer',
  'customer.archived': 'customer',
  'document.exists': 'documentNo',
  'document.differs': 'documentNo',
  'amount.not_positive': 'amountMinor',
  'amount.range': 'amountMinor',
  'rate.missing': 'rate',
  'rate.invalid': 'rate',
  'currency.mismatch': 'currency',
  'period.closed': 'documentDate',
  'period.soft_closed': 'periodReason',
  'date.order': 'dueDate',
  'terms.invalid': 'dueDate',
}

/** Null: it is of the whole form. */
export function fieldOf(error: unknown): EntryField | null {
  if (!(error instanceof Refusal)) return null
  return FIELDS[error.code] ?? (error.code.startsWith('allocation.') ? 'allocation' : null)
}
