import { TextInput } from '@mantine/core'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { ColumnFilter } from '../../shared/contract/views.ts'
import { fold, foldedIncludes, foldedWords } from '../../shared/domain/fold.ts'
import { valueText, type GridColumn } from './grid-columns.ts'
import type { CountedValue } from './grid-filter.ts'
import { useFormat, useText } from './language.tsx'
import { TickMark } from './TickMark.tsx'
import styles from './GridFilter.module.css'

/** Values drawn at once; the search narrows down to the others. */
const SHOWN_MAX = 200
/** A set remembers so many values (contract/views.ts). */
const KEPT_MAX = 2000

/** The set filter: tick values, search them with Turkish folding, keep only one. */
export function FilterSet<Row>({
  column,
  head,
  values,
  filter,
  onChange,
  onDone,
}: {
  readonly column: GridColumn<Row>
  readonly head: string
  readonly values: readonly CountedValue[]
  readonly filter: ColumnFilter | undefined
  readonly onChange: (filter: ColumnFilter | null) => void
  readonly onDone: () => void
}) {
  const say = useText()
  const format = useFormat()
  const [search, setSearch] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const found = useMemo(() => {
    const words = foldedWords(search)
    return values.filter(({ value }) => foldedIncludes(fold(valueText(column, value, say)), words))
  }, [values, search, column, say])
  const isTicked = (value: string | null) => ticks(column, filter, value, say)
  const toggle = (value: string | null) => {
    const all = values.map((one) => one.value)
    const next = all.filter((one) => (one === value ? !isTicked(one) : isTicked(one)))
    if (next.length === all.length) return onChange(null)
    const left = all.filter((one) => !next.includes(one))
    // The shorter list is kept, and a value that comes new tomorrow is treated as the rest is.
    onChange(
      filter?.kind === 'set' && filter.mode === 'only'
        ? { kind: 'set', mode: 'only', values: next.slice(0, KEPT_MAX) }
        : { kind: 'set', mode: 'except', values: left.slice(0, KEPT_MAX) },
    )
  }
  const only = (value: string | null) => {
    onChange({ kind: 'set', mode: 'only', values: [value] })
    onDone()
  }
  const focusAt = (index: number) =>
    list.current?.querySelectorAll<HTMLElement>('[role=option]')[index]?.focus()
  const onValueKey = (event: KeyboardEvent, value: string | null, index: number) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && index + step < 0) searchField.current?.focus()
    else if (step !== undefined) focusAt(index + step)
    else if (event.key === ' ') toggle(value)
    else if (event.key === 'Enter') only(value)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const searchField = useRef<HTMLInputElement>(null)
  return (
    <>
      <TextInput
        ref={searchField}
        data-autofocus
        value={search}
        placeholder={say('filter.search')}
        aria-label={say('filter.search')}
        description={say('filter.searchKeys')}
        inputWrapperOrder={['input', 'description']}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') focusAt(0)
          else if (event.key === 'Enter' && search.trim() !== '') {
            onChange(onlyFound(found, search.trim()))
            onDone()
          } else return
          event.preventDefault()
        }}
      />
      <div
        ref={list}
        role="listbox"
        aria-multiselectable="true"
        aria-label={say('filter.values', { column: head })}
        className={styles['list']}
      >
        {found.slice(0, SHOWN_MAX).map(({ value, count }, index) => (
          <div
            key={value ?? '\u0000'}
            role="option"
            aria-selected={isTicked(value)}
            tabIndex={index === 0 ? 0 : -1}
            className={styles['value']}
            onClick={() => toggle(value)}
            onKeyDown={(event) => onValueKey(event, value, index)}
          >
            <TickMark />
            <span className={styles['word']}>{valueText(column, value, say)}</span>
            <span
              className={styles['only']}
              data-only=""
              onClick={(event) => {
                event.stopPropagation()
                only(value)
              }}
            >
              {say('filter.onlyThis')}
            </span>
            <span className={styles['count']}>{format.count(count)}</span>
          </div>
        ))}
      </div>
      <p className={styles['hint']}>
        {found.length === 0
          ? say('filter.noValue')
          : found.length > SHOWN_MAX
            ? say('filter.more', { count: found.length - SHOWN_MAX })
            : say('filter.keys')}
      </p>
    </>
  )
}

/** One found value is kept as itself, several as what they have in common. */
function onlyFound(found: readonly CountedValue[], search: string): ColumnFilter {
  const [first, ...others] = found
  return first !== undefined && others.length === 0
    ? { kind: 'set', mode: 'only', values: [first.value] }
    : { kind: 'text', contains: search }
}

function ticks<Row>(
  column: GridColumn<Row>,
  filter: ColumnFilter | undefined,
  value: string | null,
  say: ReturnType<typeof useText>,
): boolean {
  if (filter?.kind === 'set') return filter.values.includes(value) === (filter.mode === 'only')
  if (filter?.kind === 'text')
    return (
      value !== null &&
      foldedIncludes(fold(valueText(column, value, say)), foldedWords(filter.contains))
    )
  return true
}
