import { describe, expect, it } from 'vitest'
import { addMonths, type IsoDate, monthOf } from '../days.ts'
import { isVkn } from '../tax-id.ts'
import { demoPlan } from './demo.ts'
import type { DemoPlan } from './demo-plan.ts'

const UNTIL = '2026-10-31' as IsoDate
const OPTIONS = { seed: 1, customers: 300, documents: 4000, until: UNTIL }

describe('the demo plan', () => {
  it('is the same for the same seed', () => {
    expect(demoPlan(OPTIONS)).toEqual(demoPlan(OPTIONS))
    expect(demoPlan(OPTIONS)).not.toEqual(demoPlan({ ...OPTIONS, seed: 2 }))
  })

  it('holds R1, R2 and R3, and nothing that had not happened by its last day', () => {
    const r2 = documentsOf(demoPlan({ ...OPTIONS, until: '2026-09-30' as IsoDate }), '120.01.0077')
    expect(r2).toEqual([
      ['INV-101', 12_000_00, '2026-06-10', '2026-07-10'],
      ['INV-102', 8_000_00, '2026-08-05', '2026-09-04'],
      ['INV-103', 5_000_00, '2026-09-20', '2026-10-20'],
    ])
    const plan = demoPlan(OPTIONS)
    const group = plan.customers.filter((one) => one.parentCode === '120.01.0042')
    expect(group.map(({ code }) => documentsOf(plan, code)[0]?.[1])).toEqual([
      400_000_00, 350_000_00, 200_000_00,
    ])
    expect(documentsOf(plan, '120.02.0005').map(([number, minor]) => [number, minor])).toEqual([
      ['INV-U1', 1_000_00],
      ['U-R1', 600_00],
      ['U-R2', 400_00],
    ])
    expect(plan.rates).toContainEqual({ currency: 'USD', date: '2026-09-30', rate: '42.0500' })
    expect(
      documentsOf(demoPlan({ ...OPTIONS, until: '2026-10-10' as IsoDate }), '120.02.0005'),
    ).toHaveLength(2)
  })

  it('has the asked customers, and the asked documents within one in a hundred', () => {
    const plan = demoPlan(OPTIONS)
    expect(plan.customers).toHaveLength(300)
    expect(Math.abs(plan.documents.length - 4000)).toBeLessThan(40)
  })

  it('names each account and document once, with valid tax ids', () => {
    const { customers, documents } = demoPlan(OPTIONS)
    const ids = customers.flatMap(({ fields }) =>
      typeof fields['taxId'] === 'string' ? [fields['taxId']] : [],
    )
    expect(ids.length).toBeGreaterThan(200)
    expect(ids.every(isVkn)).toBe(true)
    expect(new Set(customers.map(({ code }) => code)).size).toBe(customers.length)
    expect(new Set(documents.map(({ documentNo }) => documentNo)).size).toBe(documents.length)
  })

  it('is posted in order of days and never pays more than is open', () => {
    const { documents } = demoPlan(OPTIONS)
    const days = documents.map(({ documentDate }) => documentDate)
    expect(days).toEqual(days.toSorted())
    expect(days[0]?.slice(0, 7)).toBe(addMonths(monthOf(UNTIL), -13))
    expect(days.at(-1)).toBe(UNTIL)
    expect([...openOf(demoPlan(OPTIONS)).values()].every((minor) => minor >= 0)).toBe(true)
  })

  it('shows every way of paying, three currencies, and about a third overdue', () => {
    const plan = demoPlan(OPTIONS)
    const kinds = new Set(plan.documents.map(({ kind }) => kind))
    expect([...kinds].toSorted()).toEqual([
      'cheque',
      'credit_note',
      'invoice',
      'receipt',
      'write_off',
    ])
    expect(new Set(plan.documents.map(({ currency }) => currency ?? 'TRY')).size).toBe(3)
    expect(plan.documents.some(({ installments }) => installments !== undefined)).toBe(true)
    expect(plan.documents.some(({ kind, allocateTo }) => kind === 'receipt' && !allocateTo)).toBe(
      true,
    )
    expect(plan.disputes).toHaveLength(9)
    expect(plan.agreements).toHaveLength(5)

    const open = openOf(plan)
    const lira = plan.documents.filter(({ kind, currency }) => kind === 'invoice' && !currency)
    const sum = (invoices: typeof lira) =>
      invoices.reduce((total, { documentNo }) => total + (open.get(documentNo) ?? 0), 0)
    const late = (days: number) =>
      lira.filter(({ dueDate }) => (dueDate ?? '') < (days === 0 ? UNTIL : '2026-07-03'))
    const overdue = sum(late(0)) / sum(lira)
    expect(overdue).toBeGreaterThan(0.25)
    expect(overdue).toBeLessThan(0.5)
    expect(sum(late(120))).toBeGreaterThan(0)
  })

  it('writes off no more than five and half a percent', () => {
    const plan = demoPlan(OPTIONS)
    const amounts = new Map(plan.documents.map((one) => [one.documentNo, one.amountMinor]))
    const tooMuch = plan.documents.filter(({ kind, amountMinor, allocateTo }) => {
      const invoice = amounts.get(allocateTo?.[0]?.documentNo ?? '') ?? 0
      return kind === 'write_off' && (amountMinor > 5_00 || amountMinor > invoice / 200)
    })
    expect(tooMuch).toEqual([])
  })
})

function documentsOf(plan: DemoPlan, customer: string) {
  return plan.documents
    .filter(({ customerCode }) => customerCode === customer)
    .map((one) => [one.documentNo, one.amountMinor, one.documentDate, one.dueDate] as const)
}

function openOf({ documents }: DemoPlan): Map<string, number> {
  const open = new Map<string, number>()
  for (const { kind, documentNo, amountMinor, allocateTo } of documents) {
    if (kind === 'invoice') open.set(documentNo, amountMinor)
    for (const one of allocateTo ?? []) {
      open.set(one.documentNo, (open.get(one.documentNo) ?? -1) - one.amountMinor)
    }
  }
  return open
}
