/** The screens there are: navigation, go keys and palette pages all come from this list. */
import {
  IconCalendarMonth,
  IconCalendarStats,
  IconFilePlus,
  IconReceipt2,
  IconSettings,
  IconTableImport,
  IconUsers,
  type Icon,
} from '@tabler/icons-react'
import type { MessageId } from '../../shared/i18n/index.ts'

export interface ScreenEntry {
  readonly id: string
  readonly path: '/customers' | '/statement' | '/aging' | '/new' | '/periods' | '/settings'
  readonly title: MessageId
  readonly icon: Icon
  /** Second key after G. */
  readonly goKey: string
  readonly part: 'work' | 'data'
}

export const SCREENS: readonly ScreenEntry[] = [
  {
    id: 'customers',
    path: '/customers',
    title: 'nav.customers',
    icon: IconUsers,
    goKey: 'C',
    part: 'work',
  },
  {
    id: 'statement',
    path: '/statement',
    title: 'nav.statement',
    icon: IconReceipt2,
    goKey: 'E',
    part: 'work',
  },
  {
    id: 'aging',
    path: '/aging',
    title: 'nav.aging',
    icon: IconCalendarStats,
    goKey: 'A',
    part: 'work',
  },
  {
    id: 'document',
    path: '/new',
    title: 'nav.document',
    icon: IconFilePlus,
    goKey: 'N',
    part: 'work',
  },
  {
    id: 'periods',
    path: '/periods',
    title: 'nav.periods',
    icon: IconCalendarMonth,
    goKey: 'M',
    part: 'data',
  },
  {
    id: 'settings',
    path: '/settings',
    title: 'nav.settings',
    icon: IconSettings,
    goKey: 'O',
    part: 'data',
  },
]

/** A screen by its id; undefined while its feature is not there. */
export function screenOf(id: string): ScreenEntry | undefined {
  return SCREENS.find((screen) => screen.id === id)
}

/** Icons of the screens to come with their features; named here so that all agree on one look. */
export const SCREEN_ICONS = {
  statement: IconReceipt2,
  aging: IconCalendarStats,
  document: IconFilePlus,
  imports: IconTableImport,
} as const
