/** What was booked last, newest first. */
import type { IsoDate } from '../../../shared/domain/days.ts'
import { isCurrency } from '../../../shared/domain/currency.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { MoneyCell } from '../../ui/MoneyCell.tsx'
import { Panel } from '../../ui/Panel.tsx'
import styles from './Customer.module.css'
import type { Place } from './customer-data.ts'

const SHOWN = 8

export function LatestDocuments({
  code,
  currency,
  asOf,
  onOpen,
  onAll,
}: {
  readonly code: string
  readonly currency: string
  readonly asOf: IsoDate
  readonly onOpen: (place: Place) => void
  readonly onAll: () => void
}) {
  const say = useText()
  const format = useFormat()
  const page = useLive(
    api.reports.statementPage,
    {
      customerCode: code,
      currency: isCurrency(currency) ? currency : 'TRY',
      to: asOf,
      limit: SHOWN,
    },
    { when: isCurrency(currency) },
  )
  const lines = (page.data?.lines ?? []).filter((line) => line.customer === code).toReversed()
  if (lines.length === 0) return null
  return (
    <Panel
      title={say('customer.latest')}
      action={<Button look="plain" label={say('customer.tab.documents')} onClick={onAll} />}
    >
      <table className={styles['table']}>
        <thead>
          <tr>
            <th>{say('head.document')}</th>
            <th>{say('head.kind')}</th>
            <th>{say('head.date')}</th>
            <th className={styles['figure']}>{say('head.debit')}</th>
            <th className={styles['figure']}>{say('head.credit')}</th>
            <th className={styles['figure']}>{say('head.balance')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.documentId}>
              <td>
                <button
                  type="button"
                  className={styles['link']}
                  onClick={() =>
                    onOpen({ customer: line.customer, documentId: line.documentId, currency })
                  }
                >
                  {line.documentNo}
                </button>
              </td>
              <td>{say(`kind.${line.kind}`)}</td>
              <td>{format.date(line.date)}</td>
              <td className={styles['figure']}>
                {line.debitMinor === 0 ? '' : format.money(line.debitMinor, currency)}
              </td>
              <td className={styles['figure']}>
                {line.creditMinor === 0 ? '' : format.money(line.creditMinor, currency)}
              </td>
              <td className={styles['figure']}>
                <MoneyCell minor={line.balanceMinor} currency={currency} strong />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
