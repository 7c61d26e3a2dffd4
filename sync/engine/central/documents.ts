/** Rules of `doc.post` and `doc.reverse` (sync.md 9). */
import type { Flag } from '../../protocol/codes.ts'
import { docPost, docReverse, type DocumentPayload } from '../../protocol/payloads.ts'
import { toDayNumber, type IsoDate } from '../../../shared/domain/days.ts'
import { CONTROL_ACCOUNTS } from '../../../shared/domain/posting.ts'
import { commitment, contentHash, type DocumentCore } from '../document-core.ts'
import { externalId } from '../ids.ts'
import {
  type Accepted,
  customerOf,
  type Deciding,
  documentOf,
  Held,
  invalid,
  Known,
} from './deciding.ts'
import { available, openItems, openOf, settle } from './items.ts'
import { dupKey, effectOf, writeDocument } from './ledger.ts'
import { blockNumber, keepNumber } from './numbers.ts'
import { payloadOf } from './payload.ts'
import { checkPeriod } from './periods.ts'
import type { Row } from './tables.ts'

const DUP_DAYS = 3

export function postDocument(deciding: Deciding): Accepted {
  const payload = payloadOf(deciding, docPost)
  const { op } = deciding
  if (payload.doc_id !== op.entity_id) throw invalid('entity')
  if (payload.kind === 'reversal' || payload.kind === 'fx_difference' || payload.reverses)
    throw invalid('kind', { kind: payload.kind })
  const core = checkedCore(deciding, payload)
  knownOrNew(deciding, payload)
  if (core.customer_id !== undefined) {
    const customer = customerOf(deciding, core.customer_id)
    if (customer.archived)
      throw new Held('MASTER_ARCHIVED', { customer_id: customer.customer_id, code: customer.code })
  }
  const { isSoftClosed } = checkPeriod(deciding, core.doc_date)
  const number = numberOf(deciding, payload)
  const flags: Flag[] = []
  if (isSoftClosed) flags.push('after_soft_close')
  if (deciding.lateApproval) flags.push('late_approved')
  if (hasTwin(deciding, core)) flags.push('dup_suspect')
  const row = writeDocument(deciding, core, payload.content_hash, number, flags)
  const facts = { number: row.number, ...(flags.length > 0 ? { flags } : {}) }
  deciding.feed({ class: 'J', entityId: row.doc_id, customerId: row.customer_id, facts })
  return { facts, flags }
}

/** A mirror, dated, that settles its original from its day on. */
export function reverseDocument(deciding: Deciding): Accepted {
  const payload = payloadOf(deciding, docReverse)
  const { op, rows, company } = deciding
  const original = documentOf(deciding, op.entity_id)
  if (payload.kind !== 'reversal' || payload.reverses !== original.doc_id) throw invalid('kind')
  if (payload.doc_id !== externalId(company.companyId, 'reversal', original.doc_id))
    throw invalid('reversal_id')
  const core = checkedCore(deciding, payload)
  knownOrNew(deciding, payload)
  const [other] = rows.all('document', 'reverses', original.doc_id)
  if (other) throw new Held('ALREADY_REVERSED', { number: other.number, doc_id: other.doc_id })
  if (original.kind === 'reversal') throw invalid('kind', { kind: original.kind })
  mirrors(deciding, core, original)
  if (core.doc_date < original.doc_date) throw invalid('before_document', { date: core.doc_date })
  const { isSoftClosed } = checkPeriod(deciding, core.doc_date)
  const items = openItems(deciding, original)
  for (const item of items)
    if (available(deciding, item, core.doc_date) < openOf(deciding, item).size)
      throw new Held('DOCUMENT_ALLOCATED', { number: original.number, doc_id: original.doc_id })
  if (items.some((item) => openOf(deciding, item).size !== Math.abs(item.row.amount)))
    throw new Held('DOCUMENT_ALLOCATED', { number: original.number, doc_id: original.doc_id })

  const flags: Flag[] = []
  if (isSoftClosed) flags.push('after_soft_close')
  if (deciding.lateApproval) flags.push('late_approved')
  const row = writeDocument(deciding, core, payload.content_hash, original.number, flags)
  const [mirror] = openItems(deciding, row)
  if (mirror)
    items.forEach((item, slice) => {
      const [debit, credit] = item.row.amount > 0 ? [item, mirror] : [mirror, item]
      settle(deciding, {
        allocId: externalId(company.companyId, 'settle', row.doc_id),
        slice,
        debit,
        credit,
        amount: Math.abs(item.row.amount),
        on: core.doc_date,
        mirroredBase: Math.abs(item.row.base),
      })
    })
  const facts = { number: row.number, ...(flags.length > 0 ? { flags } : {}) }
  deciding.feed({ class: 'J', entityId: row.doc_id, customerId: row.customer_id, facts })
  return { facts, flags }
}

/** The document core as it was hashed; INVALID when it does not bear its own hash or does not balance. */
function checkedCore(deciding: Deciding, payload: DocumentPayload): DocumentCore {
  const {
    content_hash,
    number: _number,
    series: _series,
    block: _block,
    reason_given: _reason,
    ...core
  } = payload
  if (contentHash(core).toString('hex') !== content_hash) throw invalid('content_hash')
  checkMemo(deciding, core)
  let amount = 0
  let base = 0
  for (const line of core.lines) {
    amount += line.amount
    base += line.base
    if (!Number.isSafeInteger(amount) || !Number.isSafeInteger(base)) throw invalid('AMOUNT_RANGE')
  }
  if (amount !== 0 || base !== 0) throw invalid('balance', { amount, base })
  const effect = effectOf(core)
  if (core.currency === deciding.company.currency && effect.amount !== effect.base)
    if (core.kind !== 'fx_difference' && core.kind !== 'revaluation' && core.kind !== 'reversal')
      throw invalid('base', { amount: effect.amount, base: effect.base })
  const account = core.lines[0]?.account ?? ''
  if (core.customer_id !== undefined && core.kind !== 'revaluation' && core.kind !== 'reversal')
    if (!CONTROL_ACCOUNTS.includes(account)) throw invalid('account', { account })
  if (core.installments && core.installments.length > 0) {
    const total = core.installments.reduce((sum, part) => sum + part.amount, 0)
    if (total !== Math.abs(effect.amount)) throw invalid('installments', { sum: total })
  }
  return core
}

/** The memo travels apart; where it is there it is the one that was committed to. */
function checkMemo({ op, company }: Deciding, core: DocumentCore): void {
  const memo = op.private?.['memo']
  if (memo === undefined) return
  if (typeof memo !== 'string' || core.memo_c === undefined || company.saltKey === null)
    throw invalid('memo')
  const salt = Buffer.from(company.saltKey, 'hex')
  if (commitment(salt, core.doc_id, memo) !== core.memo_c) throw invalid('memo')
}

/** One document stands under an id: the same again is known, another one is a conflict for a person. */
function knownOrNew({ rows }: Deciding, payload: DocumentPayload): void {
  const known = rows.one('document', 'doc_id', payload.doc_id)
  if (!known) return
  if (known.content_hash === payload.content_hash) throw new Known()
  throw new Held('EXT_REF_CONFLICT', {
    doc_id: known.doc_id,
    number: known.number,
    amount: known.amount,
    date: known.doc_date,
    currency: known.currency,
  })
}

/** Null: the server gives the next one. */
function numberOf(deciding: Deciding, payload: DocumentPayload): string | null {
  const { rows } = deciding
  if (payload.document_no !== undefined) {
    const twin = rows
      .all('document', 'number', payload.document_no)
      .find(
        (row) =>
          row.kind === payload.kind &&
          row.customer_id === (payload.customer_id ?? null) &&
          row.cause === null &&
          rows.all('document', 'reverses', row.doc_id).length === 0,
      )
    if (twin) throw new Held('NUMBER_TAKEN', { number: payload.document_no, doc_id: twin.doc_id })
    return deciding.isPublished ? keepNumber(deciding, payload.document_no) : payload.document_no
  }
  if (payload.number === undefined) return null
  if (payload.block !== undefined) return blockNumber(deciding, payload.block, payload.number)
  if (!deciding.isPublished) return null
  if (rows.all('document', 'number', payload.number).some((row) => row.number_given))
    throw new Held('NUMBER_TAKEN', { number: payload.number })
  return keepNumber(deciding, payload.number)
}

/** The same customer, kind and amount within three days, from another device: a person looks at both. */
function hasTwin({ rows, op }: Deciding, core: DocumentCore): boolean {
  const key = dupKey(core, effectOf(core).amount)
  if (key === null) return false
  const day = toDayNumber(core.doc_date as IsoDate)
  return rows
    .all('document', 'dup_key', key)
    .some(
      (row) =>
        row.device_id !== op.device_id &&
        Math.abs(toDayNumber(row.doc_date as IsoDate) - day) <= DUP_DAYS &&
        rows.all('document', 'reverses', row.doc_id).length === 0,
    )
}

function mirrors({ rows }: Deciding, core: DocumentCore, original: Row<'document'>): void {
  const lines = rows.all('document_line', 'doc_id', original.doc_id).toSorted((a, b) => a.n - b.n)
  const isMirror =
    core.currency === original.currency &&
    (core.customer_id ?? null) === original.customer_id &&
    lines.length === core.lines.length &&
    lines.every((line, n) => {
      const mirrored = core.lines[n]
      return (
        mirrored?.account === line.account &&
        mirrored.amount + line.amount === 0 &&
        mirrored.base + line.base === 0
      )
    })
  if (!isMirror) throw invalid('mirror')
}
