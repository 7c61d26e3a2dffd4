/** Which of our bank accounts a name on the command line means. */
import { beforeEach, expect, it } from 'vitest'
import { insertAccount } from '../../db/local/bank.ts'
import { accountNamed } from '../../main/backend/bank/account-named.ts'
import { TestCompany } from '../support/company.ts'

const IBAN = 'TR330006100519786457841326'
const LIRA = '01890a5d-ac96-774b-bcce-b302099a8051'
const EURO = '01890a5d-ac96-774b-bcce-b302099a8052'
const SAFE = '01890a5d-ac96-774b-bcce-b302099a8053'

let rows: number[]
let named: (name: string | undefined) => number | null
beforeEach(() => {
  const company = new TestCompany({ inMemory: true })
  rows = company.command(({ db }) =>
    [
      { accountId: LIRA, name: IBAN, iban: IBAN, currency: 'TRY' },
      { accountId: EURO, name: IBAN, iban: IBAN, currency: 'EUR' },
      { accountId: SAFE, name: 'Ziraat TL', iban: null, currency: 'TRY' },
    ].map((account) => insertAccount(db, account, 0)),
  )
  named = (name) => company.query((context) => accountNamed(context, name))
})

it('M104: an IBAN that is kept in two currencies is asked back, with both', () => {
  expect(() => named(IBAN)).toThrow(
    expect.objectContaining({
      code: 'bank.account_several',
      params: { account: IBAN, accounts: `${IBAN} EUR (${EURO}); ${IBAN} TRY (${LIRA})` },
    }),
  )
})

it('M104: the currency behind it, or the id, says which', () => {
  expect(named(`${IBAN} EUR`)).toBe(rows[1])
  expect(named('tr33 0006 1005 1978 6457 8413 26 try')).toBe(rows[0])
  expect(named(EURO)).toBe(rows[1])
  expect(named('ziraat tl')).toBe(rows[2])
  expect(named(undefined)).toBeNull()
  expect(() => named('Ziraat')).toThrow(
    expect.objectContaining({ code: 'bank.account_unknown', params: { account: 'Ziraat' } }),
  )
})
