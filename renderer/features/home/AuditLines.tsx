/** What was changed last, by whom, in words. */
import { isMessageId } from '../../../shared/i18n/index.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { useFormat, useText, type SayText } from '../../ui/language.tsx'
import { Region } from '../../ui/Region.tsx'
import styles from './Home.module.css'

const SHOWN = 10

export function AuditLines({ timezone }: { readonly timezone: string }) {
  const say = useText()
  const format = useFormat()
  const lines = useLive(api.companies.audit, { limit: SHOWN }).data
  return (
    <Region name={say('home.audit')} className={styles['block']}>
      <h2>{say('home.audit')}</h2>
      {lines?.length === 0 && <p className={styles['quiet']}>{say('home.audit.none')}</p>}
      <table className={styles['table']}>
        <tbody>
          {lines?.map((line) => (
            <tr key={line.seq}>
              <th scope="row" className={styles['words']}>
                {sentenceOf(line.action, line.object, say)}
              </th>
              <td className={styles['quiet']}>{line.actor}</td>
              <td className={styles['number']}>{format.moment(line.at, timezone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Region>
  )
}

function sentenceOf(action: string, object: string, say: SayText): string {
  const id = `audit.${action}`
  return isMessageId(id) ? say(id, { object }) : say('audit.other', { action, object })
}
