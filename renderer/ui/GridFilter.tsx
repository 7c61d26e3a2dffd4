/** One column's filter, hanging from a head, a chip or a button; it applies while it is changed. */
import { Popover } from '@mantine/core'
import { useEffect, useEffectEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import type { IsoDate } from '../../shared/domain/days.ts'
import { Button } from './Button.tsx'
import { FilterRange } from './FilterRange.tsx'
import { FilterSet } from './FilterSet.tsx'
import type { GridColumn } from './grid-columns.ts'
import { filterKindOf, type CountedValue } from './grid-filter.ts'
import { changeFilter, type GridView } from './grid-view.ts'
import { holdKeys } from './held-keys.ts'
import { useText } from './language.tsx'
import styles from './GridFilter.module.css'

export function GridFilter<Row>({
  view,
  columns,
  headOf,
  countsOf,
  headElement,
  today,
  onClosed,
  onFailed,
}: {
  readonly view: GridView
  readonly columns: readonly GridColumn<Row>[]
  readonly headOf: (column: GridColumn<Row>) => string
  /** The values of a column among the rows that the other filters leave. */
  readonly countsOf: (column: GridColumn<Row>) => Promise<readonly CountedValue[]>
  readonly headElement: (columnId: string) => Element | null
  readonly today: IsoDate
  /** Gives the focus back when it hung from a head. */
  readonly onClosed: () => void
  /** The values cannot be read: the filter does not open. */
  readonly onFailed?: ((error: unknown) => void) | undefined
}) {
  const say = useText()
  const { asked } = view
  const column = columns.find(({ id }) => id === asked?.columnId)
  const kind = column === undefined ? null : filterKindOf(column)
  const [values, setValues] = useState<readonly CountedValue[] | null>(null)
  const close = () => {
    const from = asked?.anchor
    view.ask(null)
    if (from instanceof HTMLElement && from.isConnected) from.focus()
    else onClosed()
  }
  const giveUp = useEffectEvent((error: unknown) => {
    close()
    onFailed?.(error)
  })
  useEffect(() => {
    if (column === undefined || kind !== 'set') return
    let isCurrent = true
    // What is typed meanwhile is for the field that opens with the values.
    holdKeys(
      countsOf(column).then(
        (counted) => {
          if (isCurrent) flushSync(() => setValues(counted))
        },
        (error: unknown) => {
          if (isCurrent) giveUp(error)
        },
      ),
    )
    return () => {
      isCurrent = false
      setValues(null)
    }
  }, [column, kind, countsOf])
  if (asked === null || column === undefined) return null
  const anchor = asked.anchor ?? headElement(asked.columnId)
  const box = anchor?.getBoundingClientRect()
  const filter = view.state.filters[column.id]
  const head = headOf(column)
  const change = (next: Parameters<typeof changeFilter>[2]) => changeFilter(view, column.id, next)
  return (
    <Popover
      opened={kind !== 'set' || values !== null}
      onChange={(opened) => {
        if (!opened) close()
      }}
      position="bottom-start"
      trapFocus
      withinPortal
      shadow="md"
    >
      <Popover.Target>
        <div
          className={styles['anchor']}
          aria-hidden="true"
          style={{
            left: box?.left ?? 200,
            top: box?.top ?? 120,
            width: box?.width ?? 1,
            height: box?.height ?? 1,
          }}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={say('filter.of', { column: head })}>
        <div className={styles['panel']}>
          <div className={styles['title']}>{head}</div>
          {kind === 'set' ? (
            <FilterSet
              column={column}
              head={head}
              values={values ?? []}
              filter={filter}
              onChange={change}
              onDone={close}
            />
          ) : (
            <FilterRange
              kind={kind ?? 'amount'}
              filter={filter}
              today={today}
              onChange={change}
              onDone={close}
            />
          )}
          {filter !== undefined && (
            <div className={styles['foot']}>
              <Button
                look="plain"
                label={say('filter.clear')}
                onClick={() => {
                  change(null)
                  close()
                }}
              />
            </div>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
