/** Numbers Saldo gives: a series per kind and fiscal year, without gaps (sync.md 5). */
import { takeNumber } from '../../../db/local/documents.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { type DocumentKind, SERIES } from '../../../shared/domain/kinds.ts'
import type { Context } from '../context.ts'
import { isKnownNumber } from './known-documents.ts'

/** The next free number; one a person gave by hand is stepped over. */
export function nextNumber(context: Context, kind: DocumentKind, on: IsoDate): string {
  const { db, company } = context
  const year = fiscalYear(on, company.fiscalYearStart)
  for (;;) {
    const number = formatNumber(SERIES[kind], year, takeNumber(db, SERIES[kind], year))
    if (!isKnownNumber(context, number)) return number
  }
}

/** INV2026000000417: series, year, nine digits (sync.md 5). */
export function formatNumber(series: string, year: number, n: number): string {
  return `${series}${year}${String(n).padStart(9, '0')}`
}

export function fiscalYear(on: IsoDate, startMonth: number): number {
  const year = Number(on.slice(0, 4))
  return Number(on.slice(5, 7)) >= startMonth ? year : year - 1
}
