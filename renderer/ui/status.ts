/** Status = icon + word + colour: one table for all screens (ux.md section 3). */
import {
  IconAlertTriangle,
  IconArchive,
  IconArrowBackUp,
  IconCheck,
  IconCircle,
  IconCircleCheck,
  IconClock,
  IconEqual,
  IconEqualNot,
  IconLock,
  IconLockAccess,
  IconLockOpen,
  IconMessageReport,
  IconPencil,
  IconPlayerPause,
  IconPlus,
  IconRefresh,
  IconX,
  type Icon,
} from '@tabler/icons-react'
import type { MessageId } from '../../shared/i18n/index.ts'

export type Tone = 'ok' | 'info' | 'warn' | 'danger' | 'disputed' | 'neutral' | 'quiet'

interface StatusLook {
  readonly word: MessageId
  readonly tone: Tone
  readonly icon: Icon
  /** A blocking state: solid fill. */
  readonly solid?: true
}

export const STATUSES = {
  ok: { word: 'status.ok', tone: 'quiet', icon: IconCheck },
  closed: { word: 'status.closed', tone: 'quiet', icon: IconCheck },
  open: { word: 'status.open', tone: 'info', icon: IconCircle },
  overdue: { word: 'status.overdue', tone: 'danger', icon: IconClock },
  overLimit: { word: 'status.overLimit', tone: 'danger', icon: IconAlertTriangle },
  disputed: { word: 'status.disputed', tone: 'disputed', icon: IconMessageReport },
  archived: { word: 'status.archived', tone: 'neutral', icon: IconArchive },
  reversed: { word: 'status.reversed', tone: 'neutral', icon: IconArrowBackUp },
  unapplied: { word: 'status.unapplied', tone: 'warn', icon: IconCircle },
  draft: { word: 'status.draft', tone: 'neutral', icon: IconPencil },
  new: { word: 'status.new', tone: 'ok', icon: IconPlus },
  update: { word: 'status.update', tone: 'info', icon: IconRefresh },
  unchanged: { word: 'status.unchanged', tone: 'neutral', icon: IconEqual },
  check: { word: 'status.check', tone: 'warn', icon: IconAlertTriangle },
  error: { word: 'status.error', tone: 'danger', icon: IconX, solid: true },
  periodOpen: { word: 'status.periodOpen', tone: 'ok', icon: IconLockOpen },
  periodSoft: { word: 'status.periodSoft', tone: 'warn', icon: IconLockAccess },
  periodClosed: { word: 'status.periodClosed', tone: 'neutral', icon: IconLock },
  letterPrepared: { word: 'status.letterPrepared', tone: 'neutral', icon: IconPencil },
  letterQueued: { word: 'status.letterQueued', tone: 'info', icon: IconClock },
  letterSent: { word: 'status.letterSent', tone: 'info', icon: IconCircle },
  letterDelivered: { word: 'status.letterDelivered', tone: 'info', icon: IconCircleCheck },
  letterOpened: { word: 'status.letterOpened', tone: 'info', icon: IconCircleCheck },
  letterAgreed: { word: 'status.letterAgreed', tone: 'ok', icon: IconCheck },
  letterDisputed: { word: 'status.disputed', tone: 'disputed', icon: IconMessageReport },
  letterNotOurs: { word: 'status.letterNotOurs', tone: 'warn', icon: IconAlertTriangle },
  letterLate: { word: 'status.letterLate', tone: 'disputed', icon: IconMessageReport },
  letterExpired: { word: 'status.letterExpired', tone: 'warn', icon: IconClock },
  letterUnanswered: { word: 'status.letterUnanswered', tone: 'warn', icon: IconClock },
  letterBounced: { word: 'status.letterBounced', tone: 'danger', icon: IconArrowBackUp },
  syncEqual: { word: 'sync.proof.equal', tone: 'quiet', icon: IconEqual },
  syncPending: { word: 'sync.proof.pending', tone: 'info', icon: IconClock },
  syncHeld: { word: 'sync.proof.held', tone: 'danger', icon: IconAlertTriangle },
  syncDifferent: { word: 'sync.proof.different', tone: 'danger', icon: IconEqualNot, solid: true },
  syncUnknown: { word: 'sync.proof.unknown', tone: 'neutral', icon: IconCircle },
  staffActive: { word: 'staff.standing.active', tone: 'quiet', icon: IconCheck },
  staffSuspended: { word: 'staff.standing.suspended', tone: 'warn', icon: IconPlayerPause },
  staffRevoked: { word: 'staff.standing.revoked', tone: 'neutral', icon: IconX },
  staffForked: { word: 'staff.standing.forked', tone: 'danger', icon: IconAlertTriangle },
  undone: { word: 'status.undone', tone: 'neutral', icon: IconArrowBackUp },
  done: { word: 'status.ok', tone: 'ok', icon: IconCircleCheck },
} as const satisfies Readonly<Record<string, StatusLook>>

export type Status = keyof typeof STATUSES

export function isStatus(text: string): text is Status {
  return Object.hasOwn(STATUSES, text)
}

export function lookOf(status: Status): StatusLook {
  return STATUSES[status]
}
