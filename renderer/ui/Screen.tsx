/**
 * The pattern of every screen: head (title, facts, actions), views as tabs, tool row, body with an
 * optional peek panel, status line. `Screen` moves the focus to the title when the route changes.
 */
import { IconArrowLeft, IconFilter, IconX } from '@tabler/icons-react'
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { Button } from './Button.tsx'
import { KeyCap } from './KeyCap.tsx'
import { Say, useFormat, useText } from './language.tsx'
import { Region } from './Region.tsx'
import { SelectionSums } from './SelectionSums.tsx'
import styles from './Screen.module.css'

export function Screen({
  title,
  facts,
  badges,
  onBack,
  actions,
  children,
}: {
  readonly title: string
  readonly facts?: ReactNode
  readonly badges?: ReactNode
  readonly onBack?: () => void
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  const say = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${say('app.name')}`
  }, [title, say])
  // Before anything is seen, so that a field which a quick key went to keeps the focus.
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <div className={styles['screen']}>
      <Region name={say('region.head')} className={styles['head']}>
        {onBack && (
          <Button
            look="plain"
            iconOnly
            icon={IconArrowLeft}
            label={say('nav.back')}
            onClick={onBack}
          />
        )}
        <h1 ref={heading} tabIndex={-1} onKeyDown={intoGrid}>
          {title}
        </h1>
        {badges}
        {facts !== undefined && <div className={styles['facts']}>{facts}</div>}
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </Region>
      {children}
    </div>
  )
}

/** ↓ on the title of a screen just opened goes on to its grid. */
function intoGrid(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' || event.altKey || event.ctrlKey || event.metaKey) return
  const entry = document.querySelector<HTMLElement>('main [data-focus-entry]')
  if (!entry) return
  event.preventDefault()
  entry.focus()
}

export interface View<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly count?: string | undefined
  /** Changed and not saved: shown as a dot. */
  readonly changed?: boolean
}

/** Saved views or the parts of a page, as tabs: arrows move, the chosen one shows its panel. */
export function ViewTabs<Id extends string>({
  label,
  views,
  chosen,
  onChoose,
}: {
  readonly label: string
  readonly views: readonly View<Id>[]
  readonly chosen: Id
  readonly onChoose: (id: Id) => void
}) {
  const say = useText()
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const at = views.findIndex((view) => view.id === chosen)
    const next = views[Math.min(views.length - 1, Math.max(0, at + step))]
    if (!next) return
    onChoose(next.id)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[views.indexOf(next)]?.focus()
  }
  return (
    <div className={styles['tabs']} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {views.map((view) => (
        <button
          key={view.id}
          type="button"
          role="tab"
          aria-selected={view.id === chosen}
          tabIndex={view.id === chosen ? 0 : -1}
          onClick={() => onChoose(view.id)}
        >
          <span className={styles['tabLabel']} data-label={view.label}>
            {view.label}
          </span>
          {view.changed === true && (
            <span className={styles['changed']} role="img" aria-label={say('view.changed')} />
          )}
          {view.count !== undefined && <span className={styles['count']}>{view.count}</span>}
        </button>
      ))}
    </div>
  )
}

export function ToolRow({
  children,
  end,
}: {
  readonly children: ReactNode
  readonly end?: ReactNode
}) {
  const say = useText()
  return (
    <Region name={say('grid.tools')} className={styles['tools']}>
      {children}
      {end !== undefined && <div className={styles['toolsEnd']}>{end}</div>}
    </Region>
  )
}

/** Grid and its status line on the left, the peek panel on the right when there is one. */
export function ScreenBody({
  children,
  status,
  peek,
  peekLabel,
}: {
  readonly children: ReactNode
  readonly status?: ReactNode
  readonly peek?: ReactNode
  readonly peekLabel?: string
}) {
  const say = useText()
  return (
    <div className={styles['body']}>
      <div className={styles['main']}>
        {children}
        {status}
      </div>
      {peek !== undefined && peek !== null && peek !== false && (
        <Region as="aside" name={peekLabel ?? say('region.peek')} className={styles['peek']}>
          {peek}
        </Region>
      )}
    </div>
  )
}

/** Rows and a note on the left; what `children` are on the right. */
export function StatusBar({
  rows,
  note,
  children,
}: {
  readonly rows?: ReactNode
  readonly note?: ReactNode
  readonly children?: ReactNode
}) {
  const say = useText()
  return (
    <Region name={say('region.status')} className={styles['status']}>
      <span className={styles['rows']}>{rows}</span>
      <span className={styles['note']} title={typeof note === 'string' ? note : undefined}>
        {note}
      </span>
      <SelectionSums />
      <div className={styles['statusEnd']}>{children}</div>
    </Region>
  )
}

/** How many rows there are, and how many of them the filter leaves. */
export function RowCount({ shown, all }: { readonly shown: number; readonly all: number }) {
  const format = useFormat()
  return shown === all ? (
    <Say id="grid.rows" values={{ count: all }} />
  ) : (
    <Say id="grid.rowsOf" values={{ shown: format.count(shown), count: all }} />
  )
}

/** A field in the tool row that filters the grid; Esc clears it, ↓ goes into the grid. */
export function QuickFilter({
  value,
  onChange,
  onDown,
  id,
}: {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onDown?: () => void
  readonly id?: string
}) {
  const say = useText()
  // The screen keeps the filter in its address, which follows a moment later than the keys.
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? value
  const change = (next: string) => {
    setTyped(next)
    onChange(next)
  }
  return (
    <div className={styles['quick']}>
      <IconFilter size={15} stroke={1.75} aria-hidden="true" />
      <input
        id={id ?? 'quick-filter'}
        type="text"
        value={text}
        placeholder={say('grid.quickFilter')}
        aria-label={say('grid.quickFilter')}
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={() => setTyped(null)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') {
            event.preventDefault()
            change('')
          } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault()
            onDown?.()
          }
        }}
      />
      {text === '' ? (
        <KeyCap keys="Mod+F" />
      ) : (
        <button type="button" aria-label={say('grid.clearFilter')} onClick={() => change('')}>
          <IconX size={14} stroke={2} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}
