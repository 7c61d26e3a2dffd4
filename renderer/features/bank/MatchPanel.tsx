/** The match being built: the line, what it pays, what is left to say, and what can be done. */
import { IconCheck } from '@tabler/icons-react'
import type { Ref } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Badge } from '../../ui/StatusBadge.tsx'
import type { ItemRow } from './columns.tsx'
import type { Draft, ProposedLine, Standing } from './draft.ts'
import styles from './Reconcile.module.css'

export interface MatchActs {
  readonly accept: () => void
  readonly park: () => void
  readonly writeOff: () => void
  readonly onAccount: () => void
  readonly payer: () => void
  readonly rule: () => void
}

export function MatchPanel({
  line,
  draft,
  standing,
  items,
  isAsked,
  acts,
  acceptRef,
}: {
  readonly line: ProposedLine
  readonly draft: Draft
  readonly standing: Standing
  readonly items: readonly ItemRow[]
  /** Accepting was tried all the same: what is missing is to be seen. */
  readonly isAsked: boolean
  readonly acts: MatchActs
  readonly acceptRef: Ref<HTMLButtonElement>
}) {
  const say = useText()
  const format = useFormat()
  const { entry } = line
  const money = (minor: number) => format.money(minor, entry.currency)
  const { keptMinor, roundedMinor, differenceMinor, missing } = standing
  const openOf = new Map(items.map((item) => [item.documentId, item.openMinor]))
  return (
    <section className={styles['match']} aria-label={say('reconcile.match')}>
      <div className={styles['rows']} tabIndex={-1}>
        <table>
          <tbody>
            <tr>
              <th scope="row">{say('reconcile.line', { date: format.date(entry.date) })}</th>
              <td className={styles['said']}>{[entry.text, entry.account].join(' · ')}</td>
              <td>{money(entry.amountMinor)}</td>
            </tr>
            {draft.ticks.map((tick) => {
              const open = openOf.get(tick.documentId)
              const left = open === undefined ? 0 : open - tick.amountMinor
              return (
                <tr key={tick.documentId}>
                  <th scope="row" data-document="">
                    {tick.documentNo}
                  </th>
                  <td>
                    {left === 0
                      ? say('reconcile.closes')
                      : say('reconcile.leaves', {
                          amount: format.moneyWithCode(left, tick.currency),
                        })}
                    {tick.currency !== entry.currency &&
                      ` · ${format.moneyWithCode(tick.amountMinor, tick.currency)}`}
                  </td>
                  <td>{money(-tick.lineMinor)}</td>
                </tr>
              )
            })}
            {draft.adjustments.map(({ kind, amountMinor, documentId }) => (
              <tr key={`${kind} ${documentId ?? ''}`}>
                <th scope="row">{say(`reconcile.beside.${kind}`)}</th>
                <td>{say(`reconcile.beside.${kind}.says`)}</td>
                <td>{money(amountMinor)}</td>
              </tr>
            ))}
            {roundedMinor !== 0 && (
              <tr>
                <th scope="row">{say('reconcile.beside.rounding')}</th>
                <td>{say('reconcile.withinTolerance')}</td>
                <td>{money(-roundedMinor)}</td>
              </tr>
            )}
            {keptMinor !== 0 && (
              <tr>
                <th scope="row">{say('reconcile.onAccount')}</th>
                <td>{draft.payer?.name}</td>
                <td>{money(-keptMinor)}</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <dl className={styles['difference']} aria-live="polite">
        <dt>{say('reconcile.difference')}</dt>
        <dd data-difference={differenceMinor}>
          <Badge
            label={format.moneyWithCode(differenceMinor, entry.currency)}
            tone={missing === null ? 'ok' : differenceMinor === 0 ? 'neutral' : 'warn'}
            {...(missing === null ? { icon: IconCheck } : {})}
          />
        </dd>
        <dd
          className={styles['missing']}
          data-asked={isAsked || undefined}
          role={isAsked ? 'alert' : undefined}
        >
          {missing !== null && say(`reconcile.missing.${missing}`)}
        </dd>
      </dl>
      <div className={styles['acts']}>
        <Button
          ref={acceptRef}
          look="primary"
          icon={IconCheck}
          label={say('reconcile.act.accept')}
          keys="Enter"
          disabledReason={missing === null ? undefined : say(`reconcile.missing.${missing}`)}
          onClick={acts.accept}
        />
        <Button label={say('reconcile.act.park')} keys="P" onClick={acts.park} />
        <Button
          label={say('reconcile.act.writeOff')}
          keys="W"
          disabledReason={
            standing.restMinor === 0 || draft.ticks.length === 0
              ? say('reconcile.off.writeOff')
              : undefined
          }
          onClick={acts.writeOff}
        />
        <Button
          label={say('reconcile.act.onAccount')}
          keys="U"
          disabledReason={draft.payer === null ? say('reconcile.missing.payer') : undefined}
          onClick={acts.onAccount}
        />
        <Button label={say('reconcile.act.payer')} keys="C" onClick={acts.payer} />
        <Button label={say('reconcile.act.rule')} keys="R" onClick={acts.rule} />
      </div>
    </section>
  )
}
