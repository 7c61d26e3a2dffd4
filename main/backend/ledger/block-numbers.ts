/** Final numbers this device gives without the server: out of its blocks, in order (sync.md 5). */
import { openBlock, takeOfBlock } from '../../../db/local/number-blocks.ts'
import { SERIES } from '../../../shared/domain/kinds.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import type { Entry } from './entry.ts'
import { fiscalYear, formatNumber } from './numbers.ts'

/** The entry with the next number of this device's block; one with a number of its own keeps that. */
export function withNumberOf(context: Context, entry: Entry, series: string | undefined): Entry {
  if (series === undefined || entry.number !== null) return entry
  const { db, company } = context
  const { kind, docOn } = entry
  if (!company.isConnected) {
    // Its own series numbers it anyway.
    if (series === SERIES[kind]) return entry
    throw new Refusal('number.series_kind', { series, kind })
  }
  const year = fiscalYear(docOn, company.fiscalYearStart)
  const block = openBlock(db, series, year, company.deviceEpoch)
  if (!block) throw new Refusal('number.block_empty', { series, year })
  if (block.kind !== kind) throw new Refusal('number.series_kind', { series, kind })
  takeOfBlock(db, block)
  const number = formatNumber(series, year, block.next)
  return { ...entry, block: { blockId: block.blockId, number } }
}
