/** What there is to collect, side by side. */
import type { api } from '../../app/api.ts'
import { KpiStrip } from '../../ui/KpiStrip.tsx'
import { useFormat, useText } from '../../ui/language.tsx'

type RiskData = Awaited<ReturnType<typeof api.risk.list>>

export function RiskFigures({ data }: { readonly data: RiskData }) {
  const say = useText()
  const format = useFormat()
  const money = (minor: number) => format.moneyWithCode(minor, data.currency)
  return (
    <KpiStrip
      label={say('risk.figures')}
      kpis={[
        {
          label: say('risk.receivable'),
          figure: money(data.receivableMinor),
          note: say('risk.receivable.says'),
        },
        {
          label: say('risk.toCollect'),
          figure: money(data.toCollectMinor),
          note: say('risk.toCollect.says', { count: data.toCollectItems }),
          tone: data.toCollectMinor > 0 ? 'danger' : undefined,
        },
        {
          label: say('risk.disputed'),
          figure: money(data.disputedMinor),
          note: say('risk.disputed.says'),
        },
        {
          label: say('risk.expected'),
          figure: money(data.expectedMinor),
          note: say('risk.expected.says', {
            count: data.expectedItems,
            date: format.date(data.expectedUntil),
          }),
        },
      ]}
    />
  )
}
