/** Which of the lines kept in the books a rule would have decided, while it is written. */
import { useEffect, useState } from 'react'
import { useFormat, useText } from '../../ui/language.tsx'
import { api } from '../api.ts'
import { useLive } from '../live.ts'
import { useTrouble } from '../trouble.ts'
import { LinesSeen } from './LinesSeen.tsx'
import { conditionOf, isEmpty, problemsOf, type RuleDraft } from './rule-draft.ts'
import styles from './Rules.module.css'

const ASKED_AFTER_MS = 200

export function RuleTrial({
  draft,
  ruleId,
}: {
  readonly draft: RuleDraft
  readonly ruleId: string | undefined
}) {
  const say = useText()
  const settled = useSettled(draft)
  const { text, counterparty, iban, minMinor, maxMinor } = problemsOf(settled)
  const canAsk = ![text, counterparty, iban, minMinor, maxMinor].some((one) => one !== undefined)
  const when = conditionOf(settled)
  return (
    <section className={styles['trial']} aria-label={say('rules.trial')}>
      {isEmpty(when) || !canAsk ? (
        <p className={styles['says']}>{say('rules.trial.none')}</p>
      ) : (
        <Trial
          input={{
            when,
            ...(ruleId === undefined ? {} : { ruleId }),
            ...(settled.effect === 'notCustomer' || settled.customer === ''
              ? {}
              : { customer: settled.customer }),
          }}
        />
      )}
    </section>
  )
}

type Input = Parameters<typeof api.bank.tryRule>[0]

/** The count in words, and the newest lines. */
export function Trial({ input }: { readonly input: Input }) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const trial = useLive(api.bank.tryRule, input)
  const found = trial.data
  if (trial.error) return <p className={styles['error']}>{describe(trial.error).sentence}</p>
  if (!found) return null
  return (
    <>
      <p
        className={styles[found.matched === 0 ? 'says' : 'count']}
        aria-live="polite"
        data-matched={found.matched}
      >
        {say('rules.trial.matched', { count: found.matched })}
      </p>
      {found.earlier > 0 && (
        <p className={styles['says']}>{say('rules.trial.earlier', { count: found.earlier })}</p>
      )}
      {found.others > 0 && input.customer !== undefined && (
        <p className={styles['warning']}>{say('rules.trial.others', { count: found.others })}</p>
      )}
      <LinesSeen lines={found.lines} />
      {found.matched > found.lines.length && (
        <p className={styles['says']}>
          {say('rules.trial.newest', { shown: format.count(found.lines.length) })}
        </p>
      )}
    </>
  )
}

/** What stands still for a moment: not every letter is a question to the books. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ASKED_AFTER_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
