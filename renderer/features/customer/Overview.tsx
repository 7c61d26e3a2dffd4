/** Left the card and hierarchy; amid aging, oldest items, latest documents; right debit, credit, limit. */
import type { OpenItem } from '../../../shared/contract/documents.ts'
import { AgingBar, rampStep } from '../../ui/AgingBar.tsx'
import { bucketLabel } from '../../ui/buckets.ts'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { AccountPanels } from './AccountPanels.tsx'
import { CompanyCard } from './CompanyCard.tsx'
import styles from './Customer.module.css'
import type { CustomerData, Info, Place } from './customer-data.ts'
import { Hierarchy } from './Hierarchy.tsx'
import { LatestDocuments } from './LatestDocuments.tsx'
import { OLDEST_SHOWN, OldestItems } from './OldestItems.tsx'

export function Overview({
  data,
  info,
  items,
  currency,
  group,
  onAllItems,
  onOpenItem,
  onAllDocuments,
}: {
  readonly data: CustomerData
  readonly info: Info
  readonly items: readonly OpenItem[] | undefined
  readonly currency: string
  readonly group: boolean
  readonly onAllDocuments: () => void
  readonly onAllItems: () => void
  readonly onOpenItem: (place: Place) => void
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
        <h2 className="visually-hidden">{say('customer.card')}</h2>
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
        <h2 className="visually-hidden">{say('customer.oldest')}</h2>
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
        {!group && (
          <LatestDocuments
            code={card.code}
            currency={currency}
            asOf={data.asOf}
            onOpen={onOpenItem}
            onAll={onAllDocuments}
          />
        )}
      </div>
      <div
        className={styles['column']}
        tabIndex={0}
        role="region"
        aria-label={say('customer.account')}
      >
        <h2 className="visually-hidden">{say('customer.account')}</h2>
        <AccountPanels data={data} currency={currency} companyCurrency={info.currency} />
      </div>
    </div>
  )
}
