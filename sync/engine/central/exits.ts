/** What a person may do about a held operation (sync.md 9); the words are those of cli.md. */
import type { HeldCode } from '../../protocol/codes.ts'

export const EXITS = [
  'redate',
  'late_approval',
  'withdraw',
  'reduce',
  'repoint',
  'reissue',
  'reapply',
  'keep_theirs',
  'replace',
  'create',
  'unarchive',
  'hand_over',
  'request_approval',
] as const
export type Exit = (typeof EXITS)[number]

const EXITS_OF: Readonly<Record<HeldCode, readonly Exit[]>> = {
  PERIOD_CLOSED: ['redate', 'late_approval', 'withdraw'],
  EXT_REF_CONFLICT: ['keep_theirs', 'replace', 'withdraw'],
  NUMBER_TAKEN: ['reissue', 'withdraw'],
  MASTER_MISSING: ['create', 'repoint', 'withdraw'],
  MASTER_ARCHIVED: ['unarchive', 'repoint', 'withdraw'],
  ALLOC_EXCEEDS_OPEN: ['reduce', 'withdraw'],
  FORBIDDEN: ['hand_over', 'withdraw'],
  OUT_OF_SCOPE: ['hand_over', 'withdraw'],
  NEEDS_APPROVAL: ['withdraw'],
  ALREADY_REVERSED: ['withdraw'],
  DOCUMENT_ALLOCATED: ['withdraw'],
  DEP_HELD: ['repoint', 'withdraw'],
  BAD_TRANSITION: ['reapply', 'withdraw'],
  INVALID: ['withdraw'],
  INTERNAL_HELD: ['withdraw'],
}

/** Of a code in the log; none for one this version does not know. */
export function exitsOf(code: string): readonly Exit[] {
  return isHeldCode(code) ? EXITS_OF[code] : []
}

function isHeldCode(code: string): code is HeldCode {
  return Object.hasOwn(EXITS_OF, code)
}
