/** Whose money the chosen suggestion says it is, why in words, and how sure that is. */
import { KeyCap } from '../../ui/KeyCap.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import type { Draft, ProposedLine } from './draft.ts'
import { ScoreBar } from './ScoreBar.tsx'
import { decisionText, reasonsOf } from './why.ts'
import styles from './Reconcile.module.css'

export function Suggestion({
  line,
  draft,
  choice,
}: {
  readonly line: ProposedLine
  readonly draft: Draft
  readonly choice: number
}) {
  const say = useText()
  const { choice: chosen } = useFormat()
  const proposal = line.proposals[choice]
  const isProposal = proposal !== undefined && draft.confidence !== null
  const reasons = proposal && isProposal ? reasonsOf(proposal, chosen.language) : []
  const others = line.proposals.length - 1
  const note = decisionText(line, chosen.language)
  return (
    <header className={styles['suggestion']} data-known={draft.payer !== null || undefined}>
      <div className={styles['whose']}>
        <p className={styles['name']}>
          {draft.payer === null ? (
            <b>{say('reconcile.nobody')}</b>
          ) : (
            <>
              <b>{draft.payer.name}</b> <span>{draft.payer.code}</span>
            </>
          )}
        </p>
        <p className={styles['reasons']}>
          {isProposal ? reasons.join(' ') : draft.payer === null ? note : say('reconcile.byHand')}
          {isProposal && line.decision !== 'post' && choice === 0 && (
            <span className={styles['note']}> {note}</span>
          )}
        </p>
      </div>
      <div className={styles['sure']}>
        {(isProposal || draft.payer === null) && (
          <ScoreBar confidence={isProposal ? proposal.confidence : null} />
        )}
        {others > 0 && (
          <span className={styles['others']}>
            <KeyCap keys="Alt+ArrowDown" /> {say('reconcile.others', { count: others })}
          </span>
        )}
      </div>
    </header>
  )
}
