import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { useText } from '../../ui/language.tsx'
import styles from './Reconcile.module.css'

export const ITEM_SEARCH = 'reconcile-item-search'

/** Finds open items of all accounts by amount, document or name; Esc clears, ↓ and Enter go to what was found. */
export function ItemSearch({
  text,
  onText,
  onDown,
}: {
  readonly text: string
  readonly onText: (text: string) => void
  readonly onDown: () => void
}) {
  const say = useText()
  return (
    <TextInput
      id={ITEM_SEARCH}
      className={styles['search'] ?? ''}
      aria-label={say('reconcile.search')}
      placeholder={say('reconcile.search')}
      value={text}
      maxLength={200}
      autoComplete="off"
      leftSection={<IconSearch size={15} stroke={1.75} aria-hidden="true" />}
      rightSection={<KeyCap keys="F" />}
      rightSectionWidth={34}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && text !== '') {
          event.preventDefault()
          onText('')
        } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
          event.preventDefault()
          onDown()
        }
      }}
    />
  )
}
