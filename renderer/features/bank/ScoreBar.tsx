import { shownScore } from '../../../shared/domain/matching/shown-score.ts'
import { useText } from '../../ui/language.tsx'
import styles from './Reconcile.module.css'

/** How likely a proposal is right, 0 to 100, as bar and figure; below the least nothing is proposed. */
export function ScoreBar({ confidence }: { readonly confidence: number | null }) {
  const say = useText()
  if (confidence === null)
    return <span className={styles['noMatch']}>{say('reconcile.noMatch')}</span>
  const score = shownScore(confidence)
  const tone = score >= 90 ? 'good' : score >= 65 ? 'fair' : 'weak'
  return (
    <span className={styles['score']} data-tone={tone}>
      <span className={styles['track']} aria-hidden="true">
        <span style={{ width: `${score}%` }} />
      </span>
      {score}
    </span>
  )
}
