/** The filters in force as chips in the tool row, each removable, and a way to add one. */
import { Menu } from '@mantine/core'
import { IconFilterOff, IconFilterPlus, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { Button } from './Button.tsx'
import { headText, type GridColumn } from './grid-columns.ts'
import { filterWords } from './grid-filter.ts'
import { changeFilter, viewedColumns, type GridView } from './grid-view.ts'
import { useFormat, useText } from './language.tsx'
import styles from './GridFilter.module.css'

export function FilterChips<Row>({
  view,
  columns,
}: {
  readonly view: GridView
  readonly columns: readonly GridColumn<Row>[]
}) {
  const say = useText()
  const format = useFormat()
  const add = useRef<HTMLButtonElement>(null)
  const viewed = viewedColumns(columns, view.state.columns)
  const inForce = viewed.flatMap(({ column }) => {
    const filter = view.state.filters[column.id]
    return filter === undefined ? [] : [{ column, filter }]
  })
  return (
    <div className={styles['chips']} role="group" aria-label={say('filter.chips')}>
      {inForce.map(({ column, filter }) => {
        const head = headText(column, say)
        const words = filterWords(column, filter, say, format)
        return (
          <span key={column.id} className={styles['chip']} data-filter={column.id}>
            <button
              type="button"
              aria-label={say('filter.change', { column: head, words })}
              onClick={(event) => view.ask({ columnId: column.id, anchor: event.currentTarget })}
            >
              {head} <b>{words}</b>
            </button>
            <button
              type="button"
              aria-label={say('filter.remove', { column: head, words })}
              onClick={() => changeFilter(view, column.id, null)}
            >
              <IconX size={13} stroke={2} aria-hidden="true" />
            </button>
          </span>
        )
      })}
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button ref={add} look="plain" icon={IconFilterPlus} label={say('filter.add')} />
        </Menu.Target>
        <Menu.Dropdown aria-label={say('filter.columns')} className={styles['columns'] ?? ''}>
          {viewed.map(({ column }) => (
            <Menu.Item
              key={column.id}
              onClick={() => view.ask({ columnId: column.id, anchor: add.current })}
            >
              {headText(column, say)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {inForce.length > 1 && (
        <Button
          look="plain"
          icon={IconFilterOff}
          label={say('filter.clearAll')}
          onClick={() => view.change({ filters: {} })}
        />
      )}
    </div>
  )
}
