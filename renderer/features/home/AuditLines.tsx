/** What was changed last, by whom, in words. */
import type { Formatters } from '../../../shared/i18n/formatters.ts'
import { isMessageId } from '../../../shared/i18n/index.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { useFormat, useText, type SayText } from '../../ui/language.tsx'
import { personText } from '../../ui/person.ts'
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
                {sentenceOf(line.action, line.object, say, format)}
              </th>
              <td className={styles['quiet']}>{personText(line.actor, say)}</td>
              <td className={styles['number']}>{format.moment(line.at, timezone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Region>
  )
}

function sentenceOf(action: string, subject: string, say: SayText, format: Formatters): string {
  const id = `audit.${action}`
  const object = MONTH.test(subject)
    ? format.month(subject)
    : DAY.test(subject)
      ? format.date(subject)
      : subject
  return isMessageId(id) ? say(id, { object }) : say('audit.other', { action, object })
}

/** What was done to a month, or to the letters of a day, is stored as in the books. */
const MONTH = /^\d{4}-\d\d$/
const DAY = /^\d{4}-\d\d-\d\d$/
