/** How the account pays: average delay, month by month, and every payment with the days it came late. */
import { IconCash } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { Payment } from '../../../shared/contract/payments.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { KpiStrip } from '../../ui/KpiStrip.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { MonthChart, type MonthBar } from '../../ui/MonthChart.tsx'
import { oneDecimal } from '../../ui/one-decimal.ts'
import { EmptyState } from '../../ui/states.tsx'
import styles from './Customer.module.css'
import { ViewedTab } from './ListTab.tsx'
import { paymentColumns } from './payment-columns.tsx'
import { everyMonth } from './every-month.ts'
import { NEWEST_FIRST } from './columns.tsx'

const MONTHS_SHOWN = 14
const CHART_PX = 150

type History = Awaited<ReturnType<typeof api.payments.history>>
type Summary = History['summaries'][number]

export function PaymentsTab({
  code,
  group,
  currency,
  asOf,
  onOpen,
}: {
  readonly code: string
  readonly group: boolean
  readonly currency: string
  readonly asOf: IsoDate
  readonly onOpen: (row: Payment) => void
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const history = useLive(api.payments.history, { customerCode: code, group, asOf })
  const columns = useMemo(() => paymentColumns(format), [format])
  const rows = useMemo(
    () => history.data?.payments.filter((one) => one.currency === currency),
    [history.data, currency],
  )
  const summary = history.data?.summaries.find((one) => one.currency === currency)
  return (
    <>
      {summary && (
        <div className={styles['paid']}>
          <Figures summary={summary} />
          <Chart summary={summary} />
        </div>
      )}
      <ViewedTab
        screen="payments"
        label={say('customer.tab.payments')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.documentId}
        onOpen={onOpen}
        sortBy={NEWEST_FIRST}
        memory={`customer payments ${code}`}
        trouble={history.error ? describe(history.error) : null}
        onRetry={() => void history.refetch()}
        empty={
          <EmptyState
            icon={IconCash}
            title={say('payments.empty')}
            hint={say('payments.empty.says')}
          />
        }
      />
    </>
  )
}

function Figures({ summary }: { readonly summary: Summary }) {
  const say = useText()
  const format = useFormat()
  const money = (minor: number) => format.money(minor, summary.currency)
  const { averageDelayDays: delay, settledMinor } = summary
  return (
    <KpiStrip
      label={say('payments.figures')}
      kpis={[
        {
          label: say('payments.delay'),
          figure: delay === null ? '–' : say('payments.days', { days: oneDecimal(delay, format) }),
          note:
            delay === null
              ? say('payments.delay.none')
              : say('payments.delay.says', { adat: format.count(summary.adatDays) }),
          tone: delay !== null && delay > 30 ? 'danger' : undefined,
        },
        {
          label: say('payments.received'),
          figure: money(summary.receivedMinor),
          note: say('payments.received.says', { count: summary.count }),
        },
        {
          label: say('payments.onTime'),
          figure: settledMinor === 0 ? '–' : format.percent(summary.onTimeMinor / settledMinor),
          note: say('payments.onTime.says', { amount: money(settledMinor) }),
        },
        {
          label: say('payments.unapplied'),
          figure: money(summary.unappliedMinor),
          note: say('payments.unapplied.says'),
        },
        {
          label: say('payments.bounced'),
          figure: money(summary.bouncedMinor),
          note: say('payments.bounced.says', { count: summary.bounced }),
          tone: summary.bounced > 0 ? 'danger' : undefined,
        },
      ]}
    />
  )
}

function Chart({ summary }: { readonly summary: Summary }) {
  const say = useText()
  const format = useFormat()
  const { currency } = summary
  const bars = useMemo<readonly MonthBar[]>(
    () =>
      everyMonth(summary.months)
        .slice(-MONTHS_SHOWN)
        .map(({ month, receivedMinor, delayDays }) => ({
          key: month,
          label: month.slice(5),
          fullLabel: format.month(month),
          value: receivedMinor,
          figure: format.short(receivedMinor, currency),
          fullFigure: format.moneyWithCode(receivedMinor, currency),
          line: delayDays,
          lineFigure: delayDays === null ? '' : oneDecimal(delayDays, format),
        })),
    [summary, currency, format],
  )
  const most = bars.reduce<MonthBar | undefined>(
    (best, bar) => (best && best.value >= bar.value ? best : bar),
    undefined,
  )
  if (bars.length < 2 || !most) return null
  return (
    <div className={styles['paidChart']}>
      <header>
        <h2>{say('payments.chart')}</h2>
        <span className={styles['lineKey']}>{say('payments.chart.line')}</span>
      </header>
      <MonthChart
        height={CHART_PX}
        bars={bars}
        summary={say('payments.chart.says', {
          from: bars[0]?.fullLabel ?? '',
          to: bars.at(-1)?.fullLabel ?? '',
          amount: most.fullFigure,
          month: most.fullLabel,
        })}
      />
    </div>
  )
}
