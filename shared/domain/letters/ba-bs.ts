/**
 * Forms BA (purchases) and BS (sales): what a counterparty's month comes to (domain.md 4.14).
 *
 * What is declared changes by decree, so it is a dated table with its sources, and whether a sum that
 * just reaches the threshold is declared is the company's setting. Paper and electronic documents are
 * added to test the threshold; since July 2021 only the paper ones are declared. The form takes whole
 * lira, the proof keeps the kuruş. Check the Revenue Administration's text in force before relying on it.
 */
import type { IsoMonth } from '../days.ts'
import type { DocumentKind } from '../kinds.ts'
import { addMinor } from '../money.ts'

export interface BaBsRule {
  /** First month it holds for. */
  readonly since: IsoMonth
  /** Kuruş, without VAT. */
  readonly thresholdMinor: number
  readonly declaresElectronic: boolean
  /** Kinds of slips that are left out altogether. */
  readonly excludes: readonly BaBsExclusion[]
  readonly source: string
}

export type BaBsExclusion = 'import' | 'rent' | 'insurance' | 'electronic_warehouse'

/** Oldest first. */
export const BA_BS_RULES: readonly BaBsRule[] = [
  {
    since: '2010-01' as IsoMonth,
    thresholdMinor: 500_000,
    declaresElectronic: true,
    excludes: [],
    source: 'VUK genel tebliği 396',
  },
  {
    since: '2021-07' as IsoMonth,
    thresholdMinor: 500_000,
    declaresElectronic: false,
    excludes: [],
    source: 'VUK genel tebliği 523',
  },
  {
    since: '2024-01' as IsoMonth,
    thresholdMinor: 500_000,
    declaresElectronic: false,
    excludes: ['import', 'rent', 'insurance', 'electronic_warehouse'],
    source: 'VUK genel tebliği 396, 2024 değişikliği',
  },
]

export function baBsRuleFor(month: IsoMonth): BaBsRule {
  const rule = BA_BS_RULES.findLast(({ since }) => since <= month)
  if (!rule) throw new RangeError(`no BA/BS rule for ${month}`)
  return rule
}

export type BaBsForm = 'BA' | 'BS'

export interface BaBsDocument {
  readonly form: BaBsForm
  /** Kuruş without VAT, positive. */
  readonly netMinor: number
  readonly isElectronic: boolean
  readonly exclusion?: BaBsExclusion
}

export interface BaBsTotal {
  readonly form: BaBsForm
  /** Of the documents to declare. */
  readonly count: number
  readonly netMinor: number
  /** As the form takes it: whole lira, kuruş dropped. */
  readonly lira: number
  /** Paper and electronic together: what met the threshold. */
  readonly allCount: number
  readonly allMinor: number
}

/** The forms this month is declared on; a form below the threshold, or with nothing on paper, is not. */
export function baBsTotals(
  documents: readonly BaBsDocument[],
  month: IsoMonth,
  threshold: 'at_least' | 'over' = 'at_least',
): BaBsTotal[] {
  const rule = baBsRuleFor(month)
  return (['BA', 'BS'] as const).flatMap((form) => {
    const own = documents.filter(
      (one) =>
        one.form === form &&
        (one.exclusion === undefined || !rule.excludes.includes(one.exclusion)),
    )
    const allMinor = sumOf(own)
    const isMet =
      threshold === 'at_least' ? allMinor >= rule.thresholdMinor : allMinor > rule.thresholdMinor
    const declared = rule.declaresElectronic ? own : own.filter((one) => !one.isElectronic)
    if (!isMet || declared.length === 0) return []
    const netMinor = sumOf(declared)
    return [
      {
        form,
        count: declared.length,
        netMinor,
        lira: Math.trunc(netMinor / 100),
        allCount: own.length,
        allMinor,
      },
    ]
  })
}

/**
 * On which form a document of ours stands. Goods that come back are invoiced by the customer, so our
 * credit note is a purchase.
 */
export function baBsFormOf(kind: DocumentKind): BaBsForm | null {
  if (kind === 'invoice' || kind === 'debit_note') return 'BS'
  return kind === 'supplier_invoice' || kind === 'credit_note' ? 'BA' : null
}

/** Electronic invoices are numbered by a pattern: three characters, year, nine digits (e-fatura guide). */
export function isElectronicNumber(documentNo: string): boolean {
  return /^[A-Z0-9]{3}20\d{2}\d{9}$/.test(documentNo)
}

function sumOf(documents: readonly BaBsDocument[]): number {
  return documents.reduce((sum, { netMinor }) => addMinor(sum, netMinor), 0)
}
