import { describe, expect, it } from 'vitest'
import { day } from '../../shared/domain/days.ts'
import { learnAll } from '../../shared/domain/matching/learn.ts'
import { buildMatcher } from '../../shared/domain/matching/matcher.ts'
import { books, customer, firstOf, invoice, line, matchOne } from './small-books.ts'

const IBAN = 'TR330006100519786457841326'
const DENIZ = customer('C-1', 'Deniz Tic. A.Ş.', { ibans: [IBAN], taxId: '1234567890' })
const GUNES = customer('C-2', 'Güneş Gıda San. ve Tic. Ltd. Şti.')
/** R2 of the requirements: 12,000, 8,000 and 5,000, the first two due. */
const R2 = [
  invoice('INV-101', 'C-1', 12_000_00, { documentOn: day('2026-06-10'), dueOn: day('2026-07-10') }),
  invoice('INV-102', 'C-1', 8_000_00, { documentOn: day('2026-08-05'), dueOn: day('2026-09-04') }),
  invoice('INV-103', 'C-1', 5_000_00, { documentOn: day('2026-09-20'), dueOn: day('2026-10-20') }),
  invoice('INV-202', 'C-2', 8_000_00),
]
const SMALL = books([DENIZ, GUNES], R2)

describe('matching of bank lines, worked by hand', () => {
  it('M107 N11: EFT "DENIZ TIC FT102" of 8,000.00 closes INV-102 and says why', () => {
    const match = matchOne(SMALL, line(8_000_00, 'DENIZ TIC FT102', { iban: IBAN }))

    expect(match.decision).toBe('post')
    expect(firstOf(match)).toEqual({
      customer: 'C-1',
      pays: ['INV-102=800000'],
      adjustments: [],
      unapplied: 0,
    })
    const kinds = match.proposals[0]?.evidence.map((one) => one.kind)
    expect(kinds).toContain('iban')
    expect(kinds).toContain('reference')
  })

  it('M107: numbers are read in any spelling', () => {
    for (const text of [
      'INV-102',
      'inv 000102 nolu fatura bedeli',
      'INV102',
      'FT 101 102 nolu faturalar',
      '101-102 NOLU FATURALAR',
    ]) {
      const isBoth = text.includes('101')
      const match = matchOne(SMALL, line(isBoth ? 20_000_00 : 8_000_00, text, { iban: IBAN }))
      expect(firstOf(match), text).toMatchObject({
        pays: isBoth ? ['INV-101=1200000', 'INV-102=800000'] : ['INV-102=800000'],
      })
      expect(match.decision, text).toBe('post')
    }
  })

  it('M107: a number with one wrong sign is read only where one document fits', () => {
    const documents = [
      invoice('SLD2026000004711', 'C-1', 90_00),
      invoice('SLD2026000009999', 'C-1', 77_00),
    ]
    const typed = line(90_00, 'SLD2026000004771 FATURA', { iban: IBAN })

    expect(firstOf(matchOne(books([DENIZ], documents), typed))).toMatchObject({
      pays: ['SLD2026000004711=9000'],
    })
    const near = [...documents, invoice('SLD2026000004772', 'C-1', 90_00)]
    expect(matchOne(books([DENIZ], near), typed).decision).not.toBe('post')
  })

  it('N11: equals are recognised as equals and never posted', () => {
    const twins = books(
      [customer('C-1', 'Kuzey Ambalaj A.Ş.'), customer('C-2', 'Kuzey Ambalaj Ltd. Şti.')],
      [invoice('INV-1', 'C-1', 500_00), invoice('INV-2', 'C-2', 500_00)],
    )
    const match = matchOne(twins, line(500_00, 'ödeme', { counterparty: 'KUZEY AMBALAJ' }))

    expect(match).toMatchObject({ decision: 'propose', reason: 'match.equal' })
    expect(match.proposals.map((one) => one.customer).toSorted()).toEqual(['C-1', 'C-2'])
    const low = buildMatcher(twins).matchLines(
      [line(500_00, '', { counterparty: 'KUZEY AMBALAJ' })],
      {
        minConfidence: 0.1,
      },
    )
    expect(low[0]?.decision).toBe('propose')
  })

  it('N11: of twenty namesakes nobody is chosen, and they do not hide who pays from a known account', () => {
    const many = Array.from({ length: 20 }, (_, n) => customer(`C-${10 + n}`, 'Kuzey Ambalaj A.Ş.'))
    const crowd = books(
      [DENIZ, ...many],
      [invoice('INV-1', 'C-1', 500_00), invoice('INV-2', 'C-29', 500_00)],
    )
    const paid = line(500_00, 'ödeme', { counterparty: 'KUZEY AMBALAJ' })

    expect(matchOne(crowd, paid).decision).not.toBe('post')
    const both = books([DENIZ, ...many], [invoice('INV-2', 'C-29', 500_00)])
    expect(matchOne(both, paid).decision).not.toBe('post')
    expect(
      firstOf(matchOne(crowd, { ...paid, counterparty: 'Deniz Tic. A.Ş.', iban: IBAN })),
    ).toMatchObject({ pays: ['INV-1=50000'] })
    expect(matchOne(crowd, { ...paid, counterparty: 'Deniz Tic. A.Ş.', iban: IBAN }).decision).toBe(
      'post',
    )
  })

  it('N11: two invoices of one amount are equals, whichever is older, until one is named', () => {
    const documents = [
      invoice('INV-11', 'C-1', 500_00, { dueOn: day('2026-07-01') }),
      invoice('INV-12', 'C-1', 500_00, { dueOn: day('2026-08-01') }),
    ]
    const same = books([DENIZ], documents)

    expect(matchOne(same, line(500_00, 'fatura', { iban: IBAN }))).toMatchObject({
      decision: 'propose',
      reason: 'match.equal',
    })
    expect(firstOf(matchOne(same, line(500_00, 'INV-12', { iban: IBAN })))).toMatchObject({
      pays: ['INV-12=50000'],
    })
  })

  it('M107: a known payer without a fitting document is proposed by the account’s policy', () => {
    const text = line(9_000_00, 'cari hesaba mahsuben', { iban: IBAN })

    expect(firstOf(matchOne(SMALL, text))).toMatchObject({ pays: ['INV-101=900000'], unapplied: 0 })
    expect(matchOne(SMALL, text)).toMatchObject({ decision: 'propose', reason: 'match.by_policy' })
    const explicit = books([{ ...DENIZ, policy: 'explicit' }, GUNES], R2)
    expect(firstOf(matchOne(explicit, text))).toMatchObject({ pays: [], unapplied: 9_000_00 })
  })

  it('M107: more than is named goes on by policy (domain.md 4.5, example a)', () => {
    const text = line(9_000_00, 'INV-103', { iban: IBAN })

    expect(firstOf(matchOne(SMALL, text))).toMatchObject({
      pays: ['INV-101=400000', 'INV-103=500000'],
      unapplied: 0,
    })
    const explicit = books([{ ...DENIZ, policy: 'explicit' }, GUNES], R2)
    expect(firstOf(matchOne(explicit, text))).toMatchObject({
      pays: ['INV-103=500000'],
      unapplied: 4_000_00,
    })
  })

  it('M107: whoever names another customer’s document is asked, whatever else fits', () => {
    const match = matchOne(SMALL, line(12_000_00, 'INV-202', { iban: IBAN }))

    expect(firstOf(match)).toMatchObject({ customer: 'C-1', pays: ['INV-101=1200000'] })
    expect(match.decision).toBe('propose')
  })

  it('M107: a customer’s code in the text tells the payer', () => {
    const coded = books(
      [customer('120.01.0042', 'Ege Boya'), GUNES],
      [invoice('INV-9', '120.01.0042', 321_00), invoice('INV-8', 'C-2', 321_00)],
    )
    const match = matchOne(
      coded,
      line(321_00, '120.01.0042 cari ödemesi', { counterparty: 'Ali Veli' }),
    )

    expect(firstOf(match)).toMatchObject({ customer: '120.01.0042', pays: ['INV-9=32100'] })
    expect(match.proposals[0]?.evidence.map((one) => one.code)).toContain('evidence.code')
  })

  it('M104: what is nobody’s money has no proposals', () => {
    const lines = [
      line(-250_00, 'EFT MASRAFI', { id: 'A' }),
      line(8_000_00, 'POS SATIŞ BEDELİ ÜİY:12345', { id: 'B' }),
      line(8_000_00, 'VİRMAN', { id: 'C', iban: 'TR660006200000000000000001' }),
      line(31_00, 'VADELİ HESAP FAİZ TAHAKKUKU', { id: 'D' }),
      line(8_000_00, 'INV-102', { id: 'E', iban: IBAN, isReversal: true }),
    ]
    const own = books([DENIZ, GUNES], R2, { ownIbans: ['TR66 0006 2000 0000 0000 0000 01'] })

    for (const match of buildMatcher(own).matchLines(lines))
      expect(match).toMatchObject({
        proposals: [],
        decision: 'suspense',
        reason: 'match.not_customer',
      })
  })

  it('M104: a stranger with the same amount is not posted', () => {
    const match = matchOne(
      SMALL,
      line(12_000_00, 'ödeme', { counterparty: 'Ali Veli', iban: 'TR020001000000000000000001' }),
    )

    expect(match.decision).not.toBe('post')
  })

  it('M107: a granted discount is taken, another is proposed and not posted (domain.md 4.9)', () => {
    const discount = { percent: '2', untilOn: day('2026-09-30') }
    const granted = books([DENIZ], [invoice('INV-7', 'C-1', 10_000_00, { discount })])
    const paid = line(9_800_00, 'INV-7', { iban: IBAN })

    expect(firstOf(matchOne(granted, paid))).toMatchObject({
      pays: ['INV-7=1000000'],
      adjustments: ['discount=20000'],
    })
    expect(matchOne(granted, paid).decision).toBe('post')
    const late = matchOne(granted, { ...paid, bookedOn: day('2026-10-02') })
    expect(late).toMatchObject({ decision: 'propose', reason: 'match.difference' })
  })

  it('M107: what the bank kept and rounding are closed within tolerance only (domain.md 4.8)', () => {
    const one = books([DENIZ], [invoice('INV-7', 'C-1', 1_180_00)])
    const adjusted = (minor: number) => firstOf(matchOne(one, line(minor, 'INV-7', { iban: IBAN })))

    expect(adjusted(1_179_60)).toMatchObject({
      adjustments: ['rounding=40'],
      pays: ['INV-7=118000'],
    })
    expect(adjusted(1_173_80)).toMatchObject({ adjustments: ['fee=620'], pays: ['INV-7=118000'] })
    expect(adjusted(1_000_00)).toMatchObject({ adjustments: [], pays: ['INV-7=100000'] })
  })

  it('M107: a dollar invoice paid in lira is closed at the day’s rate, the rest is exchange difference', () => {
    const dollars = books([DENIZ], [invoice('INV-9', 'C-1', 1_000_00, { currency: 'USD' })], {
      rateOf: (from, to) => (from === 'USD' && to === 'TRY' ? '42.05' : null),
    })
    const match = matchOne(dollars, line(42_000_00, 'INV-9', { iban: IBAN }))

    expect(firstOf(match)).toMatchObject({ pays: ['INV-9=100000'], adjustments: ['fx=5000'] })
    expect(match.proposals[0]?.allocations[0]).toMatchObject({
      currency: 'USD',
      lineMinor: 42_050_00,
      rate: '42.05',
    })
  })

  it('M107: one line pays several customers of a group', () => {
    const group = books(
      [DENIZ, customer('C-3', 'Deniz Şube', { parent: 'C-1' })],
      [
        invoice('INV-31', 'C-1', 100_00),
        invoice('INV-32', 'C-3', 250_00),
        invoice('CRN-4', 'C-3', -50_00),
      ],
    )
    const match = matchOne(group, line(300_00, 'INV-31 INV-32 CRN-4', { iban: IBAN }))

    expect(firstOf(match)).toMatchObject({
      customer: 'C-1',
      pays: ['INV-31=10000', 'CRN-4=-5000', 'INV-32=25000'],
    })
  })

  it('M107: lines of one run see what the lines before have used', () => {
    const one = books([DENIZ], [invoice('INV-7', 'C-1', 300_00)])
    const lines = [1, 2, 3, 4].map((n) =>
      line(100_00, 'INV-7 taksit', { id: `L${n}`, iban: IBAN, bookedOn: day(`2026-09-0${n}`) }),
    )
    const matches = buildMatcher(one).matchLines(lines)

    expect(matches.slice(0, 3).map(firstOf)).toEqual(
      Array.from({ length: 3 }, () => ({
        customer: 'C-1',
        pays: ['INV-7=10000'],
        adjustments: [],
        unapplied: 0,
      })),
    )
    expect(matches.slice(3).map(firstOf)[0]).toMatchObject({ pays: [], unapplied: 100_00 })
  })

  it('N11: what was confirmed tells the payer next time, and forgetting it takes that away', () => {
    const unknown = books([customer('C-1', 'Deniz Tic. A.Ş.'), GUNES], R2)
    const paid = line(8_000_00, 'ödeme', {
      counterparty: 'MEHMET K',
      iban: 'TR110001000000000000000077',
    })
    const confirmed = ['A', 'B'].map((id) => ({ line: { ...paid, id }, customer: 'C-1' }))

    expect(matchOne(unknown, paid).decision).not.toBe('post')
    const match = matchOne({ ...unknown, facts: learnAll([], confirmed) }, paid)
    expect(firstOf(match)).toMatchObject({ customer: 'C-1', pays: ['INV-102=800000'] })
    expect(match.proposals[0]?.evidence.map((one) => one.kind)).toContain('learned')
  })

  it('M104: rules a person wrote come first', () => {
    const rules = [
      { id: 'r1', name: 'Kira', when: { text: 'KİRA' }, effect: { kind: 'not_customer' as const } },
      {
        id: 'r2',
        name: 'Avans',
        when: { counterparty: 'ORTAK', minMinor: 1_00 },
        effect: { kind: 'customer' as const, customer: 'C-2', onAccount: true },
      },
    ]
    const ruled = books([DENIZ, GUNES], R2, { rules })

    expect(matchOne(ruled, line(8_000_00, 'kira INV-102', { iban: IBAN }))).toMatchObject({
      proposals: [],
      decision: 'suspense',
    })
    const match = matchOne(ruled, line(8_000_00, 'x', { counterparty: 'Ortak A.Ş.' }))
    expect(firstOf(match)).toMatchObject({ customer: 'C-2', pays: [], unapplied: 8_000_00 })
    expect(match.proposals[0]?.evidence[0]).toMatchObject({
      kind: 'rule',
      params: { rule: 'Avans' },
    })
  })
})
