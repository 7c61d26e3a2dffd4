/** The way back of posting, reversing, allocating, disputes and due dates. */
import { ENTERED_KINDS } from '../../../shared/domain/kinds.ts'
import { api } from '../api.ts'
import { refuseIfChanged } from './changed.ts'
import type { Step } from './steps.ts'
import { reason } from './words.ts'

type Input<F extends (input: never) => Promise<unknown>> = Parameters<F>[0]
type Output<F extends (input: never) => Promise<unknown>> = Awaited<ReturnType<F>>
type View = Output<typeof api.documents.get>
type Draft = Input<typeof api.documents.post>['documents'][number]

/** What a credit is applied to: document ids and amounts. */
type Applied = ReadonlyMap<string, { readonly documentNo: string; readonly amountMinor: number }>

/** Posting is undone by mirrors; doing it again posts the same under the next numbers. */
export function posted(
  { documents }: Input<typeof api.documents.post>,
  output: Output<typeof api.documents.post>,
): Step | null {
  let written = output.filter((one) => !one.unchanged)
  const [first] = written
  if (!first) return null
  const drafts = documents.filter((_, index) => output[index]?.unchanged === false)
  return {
    name:
      written.length === 1
        ? { id: 'undo.post', values: { document: first.documentNo } }
        : { id: 'undo.postMany', values: { count: written.length } },
    undo: async () => {
      for (const { documentId } of written.toReversed()) await takeBack(documentId)
    },
    redo: async () => {
      written = await api.documents.post({ documents: drafts.map(anew) })
    },
  }
}

/** A mirror cannot be taken back: the document is posted once more, and gone again on redo. */
export async function beforeReversal(
  input: Input<typeof api.documents.reverse>,
): Promise<(output: unknown) => Step | null> {
  const view = await api.documents.get(input.key)
  const draft = draftOf(view)
  return () => {
    let again: string | null = null
    return draft === null
      ? null
      : {
          name: { id: 'undo.reverse', values: { document: view.documentNo } },
          undo: async () => {
            const [one] = await api.documents.post({ documents: [draft] })
            again = one?.documentId ?? null
          },
          redo: async () => {
            if (again !== null)
              await api.documents.reverse({ ...input, key: { documentId: again } })
          },
        }
  }
}

/** Allocating and taking back are one thing seen from two sides: before and after of a credit. */
export async function beforeAllocating(
  credit: Input<typeof api.allocations.add>['credit'],
  on: Input<typeof api.allocations.add>['on'],
  id: 'undo.allocate' | 'undo.deallocate',
): Promise<(output: unknown) => Promise<Step>> {
  const before = await api.documents.get(credit)
  const day = on === undefined ? {} : { on }
  return async () => {
    const was = appliedOf(before)
    const became = appliedOf(await api.documents.get({ documentId: before.documentId }))
    const count = [...new Set([...was.keys(), ...became.keys()])].filter(
      (key) => was.get(key)?.amountMinor !== became.get(key)?.amountMinor,
    ).length
    return {
      name: { id, values: { document: before.documentNo, count } },
      undo: () => applyInstead(before, became, was, day),
      redo: () => applyInstead(before, was, became, day),
    }
  }
}

export function disputed(input: Input<typeof api.documents.dispute>, view: View): Step {
  let { disputeId } = input
  return {
    name: { id: 'undo.dispute', values: { document: view.documentNo } },
    undo: async () => {
      await api.documents.resolveDispute({ disputeId, how: 'withdrawn' })
    },
    redo: async () => {
      disputeId = crypto.randomUUID()
      await api.documents.dispute({ ...input, disputeId })
    },
  }
}

/** Resolving is undone by a dispute of the same amount and reason. */
export function resolved(
  input: Input<typeof api.documents.resolveDispute>,
  view: View,
): Step | null {
  const dispute = view.disputes.find((one) => one.disputeId === input.disputeId)
  if (!dispute) return null
  let { disputeId } = input
  return {
    name: { id: 'undo.resolve', values: { document: view.documentNo } },
    undo: async () => {
      disputeId = crypto.randomUUID()
      await api.documents.dispute({
        disputeId,
        key: { documentId: view.documentId },
        amountMinor: dispute.amountMinor,
        reason: dispute.reason,
        ...(dispute.note === null ? {} : { note: dispute.note }),
      })
    },
    redo: async () => {
      await api.documents.resolveDispute({ ...input, disputeId })
    },
  }
}

export async function beforeAgreement(
  input: Input<typeof api.documents.agreeDueDate>,
): Promise<(view: View) => Step | null> {
  const before = await api.documents.get(input.key)
  const old = before.installments.find((one) => one.n === (input.installment ?? 1))
  return (view) =>
    old
      ? {
          name: { id: 'undo.dueDate', values: { document: view.documentNo } },
          undo: async () => {
            const now = await api.documents.get({ documentId: view.documentId })
            const own = now.installments.find((one) => one.n === old.n)
            if (own?.dueOn !== input.dueOn) await refuseIfChanged(view.documentNo)
            await api.documents.agreeDueDate({
              key: { documentId: view.documentId },
              dueOn: old.dueOn,
              ...(input.installment === undefined ? {} : { installment: input.installment }),
              reason: reason(),
            })
          },
          redo: async () => {
            await api.documents.agreeDueDate(input)
          },
        }
      : null
}

/** Takes back what the document is applied to, then mirrors it. */
async function takeBack(documentId: string): Promise<void> {
  const view = await api.documents.get({ documentId })
  if (view.reversedBy) await refuseIfChanged(view.documentNo)
  for (const other of new Set(view.allocations.map((one) => one.documentId))) {
    const isCredit = view.amountMinor < 0
    await api.allocations.remove({
      credit: { documentId: isCredit ? documentId : other },
      from: { documentId: isCredit ? other : documentId },
    })
  }
  await api.documents.reverse({ key: { documentId }, reason: reason() })
}

function appliedOf(view: Pick<View, 'allocations'>): Applied {
  const applied = new Map<string, { documentNo: string; amountMinor: number }>()
  for (const { documentId, documentNo, amountMinor } of view.allocations) {
    const known = applied.get(documentId)?.amountMinor ?? 0
    applied.set(documentId, { documentNo, amountMinor: known + Math.abs(amountMinor) })
  }
  return applied
}

async function applyInstead(
  credit: View,
  expected: Applied,
  wanted: Applied,
  day: Pick<Input<typeof api.allocations.add>, 'on'>,
): Promise<void> {
  const key = { documentId: credit.documentId }
  const { allocations } = await api.documents.get(key)
  const present = appliedOf({ allocations })
  if (!isSame(present, expected)) await refuseIfChanged(credit.documentNo)
  const differs = (id: string) => present.get(id)?.amountMinor !== wanted.get(id)?.amountMinor
  for (const documentId of [...present.keys()].filter(differs)) {
    // From the day it was made on, so that the credit is free again on that very day.
    const on = allocations
      .filter((one) => one.documentId === documentId)
      .map((one) => one.effectiveOn)
      .reduce((latest, one) => (one > latest ? one : latest))
    await api.allocations.remove({ credit: key, from: { documentId }, on, ...day })
  }
  const to = [...wanted]
    .filter(([id]) => differs(id))
    .map(([documentId, one]) => ({ documentId, ...one }))
  if (to.length > 0) await api.allocations.add({ credit: key, to, ...day })
}

function isSame(a: Applied, b: Applied): boolean {
  return (
    a.size === b.size && [...a].every(([id, one]) => b.get(id)?.amountMinor === one.amountMinor)
  )
}

/** The draft under a new id and number: the old ones are taken for good. */
function anew({ documentId: _id, documentNo: _no, ...draft }: Draft): Draft {
  return draft
}

/** A document as it would be entered; null for those that Saldo makes itself. */
function draftOf(view: View): Draft | null {
  const kind = ENTERED_KINDS.find((one) => one === view.kind)
  if (kind === undefined) return null
  const given = <Key extends string, Value>(name: Key, value: Value | null) =>
    value === null ? {} : ({ [name]: value } as Record<Key, Value>)
  return {
    kind,
    customerCode: view.customerCode,
    documentDate: view.documentDate,
    postingDate: view.postingDate,
    amountMinor: kind === 'opening' ? view.amountMinor : Math.abs(view.amountMinor),
    currency: view.currency,
    ...given('rate', view.rate),
    ...given('dueDate', view.dueDate),
    ...given('valueDate', view.valueDate),
    ...given('taxMinor', view.taxMinor),
    ...given('reference', view.reference),
    ...given('description', view.description),
    ...given('branchCode', view.branchCode),
    ...given('method', view.method),
    ...(view.installments.length > 1
      ? {
          installments: view.installments.map(({ originalDueOn, amountMinor }) => ({
            dueOn: originalDueOn,
            amountMinor: Math.abs(amountMinor),
          })),
        }
      : {}),
  } as Draft
}
