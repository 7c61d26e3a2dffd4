import { allAccounts, type BankAccountRow } from '../../../db/local/bank.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'

/** The row of our account of this name or IBAN, blanks aside; null for all of them. */
export function accountNamed({ db }: Context, name: string | undefined): number | null {
  if (name === undefined) return null
  const plain = (text: string) => text.replaceAll(/\s/g, '').toUpperCase()
  const isMeant = (one: BankAccountRow) =>
    plain(one.name) === plain(name) || (one.iban !== null && plain(one.iban) === plain(name))
  const found = allAccounts(db).find(isMeant)
  if (!found) throw new Refusal('bank.account_unknown', { account: name })
  return found.rowid
}
