/** What a document to come would be: number, due day, rate, period, and what it could pay. */
import { useDeferredValue, useMemo } from 'react'
import type { z } from 'zod'
import type { documents } from '../../../shared/contract/documents.ts'
import { isCurrency } from '../../../shared/domain/currency.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import type { EntryForm } from './form.ts'
import { sideOfTargets, type EntryKind } from './kinds.ts'
import { targetsOfItems, targetsOfProposal } from './targets.ts'

export type Proposal = z.output<(typeof documents)['propose']['output']>

/** Number, due day, rate and period to come, and what the document could be allocated to. */
export function useProposals(
  kind: EntryKind,
  code: string | undefined,
  form: EntryForm,
): {
  readonly proposal: Proposal | undefined
  readonly trouble: unknown
  readonly targets: ReturnType<typeof targetsOfItems>
  readonly policy: 'explicit' | 'statutory' | 'oldest' | null
} {
  const date = form.documentDate
  const { postingDate } = form
  const proposed = useLive(
    api.documents.propose,
    {
      kind,
      customerCode: code ?? '',
      ...(date === null ? {} : { documentDate: date }),
      ...(postingDate === null ? {} : { postingDate }),
      ...(form.currency !== null && isCurrency(form.currency) ? { currency: form.currency } : {}),
    },
    { when: code !== undefined },
  )
  const proposal = code === undefined ? undefined : proposed.data
  const currency = proposal?.currency
  const side = sideOfTargets(kind)
  const amountMinor = useDeferredValue(form.amountMinor ?? 0)
  const reference = useDeferredValue(form.reference.trim())
  const payable = useLive(
    api.allocations.propose,
    {
      customerCode: code ?? '',
      currency: currency ?? ('TRY' as Proposal['currency']),
      amountMinor: Math.max(1, amountMinor),
      on: proposal?.postingDate ?? ('2000-01-01' as IsoDate),
      stated: [],
      ...(reference === '' ? {} : { reference }),
    },
    { when: side === 'debit' && currency !== undefined },
  )
  const items = useLive(
    api.documents.openItems,
    {
      customerCode: code ?? '',
      group: false,
      side: 'credit' as const,
      ...(proposal === undefined ? {} : { asOf: proposal.postingDate }),
    },
    { when: side === 'credit' && currency !== undefined },
  )
  const targets = useMemo(() => {
    if (currency === undefined || side === null) return []
    if (side === 'credit') return targetsOfItems(items.data?.items ?? [], currency)
    const lines = targetsOfProposal(payable.data?.lines ?? [])
    return amountMinor > 0 ? lines : lines.map((line) => ({ ...line, proposedMinor: 0 }))
  }, [currency, side, items.data, payable.data, amountMinor])
  return {
    proposal,
    trouble: proposed.error,
    targets,
    policy: side === 'debit' && amountMinor > 0 ? (payable.data?.policy ?? null) : null,
  }
}
