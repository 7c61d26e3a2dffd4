/** A document ready to be written, and the entries the journal makes of itself. */
import type { IsoDate } from '../../../shared/domain/days.ts'
import type { DocumentKind } from '../../../shared/domain/kinds.ts'
import { type JournalLine, realisedLines } from '../../../shared/domain/posting.ts'

export interface Entry {
  readonly documentId: string
  readonly kind: DocumentKind
  readonly customer: { readonly rowid: number; readonly customerId: string } | null
  /** Null: the next number of the kind's series. */
  readonly number: string | null
  /** A final number out of a block, instead of the next of the series. */
  readonly block?: { readonly blockId: string; readonly number: string }
  readonly docOn: IsoDate
  readonly paperOn: IsoDate | null
  readonly dueOn: IsoDate | null
  readonly valueOn: IsoDate | null
  readonly currency: string
  readonly rate: string | null
  /** Effect on the customer's account, debit positive. */
  readonly amountMinor: number
  readonly baseMinor: number
  readonly lines: readonly JournalLine[]
  readonly installments: readonly { readonly dueOn: IsoDate; readonly amountMinor: number }[]
  readonly taxMinor: number | null
  readonly originalMinor: number | null
  readonly reference: string | null
  readonly description: string | null
  readonly externalRef: string | null
  readonly branchCode: string | null
  readonly method: string | null
}

/** The realised exchange difference of one slice: no amount, only company currency. */
export function differenceEntry(
  documentId: string,
  customer: { rowid: number; customerId: string },
  currency: string,
  gain: number,
  on: IsoDate,
): Entry {
  return {
    documentId,
    kind: 'fx_difference',
    customer,
    number: null,
    docOn: on,
    paperOn: null,
    dueOn: null,
    valueOn: null,
    currency,
    rate: null,
    amountMinor: 0,
    baseMinor: gain,
    lines: realisedLines(gain),
    installments: [],
    taxMinor: null,
    originalMinor: null,
    reference: null,
    description: null,
    externalRef: null,
    branchCode: null,
    method: null,
  }
}
