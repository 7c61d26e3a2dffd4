import { allAccounts, type BankAccountRow } from '../../../db/local/bank.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'

/**
 * The row of our account of this id, name or IBAN, blanks aside; null for all of them. One IBAN may be
 * kept in several currencies: then the currency behind it tells which (`TR33… EUR`), and without it
 * nothing is guessed (`bank.account_several`).
 */
export function accountNamed({ db }: Context, name: string | undefined): number | null {
  if (name === undefined) return null
  const wanted = plain(name)
  const accounts = allAccounts(db)
  const isMeant = (one: BankAccountRow, ending: string) =>
    [one.name, one.iban].some((own) => own !== null && plain(own + ending) === wanted)
  const found = [
    accounts.filter(({ accountId }) => accountId === name),
    accounts.filter((one) => isMeant(one, '')),
    accounts.filter((one) => isMeant(one, one.currency)),
  ].find((some) => some.length > 0)
  const [first, ...more] = found ?? []
  if (!first) throw new Refusal('bank.account_unknown', { account: name })
  if (more.length > 0)
    throw new Refusal('bank.account_several', {
      account: name,
      accounts: [first, ...more]
        .map((one) => `${one.iban ?? one.name} ${one.currency} (${one.accountId})`)
        .join('; '),
    })
  return first.rowid
}

function plain(text: string): string {
  return text.replaceAll(/\s/g, '').toUpperCase()
}
