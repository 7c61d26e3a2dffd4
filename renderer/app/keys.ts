/**
 * Keys as text: "Mod+K", "G C" (one after the other), "Shift+X", "F6", "?".
 *
 * Mod is ⌘ on a Mac and Ctrl elsewhere. Characters are matched by `event.key`, not by place; the
 * Turkish ı and İ count as I. With AltGr (which reports Ctrl+Alt) nothing matches, because it types
 * @ € [ ] on Turkish and German keyboards.
 */

import { IS_MAC } from '../ui/platform.ts'

export interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** The chord a key press makes, or null for a lone modifier and for AltGr. */
export function chordOf(press: Press, isMac: boolean = IS_MAC): string | null {
  const { key } = press
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process'].includes(key))
    return null
  if (press.altKey && (press.ctrlKey || press.metaKey)) return null
  const name = key === ' ' ? 'Space' : key.length === 1 ? upper(key) : key
  const isLetter = /^[A-Z]$/.test(name)
  const isSymbol = name.length === 1 && !isLetter
  const parts: string[] = []
  if (isMac ? press.metaKey : press.ctrlKey) parts.push('Mod')
  if (isMac && press.ctrlKey) parts.push('Ctrl')
  if (press.altKey) parts.push('Alt')
  if (press.shiftKey && !isSymbol) parts.push('Shift')
  return [...parts, name].join('+')
}

/** A chord that types a character: it must not act while the focus can take text. */
export function isTyping(chord: string): boolean {
  return /^(Shift\+)?(.|Space|Enter|Backspace|Delete|Arrow\w+|Home|End|PageUp|PageDown|Tab)$/u.test(
    chord,
  )
}

/** Letters alone, which can be switched off (WCAG 2.1.4). */
export function isSingle(keys: string): boolean {
  return keys.split(' ').every((chord) => /^(Shift\+)?.$/u.test(chord))
}

function upper(character: string): string {
  return character === 'ı' || character === 'İ' ? 'I' : character.toLocaleUpperCase('en')
}

/** A binding that is complete, one that waits for its second key, or nothing. */
export type Pressed = { readonly keys: string } | 'pending' | null

/** Follows presses and says which binding they complete; a sequence is forgotten after 1.5 s. */
export class KeySequence {
  #first: string | null = null
  #atMs = 0

  press(chord: string, bindings: ReadonlySet<string>, nowMs: number): Pressed {
    const first = nowMs - this.#atMs < 1500 ? this.#first : null
    this.#first = null
    if (first !== null && bindings.has(`${first} ${chord}`)) return { keys: `${first} ${chord}` }
    if (bindings.has(chord)) return { keys: chord }
    for (const keys of bindings) {
      if (keys.startsWith(`${chord} `)) {
        this.#first = chord
        this.#atMs = nowMs
        return 'pending'
      }
    }
    return null
  }
}
