/** Which keys change cells of a grid that is being edited, with no field open. */
import { IS_MAC } from './platform.ts'
import type { Onward } from './GridEditor.tsx'

export type EditKey =
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'move'; readonly to: Onward }
  | {
      readonly kind: 'open' | 'clear' | 'fillDown' | 'today' | 'escape'
    }

export function editKeyOf(event: KeyboardEvent): EditKey | null {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event
  const isMod = IS_MAC ? metaKey : ctrlKey
  const isAltGr = event.getModifierState('AltGraph')
  if (key.length === 1 && (isAltGr || (!ctrlKey && !metaKey && !altKey)))
    return { kind: 'type', text: key }
  if (altKey) return null
  if (isMod) {
    switch (key.toLowerCase()) {
      case 'd':
        return { kind: 'fillDown' }
      case ';':
        return { kind: 'today' }
      default:
        return null
    }
  }
  switch (key) {
    case 'F2':
      return { kind: 'open' }
    case 'Backspace':
      return { kind: 'type', text: '' }
    case 'Delete':
      return { kind: 'clear' }
    case 'Enter':
      return { kind: 'move', to: shiftKey ? 'up' : 'down' }
    case 'Escape':
      return { kind: 'escape' }
    default:
      return null
  }
}
