/** The month under the cursor: its state in words, what can be done, and its revaluation. */
import {
  IconCashBanknote,
  IconLock,
  IconLockAccess,
  IconLockOpen,
  type Icon,
} from '@tabler/icons-react'
import { useFormat, useText } from '../../ui/language.tsx'
import { Button } from '../../ui/Button.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { personText } from '../../ui/person.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Checklist } from './Checklist.tsx'
import { hasUnposted, isAllowed, PERIOD_ACTS, type PeriodAct } from './acts.ts'
import { STATE_STATUS, type MonthRow, type Valuation } from './columns.tsx'
import styles from './Periods.module.css'

export const ACT_KEYS = { close: 'C', soft: 'S', reopen: 'R' } as const
export const ACT_ICONS: Readonly<Record<PeriodAct, Icon>> = {
  close: IconLock,
  soft: IconLockAccess,
  reopen: IconLockOpen,
}
const OFF = {
  close: 'periods.off.closed',
  soft: 'periods.off.soft',
  reopen: 'periods.off.open',
} as const

export function MonthPanel({
  row,
  valuation,
  currency,
  timezone,
  isListOpen,
  onAct,
  onList,
  onSeal,
}: {
  readonly row: MonthRow | null
  readonly valuation: Valuation | undefined
  readonly currency: string
  readonly timezone: string
  readonly isListOpen: boolean
  readonly onAct: (act: PeriodAct) => void
  readonly onList: () => void
  readonly onSeal: () => void
}) {
  const say = useText()
  const format = useFormat()
  if (row === null) return <p className={styles['none']}>{say('periods.empty.says')}</p>
  const month = format.month(row.month)
  return (
    <>
      <header className={styles['head']}>
        <h2>{month}</h2>
        <div className={styles['badges']}>
          <StatusBadge status={STATE_STATUS[row.state]} />
        </div>
      </header>
      <Panel>
        <p className={styles['says']}>{say(`periods.says.${row.state}`)}</p>
        <div className={styles['acts']}>
          {PERIOD_ACTS.map((act) => (
            <Button
              key={act}
              icon={ACT_ICONS[act]}
              label={say(`periods.act.${act}`)}
              keys={ACT_KEYS[act]}
              look={act === 'close' && row.state !== 'closed' ? 'primary' : 'outline'}
              disabledReason={isAllowed(act, row) ? undefined : say(OFF[act], { month })}
              onClick={() => onAct(act)}
            />
          ))}
        </div>
      </Panel>
      <Panel>
        <Facts
          facts={[
            { label: say('periods.documents'), value: format.count(row.documents) },
            {
              label: say('periods.changedAt'),
              value: row.changedAt === null ? '–' : format.moment(row.changedAt, timezone),
            },
            {
              label: say('periods.changedBy'),
              value: row.changedBy === null ? '–' : personText(row.changedBy, say),
            },
            { label: say('head.reason'), value: row.reason ?? '–' },
          ]}
        />
      </Panel>
      <Checklist month={row.month} currency={currency} timezone={timezone} onSeal={onSeal} />
      <Panel title={say('periods.value')}>
        {valuation !== undefined && (
          <p>
            <ValuationSentence valuation={valuation} currency={currency} />
          </p>
        )}
        <p className={styles['quiet']}>{say('periods.value.says')}</p>
        <div className={styles['acts']}>
          <Button
            icon={IconCashBanknote}
            label={say('periods.value.list')}
            keys="V"
            pressed={isListOpen}
            onClick={onList}
          />
        </div>
      </Panel>
    </>
  )
}

function ValuationSentence({
  valuation,
  currency,
}: {
  readonly valuation: Valuation
  readonly currency: string
}) {
  const say = useText()
  const format = useFormat()
  const amount = format.moneyWithCode(valuation.totalMinor, currency)
  const standing = format.moneyWithCode(valuation.standingMinor, currency)
  if (valuation.missing.length > 0)
    return say('periods.value.missing', {
      currencies: valuation.missing.map((one) => one.currency).join(', '),
      date: format.date(valuation.on),
    })
  if (valuation.entries.length === 0) return say('periods.value.none')
  if (!hasUnposted(valuation)) return say('periods.value.stands', { amount })
  return valuation.entries.some((entry) => entry.standingMinor !== 0)
    ? say('periods.value.changed', { amount, standing })
    : say('periods.value.due', { amount })
}
