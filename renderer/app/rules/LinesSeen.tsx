/** Bank lines beside a rule or a learned fact: day, amount, who and what, and what became of each. */
import type { api } from '../api.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import styles from './Rules.module.css'

type Seen = Awaited<ReturnType<typeof api.bank.factLines>>[number] & {
  readonly earlierRule?: string | null
}

export function LinesSeen({ lines }: { readonly lines: readonly Seen[] }) {
  const say = useText()
  const format = useFormat()
  if (lines.length === 0) return null
  return (
    <div className={styles['lines']} tabIndex={0} role="group" aria-label={say('rules.lines')}>
      <ul>
        {lines.map(({ entry, state, customer, earlierRule }) => (
          <li key={entry.id}>
            <div className={styles['lineHead']}>
              <span>{format.date(entry.date)}</span>
              <span className={styles['amount']}>
                {format.moneyWithCode(entry.amountMinor, entry.currency)}
              </span>
            </div>
            {entry.counterparty !== null && <p className={styles['payer']}>{entry.counterparty}</p>}
            <p>{entry.text}</p>
            <p className={styles['quiet']}>
              {[
                entry.account,
                state === 'posted' && customer !== null
                  ? say('rules.line.posted', { customer })
                  : say(`rules.line.${state}`),
                earlierRule == null ? null : say('rules.line.earlier', { rule: earlierRule }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}
