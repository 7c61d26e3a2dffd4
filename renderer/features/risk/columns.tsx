/** Columns of the risk list; amounts in company currency. */
import type { OpenItem } from '../../../shared/contract/documents.ts'
import type { RiskRow } from '../../../shared/contract/risk.ts'
import type { Formatters } from '../../../shared/i18n/formatters.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { oneDecimal } from '../../ui/one-decimal.ts'
import { OPEN_ITEM_COLUMNS, OPEN_ITEM_DESCRIPTION } from '../../ui/open-item-columns.ts'
import { ShareBar } from '../../ui/ShareBar.tsx'
import { Score } from './Score.tsx'

export function riskColumns(currency: string, format: Formatters): readonly GridColumn<RiskRow>[] {
  const own = () => currency
  const days = (value: number | null) => (value === null ? '' : oneDecimal(value, format))
  return [
    {
      kind: 'node',
      id: 'score',
      head: 'risk.head.score',
      pinned: true,
      extra: 52,
      text: (row) => String(row.score),
      sort: (row) => row.score,
      node: (row) => <Score score={row.score} />,
    },
    { kind: 'text', id: 'code', head: 'head.code', text: (row) => row.customer, pinned: true },
    {
      kind: 'text',
      id: 'name',
      head: 'head.account',
      text: (row) => row.name,
      link: true,
      pinned: true,
      fills: true,
      widthMin: 150,
    },
    {
      kind: 'money',
      id: 'balance',
      head: 'head.balance',
      minor: (row) => row.balanceMinor,
      currency: own,
      total: true,
    },
    {
      kind: 'money',
      id: 'overdue',
      head: 'head.overdue',
      minor: (row) => row.overdueMinor,
      currency: own,
      total: true,
      tone: (row) => (row.overdueMinor > 0 ? 'danger' : null),
    },
    {
      kind: 'node',
      id: 'late',
      head: 'risk.head.late',
      end: true,
      extra: 0,
      text: (row) => days(row.daysLate),
      sort: (row) => row.daysLate ?? -1,
      node: (row) => days(row.daysLate),
    },
    {
      kind: 'node',
      id: 'limit',
      head: 'head.limitUsed',
      end: true,
      extra: 44,
      text: (row) => (row.limitUsed === null ? '' : format.percent(row.limitUsed)),
      sort: (row) => row.limitUsed ?? -1,
      node: (row) => <ShareBar share={row.limitUsed} />,
    },
    {
      kind: 'node',
      id: 'delay',
      head: 'risk.head.delay',
      end: true,
      extra: 0,
      text: (row) => days(row.delayDays),
      sort: (row) => row.delayDays ?? -1000,
      node: (row) => days(row.delayDays),
    },
  ]
}

/** The riskiest first. */
export const RISKIEST = [{ id: 'score', descending: true }]

export const riskRowId = (row: RiskRow) => row.customer

const [DOCUMENT, CODE, ...REST] = OPEN_ITEM_COLUMNS
const NAME: GridColumn<OpenItem> = {
  kind: 'text',
  id: 'name',
  head: 'head.account',
  text: (row) => row.customerName,
  link: true,
  widthMax: 240,
}

/** Open items of many accounts. */
export const ITEM_COLUMNS: readonly GridColumn<OpenItem>[] = [
  ...(DOCUMENT ? [DOCUMENT] : []),
  ...(CODE ? [CODE] : []),
  NAME,
  ...REST,
  OPEN_ITEM_DESCRIPTION,
]
