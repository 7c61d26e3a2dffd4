/** The screens there are: navigation, go keys and palette pages all come from this list. */
import {
  IconArrowsExchange,
  IconCloudCheck,
  IconCalendarMonth,
  IconCalendarStats,
  IconFilePlus,
  IconFiles,
  IconGauge,
  IconLayoutDashboard,
  IconMail,
  IconReceipt,
  IconScale,
  IconSettings,
  IconTableImport,
  IconUsers,
  type Icon,
} from '@tabler/icons-react'
import type { MessageId } from '../../shared/i18n/index.ts'

export interface ScreenEntry {
  readonly id: string
  readonly path:
    | '/'
    | '/customers'
    | '/statement'
    | '/compare'
    | '/aging'
    | '/risk'
    | '/new'
    | '/ledger'
    | '/imports'
    | '/periods'
    | '/letters'
    | '/reconcile'
    | '/sync'
    | '/settings'
  readonly title: MessageId
  readonly icon: Icon
  /** Second key after G. */
  readonly goKey: string
  readonly part: 'work' | 'data'
  /** Other paths that belong to it. */
  readonly also?: readonly string[]
}

export const SCREENS: readonly ScreenEntry[] = [
  {
    id: 'home',
    path: '/',
    title: 'nav.home',
    icon: IconLayoutDashboard,
    goKey: 'H',
    part: 'work',
  },
  {
    id: 'customers',
    path: '/customers',
    title: 'nav.customers',
    icon: IconUsers,
    goKey: 'C',
    part: 'work',
    also: ['/customer', '/new-customer'],
  },
  {
    id: 'statement',
    path: '/statement',
    title: 'nav.statement',
    icon: IconReceipt,
    goKey: 'S',
    part: 'work',
  },
  {
    id: 'compare',
    path: '/compare',
    title: 'nav.compare',
    icon: IconScale,
    goKey: 'V',
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
    id: 'risk',
    path: '/risk',
    title: 'nav.risk',
    icon: IconGauge,
    goKey: 'K',
    part: 'work',
  },
  {
    id: 'ledger',
    path: '/ledger',
    title: 'nav.ledger',
    icon: IconFiles,
    goKey: 'B',
    part: 'work',
  },
  {
    id: 'reconcile',
    path: '/reconcile',
    title: 'nav.reconcile',
    icon: IconArrowsExchange,
    goKey: 'R',
    part: 'work',
    also: ['/rules'],
  },
  {
    id: 'letters',
    path: '/letters',
    title: 'nav.letters',
    icon: IconMail,
    goKey: 'L',
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
    id: 'imports',
    path: '/imports',
    title: 'nav.imports',
    icon: IconTableImport,
    goKey: 'I',
    part: 'data',
    also: ['/roundtrip'],
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
    id: 'sync',
    path: '/sync',
    title: 'nav.sync',
    icon: IconCloudCheck,
    goKey: 'Y',
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
