/** The newest months with their state, who set it, and what comes next. */
import { useNavigate } from '@tanstack/react-router'
import { monthOf } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import type { CompanyInfo } from '../../app/TopBar.tsx'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { personText } from '../../ui/person.ts'
import { Region } from '../../ui/Region.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import styles from './Home.module.css'

const SHOWN = 6
const LOOKS = { open: 'periodOpen', soft: 'periodSoft', closed: 'periodClosed' } as const

export function MonthsToClose({ info }: { readonly info: CompanyInfo }) {
  const say = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const months = useLive(api.periods.list, {}).data
  const running = monthOf(info.suggestedAsOf)
  return (
    <Region name={say('home.close')} className={styles['block']}>
      <h2>{say('home.close')}</h2>
      {months?.length === 0 && <p className={styles['quiet']}>{say('home.close.none')}</p>}
      <table className={styles['table']}>
        <tbody>
          {months?.slice(0, SHOWN).map((row) => (
            <tr key={row.month}>
              <th scope="row">{format.month(row.month)}</th>
              <td>
                <StatusBadge status={LOOKS[row.state]} />
              </td>
              <td className={styles['number']}>
                {say('home.close.documents', { count: row.documents })}
              </td>
              <td className={styles['quiet']}>
                {row.month === running
                  ? say('home.close.running')
                  : row.changedAt !== null
                    ? say('home.close.by', {
                        who: row.changedBy === null ? '' : personText(row.changedBy, say),
                        when: format.moment(row.changedAt, info.timezone),
                      })
                    : ''}
              </td>
              <td className={styles['act']}>
                {row.state === 'closed' || row.month === running ? null : (
                  <Button
                    look="plain"
                    label={say(`home.close.${row.state}`)}
                    onClick={() => void navigate({ to: '/periods', search: { month: row.month } })}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Region>
  )
}
