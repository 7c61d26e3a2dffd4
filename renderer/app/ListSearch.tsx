/**
 * The field above a list of choices: what is typed narrows it, arrows walk it, Enter takes one. The
 * field keeps the focus; the list is told to assistive technology by its id.
 */
import { IconSearch } from '@tabler/icons-react'
import type { KeyboardEvent, Ref } from 'react'
import styles from './Palette.module.css'

export function ListSearch({
  ref,
  label,
  text,
  listId,
  at,
  count,
  onText,
  onAt,
  onTake,
  onKey,
}: {
  readonly ref?: Ref<HTMLInputElement>
  readonly label: string
  readonly text: string
  readonly listId: string
  /** Index of the choice stood on. */
  readonly at: number
  readonly count: number
  readonly onText: (text: string) => void
  readonly onAt: (at: number) => void
  readonly onTake: () => void
  /** Other keys; true when one was used. */
  readonly onKey?: (event: KeyboardEvent) => boolean
}) {
  return (
    <div className={styles['field']}>
      <IconSearch size={17} stroke={1.75} aria-hidden="true" />
      <input
        ref={ref}
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={at < count ? `${listId}-${at}` : undefined}
        aria-label={label}
        placeholder={label}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          onText(event.currentTarget.value)
          onAt(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') onAt(Math.min(count - 1, at + 1))
          else if (event.key === 'ArrowUp') onAt(Math.max(0, at - 1))
          else if (event.key === 'Enter') onTake()
          else if (onKey?.(event) !== true) return
          event.preventDefault()
        }}
      />
    </div>
  )
}
