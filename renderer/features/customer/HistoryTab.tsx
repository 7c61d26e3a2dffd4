/** Who changed what of the card, from which value to which. */
import { IconHistory } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { Formatters } from '../../../shared/i18n/formatters.ts'
import { isMessageId } from '../../../shared/i18n/index.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { useFormat, useText, type SayText } from '../../ui/language.tsx'
import { personText } from '../../ui/person.ts'
import { EmptyState } from '../../ui/states.tsx'
import { ListTab } from './ListTab.tsx'

interface HistoryRow {
  readonly id: number
  readonly at: string
  readonly actor: string
  readonly field: string
  readonly from: string | null
  readonly to: string | null
}

export function HistoryTab({
  code,
  currency,
  timezone,
}: {
  readonly code: string
  /** Of the credit limit. */
  readonly currency: string
  readonly timezone: string
}) {
  const say = useText()
  const format = useFormat()
  const history = useLive(api.customers.history, { code })
  const rows = useMemo(
    () => history.data?.map((entry, id): HistoryRow => ({ ...entry, id })),
    [history.data],
  )
  const columns = useMemo<readonly GridColumn<HistoryRow>[]>(
    () => [
      {
        kind: 'text',
        id: 'at',
        head: 'customer.history.when',
        text: (row) => format.moment(row.at, timezone),
      },
      {
        kind: 'text',
        id: 'actor',
        head: 'customer.history.who',
        text: (row, t) => personText(row.actor, t),
      },
      {
        kind: 'text',
        id: 'field',
        head: 'customer.history.field',
        text: (row, t) => fieldName(row.field, t),
      },
      {
        kind: 'text',
        id: 'from',
        head: 'customer.history.from',
        text: (row, t) => valueText(row.field, row.from, currency, t, format),
      },
      {
        kind: 'text',
        id: 'to',
        head: 'customer.history.to',
        text: (row, t) => valueText(row.field, row.to, currency, t, format),
        fills: true,
      },
    ],
    [format, timezone, currency],
  )
  return (
    <ListTab
      label={say('customer.tab.history')}
      columns={columns}
      rows={rows}
      rowId={(row) => String(row.id)}
      empty={
        <EmptyState
          icon={IconHistory}
          title={say('customer.history.empty')}
          hint={say('customer.history.empty.says')}
        />
      }
    />
  )
}

/** Field groups as they are sent, under the names they have on the card. */
const NAMES = {
  created: 'customer.history.created',
  archived: 'customer.history.archivedField',
  limit: 'customer.field.creditLimitMinor',
  parent: 'customer.field.parentCode',
  letter: 'customer.history.letter',
} as const

function fieldName(field: string, say: SayText): string {
  const named = Object.entries(NAMES).find(([group]) => group === field)?.[1]
  const id = `customer.field.${field}`
  return named ? say(named) : isMessageId(id) ? say(id) : field.replace(/^custom\./, '')
}

function valueText(
  field: string,
  value: string | null,
  currency: string,
  say: SayText,
  format: Formatters,
): string | null {
  if (value === null || value === '') return null
  const event = `letters.event.${value}`
  if (field === 'letter' && isMessageId(event)) return say(event)
  if (field === 'archived') return say(`customer.history.${value === 'true' ? 'yes' : 'no'}`)
  return field === 'limit' && /^\d+$/.test(value) ? format.money(Number(value), currency) : value
}
