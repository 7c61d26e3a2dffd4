/**
 * The one registry of commands. It feeds keys, the palette, menus and the shortcut sheet, so that a
 * command added here (or by a screen with `useCommands`) is in all of them at once.
 *
 * Screens register while mounted. When two commands share keys, the one registered last acts.
 */
import { useLayoutEffect, useMemo } from 'react'
import type { Icon } from '@tabler/icons-react'
import { create } from 'zustand'
import type { MessageId } from '../../shared/i18n/index.ts'
import { chordOf, isSingle, isTyping, KeySequence } from './keys.ts'
import { usePreferences } from './store.ts'

export interface Command {
  readonly id: string
  readonly title: MessageId
  /** What the title's sentence names. */
  readonly values?: Readonly<Record<string, string | number>>
  /** "Mod+K", "G C", "N"; the first is printed. */
  readonly keys?: readonly string[]
  /** Keys printed for it that are no binding of its own: a grid acts on them while it has the focus. */
  readonly shows?: string
  /** Where the shortcut sheet lists it. */
  readonly group: 'go' | 'everywhere' | 'here' | 'grid' | 'edit'
  readonly icon?: Icon
  readonly enabled?: boolean
  /** False for what makes no sense from the palette, such as moving the focus. */
  readonly inPalette?: boolean
  readonly run: () => void
}

interface Registry {
  readonly groups: ReadonlyMap<symbol, readonly Command[]>
}

const useRegistry = create<Registry>()(() => ({ groups: new Map() }))

/**
 * Offers commands while the component is mounted. Pass a memoised list. They are there, and those of
 * the state before are gone, as soon as the screen shows: a quick second key acts on what is seen.
 */
export function useCommands(commands: readonly Command[]): void {
  useLayoutEffect(() => {
    const owner = Symbol('commands')
    useRegistry.setState(({ groups }) => ({ groups: new Map(groups).set(owner, commands) }))
    return () =>
      useRegistry.setState(({ groups }) => {
        const rest = new Map(groups)
        rest.delete(owner)
        return { groups: rest }
      })
  }, [commands])
}

/** The keys that stand beside a command. */
export function shownKeys({ keys, shows }: Command): string | undefined {
  return keys?.[0] ?? shows
}

export function useAllCommands(): readonly Command[] {
  const groups = useRegistry((registry) => registry.groups)
  return useMemo(() => [...groups.values()].flat(), [groups])
}

/** Runs what was chosen in a native menu; a screen that has gone meanwhile has no such command. */
export function runCommand(id: string): void {
  const command = [...useRegistry.getState().groups.values()]
    .flat()
    .findLast((one) => one.id === id)
  if (command && command.enabled !== false) command.run()
}

/** Runs commands by their keys; one listener for the whole window. */
export function listenForKeys(target: Window): () => void {
  const sequence = new KeySequence()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.getModifierState('AltGraph')) return
    const chord = chordOf(event)
    if (chord === null) return
    const typing = isTyping(chord)
    if ((typing || EDITS_TEXT.has(chord)) && takesText(event.target)) return
    if (document.querySelector('[aria-modal="true"]')) return
    const byKeys = bindings()
    const found = sequence.press(chord, new Set(byKeys.keys()), event.timeStamp)
    if (found === null) return
    event.preventDefault()
    if (found !== 'pending') byKeys.get(found.keys)?.run()
  }
  target.addEventListener('keydown', onKeyDown)
  return () => target.removeEventListener('keydown', onKeyDown)
}

/** Inside a field these take back what was typed there. */
const EDITS_TEXT: ReadonlySet<string> = new Set(['Mod+Z', 'Mod+Y', 'Mod+Shift+Z'])

function bindings(): Map<string, Command> {
  const { singleKeys } = usePreferences.getState()
  const byKeys = new Map<string, Command>()
  for (const command of [...useRegistry.getState().groups.values()].flat()) {
    if (command.enabled === false) continue
    for (const keys of command.keys ?? [])
      if (singleKeys || !isSingle(keys)) byKeys.set(keys, command)
  }
  return byKeys
}

function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches(
        'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [role=combobox]',
      ))
  )
}
