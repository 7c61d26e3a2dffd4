import { useMemo } from 'react'
import { isCurrency } from '../../../shared/domain/currency.ts'
import { isIsoDate } from '../../../shared/domain/days.ts'
import type { Asked, Info } from './AgingTools.tsx'
import { edgesOf } from '../../ui/buckets.ts'
import { endOfDay } from './cells.ts'

/** What the address says, as the contract asks for it. */
export function useQuestion(asked: Asked, info: Info) {
  return useMemo(() => {
    const asOf = asked.asOf !== undefined && isIsoDate(asked.asOf) ? asked.asOf : info.suggestedAsOf
    const knownOn =
      asked.knownAt !== undefined && isIsoDate(asked.knownAt) ? asked.knownAt : undefined
    const knownAt = knownOn === undefined ? undefined : endOfDay(knownOn, info.timezone)
    const edges = asked.buckets === undefined ? null : edgesOf(asked.buckets)
    const currency =
      asked.currency !== undefined && isCurrency(asked.currency) ? asked.currency : undefined
    const { value = 'account' } = asked
    return {
      asOf,
      knownOn,
      knownAt,
      edges: edges ?? info.settings.bucketEdges,
      inCompanyCurrency: value !== 'account',
      input: {
        asOf,
        by: asked.by ?? ('due' as const),
        group: asked.group ?? false,
        excludeDisputed: asked.noDisputed ?? false,
        inCompanyCurrency: value === 'booked',
        all: false,
        ...(value === 'rates' ? { rateOf: asOf } : {}),
        ...(edges === null ? {} : { buckets: edges }),
        ...(currency === undefined ? {} : { currency }),
        ...(knownAt === undefined ? {} : { knownAt }),
        ...(asked.customer === undefined ? {} : { customerCode: asked.customer }),
      },
    }
  }, [asked, info])
}
