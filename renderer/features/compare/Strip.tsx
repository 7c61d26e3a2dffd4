/** Above the lines: both balances, their difference, and what is left unexplained. */
import type { ComparisonResult } from '../../../shared/contract/reconcile.ts'
import { KpiStrip } from '../../ui/KpiStrip.tsx'
import { useFormat, useText } from '../../ui/language.tsx'

export function Strip({ found }: { readonly found: ComparisonResult }) {
  const say = useText()
  const format = useFormat()
  const money = (minor: number) => format.moneyWithCode(minor, found.currency)
  const opening = (minor: number) => `${say('compare.opening')} ${money(minor)}`
  const { ours, theirs, differenceMinor, unexplainedMinor } = found
  return (
    <KpiStrip
      label={say('compare.strip')}
      kpis={[
        {
          label: say('compare.ours'),
          figure: money(ours.closingMinor),
          note: opening(ours.openingMinor),
        },
        {
          label: say('compare.theirs'),
          figure: money(theirs.closingMinor),
          note: opening(theirs.openingMinor),
        },
        {
          label: say('compare.difference'),
          figure: money(differenceMinor),
          note: say('compare.explainedOf', { count: found.items.length }),
          tone: differenceMinor === 0 ? undefined : 'danger',
        },
        {
          label: say('compare.unexplained'),
          figure: money(unexplainedMinor),
          note: say(unexplainedMinor === 0 ? 'compare.nothingLeft' : 'compare.left'),
          tone: unexplainedMinor === 0 ? undefined : 'danger',
        },
      ]}
    />
  )
}
