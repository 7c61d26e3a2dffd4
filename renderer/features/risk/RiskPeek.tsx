/** Why the account has its score: each part in words, with the points it gives. */
import type { RiskRow } from '../../../shared/contract/risk.ts'
import { AgingBar, rampStep } from '../../ui/AgingBar.tsx'
import { bucketLabel } from '../../ui/buckets.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Score } from './Score.tsx'
import styles from './Risk.module.css'
import { partSentence } from './words.ts'

export function RiskPeek({
  row,
  buckets,
  currency,
  toCollectMinor,
}: {
  readonly row: RiskRow | null
  readonly buckets: readonly string[]
  readonly currency: string
  readonly toCollectMinor: number
}) {
  const say = useText()
  const format = useFormat()
  if (row === null) return <p className={styles['none']}>{say('risk.choose')}</p>
  return (
    <>
      <header className={styles['peekHead']}>
        <h2>{row.name}</h2>
        <div>
          <span className={styles['quiet']}>{row.customer}</span>
          <Score score={row.score} />
        </div>
      </header>
      <Panel title={say('risk.why')}>
        <ol className={styles['parts']}>
          {row.parts
            .toSorted((a, b) => b.points - a.points)
            .map(({ part, points, most }) => (
              <li key={part} data-none={points === 0 || undefined}>
                <span>{partSentence(part, row, toCollectMinor, say, format)}</span>
                <b>{say('risk.points', { points, most })}</b>
                <span className={styles['track']} aria-hidden="true">
                  <span style={{ width: `${(points / most) * 100}%` }} />
                </span>
              </li>
            ))}
        </ol>
      </Panel>
      <Panel title={say('customers.aging')}>
        <AgingBar
          currency={currency}
          parts={row.bucketMinors.map((minor, index) => ({
            label: bucketLabel(buckets[index] ?? '', say),
            minor,
            step: rampStep(index, row.bucketMinors.length),
          }))}
        />
      </Panel>
    </>
  )
}
