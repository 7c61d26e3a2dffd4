/** The open items a document is allocated to: a proposal, changed by hand; the difference in sight. */
import { IconEraser, IconWand } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { MoneyField } from '../../ui/MoneyField.tsx'
import { applied, type Edits, type Target } from './targets.ts'
import styles from './NewDocument.module.css'

/** More rows than this come with the palette of the statement; nobody types into hundreds. */
const ROWS_SHOWN = 200

export function Allocation({
  title,
  targets,
  edits,
  amountMinor,
  currency,
  asOf,
  policy,
  onEdits,
}: {
  readonly title: string
  readonly targets: readonly Target[]
  readonly edits: Edits | null
  readonly amountMinor: number
  readonly currency: string
  readonly asOf: string
  readonly policy: 'explicit' | 'statutory' | 'oldest' | null
  /** Null goes back to the proposal. */
  readonly onEdits: (edits: Edits | null) => void
}) {
  const say = useText()
  const format = useFormat()
  const sum = targets.reduce((total, target) => total + applied(target, edits), 0)
  const left = amountMinor - sum
  const edit = (key: string, minor: number | null) => {
    const next = new Map<string, number | null>(
      targets.map((target) => [target.key, applied(target, edits)]),
    )
    onEdits(next.set(key, minor))
  }
  return (
    <section className={styles['allocation']} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className={styles['quiet']}>
          {edits !== null
            ? say('entry.policy.edited')
            : policy === null
              ? null
              : say('entry.policy.proposed', { policy: say(`entry.policy.${policy}`) })}
        </span>
        <span className={styles['grow']} />
        <Button
          look="plain"
          icon={IconWand}
          label={say('entry.propose')}
          onClick={() => onEdits(null)}
        />
        <Button
          look="plain"
          icon={IconEraser}
          label={say('entry.clear')}
          onClick={() => onEdits(new Map())}
        />
      </header>
      <div className={styles['scroll']} tabIndex={-1}>
        {targets.length === 0 ? (
          <p className={styles['none']}>{say('entry.allocate.none')}</p>
        ) : (
          <table className={styles['table']} onKeyDown={moveByArrows}>
            <thead>
              <tr>
                <th>{say('head.document')}</th>
                <th>{say('head.kind')}</th>
                <th>{say('head.due')}</th>
                <th className={styles['figure']}>{say('head.open')}</th>
                <th className={styles['figure']}>{say('entry.apply')}</th>
                <th>{say('entry.why')}</th>
              </tr>
            </thead>
            <tbody>
              {targets.slice(0, ROWS_SHOWN).map((target) => {
                const minor = applied(target, edits)
                return (
                  <tr key={target.key} data-applied={minor > 0 || undefined}>
                    <td className={styles['strong']}>{target.documentNo}</td>
                    <td>{say(`kind.${target.kind}`)}</td>
                    <td className={target.dueDate < asOf ? styles['late'] : undefined}>
                      {format.date(target.dueDate)}
                    </td>
                    <td className={styles['figure']}>{format.money(target.openMinor, currency)}</td>
                    <td className={styles['apply']}>
                      <MoneyField
                        hideLabel
                        label={say('entry.apply.to', { documentNo: target.documentNo })}
                        currency={currency}
                        minor={minor === 0 ? null : minor}
                        error={
                          minor > target.openMinor
                            ? say('entry.overOpen', {
                                amount: format.money(target.openMinor, currency),
                              })
                            : undefined
                        }
                        onChange={(next) => edit(target.key, next)}
                      />
                    </td>
                    <td className={styles['quiet']}>
                      {minor > 0 && edits === null ? say(`entry.why.${target.reason}`) : null}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
      </div>
      <dl className={styles['sums']} aria-live="polite">
        <div>
          <dt>{say('entry.sum.amount')}</dt>
          <dd>{format.money(amountMinor, currency)}</dd>
        </div>
        <div>
          <dt>{say('entry.sum.applied')}</dt>
          <dd>{format.money(sum, currency)}</dd>
        </div>
        <div data-tone={left < 0 ? 'danger' : left > 0 ? 'warn' : 'ok'}>
          <dt>{say(left < 0 ? 'entry.sum.over' : 'entry.sum.left')}</dt>
          <dd>{format.moneyWithCode(Math.abs(left), currency)}</dd>
        </div>
      </dl>
    </section>
  )
}

/** ↑ and ↓ go from amount to amount. */
function moveByArrows(event: KeyboardEvent<HTMLTableElement>) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  if (step === undefined || !(event.target instanceof HTMLInputElement)) return
  const inputs = [...event.currentTarget.querySelectorAll('input')]
  const next = inputs[inputs.indexOf(event.target) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
