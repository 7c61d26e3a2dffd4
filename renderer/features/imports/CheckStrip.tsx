import { useFormat, useText } from '../../ui/language.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { controlWords, differs } from './control.ts'
import type { DraftState } from './store.ts'
import styles from './Imports.module.css'

const STATES = ['new', 'update', 'unchanged', 'check', 'error'] as const

/** How many rows are new, change something, are there already, need a look or cannot be taken. */
export function CheckStrip({
  draft,
  currency,
}: {
  readonly draft: DraftState
  readonly currency: string
}) {
  const say = useText()
  const format = useFormat()
  const { counts, balances, control } = draft
  const main = balances.find((one) => one.currency === currency) ?? balances[0]
  return (
    <dl className={styles['strip']} aria-label={say('imports.counts')} tabIndex={0}>
      {STATES.map((state) => (
        <div key={state}>
          <dt>
            <StatusBadge status={state} />
            <span>{say(`imports.count.${state}`)}</span>
          </dt>
          <dd>{format.count(counts[state])}</dd>
        </div>
      ))}
      {main && (
        <div>
          <dt>{say('imports.balanceAfter')}</dt>
          <dd>
            {format.money(main.afterMinor, main.currency)} <small>{main.currency}</small>
          </dd>
          <dd className={styles['stripNote']} data-differs={differs(control) || undefined}>
            {controlWords(control, currency, say, format, true)}
          </dd>
        </div>
      )}
    </dl>
  )
}
