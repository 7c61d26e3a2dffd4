/** The laws of a ledger that is too large to be checked while a window waits. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { tieOutOf } from '../../main/backend/durability/law-checks.ts'
import { tieOut } from '../../main/backend/features/verify.ts'
import { TestCompany } from '../support/company.ts'
import type { IsoDate } from '../../shared/domain/days.ts'

const DAY = '2026-06-30' as IsoDate

let company: TestCompany
beforeEach(() => {
  company = new TestCompany()
  company.customer('C')
  company.post({ no: 'F1', on: '2026-03-01', minor: 100_00 })
  company.post({ no: 'R1', kind: 'receipt', on: '2026-03-05', minor: 40_00, to: 'F1' })
})
afterEach(() => company.dispose())

it('L1 L2 L3 L4 L5 L6: checked in a thread beside, the laws say what they say at once', async () => {
  const atOnce = company.query((context) => tieOut(context, company.file.cache, DAY))
  expect(tieOutOf(company.file, DAY)).toEqual(atOnce)
  const [one, other] = [tieOutOf(company.file, DAY, 0), tieOutOf(company.file, DAY, 0)]
  expect(one).toBeInstanceOf(Promise)
  expect(await one).toEqual(atOnce)
  // Nothing was written: the second is the first.
  expect(await other).toBe(await one)

  company.command(({ db }) => db.prepare<[]>('update doc_sum set count = count + 1').run())
  company.post({ no: 'F2', on: '2026-04-01', minor: 5_00 })
  const after = await tieOutOf(company.file, DAY, 0)
  expect(after.checks.filter((check) => !check.ok).map((check) => check.name)).toEqual(['L1'])
})

it('a check beside ends with the company that is closed', async () => {
  const answer = Promise.resolve(tieOutOf(company.file, DAY, 0))
  const refused = expect(answer).rejects.toMatchObject({ code: 'company.none_open' })
  await Promise.resolve()
  await Promise.resolve()
  company.file.close()
  await refused
  company.reload()
  expect((await tieOutOf(company.file, DAY, 0)).checks).toHaveLength(6)
})
