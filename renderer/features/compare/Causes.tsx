/** Below the lines: the difference by cause, adding up, with what is left unexplained. */
import type { ComparisonResult } from '../../../shared/contract/reconcile.ts'
import type { Cause } from '../../../shared/domain/twosided/line.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { Region } from '../../ui/Region.tsx'
import { FindingBadge } from './columns.tsx'
import styles from './Compare.module.css'

export function Causes({
  found,
  chosen,
  onChoose,
}: {
  readonly found: ComparisonResult
  /** The cause whose lines are shown; null for all. */
  readonly chosen: Cause | null
  readonly onChoose: (cause: Cause | null) => void
}) {
  const say = useText()
  const format = useFormat()
  const money = (minor: number) => format.money(minor, found.currency)
  return (
    <Region name={say('compare.explanation')} className={styles['causes']}>
      <div className={styles['causesHead']}>
        <h2>{say('compare.explanation')}</h2>
      </div>
      <div
        className={styles['causesTable']}
        role="group"
        aria-label={say('compare.cause')}
        tabIndex={0}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{say('compare.cause')}</th>
              <th scope="col">{say('compare.items')}</th>
              <th scope="col">
                {say('compare.amount')} {found.currency}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.explanation.map(({ cause, minor, items }) => (
              <tr key={cause} data-chosen={chosen === cause || undefined}>
                <th scope="row">
                  <button
                    type="button"
                    aria-pressed={chosen === cause}
                    onClick={() => onChoose(chosen === cause ? null : cause)}
                  >
                    <FindingBadge finding={cause} say={say} />
                  </button>
                </th>
                <td>{format.count(items.length)}</td>
                <td>{money(minor)}</td>
              </tr>
            ))}
            <tr data-left={found.unexplainedMinor !== 0 || undefined}>
              <th scope="row">{say('compare.unexplained')}</th>
              <td />
              <td>{money(found.unexplainedMinor)}</td>
            </tr>
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say('compare.difference')}</th>
              <td />
              <td>{money(found.differenceMinor)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Region>
  )
}
