/** The learned fact under the cursor, and the lines it came from. */
import { IconEraser, IconUser } from '@tabler/icons-react'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { LinesSeen } from '../../app/rules/LinesSeen.tsx'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { factKeyText, type LearnedFact } from './columns.tsx'
import styles from './RulesScreen.module.css'

export function FactPanel({
  fact,
  onForget,
  onCustomer,
}: {
  readonly fact: LearnedFact | null
  readonly onForget: () => void
  readonly onCustomer: () => void
}) {
  const say = useText()
  const format = useFormat()
  const lines = useLive(
    api.bank.factLines,
    { kind: fact?.kind ?? 'iban', key: fact?.key ?? '', customerCode: fact?.customer ?? '' },
    { when: fact !== null },
  )
  if (fact === null) return <p className={styles['none']}>{say('rules.fact.none')}</p>
  return (
    <>
      <header className={styles['head']}>
        <h2>{factKeyText(fact)}</h2>
        <p>
          {say(`rules.fact.${fact.kind}.says`, {
            customer: `${fact.customer} ${fact.customerName}`,
          })}
        </p>
        <div className={styles['acts']}>
          <Button
            icon={IconEraser}
            label={say('rules.command.forget')}
            keys="Delete"
            onClick={onForget}
          />
          <Button
            icon={IconUser}
            label={say('rules.command.customer')}
            keys="O"
            onClick={onCustomer}
          />
        </div>
      </header>
      <Panel>
        <Facts
          facts={[
            { label: say('rules.head.count'), value: format.count(fact.count), strong: true },
            { label: say('rules.head.lastOn'), value: format.date(fact.lastOn) },
          ]}
        />
      </Panel>
      <Panel title={say('rules.fact.lines')}>
        <div className={styles['linesOf']}>
          {lines.data !== undefined && !lines.isPlaceholderData && <LinesSeen lines={lines.data} />}
        </div>
      </Panel>
    </>
  )
}
