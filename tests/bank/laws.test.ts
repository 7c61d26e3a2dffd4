/**
 * Laws of posting bank lines, over random groups, documents, currencies and adjustments: what came in is
 * in the books to the cent, every document is open by just what was not paid, and taking back in any
 * order leaves the books as they were.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesIn } from '../../db/local/bank.ts'
import { documentByRow } from '../../db/local/documents.ts'
import { keepStatements } from '../../main/backend/bank/keep-statements.ts'
import { postBankLines, undoBankLines } from '../../main/backend/features/bank.ts'
import { openItemsOf } from '../../main/backend/features/open-items.ts'
import { setRates } from '../../main/backend/features/periods.ts'
import { contract } from '../../shared/contract/index.ts'
import { convert, toDecimalString } from '../../shared/domain/money.ts'
import { TestCompany } from '../support/company.ts'
import { readText } from './samples.ts'

const RUNS = Number(process.env['SALDO_BANK_RUNS'] ?? 40)
const DAY = '2026-10-05'
const RATE = '41.1234'
const GROUP = ['P', 'P.A', 'P.B'] as const

const amount = fc.integer({ min: 1_000, max: 5_000_000 })
const target = fc.record({
  owner: fc.constantFrom(...GROUP),
  currency: fc.constantFrom('TRY', 'TRY', 'USD'),
  minor: amount,
  /** Percent of it that the line pays. */
  part: fc.integer({ min: 1, max: 100 }),
  isCredit: fc.boolean(),
})
const payment = fc.record({
  payer: fc.constantFrom(...GROUP),
  targets: fc.array(target, { minLength: 1, maxLength: 4 }),
  fee: fc.integer({ min: 0, max: 300 }),
  discount: fc.integer({ min: 0, max: 300 }),
  rest: fc.integer({ min: 0, max: 10_000 }),
})

test('N11 M104 M108: bank lines in the books to the cent, and out of them again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(payment, { minLength: 1, maxLength: 4 }),
      fc.nat(),
      async (payments, turn) => {
        const company = new TestCompany({ inMemory: true })
        try {
          const plans = layOut(company, payments)
          const before = openOf(company)
          const rows = plans.map(
            ({ lineMinor }, n) => `${DAY};Havale ${n};${toDecimalString(lineMinor, 'TRY')}`,
          )
          const file = await readText(['Tarih;Açıklama;Tutar', ...rows, ''].join('\n'), {
            account: 'TL',
            currency: 'TRY',
            decimal: '.',
          })
          company.command((context) => keepStatements(context, file, 'bank.csv'))
          const lines = company.query(({ db }) => linesIn(db, 'todo', null))
          expect(lines.map(({ amountMinor }) => amountMinor)).toEqual(
            plans.map(({ lineMinor }) => lineMinor),
          )

          const applications = contract.bank.post.input.parse({
            applications: plans.map(({ application }, n) => ({
              ...application,
              lineId: lines[n]?.lineId,
            })),
          })
          company.command((context) => postBankLines(context, applications))
          const paid = new Map(plans.flatMap(({ paid: some }) => some))
          const after = openOf(company)
          for (const [number, open] of Object.entries(before)) {
            const left = open - (paid.get(number) ?? 0)
            expect(after[number] ?? 0, number).toBe(left)
          }
          expect(received(company)).toBe(plans.reduce((sum, { lineMinor }) => sum + lineMinor, 0))
          expectWhole(company)

          const ids = lines.map(({ lineId }) => lineId)
          const at = turn % ids.length
          const order = [...ids.slice(at), ...ids.slice(0, at)]
          company.command((context) => undoBankLines(context, { lineIds: order }))
          expect(openOf(company)).toEqual(before)
          expectWhole(company)
        } finally {
          company.dispose()
        }
      },
    ),
    { numRuns: RUNS },
  )
})

type Payment = Parameters<typeof layOut>[1][number]

/** Posts each payment's documents; answers what a line must be to pay them, and the application. */
function layOut(
  company: TestCompany,
  payments: readonly {
    readonly payer: string
    readonly targets: readonly {
      readonly owner: string
      readonly currency: string
      readonly minor: number
      readonly part: number
      readonly isCredit: boolean
    }[]
    readonly fee: number
    readonly discount: number
    readonly rest: number
  }[],
) {
  company.customer('P')
  company.customer('P.A', { parentCode: 'P' })
  company.customer('P.B', { parentCode: 'P' })
  const rates = contract.rates.set.input.parse({
    rates: [{ currency: 'USD', date: DAY, rate: RATE }],
  })
  company.command((context) => setRates(context, rates))
  return payments.map((payment, n) => planOf(company, payment, n))
}

function planOf(company: TestCompany, payment: Payment, n: number) {
  const to: { documentNo: string; amountMinor: number }[] = []
  let worth = 0
  for (const [at, { owner, currency, minor, part, isCredit }] of payment.targets.entries()) {
    const no = `D${n}-${at}`
    company.post({
      no,
      customer: owner,
      on: '2026-09-01',
      minor,
      ...(currency === 'TRY' ? {} : { currency, rate: '40.5' }),
    })
    const pays = Math.max(1, Math.round((minor * part) / 100))
    to.push({ documentNo: no, amountMinor: pays })
    worth += convert(pays, currency, 'TRY', RATE)
    if (!isCredit) continue
    // A credit note of the same account takes part of what is paid.
    const credit = Math.max(1, Math.round(pays / 3))
    company.post({
      no: `${no}C`,
      kind: 'credit_note',
      customer: owner,
      on: '2026-09-02',
      minor: credit,
      ...(currency === 'TRY' ? {} : { currency, rate: '40.5' }),
    })
    to.push({ documentNo: `${no}C`, amountMinor: -credit })
    worth -= convert(credit, currency, 'TRY', RATE)
  }
  const isOne = payment.targets.every(({ currency }) => currency === 'TRY')
  const first = payment.targets[0]
  // Kept from one document in one currency: rounding of a fee across currencies is another matter.
  const beside = isOne && first !== undefined && first.minor * first.part > 200_000
  const adjustments = beside
    ? [
        { kind: 'fee' as const, amountMinor: payment.fee },
        { kind: 'discount' as const, amountMinor: payment.discount },
      ].filter(({ amountMinor }) => amountMinor > 0)
    : []
  const kept = adjustments.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  return {
    lineMinor: worth - kept + payment.rest,
    application: { customerCode: payment.payer, to, adjustments },
    paid: to.map(({ documentNo, amountMinor }) => [documentNo, amountMinor] as const),
  }
}

/** Open of each document that was there before any line, by number. */
function openOf(company: TestCompany): Record<string, number> {
  const input = contract.documents.openItems.input.parse({})
  const { items } = company.query((context) => openItemsOf(context, input))
  return Object.fromEntries(
    items
      .filter(({ documentNo }) => documentNo.startsWith('D'))
      .map(({ documentNo, openMinor }) => [documentNo, openMinor]),
  )
}

/** What the receipts of all lines are worth in company currency. */
function received(company: TestCompany): number {
  return company.query(({ db }) => {
    let sum = 0
    for (let row = 1; ; row += 1) {
      const document = documentByRow(db, row)
      if (!document) return sum
      if (document.kind === 'receipt') sum -= document.baseMinor
    }
  })
}

function expectWhole(company: TestCompany): void {
  const { ok, checks } = company.verify(true)
  expect(ok, JSON.stringify(checks.filter((one) => !one.ok))).toBe(true)
}
