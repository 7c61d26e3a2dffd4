/**
 * What a bank line pays, in one line of text as the command line's `--to` takes it:
 *
 *     INV-1=100.00;discount=2.00;INV-2;fee=6.20
 *
 * A document alone is all that is open of it, as far as the money reaches. A kind of adjustment with an
 * amount settles beside the money; a discount belongs to the document before it. Amounts are plain
 * decimals, of a document in its currency, of an adjustment in the line's.
 */
import { type AdjustmentKind, ADJUSTMENT_KINDS } from '../matching/types.ts'

export interface SaidDocument {
  readonly documentNo: string
  /** As written; null for all that is open. */
  readonly amount: string | null
}

export interface SaidAdjustment {
  readonly kind: AdjustmentKind
  readonly amount: string
  /** Index of the document it belongs to; null where it belongs to the payment. */
  readonly document: number | null
}

export interface SaidSettlement {
  readonly documents: readonly SaidDocument[]
  readonly adjustments: readonly SaidAdjustment[]
}

export function settlementIn(text: string): SaidSettlement {
  const documents: SaidDocument[] = []
  const adjustments: SaidAdjustment[] = []
  for (const [name, amount] of pairsIn(text)) {
    const kind = ADJUSTMENT_KINDS.find((one) => one === name.toLowerCase())
    if (kind === undefined || amount === null) documents.push({ documentNo: name, amount })
    else {
      const isOfLast = kind === 'discount' && documents.length > 0
      adjustments.push({ kind, amount, document: isOfLast ? documents.length - 1 : null })
    }
  }
  return { documents, adjustments }
}

/** Read back by `settlementIn` as the same, where no number of a document holds a semicolon. */
export function settlementText({ documents, adjustments }: SaidSettlement): string {
  const textsOf = (document: number | null) =>
    adjustments
      .filter((one) => one.document === document)
      .map(({ kind, amount }) => `${kind}=${amount}`)
  const ofPayment = adjustments.filter(({ document }) => document === null)
  const isLeading = ({ kind }: SaidAdjustment) => kind === 'discount'
  return [
    ...ofPayment.filter(isLeading).map(({ kind, amount }) => `${kind}=${amount}`),
    ...documents.flatMap(({ documentNo, amount }, at) => [
      amount === null ? documentNo : `${documentNo}=${amount}`,
      ...textsOf(at),
    ]),
    ...ofPayment.filter((one) => !isLeading(one)).map(({ kind, amount }) => `${kind}=${amount}`),
  ].join(';')
}

/** `A=1;B`: names with what is written behind the last equals sign of each. */
export function pairsIn(text: string): (readonly [string, string | null])[] {
  return text
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const at = one.lastIndexOf('=')
      return at < 0 ? [one, null] : [one.slice(0, at).trim(), one.slice(at + 1).trim()]
    })
}
