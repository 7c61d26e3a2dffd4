/** The figures of a customer side by side, in one currency. */
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { KpiStrip } from '../../ui/KpiStrip.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { oneDecimal } from '../../ui/one-decimal.ts'
import type { CustomerData } from './customer-data.ts'

export function Kpis({
  data,
  currency,
  companyCurrency,
}: {
  readonly data: CustomerData
  readonly currency: string
  readonly companyCurrency: string
}) {
  const say = useText()
  const format = useFormat()
  const history = useLive(api.payments.history, {
    customerCode: data.card.code,
    asOf: data.asOf,
    limit: 1,
  })
  const paid = history.data?.summaries.find((one) => one.currency === currency)
  const delay = paid?.averageDelayDays ?? null
  const figures = data.figures.find((one) => one.currency === currency)
  const money = (minor: number) => format.money(minor, currency)
  const balance = figures?.balanceMinor ?? 0
  const overdue = figures?.overdueMinor ?? 0
  const limit =
    (data.card.currency ?? companyCurrency) === currency ? data.card.creditLimitMinor : null
  const used = limit === null || limit === 0 ? null : Math.max(0, balance / limit)
  const { lastReceiptMinor, lastReceiptOn, lastReceiptCurrency } = data
  const notes: readonly (string | undefined)[] = [
    currency === companyCurrency
      ? `${currency} · ${say('customer.kpi.items', { count: figures?.openItems ?? 0 })}`
      : say('customer.kpi.inBase', {
          amount: format.moneyWithCode(figures?.balanceBaseMinor ?? 0, companyCurrency),
        }),
    balance > 0 && overdue > 0
      ? say('customer.kpi.overdueShare', { share: format.percent(overdue / balance) })
      : undefined,
    figures && figures.creditNotesMinor !== 0
      ? say('customer.kpi.creditNotes', { amount: money(figures.creditNotesMinor) })
      : undefined,
    figures && figures.disputedMinor > 0
      ? say('customer.kpi.disputed', { amount: money(figures.disputedMinor) })
      : undefined,
  ]
  return (
    <KpiStrip
      label={say('customer.kpis')}
      kpis={[
        { label: say('customer.kpi.balance'), figure: money(balance), note: notes[0] },
        {
          label: say('customer.kpi.overdue'),
          figure: money(overdue),
          note: notes[1] ?? '\u00a0',
          tone: overdue > 0 ? 'danger' : undefined,
        },
        {
          label: say('customer.kpi.limit'),
          figure: used === null ? '–' : format.percent(used),
          note:
            limit === null
              ? say('customer.kpi.noLimit')
              : say('customer.kpi.ofLimit', { amount: money(limit) }),
          tone: used !== null && used > 1 ? 'danger' : undefined,
        },
        {
          label: say('customer.kpi.unallocated'),
          figure: money(figures?.unappliedMinor ?? 0),
          note: notes[2] ?? '\u00a0',
        },
        {
          label: say('customer.kpi.lastPayment'),
          figure:
            lastReceiptMinor === null || lastReceiptCurrency === null
              ? '–'
              : format.money(Math.abs(lastReceiptMinor), lastReceiptCurrency),
          note:
            lastReceiptOn === null
              ? say('customer.kpi.none')
              : `${format.date(lastReceiptOn)} · ${lastReceiptCurrency ?? ''}`,
        },
        {
          label: say('payments.delay'),
          figure: delay === null ? '–' : say('payments.days', { days: oneDecimal(delay, format) }),
          note:
            paid === undefined || delay === null
              ? say('payments.delay.none')
              : say('payments.received.says', { count: paid.count }),
          tone: delay !== null && delay > 30 ? 'danger' : undefined,
        },
        {
          label: say('customer.kpi.notDue'),
          figure: money(figures?.notDueMinor ?? 0),
          note: notes[3] ?? '\u00a0',
        },
      ]}
    />
  )
}
