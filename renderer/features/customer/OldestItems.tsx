/** The open items that have waited longest. */
import type { OpenItem } from '../../../shared/contract/documents.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { MoneyCell } from '../../ui/MoneyCell.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { statusOfItem } from './columns.tsx'
import styles from './Customer.module.css'

export const OLDEST_SHOWN = 5

export function OldestItems({
  items,
  onOpen,
}: {
  readonly items: readonly OpenItem[]
  readonly onOpen: (item: OpenItem) => void
}) {
  const say = useText()
  const format = useFormat()
  const oldest = items
    .filter((item) => item.openMinor > 0)
    .toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0))
    .slice(0, OLDEST_SHOWN)
  if (oldest.length === 0) return <p className={styles['quiet']}>{say('customer.nothingOpen')}</p>
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th>{say('head.document')}</th>
          <th>{say('head.date')}</th>
          <th>{say('head.due')}</th>
          <th className={styles['figure']}>{say('head.days')}</th>
          <th className={styles['figure']}>{say('head.original')}</th>
          <th className={styles['figure']}>{say('head.open')}</th>
          <th>{say('head.currency')}</th>
          <th>{say('head.status')}</th>
        </tr>
      </thead>
      <tbody>
        {oldest.map((item) => (
          <tr key={`${item.documentId} ${item.installment}`}>
            <td>
              <button type="button" className={styles['link']} onClick={() => onOpen(item)}>
                {item.documentNo}
              </button>
            </td>
            <td>{format.date(item.date)}</td>
            <td>{format.date(item.dueDate)}</td>
            <td className={styles['figure']}>
              <span className={item.daysPastDue > 0 ? styles['late'] : styles['quiet']}>
                {format.count(item.daysPastDue)}
              </span>
            </td>
            <td className={styles['figure']}>{format.money(item.originalMinor, item.currency)}</td>
            <td className={styles['figure']}>
              <MoneyCell minor={item.openMinor} currency={item.currency} strong />
            </td>
            <td>{item.currency}</td>
            <td>
              <StatusBadge status={statusOfItem(item)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
