/** Today's work: six cards that each open their list, the months to close, the last changes. */
import { IconFileSpreadsheet, IconSun, IconUserPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { TieOut } from '../../app/TieOut.tsx'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Region } from '../../ui/Region.tsx'
import { Screen, StatusBar } from '../../ui/Screen.tsx'
import { EmptyState, ErrorState, SkeletonRows, StaleNote } from '../../ui/states.tsx'
import { AuditLines } from './AuditLines.tsx'
import { CardButton } from './CardButton.tsx'
import { useCards } from './cards.ts'
import { DemoNote } from './DemoNote.tsx'
import { MonthsToClose } from './MonthsToClose.tsx'
import styles from './Home.module.css'

export function HomeScreen() {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const navigate = useNavigate()
  const info = useLive(api.companies.info, {}).data
  const asOf = info?.suggestedAsOf
  const work = useLive(api.today.work, asOf === undefined ? {} : { asOf }, {
    when: asOf !== undefined,
  })
  const cards = useCards(work.data)
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        cards.map((card, index) => ({
          id: `home.${card.id}`,
          title: card.title,
          keys: [String(index + 1)],
          group: 'here',
          icon: card.icon,
          run: card.open,
        })),
      [cards],
    ),
  )
  const isEmpty = info?.counts.customers === 0 && info.counts.documents === 0
  return (
    <Screen
      title={say('home.title')}
      facts={asOf && say('home.facts', { weekday: format.weekday(asOf), date: format.date(asOf) })}
    >
      {work.error && work.data && (
        <StaleNote
          trouble={describe(work.error)}
          since={format.date(work.data.asOf)}
          onRetry={() => void work.refetch()}
        />
      )}
      <div className={styles['page']}>
        {isEmpty ? (
          <EmptyState icon={IconSun} title={say('home.empty')} hint={say('home.empty.says')}>
            <Button
              look="primary"
              icon={IconFileSpreadsheet}
              label={say('home.empty.import')}
              onClick={() => void navigate({ to: '/imports' })}
            />
            <Button
              icon={IconUserPlus}
              label={say('home.empty.new')}
              onClick={() => void navigate({ to: '/new-customer' })}
            />
          </EmptyState>
        ) : work.data && info ? (
          <>
            {info.demo && <DemoNote />}
            <Region name={say('home.cards')} className={styles['cards']}>
              <h2 className="visually-hidden">{say('home.cards')}</h2>
              {cards.map((card, index) => (
                <CardButton key={card.id} card={card} keys={String(index + 1)} />
              ))}
            </Region>
            <div className={styles['below']}>
              <MonthsToClose info={info} />
              <AuditLines timezone={info.timezone} />
            </div>
          </>
        ) : work.error ? (
          <ErrorState trouble={describe(work.error)} onRetry={() => void work.refetch()} />
        ) : (
          <SkeletonRows />
        )}
      </div>
      <StatusBar>
        <TieOut asOf={asOf} />
      </StatusBar>
    </Screen>
  )
}
