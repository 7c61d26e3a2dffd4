import type { Payment } from '../../../shared/contract/payments.ts'
import type { Formatters } from '../../../shared/i18n/formatters.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { oneDecimal } from '../../ui/one-decimal.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { Badge } from '../../ui/StatusBadge.tsx'
import { IconArrowBackUp } from '@tabler/icons-react'

const currency = (row: Payment) => row.currency

export function paymentColumns(format: Formatters): readonly GridColumn<Payment>[] {
  const delay = (row: Payment) => (row.delayDays === null ? '' : oneDecimal(row.delayDays, format))
  return [
    { kind: 'day', id: 'date', head: 'head.date', day: (row) => row.date },
    {
      kind: 'text',
      id: 'document',
      head: 'head.document',
      text: (row) => row.documentNo,
      link: true,
    },
    { kind: 'text', id: 'kind', head: 'head.kind', text: (row, say) => say(`kind.${row.kind}`) },
    { kind: 'text', id: 'method', head: 'payments.head.method', text: (row) => row.method },
    {
      kind: 'money',
      id: 'amount',
      head: 'head.amount',
      minor: (row) => row.amountMinor,
      currency,
      strong: true,
      total: true,
    },
    {
      kind: 'money',
      id: 'settled',
      head: 'payments.head.settled',
      minor: (row) => row.settledMinor,
      currency,
      blankZero: true,
      total: true,
    },
    {
      kind: 'money',
      id: 'unapplied',
      head: 'head.unapplied',
      minor: (row) => row.unappliedMinor,
      currency,
      blankZero: true,
      total: true,
    },
    {
      kind: 'node',
      id: 'delay',
      head: 'payments.head.delay',
      end: true,
      extra: 0,
      tone: (row) => ((row.delayDays ?? 0) > 0 ? 'danger' : 'quiet'),
      text: delay,
      sort: (row) => row.delayDays ?? -10_000,
      node: delay,
    },
    {
      kind: 'node',
      id: 'state',
      head: 'payments.head.state',
      extra: 30,
      text: (row, say) =>
        row.bouncedOn === null
          ? row.delayDays === null
            ? ''
            : say(row.delayDays > 0 ? 'payments.state.late' : 'payments.state.onTime')
          : say('payments.state.bounced', { date: format.date(row.bouncedOn) }),
      node: (row) => <PaymentState row={row} />,
    },
    {
      kind: 'text',
      id: 'for',
      head: 'payments.head.for',
      fills: true,
      text: (row) => row.settles.map((one) => one.documentNo).join(', '),
    },
  ]
}

function PaymentState({ row }: { readonly row: Payment }) {
  const say = useText()
  const format = useFormat()
  if (row.bouncedOn !== null)
    return (
      <Badge
        tone="danger"
        icon={IconArrowBackUp}
        label={say('payments.state.bounced', { date: format.date(row.bouncedOn) })}
      />
    )
  if (row.delayDays === null) return null
  return <>{say(row.delayDays > 0 ? 'payments.state.late' : 'payments.state.onTime')}</>
}
