import type { api } from '../../app/api.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import styles from './Reconcile.module.css'

type Account = Awaited<ReturnType<typeof api.bank.accounts>>[number]

/** What the bank says and what is not explained yet, where it is one currency. */
export function AccountFacts({ accounts }: { readonly accounts: readonly Account[] }) {
  const say = useText()
  const format = useFormat()
  const [first] = accounts
  const isOne = new Set(accounts.map(({ currency }) => currency)).size === 1
  if (!first || !isOne) return say('reconcile.facts.several', { count: accounts.length })
  const known = accounts.filter(({ closingMinor }) => closingMinor !== null)
  const closing = known.reduce((sum, one) => sum + (one.closingMinor ?? 0), 0)
  const todo = accounts.reduce((sum, one) => sum + one.todoMinor, 0)
  const on = known
    .map(({ closingOn }) => closingOn ?? '')
    .toSorted()
    .at(-1)
  return (
    <>
      {known.length > 0 && on !== undefined && (
        <>
          {say('reconcile.facts.bank', {
            amount: format.moneyWithCode(closing, first.currency),
            date: format.date(on),
          })}
          {' · '}
        </>
      )}
      {say('reconcile.facts.toExplain')}{' '}
      <b className={styles['toExplain']} data-zero={todo === 0 || undefined}>
        {format.moneyWithCode(todo, first.currency)}
      </b>
    </>
  )
}
