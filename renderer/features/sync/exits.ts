/** The ways out of held work: their keys, and what each asks for. */
import {
  IconArrowBackUp,
  IconCalendarEvent,
  IconCheck,
  IconHash,
  IconMinus,
  IconPlus,
  IconRefresh,
  IconReplace,
  IconRotate,
  IconRouteAltLeft,
  IconShieldCheck,
  IconUserShare,
  type Icon,
} from '@tabler/icons-react'
import type { EXITS } from '../../../shared/contract/decisions.ts'
import type { HeldRow } from './words.ts'

export type Exit = (typeof EXITS)[number]
export type ExitField = 'date' | 'amount' | 'customer' | 'to' | 'number' | 'user' | 'reason'

export const EXIT_KEYS: Readonly<Record<Exit, string>> = {
  redate: 'D',
  late_approval: 'L',
  withdraw: 'W',
  reduce: 'R',
  repoint: 'P',
  reissue: 'N',
  reapply: 'A',
  keep_theirs: 'K',
  replace: 'E',
  create: 'C',
  unarchive: 'U',
  hand_over: 'H',
  request_approval: 'Q',
}

export const EXIT_ICONS: Readonly<Record<Exit, Icon>> = {
  redate: IconCalendarEvent,
  late_approval: IconShieldCheck,
  withdraw: IconArrowBackUp,
  reduce: IconMinus,
  repoint: IconRouteAltLeft,
  reissue: IconHash,
  reapply: IconRefresh,
  keep_theirs: IconCheck,
  replace: IconReplace,
  create: IconPlus,
  unarchive: IconRotate,
  hand_over: IconUserShare,
  request_approval: IconShieldCheck,
}

/** What has to be said for it, in this order. */
export function fieldsOf(exit: Exit, { kind }: Pick<HeldRow, 'kind'>): readonly ExitField[] {
  switch (exit) {
    case 'redate':
      return ['date']
    case 'late_approval':
    case 'withdraw':
    case 'request_approval':
      return ['reason']
    case 'reduce':
      return ['amount']
    case 'repoint':
      return [kind.startsWith('alloc.') ? 'to' : 'customer']
    case 'reissue':
      return ['number']
    case 'create':
      return ['customer']
    case 'hand_over':
      return ['user']
    case 'reapply':
    case 'keep_theirs':
    case 'replace':
    case 'unarchive':
      return []
  }
}
