/** What a person may do about a held operation (sync.md 9); the words are those of cli.md. */
import type { EXITS } from '../../../shared/contract/decisions.ts'
import type { HeldCode } from '../../protocol/codes.ts'

export type Exit = (typeof EXITS)[number]

/** `request_approval` is offered by none: no rule of today holds what a request would let through. */
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
  DOCUMENT_ALLOCATED: ['reapply', 'withdraw'],
  DEP_HELD: ['repoint', 'withdraw'],
  BAD_TRANSITION: ['reapply', 'withdraw'],
  INVALID: ['withdraw'],
  INTERNAL_HELD: ['withdraw'],
}

/**
 * Of a held operation of this code and content, where a request about it may be waiting; none for a
 * code this version does not know.
 */
export function exitsFor(
  code: string,
  said: { readonly kind: string; readonly payload: Readonly<Record<string, unknown>> },
  isAsked: boolean,
): readonly Exit[] {
  if (!isHeldCode(code)) return []
  return EXITS_OF[code].filter((exit) => {
    if (exit === 'late_approval') return !isAsked
    return KINDS_OF[exit]?.(said.kind, String(said.payload['type'])) ?? true
  })
}

const DATED = new Set(['doc.post', 'doc.reverse', 'alloc.add', 'alloc.remove'])

/** Ways out that make sense of some operations only. */
const KINDS_OF: Partial<Record<Exit, (kind: string, type: string) => boolean>> = {
  redate: (kind, type) => DATED.has(kind) || type === 'due_date.agreed',
  reduce: (kind) => kind === 'alloc.add',
  repoint: (kind, type) => kind === 'doc.post' || kind === 'alloc.add' || type === 'dispute.opened',
  reissue: (kind) => kind === 'doc.post',
  reapply: (kind, type) => kind === 'doc.reverse' || type === 'dispute.resolved',
  replace: (kind) => kind === 'doc.post',
  create: (kind) => kind === 'doc.post',
  unarchive: (kind) => kind === 'doc.post',
}

function isHeldCode(code: string): code is HeldCode {
  return Object.hasOwn(EXITS_OF, code)
}
