import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { AgingBar, rampStep } from '../../ui/AgingBar.tsx'
import { bucketLabel } from '../../ui/buckets.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { MoneyCell } from '../../ui/MoneyCell.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { statusOf } from './columns.tsx'
import styles from './CustomerPeek.module.css'
import type { CustomerRow } from './views.ts'

/** Five facts and the aging of the focused row; the row's own figures are there at once. */
export function CustomerPeek({ row }: { readonly row: CustomerRow | null }) {
  const say = useText()
  const format = useFormat()
  const asOf = useLive(api.companies.info, {}).data?.suggestedAsOf
  const card = useLive(
    api.customers.get,
    { code: row?.code ?? '', ...(asOf === undefined ? {} : { asOf }) },
    { when: row !== null && asOf !== undefined },
  )
  if (row === null) return <p className={styles['none']}>{say('customers.peek.none')}</p>
  const { currency } = row
  const figures =
    card.data?.card.code === row.code
      ? card.data.figures.find((one) => one.currency === currency)
      : undefined
  return (
    <>
      <header className={styles['head']}>
        <h2>{row.name}</h2>
        <div className={styles['badges']}>
          <span>{row.code}</span>
          {statusOf(row) !== 'ok' && <StatusBadge status={statusOf(row)} />}
        </div>
      </header>
      <Panel>
        <Facts
          facts={[
            {
              label: say('customers.fact.balance'),
              value: <MoneyCell minor={row.balanceMinor} currency={currency} withCode strong />,
              strong: true,
            },
            {
              label: say('customers.fact.overdue'),
              value: (
                <MoneyCell
                  minor={row.overdueMinor}
                  currency={currency}
                  tone={row.overdueMinor > 0 ? 'danger' : undefined}
                />
              ),
            },
            {
              label: say('customers.fact.limit'),
              value:
                row.creditLimitMinor === null ? (
                  say('customers.fact.noLimit')
                ) : (
                  <MoneyCell minor={row.creditLimitMinor} currency={currency} />
                ),
            },
            {
              label: say('customers.fact.terms'),
              value: row.terms ?? say('customers.fact.atOnce'),
            },
            {
              label: say('customers.fact.lastReceipt'),
              value:
                row.lastReceiptOn === null
                  ? say('customers.fact.none')
                  : format.date(row.lastReceiptOn),
            },
          ]}
        />
      </Panel>
      <Panel title={say('customers.aging')}>
        {figures && (
          <AgingBar
            currency={currency}
            parts={figures.buckets.map((bucket, index) => ({
              label: bucketLabel(bucket.key, say),
              minor: bucket.minor,
              step: rampStep(index, figures.buckets.length),
            }))}
          />
        )}
      </Panel>
    </>
  )
}
