import { useFormat } from './language.tsx'
import styles from './ShareBar.module.css'

/** A share as a small bar and its percent; nothing when there is nothing to share. */
export function ShareBar({ share }: { readonly share: number | null }) {
  const format = useFormat()
  if (share === null) return null
  const tone = share > 1 ? 'danger' : share >= 0.8 ? 'warn' : 'calm'
  return (
    <span className={styles['share']} data-tone={tone}>
      <span className={styles['track']} aria-hidden="true">
        <span style={{ width: `${Math.min(1, share) * 100}%` }} />
      </span>
      {format.percent(share)}
    </span>
  )
}
