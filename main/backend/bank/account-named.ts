import { allAccounts, type BankAccountRow } from '../../../db/local/bank.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'

/**
 * The row of our account of this id, name or IBAN, blanks aside; null for all of them. One IBAN may be kept in
 * several currencies: only the id tells these apart.
 */
export function accountNamed({ db }: Context, name: string | undefined): number | null {
  if (name === undefined) return null
  const plain = (text: string) => text.replaceAll(/\s/g, '').toUpperCase()
  const isMeant = (one: BankAccountRow) =>
    plain(one.name) === plain(name) || (one.iban !== null && plain(one.iban) === plain(name))
  const accounts = allAccounts(db)
  const found = accounts.find(({ accountId }) => accountId === name) ?? accounts.find(isMeant)
  if (!found) throw new Refusal('bank.account_unknown', { account: name })
  return found.rowid
}
