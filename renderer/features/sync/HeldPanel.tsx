/** One held operation: why, what it would do to the balance, and its ways out. */
import { IconAlertTriangle } from '@tabler/icons-react'
import { useFormat, useText } from '../../ui/language.tsx'
import { Button } from '../../ui/Button.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { EXIT_ICONS, EXIT_KEYS, type Exit } from './exits.ts'
import { type HeldRow, whatText, whyText } from './words.ts'
import styles from './Sync.module.css'

export function HeldPanel({
  row,
  timezone,
  onExit,
}: {
  readonly row: HeldRow
  readonly timezone: string
  readonly onExit: (exit: Exit) => void
}) {
  const say = useText()
  const format = useFormat()
  const money = (minor: number | null) =>
    minor === null || row.currency === null ? '–' : format.moneyWithCode(minor, row.currency)
  const { theirs } = row
  return (
    <>
      <header className={styles['head']} data-tone="danger">
        <IconAlertTriangle size={20} stroke={1.8} aria-hidden="true" />
        <div>
          <h2>{row.documentNo ?? whatText(row, say)}</h2>
          <p>{whyText(row, say)}</p>
        </div>
      </header>
      <Panel>
        <Facts
          facts={[
            { label: say('head.account'), value: row.customerName ?? row.customer ?? '–' },
            {
              label: say('head.date'),
              value: row.date === null ? '–' : format.date(row.date),
            },
            { label: say('head.amount'), value: money(row.amountMinor), strong: true },
            ...(row.balanceMinor === null
              ? []
              : [
                  { label: say('sync.held.now'), value: money(row.balanceMinor) },
                  { label: say('sync.held.with'), value: money(row.balanceAfterMinor) },
                ]),
            { label: say('sync.held.by'), value: row.by ?? '–' },
            { label: say('sync.held.since'), value: format.moment(row.since, timezone) },
          ]}
        />
        {notesOf(row, say).map((note) => (
          <p key={note} className={styles['note']}>
            {note}
          </p>
        ))}
      </Panel>
      {theirs !== null && (
        <Panel title={say('sync.held.theirs')}>
          <Facts
            facts={[
              { label: say('head.document'), value: theirs.documentNo },
              { label: say('head.date'), value: format.date(theirs.date) },
              { label: say('head.amount'), value: money(theirs.amountMinor), strong: true },
              { label: say('sync.held.by'), value: theirs.by ?? '–' },
            ]}
          />
        </Panel>
      )}
      <Panel title={say('sync.held.ways')}>
        {row.exits.length === 0 ? (
          <p className={styles['note']}>{say('sync.held.unanswered')}</p>
        ) : (
          <div className={styles['ways']}>
            {row.exits.map((exit, index) => (
              <Button
                key={exit}
                look={index === 0 ? 'primary' : 'outline'}
                icon={EXIT_ICONS[exit]}
                label={say(`sync.exit.${exit}`)}
                keys={EXIT_KEYS[exit]}
                onClick={() => onExit(exit)}
              />
            ))}
          </div>
        )}
      </Panel>
    </>
  )
}

function notesOf(row: HeldRow, say: ReturnType<typeof useText>): readonly string[] {
  return [
    ...(row.approval === null ? [] : [say('sync.held.waiting')]),
    ...(row.refusedReason === null
      ? []
      : [say('sync.held.refused', { reason: row.refusedReason })]),
    ...(row.handedTo === null ? [] : [say('sync.held.handedTo', { name: row.handedTo })]),
    ...(row.handedBy === null ? [] : [say('sync.held.handedBy', { name: row.handedBy })]),
  ]
}
