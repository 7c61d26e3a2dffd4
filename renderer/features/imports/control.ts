import type { Formatters } from '../../../shared/i18n/formatters.ts'
import type { SayText } from '../../ui/language.tsx'
import type { DraftState } from './store.ts'

/** What the file says its rows add up to, against what was read; in words. */
export function controlWords(
  control: DraftState['control'],
  currency: string,
  say: SayText,
  format: Formatters,
  isShort = false,
): string {
  switch (control.kind) {
    case 'none':
      return say('imports.control.none')
    case 'accounts':
      return control.differing === 0
        ? say('imports.control.accounts', { count: control.accounts })
        : say('imports.control.accountsDiffer', { count: control.differing })
    case 'total': {
      const difference = control.statedMinor - control.readMinor
      return difference === 0
        ? say('imports.control.agrees', { row: String(control.row) })
        : say(isShort ? 'imports.control.differsBy' : 'imports.control.differs', {
            row: String(control.row),
            stated: format.money(control.statedMinor, currency),
            difference: format.money(difference, currency),
          })
    }
  }
}

export function differs(control: DraftState['control']): boolean {
  return (
    (control.kind === 'total' && control.statedMinor !== control.readMinor) ||
    (control.kind === 'accounts' && control.differing > 0)
  )
}
