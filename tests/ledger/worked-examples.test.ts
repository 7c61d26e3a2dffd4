/** The worked examples of domain.md, with exactly their figures, through the real ledger. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getCustomer } from '../../main/backend/features/customers.ts'
import { agreeDueDate, getDocument } from '../../main/backend/features/documents.ts'
import { learnedSince } from '../../main/backend/features/open-items.ts'
import { setRates } from '../../main/backend/features/periods.ts'
import { revalue } from '../../main/backend/features/revaluation.ts'
import { contract } from '../../shared/contract/index.ts'
import { split } from '../../shared/domain/money.ts'
import { TestCompany } from '../support/company.ts'

let c: TestCompany

beforeEach(() => {
  c = new TestCompany()
  c.customer('C')
})
afterEach(() => c.dispose())

/** R2: Deniz Ticaret. */
function postR2(): void {
  c.post(
    { no: 'INV-101', on: '2026-06-10', due: '2026-07-10', minor: 12_000_00 },
    { no: 'INV-102', on: '2026-08-05', due: '2026-09-04', minor: 8_000_00 },
    { no: 'INV-103', on: '2026-09-20', due: '2026-10-20', minor: 5_000_00 },
  )
}

describe('4.1 money, sides', () => {
  it('splits 100.00 over three equal items as 33.34 + 33.33 + 33.33', () => {
    expect(split(100_00, [1, 1, 1])).toEqual([33_34, 33_33, 33_33])
  })

  it('keeps the four days of a line and the value day of a receipt', () => {
    c.post(
      { no: 'I', on: '2026-09-03', paper: '2026-09-01', due: '2026-10-01', minor: 10_00 },
      { kind: 'receipt', no: 'R', on: '2026-09-20', value: '2026-09-18', minor: 4_00 },
    )
    const viewOf = (documentNo: string) =>
      c.query((context) => getDocument(context, contract.documents.get.input.parse({ documentNo })))

    expect(viewOf('I')).toMatchObject({
      documentDate: '2026-09-01',
      postingDate: '2026-09-03',
      dueDate: '2026-10-01',
      recordedAt: '2026-11-24T09:00:00.000Z',
    })
    expect(viewOf('R')).toMatchObject({ postingDate: '2026-09-20', valueDate: '2026-09-18' })
  })

  it('M47: shows debit, credit and net of R2, also after a receipt of 15,000', () => {
    postR2()
    expect(c.statement('C', { to: '2026-09-30' })[0]).toMatchObject({
      debitMinor: 25_000_00,
      creditMinor: 0,
      closingMinor: 25_000_00,
    })

    c.post({ kind: 'receipt', no: 'R', on: '2026-09-28', minor: 15_000_00 })
    expect(c.statement('C', { to: '2026-09-30' })[0]).toMatchObject({
      debitMinor: 25_000_00,
      creditMinor: 15_000_00,
      closingMinor: 10_000_00,
    })
  })
})

describe('4.2 aging by due date and by document date', () => {
  it('M50 L2: ages R2 as of 30 Sep by both bases to the same total', () => {
    postR2()

    expect(c.aging('C', '2026-09-30')).toEqual({
      not_due: 5_000_00,
      '1-30': 8_000_00,
      '61-90': 12_000_00,
      total: 25_000_00,
    })
    expect(c.aging('C', '2026-09-30', { by: 'document' })).toEqual({
      '0-30': 5_000_00,
      '31-60': 8_000_00,
      '91+': 12_000_00,
      total: 25_000_00,
    })
  })

  it('M50: due today is not due, edges are inclusive on the right', () => {
    postR2()

    expect(c.aging('C', '2026-07-10')).toEqual({ not_due: 12_000_00, total: 12_000_00 })
    expect(c.aging('C', '2026-08-09')).toEqual({
      not_due: 8_000_00,
      '1-30': 12_000_00,
      total: 20_000_00,
    })
    expect(c.aging('C', '2026-08-10')).toEqual({
      not_due: 8_000_00,
      '31-60': 12_000_00,
      total: 20_000_00,
    })
  })

  it('M50: ages installments apart, and a missing due date as the document date', () => {
    c.post(
      {
        no: 'I',
        on: '2026-01-10',
        minor: 100_00,
        installments: { '2026-02-10': 40_00, '2026-04-10': 60_00 },
      },
      { no: 'N', on: '2026-03-01', minor: 7_00 },
    )

    expect(c.aging('C', '2026-03-01')).toEqual({ not_due: 67_00, '1-30': 40_00, total: 107_00 })
    expect(c.aging('C', '2026-03-02')).toEqual({ not_due: 60_00, '1-30': 47_00, total: 107_00 })
  })
})

describe('4.3 as-of day with later payments, two clocks', () => {
  beforeEach(() => {
    postR2()
    c.post({ kind: 'receipt', no: 'R', on: '2026-10-02', minor: 12_000_00 })
    c.allocate('R', { 'INV-101': 12_000_00 }, '2026-10-05')
  })

  it('M43 M50: keeps what was open then open then', () => {
    expect(c.aging('C', '2026-09-30')['61-90']).toBe(12_000_00)
    expect(c.aging('C', '2026-10-04')).toMatchObject({ unapplied: -12_000_00, total: 13_000_00 })
    expect(c.aging('C', '2026-10-31')).toEqual({
      '1-30': 5_000_00,
      '31-60': 8_000_00,
      total: 13_000_00,
    })
  })

  it('opens the item again from the day the allocation is undone', () => {
    c.deallocate('R', 'INV-101', '2026-10-12')

    expect(c.aging('C', '2026-10-10')).toEqual({
      not_due: 5_000_00,
      '31-60': 8_000_00,
      total: 13_000_00,
    })
    expect(c.aging('C', '2026-10-12')).toEqual({
      not_due: 5_000_00,
      '31-60': 8_000_00,
      '91+': 12_000_00,
      unapplied: -12_000_00,
      total: 13_000_00,
    })
  })

  it('N1 (part): tells what was known on 30 Sep from what is known now, and lists what was learned', () => {
    const other = new TestCompany({ now: '2026-09-30T18:00:00Z' })
    other.customer('C')
    other.post({ no: 'INV-101', on: '2026-06-10', due: '2026-07-10', minor: 12_000_00 })
    const then = '2026-09-30T20:00:00Z'
    other.clock.set('2026-10-03T09:00:00Z')
    other.post({
      kind: 'receipt',
      no: 'R',
      on: '2026-09-28',
      value: '2026-09-28',
      minor: 12_000_00,
      to: 'INV-101',
    })

    expect(other.aging('C', '2026-09-30', { knownAt: then })).toEqual({
      '61-90': 12_000_00,
      total: 12_000_00,
    })
    expect(other.aging('C', '2026-09-30')).toEqual({})
    const learned = other.query((context) =>
      learnedSince(
        context,
        contract.reports.learnedSince.input.parse({ asOf: '2026-09-30', knownAt: then }),
      ),
    )
    expect(learned.map((one) => [one.documentNo, one.amountMinor])).toEqual([['R', -12_000_00]])
    other.dispose()
  })
})

describe('4.4 partial allocation', () => {
  it('M43: closes the earliest due first and leaves the rest open, each row undone alone', () => {
    postR2()
    c.post({ kind: 'receipt', no: 'R', on: '2026-09-28', minor: 15_000_00 })
    const { allocations } = c.allocate('R', 'auto', '2026-09-28')

    expect(allocations.map((one) => [one.documentNo, one.amountMinor])).toEqual([
      ['INV-101', 12_000_00],
      ['INV-102', 3_000_00],
    ])
    expect(c.aging('C', '2026-09-30')).toEqual({
      not_due: 5_000_00,
      '1-30': 5_000_00,
      total: 10_000_00,
    })
    c.deallocate('R', 'INV-102', '2026-09-29')
    expect(c.openItems('C', '2026-09-30')).toEqual({
      'INV-102': 8_000_00,
      'INV-103': 5_000_00,
      R: -3_000_00,
    })
  })
})

describe('4.5 explicit, statutory, oldest', () => {
  it('a) a named debt first; policy A leaves the excess unapplied, B goes on', () => {
    postR2()
    c.post({
      kind: 'receipt',
      no: 'RA',
      on: '2026-09-29',
      minor: 9_000_00,
      reference: 'odeme INV-103',
    })
    c.allocate('RA', 'auto', '2026-09-29', 'explicit')
    expect(c.aging('C', '2026-09-30')).toEqual({
      '1-30': 8_000_00,
      '61-90': 12_000_00,
      unapplied: -4_000_00,
      total: 16_000_00,
    })

    c.deallocate('RA', undefined, '2026-09-29')
    c.allocate('RA', 'auto', '2026-09-29', 'statutory')
    expect(c.openItems('C', '2026-09-30')).toEqual({ 'INV-101': 8_000_00, 'INV-102': 8_000_00 })
  })

  it('b) shares 3,000 over two invoices of one due day as 2,000 and 1,000', () => {
    c.post(
      { no: 'A', on: '2026-08-01', due: '2026-09-01', minor: 6_000_00 },
      { no: 'B', on: '2026-08-01', due: '2026-09-01', minor: 3_000_00 },
    )
    c.post({ kind: 'receipt', no: 'R', on: '2026-09-10', minor: 3_000_00 })
    c.allocate('R', 'auto', '2026-09-10')

    expect(c.openItems('C', '2026-09-30')).toEqual({ A: 4_000_00, B: 2_000_00 })
  })

  it('oldest: plain first in, first out', () => {
    c.post(
      { no: 'A', on: '2026-08-01', due: '2026-09-01', minor: 6_000_00 },
      { no: 'B', on: '2026-08-01', due: '2026-09-01', minor: 3_000_00 },
    )
    c.post({ kind: 'receipt', no: 'R', on: '2026-09-10', minor: 3_000_00 })
    c.allocate('R', 'auto', '2026-09-10', 'oldest')

    expect(c.openItems('C', '2026-09-30')).toEqual({ A: 3_000_00, B: 3_000_00 })
  })
})

describe('4.6 unapplied cash', () => {
  it('L2: shows 25,000 in buckets and -4,000 unapplied', () => {
    postR2()
    c.post({ kind: 'receipt', no: 'R', on: '2026-09-29', minor: 4_000_00 })

    expect(c.aging('C', '2026-09-30')).toEqual({
      not_due: 5_000_00,
      '1-30': 8_000_00,
      '61-90': 12_000_00,
      unapplied: -4_000_00,
      total: 21_000_00,
    })
  })

  it('asks for 16,000 of 20,000 overdue, and says the cash has waited 62 days since its value date', () => {
    postR2()
    c.post({ kind: 'receipt', no: 'R', on: '2026-09-02', value: '2026-07-30', minor: 4_000_00 })

    const { figures } = c.query((context) =>
      getCustomer(
        context,
        contract.customers.get.input.parse({ code: 'C', asOf: '2026-09-30', group: false }),
      ),
    )
    expect(figures).toMatchObject([
      {
        overdueMinor: 20_000_00,
        unappliedMinor: -4_000_00,
        chaseMinor: 16_000_00,
        daysUnapplied: 62,
      },
    ])
  })
})

describe('4.7 credit notes', () => {
  it('lowers the invoice from the note’s day and shows both lines', () => {
    postR2()
    c.post({ kind: 'credit_note', no: 'CN-7', on: '2026-09-15', minor: 2_000_00, to: 'INV-101' })

    expect(c.openItems('C', '2026-09-14')['INV-101']).toBe(12_000_00)
    expect(c.openItems('C', '2026-09-30')['INV-101']).toBe(10_000_00)
    expect(c.statement('C', { to: '2026-09-30' })[0]?.lines.map((line) => line.documentNo)).toEqual(
      ['INV-101', 'INV-102', 'CN-7', 'INV-103'],
    )
  })

  it('stays an open credit in its own column when the invoice is paid, and a refund uses it', () => {
    postR2()
    c.post(
      { kind: 'receipt', no: 'R', on: '2026-09-01', minor: 12_000_00, to: 'INV-101' },
      { kind: 'credit_note', no: 'CN-7', on: '2026-09-15', minor: 2_000_00 },
    )
    expect(() => c.allocate('CN-7', { 'INV-101': null })).toThrow('allocation.exceeds_open')
    expect(c.aging('C', '2026-09-30')).toEqual({
      not_due: 5_000_00,
      '1-30': 8_000_00,
      credit_notes: -2_000_00,
      total: 11_000_00,
    })

    c.post({ kind: 'refund', no: 'RF', on: '2026-09-20', minor: 2_000_00, to: 'CN-7' })
    expect(c.aging('C', '2026-09-30')).toEqual({
      not_due: 5_000_00,
      '1-30': 8_000_00,
      total: 13_000_00,
    })
  })
})

describe('4.11 foreign currency', () => {
  beforeEach(() => {
    c.customer('E', { currency: 'USD' })
    c.post({
      no: 'INV-U1',
      customer: 'E',
      on: '2026-09-10',
      due: '2026-10-10',
      minor: 1_000_00,
      currency: 'USD',
      rate: '41.20',
    })
    const input = contract.rates.set.input.parse({
      rates: [{ currency: 'USD', date: '2026-09-30', rate: '42.05' }],
    })
    c.command((context) => setRates(context, input))
  })

  it('M97: revalues +850.00 on its own layer, and realises 1,020.00 and 760.00 per slice', () => {
    const month = contract.periods.revalue.input.parse({ month: '2026-09' })
    expect(c.command((context) => revalue(context, month))).toMatchObject({
      totalMinor: 850_00,
      unchanged: false,
    })
    expect(c.command((context) => revalue(context, month))).toMatchObject({
      totalMinor: 850_00,
      unchanged: true,
    })
    c.post({
      kind: 'receipt',
      no: 'U-R1',
      customer: 'E',
      on: '2026-10-05',
      minor: 600_00,
      currency: 'USD',
      rate: '42.90',
    })
    c.post({
      kind: 'receipt',
      no: 'U-R2',
      customer: 'E',
      on: '2026-10-20',
      minor: 400_00,
      currency: 'USD',
      rate: '43.10',
    })

    expect(c.allocate('U-R1', { 'INV-U1': 600_00 }).allocations[0]?.realisedMinor).toBe(1_020_00)
    expect(c.aging('E', '2026-10-10', { inCompanyCurrency: true })).toEqual({
      not_due: 16_480_00,
      total: 16_480_00,
    })
    expect(c.allocate('U-R2', { 'INV-U1': null }).allocations[0]?.realisedMinor).toBe(760_00)
    // The proof: cash 25,740 + 17,240 less the booked 41,200 is what was realised.
    const gains = c.query(({ db }) =>
      db
        .prepare<[], { account: string; minor: number }>(
          `select l.account, sum(l.base_minor) as minor from doc_line as l join doc as d on d.id = l.doc_id
           where d.kind in ('receipt', 'fx_difference') and l.account in ('102', '646') group by l.account`,
        )
        .all(),
    )
    expect(gains).toEqual([
      { account: '102', minor: 42_980_00 },
      { account: '646', minor: -1_780_00 },
    ])
    expect(c.aging('E', '2026-10-31')).toEqual({})
    expect(c.aging('E', '2026-10-31', { inCompanyCurrency: true })).toEqual({})
    expect(c.verify().checks.filter((one) => !one.ok)).toEqual([])
  })

  it('L3: takes the realised difference back with the allocation, on every day', () => {
    c.post({
      kind: 'receipt',
      no: 'U-R1',
      customer: 'E',
      on: '2026-10-05',
      minor: 600_00,
      currency: 'USD',
      rate: '42.90',
      to: { 'INV-U1': 600_00 },
    })
    c.deallocate('U-R1', 'INV-U1', '2026-10-12')

    expect(c.aging('E', '2026-10-12', { inCompanyCurrency: true })).toEqual({
      '1-30': 41_200_00,
      unapplied: -25_740_00,
      total: 15_460_00,
    })
    expect(c.verify().ok).toBe(true)
  })
})

describe('4.18 period close and lock', () => {
  beforeEach(() => {
    postR2()
    c.close('2026-09')
  })

  it('L6: corrects September by a mirror in October, September stays as it was', () => {
    c.reverse('INV-101', '2026-10-01')

    expect(c.aging('C', '2026-09-30')).toEqual({
      not_due: 5_000_00,
      '1-30': 8_000_00,
      '61-90': 12_000_00,
      total: 25_000_00,
    })
    expect(c.aging('C', '2026-10-01')).toEqual({
      not_due: 5_000_00,
      '1-30': 8_000_00,
      total: 13_000_00,
    })
  })

  it('refuses postings, reversals, allocations and due days in a closed month', () => {
    c.post({ kind: 'receipt', no: 'R', on: '2026-10-02', minor: 1_00 })

    expect(() => c.post({ no: 'X', on: '2026-09-29', minor: 1_00 })).toThrow('period.closed')
    expect(() => c.reverse('INV-103', '2026-09-30')).toThrow('period.closed')
    expect(() => c.allocate('R', { 'INV-101': null }, '2026-09-30')).toThrow(
      /period.closed|before_document/,
    )
    const move = contract.documents.agreeDueDate.input.parse({
      key: { documentNo: 'INV-103' },
      dueOn: '2026-12-01',
      reason: 'r',
      on: '2026-09-25',
    })
    expect(() => c.command((context) => agreeDueDate(context, move))).toThrow('period.closed')
  })

  it('dates an old advance against an old invoice in the first open month', () => {
    c.reopen('2026-09')
    c.post({ kind: 'receipt', no: 'ADV', on: '2026-09-25', minor: 1_000_00 })
    c.close('2026-09')
    const { allocations } = c.allocate('ADV', { 'INV-101': null })

    expect(allocations[0]?.effectiveOn).toBe('2026-10-01')
  })

  it('opens a month with a reason, and the months after it', () => {
    c.close('2026-10')
    c.reopen('2026-09', 'late receipt')

    expect(() => c.post({ no: 'X', on: '2026-10-29', minor: 1_00 })).not.toThrow()
  })

  it('asks for a reason in a soft-closed month', () => {
    c.close('2026-10', true)

    expect(() => c.post({ no: 'X', on: '2026-10-29', minor: 1_00 })).toThrow('period.soft_closed')
  })
})

describe('4.19 reversal, not edit', () => {
  it('L6: keeps the original and the mirror both visible', () => {
    postR2()
    c.reverse('INV-101', '2026-10-01')
    const lines = c.statement('C', { to: '2026-10-31' })[0]?.lines ?? []

    expect(
      lines.map((line) => [
        line.date,
        line.documentNo,
        line.kind,
        line.debitMinor - line.creditMinor,
      ]),
    ).toEqual([
      ['2026-06-10', 'INV-101', 'invoice', 12_000_00],
      ['2026-08-05', 'INV-102', 'invoice', 8_000_00],
      ['2026-09-20', 'INV-103', 'invoice', 5_000_00],
      ['2026-10-01', 'INV-101', 'reversal', -12_000_00],
    ])
    expect(() => c.reverse('INV-101', '2026-10-02')).toThrow('document.')
  })

  it('refuses to reverse a document with live allocations', () => {
    postR2()
    c.post({ kind: 'receipt', no: 'R', on: '2026-09-28', minor: 1_000_00, to: 'INV-101' })

    expect(() => c.reverse('INV-101', '2026-10-01')).toThrow('document.allocated')
    c.deallocate('R', undefined, '2026-09-29')
    expect(() => c.reverse('INV-101', '2026-10-01')).not.toThrow()
  })

  it('uses the earlier due day before a due-date agreement', () => {
    postR2()
    const input = contract.documents.agreeDueDate.input.parse({
      key: { documentNo: 'INV-101' },
      dueOn: '2026-12-01',
      reason: 'agreed by phone',
      on: '2026-10-01',
    })
    c.command((context) => agreeDueDate(context, input))

    expect(c.aging('C', '2026-09-30')['61-90']).toBe(12_000_00)
    expect(c.aging('C', '2026-10-01')).toMatchObject({ not_due: 17_000_00 })
  })
})

describe('4.20 audit trail', () => {
  it('L6: every command leaves one chained entry, and a changed row is found', () => {
    postR2()
    const before = c.verify()
    expect(before.checks.find((one) => one.name === 'audit')).toMatchObject({ ok: true })

    expect(() =>
      c.command(({ db }) => db.execute("update doc set amount_minor = 1 where number = 'INV-101'")),
    ).toThrow('append-only')
    c.command(({ db }) => {
      db.execute('drop trigger doc_no_update')
      db.execute("update doc set amount_minor = 1 where number = 'INV-101'")
    })
    const after = c.verify()
    expect(after.ok).toBe(false)
    expect(after.checks.filter((one) => !one.ok).map((one) => one.name)).toEqual(
      expect.arrayContaining(['L1', 'L2', 'L6', 'projections']),
    )
  })
})
