/** Allocations: proposing by policy, applying, taking back (domain.md 4.3–4.7). */
import type { z } from 'zod'
import { documentByRow, type DocumentRow } from '../../../db/local/documents.ts'
import { type AllocRow, byAllocation, liveAllocsOfDocument } from '../../../db/local/items.ts'
import { openDebitsOf } from '../../../db/local/open-items.ts'
import type { allocations as contract } from '../../../shared/contract/allocations.ts'
import {
  type AllocationPolicy,
  numbersNamedIn,
  type Payable,
  proposeAllocation,
} from '../../../shared/domain/allocation.ts'
import { fromDayNumber, type IsoDate, laterOf, toDayNumber } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { assertPeriod, customerOf } from '../ledger/drafts.ts'
import { Journal } from '../ledger/journal.ts'
import { settingsOf } from './settings.ts'
import { findDocument } from './document-keys.ts'
import { liveAllocations, postedView } from './document-view.ts'
import { assertPair } from './documents.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>

export function proposeAllocations(context: Context, input: In<'propose'>): Out<'propose'> {
  const customer = customerOf(context, input.customerCode)
  const policy = input.policy ?? settingsOf(context).allocationPolicy
  const items = openDebitsOf(context.db, customer.rowid, input.currency, toDayNumber(input.on))
  const payables = items.map(
    (item): Payable => ({
      id: String(item.id),
      documentNo: item.number,
      dueOn: fromDayNumber(item.dueDay),
      openMinor: item.openMinor,
    }),
  )
  const stated = [
    ...input.stated,
    ...(input.reference ? numbersNamedIn(input.reference, payables) : []),
  ]
  const proposed = proposeAllocation(input.amountMinor, payables, { policy, on: input.on, stated })
  const chosen = new Map(proposed.lines.map((line) => [line.itemId, line]))
  return {
    policy,
    unappliedMinor: proposed.unappliedMinor,
    lines: items.map((item) => {
      const line = chosen.get(String(item.id))
      return {
        documentId: item.documentId,
        documentNo: item.number,
        kind: item.kind,
        installment: item.n,
        dueDate: fromDayNumber(item.dueDay),
        openMinor: item.openMinor,
        applyMinor: line?.amountMinor ?? 0,
        reason: line?.reason ?? 'none',
      }
    }),
  }
}

export function addAllocations(context: Context, input: In<'add'>): Out<'add'> {
  const credit = findDocument(context, input.credit)
  if (credit.amountMinor >= 0)
    throw new Refusal('allocation.wrong_side', { documentNo: credit.number, kind: credit.kind })
  const policy = input.policy ?? settingsOf(context).allocationPolicy
  const journal = new Journal(context)
  const targets =
    input.auto || !input.to
      ? autoTargets(context, credit, policy, journal, input.on)
      : statedTargets(context, credit, input.to)
  if (targets.length === 0) throw new Refusal('allocation.nothing', { documentNo: credit.number })
  for (const { debit, amountMinor } of targets) {
    assertPair(context, credit, debit)
    const on = input.on ?? journal.firstOpenDay(laterOf(credit.docOn, debit.docOn))
    assertPeriod(context, on, input.periodReason)
    journal.allocate(credit, debit, amountMinor, on)
  }
  journal.close('allocations.add', credit.number, {
    to: targets.map(({ debit }) => debit.number),
    policy: input.auto ? policy : undefined,
  })
  return {
    document: postedView(context, credit, false),
    policy,
    allocations: liveAllocations(context, credit),
  }
}

export function removeAllocations(context: Context, input: In<'remove'>): Out<'remove'> {
  const credit = findDocument(context, input.credit)
  const from = input.from
    ? findDocument(context, input.from, {
        side: credit.amountMinor < 0 ? 1 : -1,
        ...(credit.customer === null ? {} : { customer: credit.customer }),
      })
    : undefined
  const live = liveAllocsOfDocument(context.db, credit.rowid).filter(
    (alloc) => !from || touches(context, alloc, from),
  )
  if (live.length === 0)
    throw new Refusal('allocation.none', { documentNo: credit.number, from: from?.number ?? null })
  const before = liveAllocations(context, credit)
  const journal = new Journal(context)
  for (const slices of byAllocation(live)) {
    const effective = slices.map((slice) => slice.effectiveOn).reduce(laterOf)
    const on = input.on ?? journal.firstOpenDay(laterOf(context.today, effective))
    if (on < effective) throw new Refusal('date.order', { date: on, earliest: effective })
    assertPeriod(context, on, input.periodReason)
    journal.deallocate(slices, on)
  }
  journal.close('allocations.remove', credit.number, { from: from?.number })
  const after = new Set(liveAllocations(context, credit).map((alloc) => alloc.allocationId))
  return {
    document: postedView(context, credit, false),
    removed: before.filter((alloc) => !after.has(alloc.allocationId)),
  }
}

interface Target {
  readonly debit: DocumentRow
  readonly amountMinor: number | null
}

function statedTargets(
  context: Context,
  credit: DocumentRow,
  to: NonNullable<In<'add'>['to']>,
): Target[] {
  return to.map(({ documentNo, documentId, kind, amountMinor }) => ({
    debit: findDocument(
      context,
      { documentNo, documentId, kind },
      { side: 1, ...(credit.customer === null ? {} : { customer: credit.customer }) },
    ),
    amountMinor,
  }))
}

/** By policy over what is open on the effective day; installments of one document are added up. */
export function autoTargets(
  context: Context,
  credit: DocumentRow,
  policy: AllocationPolicy,
  journal: Journal,
  on: IsoDate | undefined,
): Target[] {
  if (credit.customer === null) return []
  const day = on ?? journal.firstOpenDay(laterOf(context.today, credit.docOn))
  const available = journal.items
    .ofDocument(credit.rowid)
    .reduce((sum, item) => sum + journal.items.available(item, toDayNumber(day)), 0)
  if (available <= 0) return []
  const items = openDebitsOf(context.db, credit.customer, credit.currency, toDayNumber(day))
  const payables = items
    .map(
      (item): Payable => ({
        id: String(item.id),
        documentNo: item.number,
        dueOn: fromDayNumber(item.dueDay),
        openMinor: Math.max(
          0,
          Math.min(
            item.openMinor,
            journal.items.available(journal.items.byId(item.id), toDayNumber(day)),
          ),
        ),
      }),
    )
    .filter((item) => item.openMinor > 0)
  const stated = credit.reference ? numbersNamedIn(credit.reference, payables) : []
  const { lines } = proposeAllocation(available, payables, { policy, on: day, stated })
  const perDocument = new Map<number, number>()
  for (const line of lines) {
    const item = items.find((one) => String(one.id) === line.itemId)
    if (item) perDocument.set(item.doc, (perDocument.get(item.doc) ?? 0) + line.amountMinor)
  }
  return [...perDocument].flatMap(([doc, amountMinor]) => {
    const debit = documentByRow(context.db, doc)
    return debit ? [{ debit, amountMinor }] : []
  })
}

function touches(context: Context, alloc: AllocRow, document: DocumentRow): boolean {
  const row = context.db
    .prepare<[number, number, number], { n: number }>(
      'select 1 as n from item where doc_id = ? and id in (?, ?)',
    )
    .get(document.rowid, alloc.debitItem, alloc.creditItem)
  return row !== undefined
}
