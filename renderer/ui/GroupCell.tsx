/** The first cell of a group row: expander, what the group is, how many rows it holds. */
import type { ICellRendererParams } from 'ag-grid-community'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { createContext, use } from 'react'
import type { GroupRow } from './grid-groups.ts'
import { useFormat, useText } from './language.tsx'
import styles from './SaldoGrid.module.css'

/** Opens or closes a group; given by the grid around AG Grid. */
export const ToggleGroupContext = createContext<(key: string) => void>(() => undefined)

export function GroupCell({ group }: ICellRendererParams & { readonly group: GroupRow }) {
  const say = useText()
  const format = useFormat()
  const toggle = use(ToggleGroupContext)
  if (!group.isFirst) {
    return (
      <span className={styles['groupMore']} data-level={group.level}>
        {group.total?.currency}
      </span>
    )
  }
  const Chevron = group.isOpen ? IconChevronDown : IconChevronRight
  return (
    <span className={styles['groupCell']} data-level={group.level}>
      <button
        type="button"
        tabIndex={-1}
        aria-expanded={group.isOpen}
        aria-label={say(group.isOpen ? 'group.close' : 'group.open', { label: group.label })}
        onClick={() => toggle(group.key)}
      >
        <Chevron size={15} stroke={2} aria-hidden="true" />
      </button>
      <span className={styles['groupLabel']}>{group.label}</span>
      <span className={styles['groupCount']}>{format.count(group.count)}</span>
      {group.total && <span className={styles['groupCount']}>{group.total.currency}</span>}
    </span>
  )
}
