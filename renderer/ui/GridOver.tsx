/** What lies over a grid without rows: loading, empty, or nothing that matches the filter. */
import { IconSearchOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { useText } from './language.tsx'
import { EmptyState, SkeletonRows } from './states.tsx'
import styles from './SaldoGrid.module.css'

export function GridOver({
  isLoading,
  empty,
  noMatchOf,
  onClearFilter,
}: {
  readonly isLoading: boolean
  /** Null when there are rows. */
  readonly empty: ReactNode
  /** The filter that leaves nothing, or null. */
  readonly noMatchOf: string | null
  readonly onClearFilter: (() => void) | undefined
}) {
  const say = useText()
  if (isLoading) {
    return (
      <div className={styles['over']}>
        <SkeletonRows />
      </div>
    )
  }
  if (noMatchOf !== null) {
    return (
      <div className={styles['over']}>
        <EmptyState
          icon={IconSearchOff}
          title={
            noMatchOf === '' ? say('filter.noMatch') : say('grid.noMatch', { text: noMatchOf })
          }
          hint={say(noMatchOf === '' ? 'filter.noMatchHint' : 'grid.noMatchHint')}
        >
          {onClearFilter && (
            <Button look="primary" label={say('grid.clearFilter')} onClick={onClearFilter} />
          )}
        </EmptyState>
      </div>
    )
  }
  return empty === null ? null : <div className={styles['over']}>{empty}</div>
}
