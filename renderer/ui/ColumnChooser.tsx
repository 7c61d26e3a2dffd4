/** Which columns a grid shows, in what order and which of them stay: by mouse and by keys alike. */
import { Popover, TextInput } from '@mantine/core'
import { IconColumns3, IconGripVertical, IconPin } from '@tabler/icons-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { Button } from './Button.tsx'
import { fold, foldedIncludes, foldedWords } from '../../shared/domain/fold.ts'
import { headText, type GridColumn } from './grid-columns.ts'
import { changeColumn, keptColumns, moveColumn, viewedColumns, type GridView } from './grid-view.ts'
import { useText } from './language.tsx'
import { TickMark } from './TickMark.tsx'
import styles from './ColumnChooser.module.css'

export function ColumnChooser<Row>({
  view,
  columns,
  opened,
  onOpened,
  tight = false,
}: {
  readonly view: GridView
  readonly columns: readonly GridColumn<Row>[]
  readonly opened: boolean
  readonly tight?: boolean
  readonly onOpened: (opened: boolean) => void
}) {
  const say = useText()
  return (
    <Popover
      opened={opened}
      onChange={onOpened}
      position="bottom-end"
      trapFocus
      withinPortal
      shadow="md"
    >
      <Popover.Target>
        <Button
          look="plain"
          icon={IconColumns3}
          label={say('columns.title')}
          tight={tight}
          expanded={opened}
          onClick={() => onOpened(!opened)}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={say('columns.title')}>
        {opened && <Chooser view={view} columns={columns} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function Chooser<Row>({
  view,
  columns,
}: {
  readonly view: GridView
  readonly columns: readonly GridColumn<Row>[]
}) {
  const say = useText()
  const [search, setSearch] = useState('')
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const viewed = viewedColumns(columns, view.state.columns)
  const words = foldedWords(search)
  const found = viewed.filter(({ column }) => foldedIncludes(fold(headText(column, say)), words))
  const shown = viewed.filter((one) => !one.hidden).length
  const indexOf = (id: string) => viewed.findIndex((one) => one.id === id)
  const focus = (id: string | undefined) => {
    if (id !== undefined)
      list.current?.querySelector<HTMLElement>(`[data-column="${CSS.escape(id)}"]`)?.focus()
  }
  const toggle = (id: string, hidden: boolean) => {
    if (hidden || shown > 1) changeColumn(view, columns, id, { hidden: !hidden })
  }
  const move = (id: string, step: number) => {
    const at = indexOf(id)
    const other = viewed[at + step]
    // Frozen columns stay among themselves.
    if (other === undefined || other.frozen !== viewed[at]?.frozen) return
    moveColumn(view, columns, id, at + step)
    setTimeout(() => focus(id))
  }
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    const one = found[at]
    if (!one) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && event.altKey) move(one.id, step)
    else if (step !== undefined && at + step < 0) field.current?.focus()
    else if (step !== undefined) focus(found[at + step]?.id)
    else if (event.key === ' ' || event.key === 'Enter') toggle(one.id, one.hidden)
    else if (event.key.toLowerCase() === 'f')
      changeColumn(view, columns, one.id, { frozen: !one.frozen })
    else return
    event.preventDefault()
    event.stopPropagation()
    if (event.key.toLowerCase() === 'f') setTimeout(() => focus(one.id))
  }
  return (
    <div className={styles['panel']}>
      <TextInput
        ref={field}
        data-autofocus
        value={search}
        placeholder={say('columns.search')}
        aria-label={say('columns.search')}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          focus(found[0]?.id)
        }}
      />
      <div
        ref={list}
        role="listbox"
        aria-multiselectable="true"
        aria-label={say('columns.title')}
        className={styles['list']}
      >
        {found.map((one, at) => {
          const head = headText(one.column, say)
          return (
            <div
              key={one.id}
              role="option"
              aria-selected={!one.hidden}
              aria-label={one.frozen ? `${head}, ${say('columns.frozen')}` : head}
              tabIndex={at === 0 ? 0 : -1}
              className={styles['row']}
              data-column={one.id}
              data-target={(over === one.id && dragged !== one.id) || undefined}
              draggable={search === ''}
              onDragStart={() => setDragged(one.id)}
              onDragEnd={() => {
                setDragged(null)
                setOver(null)
              }}
              onDragOver={(event) => {
                event.preventDefault()
                setOver(one.id)
              }}
              onDrop={() => {
                if (dragged !== null) moveColumn(view, columns, dragged, indexOf(one.id))
              }}
              onClick={() => toggle(one.id, one.hidden)}
              onKeyDown={(event) => onKeyDown(event, at)}
            >
              <span className={styles['grip']}>
                <IconGripVertical size={14} stroke={1.75} aria-hidden="true" />
              </span>
              <TickMark />
              <span className={styles['name']}>{head}</span>
              <span
                className={styles['pin']}
                data-frozen={one.frozen || undefined}
                title={say(one.frozen ? 'columns.unfreeze' : 'columns.freeze', { column: head })}
                onClick={(event) => {
                  event.stopPropagation()
                  changeColumn(view, columns, one.id, { frozen: !one.frozen })
                }}
              >
                <IconPin size={14} stroke={1.75} aria-hidden="true" />
              </span>
            </div>
          )
        })}
      </div>
      <p className={styles['hint']}>{say(shown === 1 ? 'columns.last' : 'columns.keys')}</p>
      <div className={styles['foot']}>
        <Button
          look="plain"
          label={say('columns.fit')}
          onClick={() =>
            view.change({ columns: keptColumns(viewed).map((one) => ({ ...one, width: null })) })
          }
        />
        <Button
          look="plain"
          label={say('columns.reset')}
          onClick={() => view.change({ columns: view.first.columns })}
        />
      </div>
    </div>
  )
}
