import { IconCheck } from '@tabler/icons-react'
import styles from './TickMark.module.css'

/** The tick of an option in a list of choices; the option's `aria-selected`, or a button's `aria-pressed`, says whether it is set. */
export function TickMark() {
  return (
    <span className={styles['tick']}>
      <IconCheck size={12} stroke={3} aria-hidden="true" />
    </span>
  )
}
