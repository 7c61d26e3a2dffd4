import { useText } from '../../ui/language.tsx'
import styles from './Risk.module.css'

/** The score as figure and bar; colour only from where it says "look here". */
export function Score({ score }: { readonly score: number }) {
  const say = useText()
  return (
    <span
      className={styles['score']}
      data-tone={score >= 60 ? 'danger' : score >= 40 ? 'warn' : 'calm'}
      title={say('risk.score', { score })}
    >
      <b>{score}</b>
      <span className={styles['track']} aria-hidden="true">
        <span style={{ width: `${score}%` }} />
      </span>
    </span>
  )
}
