/** The letter under the cursor: what it says, what was answered, what happened, what can be done. */
import {
  IconArrowBackUp,
  IconArrowsDiff,
  IconFileText,
  IconHandStop,
  IconMail,
  IconMessageReport,
  IconPencilCheck,
} from '@tabler/icons-react'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { personText } from '../../ui/person.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { channelWord, numberText } from './columns.tsx'
import { type BoardRow, canResend, statusOf } from './funnel.ts'
import type { LetterActs } from './use-letter-acts.ts'
import styles from './Letters.module.css'

export function LetterPanel({
  campaignId,
  row,
  timezone,
  acts,
}: {
  readonly campaignId: string
  readonly row: BoardRow | null
  readonly timezone: string
  readonly acts: LetterActs
}) {
  const say = useText()
  const format = useFormat()
  const customer = row?.letter.customer
  const view = useLive(
    api.campaigns.letter,
    { campaignId, customer: customer ?? '' },
    { when: customer !== undefined },
  )
  if (row === null) return <p className={styles['none']}>{say('letters.panel.none')}</p>
  const { letter } = row
  const known = view.data?.row.customer === customer ? view.data : undefined
  return (
    <>
      <header className={styles['head']}>
        <h2>{letter.name}</h2>
        <p className={styles['number']}>{[letter.customer, numberText(letter, say)].join(' · ')}</p>
        <div className={styles['badges']}>
          <StatusBadge status={statusOf(letter)} />
        </div>
      </header>
      <Panel>
        <Facts
          facts={letter.balances.flatMap((one) => [
            {
              label: `${say('letters.head.ours')} ${one.currency}`,
              value: format.money(one.balanceMinor, one.currency),
              strong: true,
            },
            ...(one.answeredMinor === null
              ? []
              : [
                  {
                    label: `${say('letters.head.theirs')} ${one.currency}`,
                    value: format.money(one.answeredMinor, one.currency),
                  },
                  {
                    label: `${say('letters.head.difference')} ${one.currency}`,
                    value: format.money(one.differenceMinor ?? 0, one.currency),
                    strong: true,
                  },
                ]),
          ])}
        />
        {letter.balances
          .filter(({ changedLines }) => changedLines > 0)
          .map((one) => (
            <p key={one.currency} className={styles['warning']}>
              {say('letters.changed', {
                amount: format.moneyWithCode(one.changedMinor, one.currency),
                count: one.changedLines,
              })}
            </p>
          ))}
        {letter.note !== null && <p className={styles['said']}>{letter.note}</p>}
        <div className={styles['acts']}>
          <Button
            icon={IconPencilCheck}
            look="primary"
            label={say('letters.act.answer')}
            keys="A"
            onClick={() => acts.answer('agree')}
          />
          <Button
            icon={IconMessageReport}
            label={say('letters.act.dispute')}
            keys="D"
            onClick={() => acts.answer('dispute')}
          />
          <Button
            icon={IconArrowsDiff}
            label={say('letters.act.compare')}
            keys="C"
            onClick={acts.compare}
          />
          <Button
            icon={IconMail}
            label={say('letters.act.resend')}
            keys="F"
            disabledReason={canResend(letter) ? undefined : say('letters.off.resend')}
            onClick={acts.resend}
          />
          <Button
            icon={IconFileText}
            label={say('letters.act.paper')}
            keys="L"
            onClick={acts.paper}
          />
          <Button
            icon={IconHandStop}
            label={say('letters.act.handed')}
            keys="H"
            disabledReason={acts.canHand(letter) ? undefined : say('letters.off.handed')}
            onClick={() => acts.mark('sent')}
          />
          <Button
            icon={IconArrowBackUp}
            label={say('letters.act.bounced')}
            keys="Z"
            disabledReason={acts.canBounce(letter) ? undefined : say('letters.off.bounced')}
            onClick={() => acts.mark('bounced')}
          />
        </div>
      </Panel>
      <Panel title={say('letters.happened')}>
        <ol className={styles['events']}>
          {known?.events.toReversed().map((event) => (
            <li key={`${event.at} ${event.kind} ${event.version}`}>
              <span>
                {say(`letters.event.${event.kind}`)}
                {event.version > 1 && ` · ${say('letters.version', { version: event.version })}`}
              </span>
              <span className={styles['quiet']}>
                {[
                  format.moment(event.at, timezone),
                  personText(
                    event.kind === 'answered' ? (event.recipient ?? event.actor) : event.actor,
                    say,
                  ),
                  channelWord(event.channel, say),
                  event.fileName,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ol>
      </Panel>
    </>
  )
}
