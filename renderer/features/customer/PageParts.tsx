/** Badges beside the name, and what stands right of the tabs: currency and branches. */
import { SegmentedControl } from '@mantine/core'
import { IconSitemap } from '@tabler/icons-react'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import styles from './Customer.module.css'
import type { CustomerData } from './customer-data.ts'

export function Badges({
  data,
  currency,
}: {
  readonly data: CustomerData
  readonly currency: string
}) {
  const figures = data.figures.find((one) => one.currency === currency)
  const limit = data.card.creditLimitMinor
  return (
    <>
      {data.card.archived && <StatusBadge status="archived" />}
      {limit !== null && figures && figures.balanceMinor > limit && (
        <StatusBadge status="overLimit" />
      )}
      {figures && figures.disputedMinor > 0 && <StatusBadge status="disputed" />}
    </>
  )
}

export function TabTools({
  data,
  group,
  currency,
  onGroup,
  onCurrency,
}: {
  readonly data: CustomerData
  readonly group: boolean
  readonly currency: string
  readonly onGroup: () => void
  readonly onCurrency: (currency: string) => void
}) {
  const say = useText()
  if (data.children.length === 0 && data.figures.length < 2) return null
  return (
    <div className={styles['tabTools']}>
      {data.figures.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={say('head.currency')}
          value={currency}
          data={data.figures.map((one) => one.currency)}
          onChange={onCurrency}
        />
      )}
      {(data.children.length > 0 || group) && (
        <Button
          look="plain"
          icon={IconSitemap}
          label={say('customer.group')}
          pressed={group}
          onClick={onGroup}
        />
      )}
    </div>
  )
}
