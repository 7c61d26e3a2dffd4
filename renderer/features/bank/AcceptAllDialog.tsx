/** The lines accepted in one go, on one screen before anything is written; one undo takes all back. */
import { useFormat, useText } from '../../ui/language.tsx'
import type { TodoRow } from './columns.tsx'
import { ScoreBar } from './ScoreBar.tsx'
import { SmallDialog } from './SmallDialog.tsx'
import styles from './Reconcile.module.css'

export function AcceptAllDialog({
  lines,
  score,
  onAccept,
  onClose,
}: {
  readonly lines: readonly TodoRow[]
  /** The least of them, 0 to 100. */
  readonly score: number
  readonly onAccept: () => void
  readonly onClose: () => void
}) {
  const say = useText()
  const format = useFormat()
  const sums = new Map<string, number>()
  for (const { entry } of lines)
    sums.set(entry.currency, (sums.get(entry.currency) ?? 0) + entry.amountMinor)
  const total = [...sums]
    .map(([currency, minor]) => format.moneyWithCode(minor, currency))
    .join(' · ')
  return (
    <SmallDialog
      title={say('reconcile.all.title', { count: lines.length, score })}
      says={say('reconcile.all.says', { total })}
      act={say('reconcile.all.act', { count: lines.length })}
      size={960}
      isReady={lines.length > 0}
      startsOnAct
      onSubmit={onAccept}
      onClose={onClose}
    >
      <div className={styles['all']} tabIndex={0} role="group" aria-label={say('reconcile.lines')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('head.date')}</th>
              <th scope="col" data-wide="">
                {say('reconcile.head.payer')}
              </th>
              <th scope="col" data-figure="">
                {say('reconcile.head.amount')}
              </th>
              <th scope="col" data-wide="">
                {say('head.account')}
              </th>
              <th scope="col">{say('head.document')}</th>
              <th scope="col">{say('reconcile.head.score')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ entry, proposals: [best], confidence }) => (
              <tr key={entry.id}>
                <td data-whole="">{format.date(entry.date)}</td>
                <td>{entry.counterparty ?? entry.text}</td>
                <td data-figure="">{format.moneyWithCode(entry.amountMinor, entry.currency)}</td>
                <td>{best?.customerName}</td>
                <td>{best?.allocations.map(({ documentNo }) => documentNo).join(', ')}</td>
                <td>
                  <ScoreBar confidence={confidence} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </SmallDialog>
  )
}
