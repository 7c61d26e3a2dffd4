/** A bank's file into the books (cli.md `bank import`): all of it, or nothing. */
import type { z } from 'zod'
import { allAccounts } from '../../../db/local/bank.ts'
import type { bank as contract } from '../../../shared/contract/bank.ts'
import type { BankFile, BankFileOptions } from '../../../shared/domain/bank/file.ts'
import type { BankStatement } from '../../../shared/domain/bank/statement.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { type Kept, keepStatements } from '../bank/keep-statements.ts'
import { readColumns, readStatements } from '../bank/read-statements.ts'
import { rememberReading, savedMapsOf } from '../bank/remembered-maps.ts'
import { asksOf } from '../imports/formats.ts'
import { nameOf, pathOf } from '../imports/source.ts'
import { fileOf, type Session } from '../session.ts'

type In<N extends 'import' | 'columns'> = z.output<(typeof contract)[N]['input']>
type Out<N extends 'import' | 'columns'> = z.input<(typeof contract)[N]['output']>

const NOTHING: Kept = { imported: 0, unchanged: 0 }

export async function importStatements(
  session: Session,
  input: In<'import'>,
): Promise<Out<'import'>> {
  const path = pathOf(session, input.source)
  const file = await readStatements(path, optionsOf(session, input))
  if (file.statements.some(({ account }) => account === ''))
    throw new Refusal('bank.account_missing', {
      file: nameOf(session, input.source),
      account: file.detected.lastAccount,
    })
  const asks = input.waitsToBeTold
    ? asksOf(file.statements.flatMap(({ problems }) => problems))
    : []
  const isClosed = file.statements.every(({ control }) => control.ok !== false)
  if (asks.length > 0 || (!isClosed && !input.acceptControlDifference))
    return { ...answer(input, file, []), taken: false, asks }
  const kept = fileOf(session).bulk((context) => {
    rememberReading(context, file, input)
    return keepStatements(context, file, nameOf(session, input.source))
  })
  return { ...answer(input, file, kept), taken: true, asks: [] }
}

/** The columns of a bank's table as it would be read, and what they read as, for a person to put right. */
export async function bankColumns(session: Session, input: In<'columns'>): Promise<Out<'columns'>> {
  const { statements, trouble, ...columns } = await readColumns(
    pathOf(session, input.source),
    optionsOf(session, input),
  )
  return {
    ...columns,
    asks: [...columns.asks],
    map: { ...columns.map },
    headings: [...columns.headings],
    sample: columns.sample.map(({ row, cells }) => ({ row, cells: [...cells] })),
    trouble: trouble === null ? null : { code: trouble.code, params: { ...trouble.params } },
    statements: statements.map((one) => facts(one, NOTHING)),
  }
}

function optionsOf(session: Session, input: In<'import' | 'columns'>): BankFileOptions {
  const { format, map, account, headerRow, decimal, dates } = input
  return {
    ...(format === undefined ? {} : { format }),
    ...(map === undefined ? {} : { map }),
    ...(account === undefined ? {} : { account }),
    ...(headerRow === undefined ? {} : { headerRow }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(dates === undefined ? {} : { dates }),
    currency: currencyFor(session, account),
    saved: fileOf(session).query(({ db }) => savedMapsOf(db)),
  }
}

function answer(
  input: In<'import'>,
  { format, statements, detected }: BankFile,
  kept: readonly Kept[],
): Omit<Out<'import'>, 'taken' | 'asks'> {
  const from = input.map === undefined ? 'remembered' : 'given'
  return {
    format,
    statements: statements.map((one, n) => facts(one, kept[n] ?? NOTHING)),
    map:
      detected.map !== null && (from === 'given' || detected.isKnown)
        ? { from, columns: { ...detected.map } }
        : null,
  }
}

/** Of a file that names none: the account's, where it is known, else the company's. */
function currencyFor(session: Session, account: string | undefined): string {
  const file = fileOf(session)
  const known = file.query(({ db }) => allAccounts(db)).find(({ name }) => name === account)
  return known?.currency ?? file.company.currency
}

function facts(statement: BankStatement, counts: Kept): Out<'import'>['statements'][number] {
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
