import type { Formatters } from '../../shared/i18n/formatters.ts'

/** The twelve months by name alone, January first, in the language of the screen. */
export function monthNames({ choice }: Formatters): readonly string[] {
  const names = new Intl.DateTimeFormat(choice.language, { month: 'long', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, month) => names.format(Date.UTC(2026, month, 1)))
}
