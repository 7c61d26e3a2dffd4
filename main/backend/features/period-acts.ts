/** Months are closed by this file itself, or by the company's server where it has one (sync.md 9). */
import type { z } from 'zod'
import { documentsPerMonth } from '../../../db/local/periods.ts'
import type { periods as contract } from '../../../shared/contract/periods.ts'
import type { IsoMonth } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { CompanyFile } from '../company/company-file.ts'
import { fileOf, type Session } from '../session.ts'
import { askFor } from '../sync/ask.ts'
import { closePeriod, listPeriods, reopenPeriod } from './periods.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>

export async function closeMonths(session: Session, input: In<'close'>): Promise<Out<'close'>> {
  const file = fileOf(session)
  await closeThrough(file, input)
  return file.query(listPeriods)
}

/** Closes the months up to one, here or by the server. */
export async function closeThrough(file: CompanyFile, input: In<'close'>): Promise<void> {
  const { month, soft } = input
  if (file.company.isConnected) await askFor(file, { do: 'close', month, soft })
  else file.command((context) => closePeriod(context, input))
}

export async function reopenMonths(session: Session, input: In<'reopen'>): Promise<Out<'reopen'>> {
  const file = fileOf(session)
  if (!file.company.isConnected)
    return {
      state: 'open',
      approval: null,
      periods: file.command((context) => reopenPeriod(context, input)),
    }
  const reason = input.reason.trim()
  if (reason === '') throw new Refusal('reason.missing')
  const month = input.everything ? firstMonth(file, input.month) : input.month
  const { state, approval } = await askFor(file, { do: 'reopen', month, reason })
  return {
    state: state === 'waiting' ? 'waiting' : 'open',
    approval,
    periods: file.query(listPeriods),
  }
}

/** The earliest month with documents: before it there is nothing to close. */
function firstMonth(file: CompanyFile, month: IsoMonth): IsoMonth {
  const months = file.query(({ db }) => documentsPerMonth(db)).map((row) => row.month as IsoMonth)
  return months.reduce((first, one) => (one < first ? one : first), month)
}
