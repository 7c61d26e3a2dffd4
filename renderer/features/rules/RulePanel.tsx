/** The rule under the cursor as a sentence, and the kept lines it decides. */
import { IconArrowDown, IconArrowUp, IconPencil, IconTrash } from '@tabler/icons-react'
import { ruleSentence, type RuleWords } from '../../app/rules/rule-sentence.ts'
import { Trial } from '../../app/rules/RuleTrial.tsx'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { RuleRow } from './columns.tsx'
import styles from './RulesScreen.module.css'

export function RulePanel({
  row,
  words,
  canRise,
  canSink,
  onEdit,
  onRise,
  onSink,
  onDelete,
}: {
  readonly row: RuleRow | null
  readonly words: RuleWords
  readonly canRise: boolean
  readonly canSink: boolean
  readonly onEdit: () => void
  readonly onRise: () => void
  readonly onSink: () => void
  readonly onDelete: () => void
}) {
  const say = useText()
  if (row === null) return <p className={styles['none']}>{say('rules.panel.none')}</p>
  const { rule } = row
  const { ruleId, when, effect } = rule
  return (
    <>
      <header className={styles['head']}>
        <h2>{rule.name}</h2>
        <p>{ruleSentence(rule, words)}</p>
        <div className={styles['acts']}>
          <Button
            look="primary"
            icon={IconPencil}
            label={say('rules.command.edit')}
            keys="F2"
            onClick={onEdit}
          />
          <Button
            icon={IconArrowUp}
            label={say('rules.up')}
            keys="U"
            disabledReason={canRise ? undefined : say('rules.off.first')}
            onClick={onRise}
          />
          <Button
            icon={IconArrowDown}
            label={say('rules.down')}
            keys="D"
            disabledReason={canSink ? undefined : say('rules.off.last')}
            onClick={onSink}
          />
          <Button
            icon={IconTrash}
            label={say('rules.command.delete')}
            keys="Delete"
            onClick={onDelete}
          />
        </div>
      </header>
      <Panel title={say('rules.trial')}>
        <div className={styles['trial']}>
          <Trial
            input={{
              ruleId,
              when,
              ...(effect.kind === 'customer' ? { customer: effect.customer } : {}),
            }}
          />
        </div>
      </Panel>
    </>
  )
}
