/**
 * Ctrl+K: customers and documents from the database, pages and commands from the registry, recent
 * ones first. Tab changes the scope; `>` commands, `@` customers, `#` documents do so by typing.
 */
import { Modal } from '@mantine/core'
import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { ListSearch } from './ListSearch.tsx'
import { KeyCap } from '../ui/KeyCap.tsx'
import { useText } from '../ui/language.tsx'
import { SCOPES, usePaletteList, type PaletteEntry, type Scope } from './palette-entries.ts'
import { useShell } from './shell-store.ts'
import { usePreferences } from './store.ts'
import styles from './Palette.module.css'

const PREFIXES: Readonly<Record<string, Scope>> = {
  '>': 'commands',
  '@': 'customers',
  '#': 'documents',
}
export function Palette() {
  const { open, show } = useShell()
  return (
    <Modal.Root
      opened={open === 'palette'}
      onClose={() => show(null)}
      trapFocus={false}
      size={620}
      yOffset="9vh"
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay backgroundOpacity={1} color="var(--scrim)" />
      {open === 'palette' && <PaletteContent onClose={() => show(null)} />}
    </Modal.Root>
  )
}

function PaletteContent({ onClose }: { readonly onClose: () => void }) {
  const say = useText()
  const listId = useId()
  const [text, setText] = useState('')
  const [picked, setPickedOnly] = useState<Scope>('all')
  const [at, setAt] = useState(0)
  const remember = usePreferences((preferences) => preferences.remember)
  const prefixed = PREFIXES[text.slice(0, 1)]
  const scope = prefixed ?? picked
  const wanted = (prefixed ? text.slice(1) : text).trim()
  const { entries, isCurrent } = usePaletteList(wanted, scope)
  // Enter came before the answer to what was typed: it takes the entry stood on once that is there.
  const isTaking = useRef(false)
  const list = useRef<HTMLUListElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const leaves = useRef(false)

  // At once, so that not one letter typed after Ctrl+K is lost; back again unless an entry went on.
  useLayoutEffect(() => {
    const before = document.activeElement
    field.current?.focus()
    return () => {
      if (!leaves.current && before instanceof HTMLElement) before.focus()
    }
  }, [])
  const setPicked = (next: Scope) => {
    setPickedOnly(next)
    setAt(0)
  }

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at, entries])

  const run = (entry: PaletteEntry | undefined) => {
    if (!entry) return
    leaves.current = entry.leaves
    onClose()
    remember(entry.id)
    // Once the dialog has let go of the focus, the entry may place it.
    setTimeout(entry.run)
  }
  const chosen = entries[at]
  const takeWhenCurrent = useEffectEvent(() => run(chosen))
  useEffect(() => {
    if (!isTaking.current || !isCurrent) return
    isTaking.current = false
    takeWhenCurrent()
  }, [isCurrent])
  return (
    <Modal.Content aria-label={say('palette.title')} radius={8} data-own-focus>
      <ListSearch
        ref={field}
        label={say('palette.placeholder')}
        text={text}
        listId={listId}
        at={at}
        count={entries.length}
        onText={(next) => {
          setText(next)
          isTaking.current = false
        }}
        onAt={setAt}
        onTake={() => {
          if (isCurrent) run(chosen)
          else isTaking.current = true
        }}
        onKey={({ key, shiftKey }) => {
          if (key !== 'Tab') return false
          const step = shiftKey ? SCOPES.length - 1 : 1
          setPicked(SCOPES[(SCOPES.indexOf(picked) + step) % SCOPES.length] ?? 'all')
          return true
        }}
      />
      <div className={styles['scopes']} role="group" aria-label={say('palette.scopes')}>
        {SCOPES.map((one) => (
          <button
            key={one}
            type="button"
            tabIndex={-1}
            aria-pressed={one === scope}
            onClick={() => setPicked(one)}
          >
            {say(`palette.scope.${one}`)}
          </button>
        ))}
      </div>
      <ul
        ref={list}
        id={listId}
        className={styles['list']}
        role="listbox"
        aria-label={say('palette.title')}
      >
        {entries.map((entry, index) => (
          <li
            key={entry.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseMove={() => setAt(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run(entry)}
          >
            <entry.icon size={18} stroke={1.6} aria-hidden="true" />
            <span className={styles['text']}>
              <span>{entry.title}</span>
              <span className={styles['note']}>{entry.note}</span>
            </span>
            {index === at && entry.keys === undefined && <KeyCap keys="Enter" />}
            {entry.keys !== undefined && <KeyCap keys={entry.keys} />}
          </li>
        ))}
      </ul>
      {entries.length === 0 && (
        <p className={styles['none']}>{say('palette.none', { text: wanted })}</p>
      )}
      <p className="visually-hidden" role="status">
        {say('palette.results', { count: entries.length })}
      </p>
      <footer className={styles['foot']}>
        <KeyCap keys="Enter" /> {say('palette.hint')} <KeyCap keys="Tab" />{' '}
        {say('palette.hintScope')} <KeyCap keys="Escape" /> {say('palette.hintClose')}
      </footer>
    </Modal.Content>
  )
}
