/** How many operations wait for the server: counted without reading them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pendingOperations } from '../../db/local/log.ts'
import { companyInfo } from '../../main/backend/features/companies.ts'
import { TestCompany } from '../support/company.ts'

let company: TestCompany
beforeEach(() => {
  company = new TestCompany({ columns: false })
  company.customer('C1')
  for (const n of [1, 2, 3])
    company.post({ kind: 'invoice', no: `F${n}`, customer: 'C1', on: '2026-01-05', minor: 100_00 })
})
afterEach(() => company.dispose())

const answer = (count: number) =>
  company.command(({ db }) =>
    db.prepare<[number]>("update op_outbox set state = 'accepted' where local_seq <= ?").run(count),
  )

test('those the server has answered are not pending', () => {
  expect(company.query(({ db }) => pendingOperations(db))).toBe(4)
  answer(3)
  expect(company.query(({ db }) => pendingOperations(db))).toBe(1)
  expect(company.query((context) => companyInfo(context, company.path)).counts).toMatchObject({
    pendingOperations: 1,
    documents: 3,
  })
})

test('currencies in use are those of all items, also of what was posted since', () => {
  const currencies = () => company.query((context) => companyInfo(context, company.path)).currencies
  expect(currencies()).toEqual(['TRY'])
  company.post({
    kind: 'invoice',
    no: 'U1',
    customer: 'C1',
    on: '2026-01-06',
    minor: 5_00,
    currency: 'USD',
    rate: '41',
  })
  expect(currencies()).toEqual(['TRY', 'USD'])
  company.reload()
  expect(currencies()).toEqual(['TRY', 'USD'])
})
