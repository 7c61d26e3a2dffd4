/** What people do on a desktop, drawn from one walk: refusals are part of life and counted. */
import { voidNumbers } from '../../main/backend/features/device-central.ts'
import { heldWork } from '../../main/backend/sync/holds.ts'
import { takeWayOut } from '../../main/backend/sync/ways-out.ts'
import { agreeDueDate, postDocuments } from '../../main/backend/features/documents.ts'
import { openDispute, resolveDispute } from '../../main/backend/features/disputes.ts'
import {
  archiveCustomer,
  createCustomer,
  patchCustomer,
} from '../../main/backend/features/customer-cards.ts'
import { setRates } from '../../main/backend/features/periods.ts'
import { setSettings } from '../../main/backend/features/settings.ts'
import { bytesToUuid } from '../../db/kit/uuid-codec.ts'
import { openBlock } from '../../db/local/number-blocks.ts'
import { contract } from '../../shared/contract/index.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import { externalId } from '../../sync/engine/ids.ts'
import type { Chance } from './chance.ts'
import type { SimDevice } from './device.ts'

const KINDS = {
  post: 30,
  allocate: 22,
  auto: 6,
  deallocate: 8,
  reverse: 7,
  due: 4,
  dispute: 5,
  card: 8,
  guarded: 3,
  customer: 3,
  archive: 2,
  imported: 5,
  table: 2,
  exit: 9,
  spoil: 2,
} as const
export type Work = keyof typeof KINDS

interface Doc {
  readonly number: string
  readonly amount: number
  readonly code: string
}

/** Does one thing; throws what the feature throws. Answers what it was. */
export function workOn(device: SimDevice, chance: Chance, newId: () => string): Work {
  const kind = chance.weighed(KINDS)
  const { company } = device
  const codes = company.query(({ db }) =>
    db
      .prepare<[], { code: string }>('select code from customer order by code')
      .all()
      .map(({ code }) => code),
  )
  const [first, ...others] = codes
  if (first === undefined || (kind === 'customer' && codes.length < 6)) {
    const code = `C${chance.from(1, 5)}`
    const input = contract.customers.create.input.parse({
      customerId: newId(),
      customer: { code, name: `Customer ${code}`, segment: `S${chance.below(3)}` },
    })
    company.command((context) => createCustomer(context, input))
    return 'customer'
  }
  const code = chance.pick([first, ...others])
  DOING[kind](device, chance, code, newId)
  return kind
}

const DOING: Readonly<
  Record<Work, (device: SimDevice, chance: Chance, code: string, newId: () => string) => void>
> = {
  post: ({ company, code: prefix }, chance, code) => {
    const kind = chance.pick([
      'invoice',
      'invoice',
      'invoice',
      'receipt',
      'receipt',
      'credit_note',
      'refund',
      'debit_note',
    ])
    const currency = chance.pick([undefined, undefined, undefined, 'USD', 'EUR'])
    const on = dayOf(chance)
    const minor = amountOf(chance)
    company.post({
      kind,
      customer: code,
      ...numberFor(company, chance, prefix, kind),
      on,
      minor,
      ...(chance.happens(0.2) ? { reference: 'ref' } : {}),
      ...(currency
        ? { currency, rate: (chance.from(1_000_000, 60_000_000) / 1_000_000).toFixed(6) }
        : {}),
      ...(kind === 'invoice' && minor > 1 && chance.happens(0.2)
        ? { installments: { [dayOf(chance, 5)]: 1, [dayOf(chance, 7)]: minor - 1 } }
        : {}),
    })
  },
  allocate: (device, chance, code) => {
    const pair = pairOf(device, chance, code)
    if (!pair) return
    const least = Math.min(Math.abs(pair.credit.amount), pair.debit.amount)
    const wished = Math.max(1, Math.floor(least * chance.real()))
    device.company.allocate(
      pair.credit.number,
      { [pair.debit.number]: wished },
      chance.happens(0.5) ? dayOf(chance, 5) : undefined,
    )
  },
  auto: (device, chance, code) => {
    const credit = someDoc(device, chance, code, -1)
    if (credit) device.company.allocate(credit.number, 'auto')
  },
  deallocate: (device, chance, code) => {
    const credit = someDoc(device, chance, code, -1)
    if (credit)
      device.company.deallocate(
        credit.number,
        undefined,
        chance.happens(0.5) ? dayOf(chance, 6) : undefined,
      )
  },
  reverse: (device, chance, code) => {
    const doc = someDoc(device, chance, code, 0)
    if (doc) device.company.reverse(doc.number, dayOf(chance, 6))
  },
  due: (device, chance, code) => {
    const doc = someDoc(device, chance, code, 1)
    if (!doc) return
    const input = contract.documents.agreeDueDate.input.parse({
      key: { documentNo: doc.number },
      installment: 1,
      dueOn: dayOf(chance, 7),
      on: dayOf(chance, 5),
      reason: 'asked for',
    })
    device.company.command((context) => agreeDueDate(context, input))
  },
  dispute: (device, chance, code, newId) => {
    const { company } = device
    if (chance.happens(0.4)) {
      const open = company.query(({ db }) =>
        db
          .prepare<[], { id: Uint8Array }>(
            'select dispute_id as id from dispute where resolved_on is null order by dispute_id limit 1',
          )
          .get(),
      )
      if (!open) return
      const input = contract.documents.resolveDispute.input.parse({
        disputeId: bytesToUuid(open.id),
        how: 'accepted',
      })
      company.command((context) => resolveDispute(context, input))
      return
    }
    const doc = someDoc(device, chance, code, 1)
    if (!doc) return
    const input = contract.documents.dispute.input.parse({
      disputeId: newId(),
      key: { documentNo: doc.number },
      amountMinor: 1,
      reason: 'price',
      note: 'says less',
    })
    company.command((context) => openDispute(context, input))
  },
  card: ({ company }, chance, code) => {
    const field = chance.pick(['name', 'phone', 'segment', 'tags', 'address', 'language'])
    const value = chance.pick(['tr', 'en', 'de'])
    const patch = { [field]: field === 'tags' ? [value] : value }
    const input = contract.customers.patch.input.parse({ code, patch })
    company.command((context) => patchCustomer(context, input))
  },
  guarded: ({ company }, chance, code) => {
    const patch = chance.happens(0.5)
      ? { terms: `net ${chance.pick([30, 45, 60])}` }
      : { creditLimitMinor: chance.from(1, 9) * 1000_00 }
    const input = contract.customers.patch.input.parse({ code, patch })
    company.command((context) => patchCustomer(context, input))
  },
  customer: ({ company }, chance, code) => {
    const input = contract.customers.patch.input.parse({
      code,
      patch: { city: `City ${chance.below(3)}` },
    })
    company.command((context) => patchCustomer(context, input))
  },
  archive: ({ company }, chance, code) => {
    const input = contract.customers.archive.input.parse({ code, archived: chance.happens(0.4) })
    company.command((context) => archiveCustomer(context, input))
  },
  imported: ({ company }, chance, code) => {
    const n = chance.below(12)
    const companyId = company.query((context) => context.company.companyId)
    const input = contract.documents.post.input.parse({
      documents: [
        {
          kind: 'invoice',
          documentId: externalId(companyId, 'import', `X-${code}-${n}`),
          // What brings no number of its own takes the next, or one of the device's block.
          ...(n % 3 > 0 ? { documentNo: `X-${n}` } : seriesFor(company, 'invoice')),
          customerCode: code,
          documentDate: `2026-04-${String(1 + n).padStart(2, '0')}`,
          // Two files that say different things of one document are rare.
          amountMinor: 10_00 + n + (chance.happens(0.1) ? 1 : 0),
        },
      ],
    })
    company.command((context) => postDocuments(context, input))
  },
  table: ({ company }, chance) => {
    if (chance.happens(0.5)) {
      const rates = [{ currency: 'USD', date: '2026-02-02', rate: `3${chance.below(9)}.5` }]
      const input = contract.rates.set.input.parse({ rates })
      company.command((context) => setRates(context, input))
    } else
      company.command((context) =>
        setSettings(context, { allocationPolicy: chance.pick(['oldest', 'statutory']) }),
      )
  },
  spoil: ({ company }, chance) => {
    const { series } = seriesFor(company, chance.pick(['invoice', 'receipt']))
    if (series === undefined) return
    const input = { series, count: chance.from(1, 2), reason: 'spoiled', year: 2026 }
    company.command((context) => voidNumbers(context, input))
  },
  exit: ({ company }, chance) => {
    const held = company.query(heldWork)
    const unsent = company.query(({ db }) =>
      db
        .prepare<[], { id: Uint8Array }>(
          "select op_id as id from op_outbox where state = 'pending' order by local_seq",
        )
        .all(),
    )
    const some = unsent[chance.below(Math.max(1, unsent.length))]
    const one = held[chance.below(Math.max(1, held.length))]
    const id = some && chance.happens(0.15) ? bytesToUuid(some.id) : one?.operationId
    if (id === undefined) return
    const exits = id === one?.operationId ? one.exits : []
    const exit =
      exits.length > 0 && chance.happens(0.7) ? chance.pick([...exits]) : ('withdraw' as const)
    // Nobody here has a second account to hand work to.
    if (exit === 'hand_over') return
    company.command((context) =>
      takeWayOut(context, id, {
        exit,
        ...(exit === 'redate' ? { date: dayOf(chance, 6) as IsoDate } : {}),
        ...(exit === 'reduce' ? { amountMinor: 1 } : {}),
        reason: 'not so',
      }),
    )
  },
}

/** None, now and then the same as another desk's, or one of the device's block. */
function numberFor(
  company: SimDevice['company'],
  chance: Chance,
  prefix: string,
  kind: string,
): { readonly no?: string; readonly series?: string } {
  const own = `${chance.happens(0.5) ? prefix : 'N'}-${chance.below(30)}`
  const how = chance.real()
  if (how < 0.3) return { no: own }
  return how < 0.6 ? {} : seriesFor(company, kind)
}

/** Where the device has a number left of a block for this kind. */
function seriesFor(company: SimDevice['company'], kind: string): { readonly series?: string } {
  const series = kind === 'invoice' ? 'INV' : kind === 'receipt' ? 'RCT' : null
  if (series === null) return {}
  return company.query(({ db }) => openBlock(db, series, 2026, 1)) ? { series } : {}
}

/** In the first months of the year, of which the server closes one after the other; from `least` on. */
function dayOf(chance: Chance, least = 1): string {
  const month = chance.from(least, Math.max(least, 6))
  return `2026-0${month}-${String(chance.from(1, 28)).padStart(2, '0')}`
}

function amountOf(chance: Chance): number {
  const size = chance.real()
  if (size < 0.4) return chance.from(1, 50)
  return size < 0.98 ? chance.from(1, 900_000) : 2 ** 40 + chance.below(1000)
}

function pairOf(
  device: SimDevice,
  chance: Chance,
  code: string,
): { credit: Doc; debit: Doc } | undefined {
  const [credit, debit] = [someDoc(device, chance, code, -1), someDoc(device, chance, code, 1)]
  return credit && debit && { credit, debit }
}

function someDoc(
  device: SimDevice,
  chance: Chance,
  code: string,
  sign: 0 | 1 | -1,
): Doc | undefined {
  const docs = device.company.query(({ db }) =>
    db
      .prepare<[string, number, number], Doc>(
        `select d.number, d.amount_minor as amount, c.code from doc as d join customer as c on c.id = d.customer_id
         where d.kind not in ('reversal', 'fx_difference') and c.code = ? and (? = 0 or sign(d.amount_minor) = ?) order by d.id`,
      )
      .all(code, sign, sign),
  )
  return docs[chance.below(Math.max(1, docs.length))]
}
