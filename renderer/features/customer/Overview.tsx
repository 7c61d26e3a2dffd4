/** Left the card, hierarchy and custom fields; right the aging and the five oldest open items. */
import { useNavigate } from '@tanstack/react-router'
import type { z } from 'zod'
import type { companyInfo } from '../../../shared/contract/companies.ts'
import type { customers } from '../../../shared/contract/customers.ts'
import type { OpenItem } from '../../../shared/contract/documents.ts'
import { AgingBar, rampStep } from '../../ui/AgingBar.tsx'
import { bucketLabel } from '../../ui/buckets.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { MoneyCell } from '../../ui/MoneyCell.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { CompanyCard } from './CompanyCard.tsx'
import { statusOfItem } from './columns.tsx'
import styles from './Customer.module.css'

export type CustomerData = z.output<(typeof customers)['get']['output']>
export type Info = z.output<typeof companyInfo>

const OLDEST_SHOWN = 5

export function Overview({
  data,
  info,
  items,
  currency,
  onAllItems,
  onOpenItem,
}: {
  readonly data: CustomerData
  readonly info: Info
  readonly items: readonly OpenItem[] | undefined
  readonly currency: string
  readonly onAllItems: () => void
  readonly onOpenItem: (item: OpenItem) => void
}) {
  const say = useText()
  const { card } = data
  const figures = data.figures.find((one) => one.currency === currency)
  const custom = Object.entries(card.custom)
  return (
    <div className={styles['overview']}>
      <div
        className={styles['column']}
        tabIndex={0}
        role="region"
        aria-label={say('customer.card')}
      >
        <CompanyCard
          key={card.code}
          card={card}
          companyCurrency={info.currency}
          currencies={info.currencies}
        />
        <Hierarchy data={data} />
        {custom.length > 0 && (
          <Panel title={say('customer.custom')}>
            <Facts facts={custom.map(([label, value]) => ({ label, value }))} />
          </Panel>
        )}
      </div>
      <div
        className={styles['column']}
        tabIndex={0}
        role="region"
        aria-label={say('customer.oldest')}
      >
        <Panel title={say('customer.aging')}>
          {figures ? (
            <AgingBar
              figures="full"
              currency={currency}
              parts={figures.buckets.map((bucket, index) => ({
                label: bucketLabel(bucket.key, say),
                minor: bucket.minor,
                step: rampStep(index, figures.buckets.length),
              }))}
            />
          ) : (
            <p className={styles['quiet']}>{say('customer.nothingOpen')}</p>
          )}
        </Panel>
        <Panel
          title={say('customer.oldest')}
          action={
            items &&
            items.length > OLDEST_SHOWN && (
              <Button
                look="plain"
                label={say('customer.all', { count: items.length })}
                onClick={onAllItems}
              />
            )
          }
        >
          <OldestItems items={items ?? []} onOpen={onOpenItem} />
        </Panel>
      </div>
    </div>
  )
}

function OldestItems({
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

function Hierarchy({ data }: { readonly data: CustomerData }) {
  const say = useText()
  const navigate = useNavigate()
  const { card, ancestors, children } = data
  const open = (code: string) => void navigate({ to: '/customer/$code', params: { code } })
  return (
    <Panel title={say('customer.hierarchy')}>
      {ancestors.length === 0 && children.length === 0 ? (
        <p className={styles['quiet']}>{say('customer.hierarchy.none')}</p>
      ) : (
        <ul className={styles['tree']}>
          {ancestors.map((one, depth) => (
            <li key={one.code} style={{ paddingLeft: depth * 14 }}>
              <button type="button" className={styles['link']} onClick={() => open(one.code)}>
                {one.name}
              </button>
              <span className={styles['quiet']}>{one.code}</span>
            </li>
          ))}
          <li style={{ paddingLeft: ancestors.length * 14 }}>
            <b>{card.name}</b>
            <span className={styles['quiet']}>{card.code}</span>
          </li>
          {children.map((child) => (
            <li key={child.code} style={{ paddingLeft: (ancestors.length + 1) * 14 }}>
              <button type="button" className={styles['link']} onClick={() => open(child.code)}>
                {child.name}
              </button>
              <span>
                {child.figures.map((one) => (
                  <span key={one.currency}>
                    <MoneyCell minor={one.balanceMinor} currency={one.currency} withCode />{' '}
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
