/** What differs between this device and the server, in the words of accounting. */
import type { z } from 'zod'
import type { difference, differingSide } from '../../../shared/contract/device.ts'
import { isMessageId } from '../../../shared/i18n/index.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import type { SayText } from '../../ui/language.tsx'

type Difference = z.output<typeof difference>
export type Side = z.output<typeof differingSide>

/** A difference with its place in the list, since two slices of an allocation share every name. */
export interface DifferenceRow extends Difference {
  readonly id: string
}

export function differenceId({ id }: DifferenceRow): string {
  return id
}

export function numbered(
  rows: readonly Difference[] | undefined,
): readonly DifferenceRow[] | undefined {
  return rows?.map((row, n) => ({ ...row, id: String(n) }))
}

/** What it is: the kind of the document, or of whatever else differs. */
export function typeText({ what, here, there }: Difference, say: SayText): string {
  const type = there?.type ?? here?.type ?? ''
  const kind = `kind.${type}`
  if (what === 'document' && isMessageId(kind)) return say(kind)
  if (type === 'allocation.removal') return say('sync.what.alloc.remove')
  return say(`sync.diff.what.${what === 'document' ? 'event' : what}`)
}

/** What is not the same, in a few words. */
export type Finding =
  | 'missing_here'
  | 'missing_there'
  | 'amount'
  | 'number'
  | 'date'
  | 'fields'
  | 'sums'
  | 'content'

export function findingOf({ what, kind, here, there }: Difference): Finding {
  if (what === 'sums') return 'sums'
  if (kind !== 'content') return kind
  if (here === null || there === null) return 'content'
  if (here.amountMinor !== there.amountMinor) return 'amount'
  if (here.documentNo !== there.documentNo) return 'number'
  if (here.date !== there.date) return 'date'
  return Object.keys({ ...here.fields, ...there.fields }).length > 0 ? 'fields' : 'content'
}

/** Why, and whose row is the damaged one. */
export function causeText({ cause, damaged }: Difference, say: SayText): string {
  const id = `sync.diff.cause.${cause}${damaged === null ? '' : `.${damaged}`}`
  return isMessageId(id) ? say(id) : say('sync.diff.cause.bug')
}

/** Here less there: what of the balance here is not the server's. Null where it is no amount. */
export function effectOf({ what, currency, here, there }: Difference): number | null {
  if (what !== 'document' || currency === null) return null
  return (here?.amountMinor ?? 0) - (there?.amountMinor ?? 0)
}

export function differenceColumns(say: SayText): readonly GridColumn<DifferenceRow>[] {
  const currency = (row: DifferenceRow) => row.currency ?? ''
  return [
    { kind: 'text', id: 'code', head: 'head.code', text: (row) => row.customer, pinned: true },
    {
      kind: 'text',
      id: 'name',
      head: 'head.account',
      text: (row) => row.customerName ?? say('sync.diff.noCustomer'),
      fills: true,
      widthMin: 130,
    },
    {
      kind: 'text',
      id: 'document',
      head: 'head.document',
      text: (row) => row.documentNo,
      strong: true,
    },
    { kind: 'text', id: 'type', head: 'head.kind', text: (row) => typeText(row, say) },
    {
      kind: 'text',
      id: 'finding',
      head: 'sync.diff.head.finding',
      text: (row) => say(`sync.diff.finding.${findingOf(row)}`),
      tone: () => 'danger',
    },
    {
      kind: 'money',
      id: 'here',
      head: 'sync.diff.here',
      minor: (row) => row.here?.amountMinor ?? null,
      currency,
    },
    {
      kind: 'money',
      id: 'there',
      head: 'sync.diff.there',
      minor: (row) => row.there?.amountMinor ?? null,
      currency,
    },
    {
      kind: 'money',
      id: 'effect',
      head: 'sync.diff.head.effect',
      minor: effectOf,
      currency,
      strong: true,
      total: true,
      blankZero: true,
    },
    { kind: 'text', id: 'currency', head: 'head.currency', text: (row) => row.currency },
  ]
}
