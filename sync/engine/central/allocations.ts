/** Rules of `alloc.add` and `alloc.remove`: no residual crosses zero on any day (law L5). */
import { allocAdd, allocRemove } from '../../protocol/payloads.ts'
import type { Facts } from '../../protocol/messages.ts'
import { type Accepted, type Deciding, documentOf, Held, invalid, Known } from './deciding.ts'
import {
  available,
  customerIdOf,
  openItems,
  type OpenItem,
  settle,
  sliceKey,
  takeBack,
} from './items.ts'
import { payloadOf } from './payload.ts'
import { checkPeriod } from './periods.ts'

export function addAllocation(deciding: Deciding): Accepted {
  const payload = payloadOf(deciding, allocAdd)
  const { op, rows } = deciding
  if (rows.all('alloc_event', 'alloc_id', op.entity_id).length > 0) throw new Known()
  const debit = documentOf(deciding, payload.debit_doc)
  const credit = documentOf(deciding, payload.credit_doc)
  if (debit.currency !== credit.currency) throw invalid('currency')
  if (debit.amount <= 0 || credit.amount >= 0) throw invalid('side')
  if (payload.effective_on < debit.doc_date || payload.effective_on < credit.doc_date)
    throw invalid('before_document', { date: payload.effective_on })
  const total = payload.slices.reduce((sum, slice) => sum + slice.amount, 0)
  if (total !== payload.amount) throw invalid('slices', { sum: total })
  checkPeriod(deciding, payload.effective_on)

  const debits = openItems(deciding, debit)
  const credits = openItems(deciding, credit)
  const derived: Record<string, string> = {}
  let isAsClaimed = true
  const slices = payload.slices.map((slice, n) => {
    const from = itemOf(debits, slice.debit_n)
    const to = itemOf(credits, slice.credit_n)
    for (const item of [from, to]) {
      const left = available(deciding, item, payload.effective_on)
      if (slice.amount > left)
        throw new Held('ALLOC_EXCEEDS_OPEN', {
          doc_id: item.document.doc_id,
          number: item.document.number,
          currency: item.document.currency,
          wished: payload.amount,
          open: Math.max(0, left),
        })
    }
    const settled = settle(deciding, {
      allocId: op.entity_id,
      slice: n,
      debit: from,
      credit: to,
      amount: slice.amount,
      on: payload.effective_on,
    })
    if (settled.difference) derived[settled.difference.docId] = settled.difference.number
    if (settled.debitBase !== slice.debit_base || settled.creditBase !== slice.credit_base)
      isAsClaimed = false
    return { ...slice, debit_base: settled.debitBase, credit_base: settled.creditBase }
  })
  const facts: Facts = {
    ...(Object.keys(derived).length > 0 ? { derived } : {}),
    ...(isAsClaimed ? {} : { slices }),
  }
  deciding.feed({ class: 'L', entityId: op.entity_id, customerId: customerIdOf(debit), facts })
  return { facts, flags: [] }
}

/** Slices that are taken back already stay so: undoing what is undone is accepted without effect. */
export function removeAllocation(deciding: Deciding): Accepted {
  const payload = payloadOf(deciding, allocRemove)
  const { op, rows } = deciding
  const slices = rows.all('alloc_event', 'alloc_id', op.entity_id)
  const [first] = slices
  if (!first) {
    const held = rows.all('op_held', 'entity_id', op.entity_id).find((row) => row.state === 'held')
    throw held
      ? new Held('DEP_HELD', { dep: held.op_id })
      : invalid('allocation_unknown', { alloc_id: op.entity_id })
  }
  const named = payload.slices.map((n) => {
    const slice = slices.find((one) => one.slice === n && one.removes === null)
    if (!slice) throw invalid('slice_unknown', { slice: n })
    return slice
  })
  const live = named.filter(
    (slice) => rows.all('alloc_event', 'removes', sliceKey(slice)).length === 0,
  )
  if (live.some((slice) => payload.effective_on < slice.effective_on))
    throw invalid('before_allocation', { date: payload.effective_on })
  if (live.length > 0) checkPeriod(deciding, payload.effective_on)
  const derived: Record<string, string> = {}
  for (const slice of live) {
    const difference = takeBack(deciding, slice, payload.effective_on)
    if (difference) derived[difference.docId] = difference.number
  }
  const document = documentOf(deciding, first.debit_doc)
  const facts: Facts = {
    ...(Object.keys(derived).length > 0 ? { derived } : {}),
    // Which of them this operation took back; the others had been before.
    ...(live.length === named.length
      ? {}
      : { data: { removed: live.map((slice) => slice.slice) } }),
  }
  deciding.feed({ class: 'L', entityId: op.entity_id, customerId: customerIdOf(document), facts })
  return { facts, flags: [] }
}

function itemOf(items: readonly OpenItem[], n: number): OpenItem {
  const item = items.find(({ row }) => row.n === n)
  if (!item) throw invalid('item_unknown', { n })
  return item
}
