import { host } from '../host/index.ts'
import { IS_MAC } from '../ui/platform.ts'

/** On the desktop but for macOS, the title bar hides the menu bar: a button shows the menu. */
export function hasMenuButton(): boolean {
  return host().kind === 'electron' && !IS_MAC
}
