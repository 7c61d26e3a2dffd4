/** From and to, typed or taken from the calendar. */
import type { IsoDate } from '../../../shared/domain/days.ts'
import { DateField } from '../../ui/DateField.tsx'
import { useText } from '../../ui/language.tsx'
import styles from './DocumentPanel.module.css'

export function RangeFields({
  range,
  today,
  onFrom,
  onTo,
}: {
  readonly range: { readonly from: IsoDate | undefined; readonly to: IsoDate } | null
  readonly today: IsoDate | undefined
  readonly onFrom: (day: IsoDate | null) => void
  readonly onTo: (day: IsoDate | null) => void
}) {
  const say = useText()
  if (range === null || today === undefined) return null
  return (
    <>
      <div className={styles['day']}>
        <DateField
          hideLabel
          label={say('statement.from')}
          day={range.from ?? null}
          today={today}
          to={range.to}
          onChange={(day) => day !== null && onFrom(day)}
        />
      </div>
      <div className={styles['day']}>
        <DateField
          hideLabel
          label={say('statement.to')}
          day={range.to}
          today={today}
          {...(range.from === undefined ? {} : { from: range.from })}
          onChange={(day) => day !== null && onTo(day)}
        />
      </div>
    </>
  )
}
