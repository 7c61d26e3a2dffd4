/** Random work of a desk, in three currencies, whatever comes of it: refusals are part of life. */
import fc from 'fast-check'
import { agreeDueDate } from '../../main/backend/features/documents.ts'
import { openDispute, resolveDispute } from '../../main/backend/features/disputes.ts'
import { patchCustomer } from '../../main/backend/features/customer-cards.ts'
import { setRates } from '../../main/backend/features/periods.ts'
import { setSettings } from '../../main/backend/features/settings.ts'
import { contract } from '../../shared/contract/index.ts'
import { addDays, type IsoDate } from '../../shared/domain/days.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import type { TestCompany } from '../support/company.ts'

const FIRST = '2026-01-01' as IsoDate
const day = fc.integer({ min: 0, max: 90 })

export const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('post' as const),
      kind: fc.constantFrom('invoice', 'invoice', 'receipt', 'receipt', 'credit_note', 'refund'),
      hasNumber: fc.boolean(),
      day,
      minor: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 900_000 })),
      currency: fc.constantFrom(undefined, undefined, 'USD', 'EUR'),
      rate: fc.integer({ min: 1_000_000, max: 60_000_000 }),
      parts: fc.boolean(),
      memo: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('allocate' as const),
      credit: fc.nat(40),
      debit: fc.nat(40),
      share: fc.integer({ min: 1, max: 100 }),
      day: fc.option(day),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('auto' as const), credit: fc.nat(40) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('deallocate' as const),
      credit: fc.nat(40),
      day: fc.option(day),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('reverse' as const), doc: fc.nat(40), day }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('due' as const), doc: fc.nat(40), day, due: day }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('dispute' as const),
      doc: fc.nat(40),
      resolves: fc.boolean(),
      id: fc.uuid({ version: 7 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('card' as const),
      field: fc.constantFrom('name', 'phone', 'segment', 'tags', 'terms', 'address'),
      value: fc.constantFrom('30', '45', '60'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('table' as const),
      what: fc.constantFrom('rate', 'setting'),
      value: fc.integer({ min: 1, max: 9 }),
    }),
  },
)
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Does it, or is refused. `prefix` keeps numbers given by hand apart. */
export function run(company: TestCompany, action: Step, prefix: string): void {
  try {
    attempt(company, action, prefix)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

function attempt(company: TestCompany, action: Step, prefix: string): void {
  const on = (offset: number) => addDays(FIRST, offset)
  const docs = documents(company)
  const pick = (index: number, sign: 0 | 1 | -1) => {
    const fitting = docs.filter((doc) => sign === 0 || Math.sign(doc.amount) === sign)
    return fitting[index % Math.max(1, fitting.length)]
  }
  switch (action.do) {
    case 'post': {
      const date = on(action.day)
      company.post({
        kind: action.kind,
        ...(action.hasNumber ? { no: `${prefix}-${docs.length}` } : {}),
        on: date,
        minor: action.minor,
        ...(action.memo ? { reference: 'ref' } : {}),
        ...(action.currency
          ? { currency: action.currency, rate: (action.rate / 1_000_000).toFixed(6) }
          : {}),
        ...(action.parts && action.minor > 1 && action.kind === 'invoice'
          ? { installments: { [addDays(date, 10)]: 1, [addDays(date, 40)]: action.minor - 1 } }
          : {}),
      })
      return
    }
    case 'allocate': {
      const [credit, debit] = [pick(action.credit, -1), pick(action.debit, 1)]
      if (!credit || !debit) return
      const least = Math.min(Math.abs(credit.amount), debit.amount)
      const wished = Math.max(1, Math.floor((least * action.share) / 100))
      company.allocate(
        credit.number,
        { [debit.number]: wished },
        action.day === null ? undefined : on(action.day),
      )
      return
    }
    case 'auto': {
      const credit = pick(action.credit, -1)
      if (credit) company.allocate(credit.number, 'auto')
      return
    }
    case 'deallocate': {
      const credit = pick(action.credit, -1)
      if (credit)
        company.deallocate(
          credit.number,
          undefined,
          action.day === null ? undefined : on(action.day),
        )
      return
    }
    case 'reverse': {
      const doc = pick(action.doc, 0)
      if (doc) company.reverse(doc.number, on(action.day))
      return
    }
    case 'due': {
      const doc = pick(action.doc, 1)
      if (!doc) return
      const input = contract.documents.agreeDueDate.input.parse({
        key: { documentNo: doc.number },
        installment: 1,
        dueOn: on(action.due),
        on: on(action.day),
        reason: 'asked for',
      })
      company.command((context) => agreeDueDate(context, input))
      return
    }
    case 'dispute': {
      const doc = pick(action.doc, 1)
      if (!doc) return
      if (action.resolves) {
        const open = company.query(({ db }) =>
          db
            .prepare<[], { id: string }>(
              'select lower(hex(dispute_id)) as id from dispute where resolved_on is null limit 1',
            )
            .get(),
        )
        if (!open) return
        const hex = open.id
        const disputeId = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
        const input = contract.documents.resolveDispute.input.parse({ disputeId, how: 'accepted' })
        company.command((context) => resolveDispute(context, input))
        return
      }
      const input = contract.documents.dispute.input.parse({
        disputeId: action.id,
        key: { documentNo: doc.number },
        amountMinor: 1,
        reason: 'price',
        note: 'says less',
      })
      company.command((context) => openDispute(context, input))
      return
    }
    case 'card': {
      const { field, value } = action
      const patch =
        field === 'tags'
          ? { tags: [value] }
          : { [field]: field === 'terms' ? `net ${value}` : value }
      const input = contract.customers.patch.input.parse({ code: 'C', patch })
      company.command((context) => patchCustomer(context, input))
      return
    }
    case 'table': {
      if (action.what === 'rate') {
        const input = contract.rates.set.input.parse({
          rates: [{ currency: 'USD', date: '2026-02-02', rate: `3${action.value}.5` }],
        })
        company.command((context) => setRates(context, input))
      } else
        company.command((context) =>
          setSettings(context, {
            allocationPolicy: action.value > 5 ? 'oldest' : 'statutory',
          }),
        )
    }
  }
}

function documents(company: TestCompany): { number: string; amount: number }[] {
  return company.query(({ db }) =>
    db
      .prepare<[], { number: string; amount: number }>(
        "select number, amount_minor as amount from doc where kind not in ('reversal', 'fx_difference') order by id",
      )
      .all(),
  )
}
