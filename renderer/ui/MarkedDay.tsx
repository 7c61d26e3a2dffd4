/** A day with a mark beside it that says, to eyes and readers alike, what is special about it. */
import { IconCalendarOff } from '@tabler/icons-react'
import type { MessageId } from '../../shared/i18n/index.ts'
import { useText } from './language.tsx'
import styles from './MarkedDay.module.css'

/** Px that the mark adds to the column. */
export const MARK_WIDTH = 19

export function MarkedDay({ text, mark }: { readonly text: string; readonly mark: MessageId }) {
  const say = useText()
  const words = say(mark)
  return (
    <span className={styles['day']} title={words}>
      {text}
      <IconCalendarOff size={14} stroke={1.75} role="img" aria-label={words} />
    </span>
  )
}
