/** What there is to collect, who is risky, how an account pays, what the day asks for. */
import { afterEach, describe, expect, it } from 'vitest'
import { openItemsOf, searchDocuments } from '../../main/backend/features/open-items.ts'
import { paymentHistory } from '../../main/backend/features/payments.ts'
import { overdueMonths, riskList } from '../../main/backend/features/risk.ts'
import { searchCustomers } from '../../main/backend/features/search.ts'
import { noticesOf, workOf } from '../../main/backend/features/today.ts'
import { openDispute } from '../../main/backend/features/disputes.ts'
import { contract } from '../../shared/contract/index.ts'
import { day } from '../../shared/domain/days.ts'
import { TestCompany } from '../support/company.ts'

let company: TestCompany
afterEach(() => company.dispose())

/** Deniz of domain.md 4.12 and three others: late and over the limit, on time, and in dollars. */
function books(): TestCompany {
  company = new TestCompany({ now: '2026-09-30T09:00:00Z' })
  company.customer('DENIZ', { creditLimitMinor: 50_000_00 })
  company.customer('LATE', { creditLimitMinor: 1_000_00 })
  company.customer('GOOD')
  company.customer('DOLLAR', { currency: 'USD' })
  company.post(
    { no: 'D1', customer: 'DENIZ', on: '2026-06-10', due: '2026-07-10', minor: 12_000_00 },
    { no: 'D2', customer: 'DENIZ', on: '2026-08-05', due: '2026-09-04', minor: 8_000_00 },
    { no: 'D3', customer: 'DENIZ', on: '2026-09-20', due: '2026-10-04', minor: 5_000_00 },
    { kind: 'receipt', no: 'R1', customer: 'DENIZ', on: '2026-08-25', minor: 12_000_00, to: 'D1' },
    { kind: 'receipt', no: 'R2', customer: 'DENIZ', on: '2026-09-30', minor: 8_000_00, to: 'D2' },
    { no: 'L1', customer: 'LATE', on: '2026-04-01', due: '2026-05-01', minor: 3_000_00 },
    { no: 'L2', customer: 'LATE', on: '2026-09-01', due: '2026-10-07', minor: 700_00 },
    { kind: 'receipt', no: 'R3', customer: 'LATE', on: '2026-08-01', minor: 200_00 },
    { kind: 'credit_note', no: 'C1', customer: 'LATE', on: '2026-09-02', minor: 50_00 },
    { no: 'G1', customer: 'GOOD', on: '2026-09-25', due: '2026-12-01', minor: 900_00 },
    {
      no: 'U1',
      customer: 'DOLLAR',
      on: '2026-09-01',
      due: '2026-09-15',
      minor: 100_00,
      currency: 'USD',
      rate: '40',
    },
  )
  return company
}

const ask = <Result>(run: (context: Parameters<typeof riskList>[0]) => Result): Result =>
  company.file.query(run)

describe('payment history', () => {
  it('M52: Deniz average delay reads 38.0 days, payment by payment 46 and 26', () => {
    books()
    const input = contract.payments.history.input.parse({ customerCode: 'DENIZ' })

    const history = ask((context) => paymentHistory(context, input))

    expect(history.summaries).toMatchObject([
      {
        currency: 'TRY',
        count: 2,
        averageDelayDays: 38,
        adatDays: 760_000,
        receivedMinor: 20_000_00,
      },
    ])
    expect(history.payments.map((one) => [one.documentNo, one.delayDays])).toEqual([
      ['R2', 26],
      ['R1', 46],
    ])
    expect(history.summaries[0]?.months).toEqual([
      { month: '2026-08', receivedMinor: 12_000_00, delayDays: 46 },
      { month: '2026-09', receivedMinor: 8_000_00, delayDays: 26 },
    ])
  })

  it('M52: a payment taken back is bounced and no longer counts; one as of earlier still stands', () => {
    books()
    company.deallocate('R2')
    company.reverse('R2', '2026-09-30')
    const at = (asOf: string) =>
      ask((context) =>
        paymentHistory(
          context,
          contract.payments.history.input.parse({ customerCode: 'DENIZ', asOf }),
        ),
      ).summaries[0]

    expect(at('2026-09-30')).toMatchObject({ count: 1, bounced: 1, bouncedMinor: 8_000_00 })
    expect(at('2026-09-30')?.averageDelayDays).toBe(46)
    expect(at('2026-08-31')).toMatchObject({ count: 1, bounced: 0, averageDelayDays: 46 })
  })
})

describe('risk list', () => {
  it('M51: to collect is the sum of the positive overdue residuals', () => {
    books()
    const list = ask((context) =>
      riskList(context, company.file.cache, contract.risk.list.input.parse({})),
    )
    const { items } = ask((context) => openItemsOf(context, { group: false }))
    const residuals = items
      .filter((item) => item.openMinor > 0 && item.daysPastDue > 0)
      .reduce((sum, item) => sum + item.openBaseMinor, 0)

    expect(list.toCollectMinor).toBe(residuals)
    expect(list.toCollectMinor).toBe(3_000_00 + 4_000_00)
    expect(list.receivableMinor).toBe(items.reduce((sum, item) => sum + item.openBaseMinor, 0))
    // Seven days from the day itself: D3 on the fourth is in, L2 on the seventh is not.
    expect([list.expectedMinor, list.expectedUntil]).toEqual([5_000_00, '2026-10-06'])
  })

  it('M51: ranks the late account over its limit first, and the parts explain the score', () => {
    books()
    const { rows } = ask((context) =>
      riskList(context, company.file.cache, contract.risk.list.input.parse({})),
    )

    expect(rows.map((row) => row.customer)).toEqual(['LATE', 'DOLLAR', 'DENIZ'])
    for (const row of rows)
      expect(row.parts.reduce((sum, part) => sum + part.points, 0)).toBe(row.score)
    expect(rows[0]).toMatchObject({ daysLate: 152, delayDays: null, limitUsed: 3.45 })
    expect(rows[2]?.delayDays).toBe(38)
  })

  it('M51: a short list is the beginning of the long one', () => {
    books()
    const first = (limit: number) =>
      ask((context) =>
        riskList(context, company.file.cache, contract.risk.list.input.parse({ limit })),
      ).rows.map((row) => [row.customer, row.score])

    expect(first(1)).toEqual(first(200).slice(0, 1))
    expect(first(2)).toEqual(first(200).slice(0, 2))
  })

  it('M51 M50: overdue of past month ends is what each day knew as overdue', () => {
    books()
    const { months } = ask((context) =>
      overdueMonths(context, company.file.cache, { asOf: day('2026-09-30'), months: 4 }),
    )

    expect(months).toEqual([
      { month: '2026-06', on: '2026-06-30', overdueMinor: 3_000_00 },
      { month: '2026-07', on: '2026-07-31', overdueMinor: 15_000_00 },
      { month: '2026-08', on: '2026-08-31', overdueMinor: 3_000_00 },
      { month: '2026-09', on: '2026-09-30', overdueMinor: 7_000_00 },
    ])
  })

  it('M51 M50: overdue of past month ends is empty as of a moment before anything was written', () => {
    books()
    const { months } = ask((context) =>
      overdueMonths(context, company.file.cache, {
        asOf: day('2026-09-30'),
        months: 4,
        knownAt: '2000-01-01T00:00:00.000Z',
      }),
    )

    expect(months.map(({ overdueMinor }) => overdueMinor)).toEqual([0, 0, 0, 0])
  })
})

describe('the day', () => {
  it('M51: counts what there is to do, each pile by itself', () => {
    books()
    const work = ask((context) => workOf(context, company.file.cache, {}))

    expect(work.chase).toEqual({ customers: 2, items: 2, minor: 2_800_00 + 4_000_00 })
    expect(work.unapplied).toEqual({ customers: 1, items: 1, minor: -200_00 })
    expect(work.creditNotes).toEqual({ customers: 1, items: 1, minor: -50_00 })
    expect(work.dueSoon).toMatchObject({ customers: 1, items: 1, minor: 5_000_00 })
    expect(work.overLimit).toEqual({ customers: 1, items: 1, minor: 2_450_00 })
    expect(work.missingRates).toEqual(['USD'])
  })

  it('M51: each pile opens the items it counted', () => {
    books()
    const work = ask((context) => workOf(context, company.file.cache, {}))

    for (const pile of ['unapplied', 'creditNotes', 'dueSoon'] as const) {
      const { items } = ask((context) => openItemsOf(context, { group: false, pile }))
      expect(items).toHaveLength(work[pile].items)
      expect(items.reduce((sum, item) => sum + item.openBaseMinor, 0)).toBe(work[pile].minor)
    }
  })

  it('M51: what is disputed is not chased', () => {
    books()
    const before = ask((context) => workOf(context, company.file.cache, {}))
    company.file.command((context) =>
      openDispute(context, {
        disputeId: '0198f000-0000-7000-8000-000000000001',
        key: { documentNo: 'L1' },
        amountMinor: 1_000_00,
        reason: 'price',
        on: day('2026-09-29'),
      }),
    )

    const after = ask((context) => workOf(context, company.file.cache, {}))

    expect(before.chase.minor - after.chase.minor).toBe(1_000_00)
    expect(after.disputed).toEqual({ customers: 1, items: 1, minor: 1_000_00 })
  })

  it('M51: notices stand under their customer, the heaviest first, and keep their keys', () => {
    books()
    const notices = () => ask((context) => noticesOf(context, company.file.cache, { limit: 10 }))

    expect(notices().customers.map((one) => one.customer)).toEqual(['LATE'])
    expect(notices().customers[0]?.notices.map((one) => [one.kind, one.days])).toEqual([
      ['overLimit', null],
      ['unapplied', 60],
    ])
    expect(notices()).toEqual(notices())
  })
})

describe('search', () => {
  const find = (text: string) =>
    ask((context) =>
      searchDocuments(context, { text, limit: 20 }, company.file.cache).map(
        (one) => one.documentNo,
      ),
    )

  it('M163: an amount finds the invoice and the payment of it, open or settled, however it is written', () => {
    books()

    for (const text of ['8.000,00', '8,000.00', '8000', '8 000,00'])
      expect(find(text).toSorted()).toEqual(['D2', 'R2'])
    expect(find('3.000,00')).toEqual(['L1'])
  })

  it('M163: what is left open of a document is found too, before what once was of that size', () => {
    books()
    company.post(
      { no: 'P1', customer: 'GOOD', on: '2026-09-26', due: '2026-10-26', minor: 500_00 },
      { kind: 'receipt', no: 'P2', customer: 'GOOD', on: '2026-09-27', minor: 180_00, to: 'P1' },
      { no: 'P3', customer: 'GOOD', on: '2026-09-20', due: '2026-10-26', minor: 320_00 },
      { kind: 'receipt', no: 'P4', customer: 'GOOD', on: '2026-09-28', minor: 320_00, to: 'P3' },
    )

    expect(find('320,00')).toEqual(['P1', 'P4', 'P3'])
  })

  it('M163: a document in installments is found by its whole amount and by each part', () => {
    books()
    company.post({
      no: 'T1',
      customer: 'GOOD',
      on: '2026-09-26',
      minor: 777_00,
      installments: { '2026-10-26': 333_00, '2026-11-26': 444_00 },
    })

    expect([find('777,00'), find('333,00'), find('444,00')]).toEqual([['T1'], ['T1'], ['T1']])
  })

  it('M163: tax id and IBAN find their customer', () => {
    books()
    company.customer('BANK', { iban: 'TR330006100519786457841326', taxId: '1234567890' })
    const names = (text: string) =>
      ask((context) => searchCustomers(context, { text, limit: 5 }).map((one) => one.code))

    expect(names('TR33 0006 1005')).toEqual(['BANK'])
    expect(names('1234567890')).toEqual(['BANK'])
  })
})
