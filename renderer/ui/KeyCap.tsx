import { IS_MAC } from './platform.ts'
import { useText, type SayText } from './language.tsx'
import styles from './KeyCap.module.css'

/** Keys as printed on buttons and in sheets: "Mod+K" is Ctrl K, Strg K or ⌘K. */
export function KeyCap({
  keys,
  tone,
}: {
  readonly keys: string
  readonly tone?: 'onAccent' | 'chrome'
}) {
  const say = useText()
  return (
    <kbd className={styles['cap']} data-tone={tone} aria-hidden="true">
      {keyLabel(keys, say)}
    </kbd>
  )
}

export function keyLabel(keys: string, say: SayText): string {
  const names: Readonly<Record<string, string>> = {
    Mod: IS_MAC ? '⌘' : say('key.ctrl'),
    Shift: IS_MAC ? '⇧' : say('key.shift'),
    Alt: IS_MAC ? '⌥' : 'Alt',
    Space: say('key.space'),
    Home: say('key.home'),
    End: say('key.end'),
    PageDown: say('key.pageDown'),
    Backspace: IS_MAC ? '⌫' : say('key.backspace'),
    Delete: say('key.delete'),
    Enter: '↵',
    Escape: 'Esc',
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
  }
  return keys
    .split(/[+ ]/)
    .map((part) => names[part] ?? part)
    .join(' ')
}

/** The form `aria-keyshortcuts` wants: "Control+K". A sequence has none. */
export function ariaKeys(keys: string | undefined): string | undefined {
  if (keys === undefined || keys.includes(' ')) return undefined
  return keys.replace('Mod', IS_MAC ? 'Meta' : 'Control')
}
