/** What stands between a month and its seal (M175), and the seal itself. */
import { IconAlertTriangle, IconCheck, IconRosetteDiscountCheck } from '@tabler/icons-react'
import type { PeriodCheck } from '../../../shared/contract/periods.ts'
import { isMessageId } from '../../../shared/i18n/index.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { Button } from '../../ui/Button.tsx'
import { type SayText, useFormat, useText } from '../../ui/language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { personText } from '../../ui/person.ts'
import type { MonthRow } from './columns.tsx'
import styles from './Periods.module.css'

export const SEAL_KEY = 'E'

export function Checklist({
  month,
  currency,
  timezone,
  onSeal,
}: {
  readonly month: MonthRow['month']
  readonly currency: string
  readonly timezone: string
  readonly onSeal: () => void
}) {
  const say = useText()
  const format = useFormat()
  const checked = useLive(api.periods.check, { month }).data
  const known = checked?.month === month ? checked : undefined
  const [last] = known?.seals ?? []
  return (
    <Panel title={say('periods.check.title')}>
      <ul className={styles['checks']} data-checked={known !== undefined || undefined}>
        {known?.checks.map((check) => (
          <li key={check.name} data-ok={check.ok}>
            {check.ok ? (
              <IconCheck size={14} stroke={2} aria-hidden="true" />
            ) : (
              <IconAlertTriangle size={14} stroke={2} aria-hidden="true" />
            )}
            <div>
              <span>{checkName(check.name, say)}</span>
              <span className={styles['found']}>
                {check.ok
                  ? say('periods.check.ok')
                  : say('periods.check.bad', {
                      count: format.count(check.count),
                      amount: format.moneyWithCode(check.amountMinor, currency),
                    })}
              </span>
            </div>
          </li>
        ))}
      </ul>
      {last !== undefined && (
        <p className={styles['quiet']}>
          {say('periods.seal.last', {
            moment: format.moment(last.at, timezone),
            by: personText(last.by, say),
          })}
        </p>
      )}
      <div className={styles['acts']}>
        <Button
          icon={IconRosetteDiscountCheck}
          label={say('periods.seal')}
          keys={SEAL_KEY}
          onClick={onSeal}
        />
      </div>
    </Panel>
  )
}

export function checkName(name: PeriodCheck['name'], say: SayText): string {
  const id = `periods.check.${name}`
  return isMessageId(id) ? say(id) : name
}
