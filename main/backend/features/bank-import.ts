/** A bank's file into the books (cli.md `bank import`): all of it, or nothing. */
import type { z } from 'zod'
import { allAccounts } from '../../../db/local/bank.ts'
import type { bank as contract } from '../../../shared/contract/bank.ts'
import type { BankStatement } from '../../../shared/domain/bank/statement.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { type Kept, keepStatements } from '../bank/keep-statements.ts'
import { readStatements } from '../bank/read-statements.ts'
import { nameOf, pathOf } from '../imports/source.ts'
import { fileOf, type Session } from '../session.ts'

type In = z.output<(typeof contract)['import']['input']>
type Out = z.input<(typeof contract)['import']['output']>

const NOTHING: Kept = { imported: 0, unchanged: 0 }

export async function importStatements(session: Session, input: In): Promise<Out> {
  const path = pathOf(session, input.source)
  const file = await readStatements(path, {
    ...(input.format === undefined ? {} : { format: input.format }),
    ...(input.map === undefined ? {} : { map: input.map }),
    ...(input.account === undefined ? {} : { account: input.account }),
    currency: currencyFor(session, input.account),
  })
  if (file.statements.some(({ account }) => account === ''))
    throw new Refusal('bank.account_missing', { file: nameOf(session, input.source) })
  const isClosed = file.statements.every(({ control }) => control.ok !== false)
  if (!isClosed && !input.acceptControlDifference)
    return {
      format: file.format,
      taken: false,
      statements: file.statements.map((one) => facts(one, NOTHING)),
    }
  const kept = fileOf(session).bulk((context) =>
    keepStatements(context, file, nameOf(session, input.source)),
  )
  return {
    format: file.format,
    taken: true,
    statements: file.statements.map((one, n) => facts(one, kept[n] ?? NOTHING)),
  }
}

/** Of a file that names none: the account's, where it is known, else the company's. */
function currencyFor(session: Session, account: string | undefined): string {
  const file = fileOf(session)
  const known = file.query(({ db }) => allAccounts(db)).find(({ name }) => name === account)
  return known?.currency ?? file.company.currency
}

function facts(statement: BankStatement, counts: Kept): Out['statements'][number] {
  return {
    account: statement.account,
    currency: statement.currency,
    number: statement.number,
    from: statement.from,
    to: statement.to,
    openingMinor: statement.openingMinor,
    closingMinor: statement.closingMinor,
    entries: statement.entries.length,
    lines: statement.lineCount,
    creditsMinor: statement.creditsMinor,
    debitsMinor: statement.debitsMinor,
    control: statement.control,
    ...counts,
    problems: [...statement.problems],
  }
}
