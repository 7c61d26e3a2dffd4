import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './Note.module.css'

/** Something to know at the place it concerns: icon, words, and what can be done. */
export function Note({
  tone,
  icon: NoteIcon,
  title,
  children,
  act,
}: {
  readonly tone: 'info' | 'warn' | 'danger' | 'ok'
  readonly icon: Icon
  readonly title: string
  readonly children?: ReactNode
  readonly act?: ReactNode
}) {
  return (
    <div className={styles['note']} data-tone={tone} role={tone === 'danger' ? 'alert' : 'status'}>
      <NoteIcon size={17} stroke={1.75} aria-hidden="true" />
      <div className={styles['words']}>
        <p className={styles['title']}>{title}</p>
        {children}
      </div>
      {act}
    </div>
  )
}
