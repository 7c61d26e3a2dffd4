/** Final numbers (sync.md 5): from the company's gapless series, or from a block of the author's device. */
import { type Deciding, Held, invalid } from './deciding.ts'
import type { Row } from './tables.ts'

/** Three letters, four digits of the fiscal year, nine digits. */
const NUMBER = /^([A-Z]{3})(\d{4})(\d{9})$/

export function formatNumber(series: string, year: number, n: number): string {
  return `${series}${year}${String(n).padStart(9, '0')}`
}

export function fiscalYear(day: string, startMonth: number): number {
  const year = Number(day.slice(0, 4))
  return Number(day.slice(5, 7)) >= startMonth ? year : year - 1
}

/** The next number of a kind's series; one that is used already is stepped over. */
export function nextNumber(deciding: Deciding, kind: string, series: string, day: string): string {
  const { rows, company } = deciding
  const own = rows.all('series', 'kind', kind)[0]?.code ?? series
  const year = fiscalYear(day, company.fiscalYearStart)
  for (;;) {
    const number = formatNumber(own, year, take(deciding, own, year))
    if (!isUsed(deciding, number)) return number
  }
}

/** Is this number a document's, or voided? */
export function isUsed({ rows }: Pick<Deciding, 'rows'>, number: string): boolean {
  return (
    rows.all('document', 'number', number).length > 0 ||
    rows.one('number_void', 'number', number) !== undefined
  )
}

/** A number the author's own series gave before the company had a server: kept, the series goes on above. */
export function keepNumber(deciding: Deciding, number: string): string {
  const match = NUMBER.exec(number)
  if (match) {
    const [, series = '', year = '', n = ''] = match
    raise(deciding, series, Number(year), Number(n) + 1)
  }
  return number
}

/**
 * A number of a block: the device's own, given once. A device gives them in order, yet one of a held
 * operation comes late or never: it stands for its number until it is released, or voided with it.
 */
export function blockNumber(deciding: Deciding, blockId: string, number: string): string {
  const { rows, op } = deciding
  const block = rows.one('number_block', 'block_id', blockId)
  if (!block || block.device_id !== op.device_id || block.epoch !== op.device_epoch)
    throw invalid('block_unknown', { block: blockId })
  const n = placeIn(block, number)
  if (n === null) throw invalid('block_order', { number, block: blockId })
  // What a void block had not given is nobody's; what was given before may still be on its way.
  if (block.state === 'void' && n >= block.next) throw invalid('block_closed', { block: blockId })
  if (isUsed(deciding, number)) throw new Held('NUMBER_TAKEN', { number })
  consumeBlock(deciding, block, n)
  return number
}

/** `n` is given: a document's, or voided. */
export function consumeBlock(
  { rows }: Pick<Deciding, 'rows'>,
  block: Row<'number_block'>,
  n: number,
): void {
  if (n < block.next) return
  const next = n + 1
  rows.update('number_block', { ...block, next, state: next > block.last ? 'used' : 'open' })
}

/** Which of the block's numbers it is; null for none. */
export function placeIn(block: Row<'number_block'>, number: string): number | null {
  const n = Number(number.slice(-9))
  const isOfIt =
    n >= block.first && n <= block.last && number === formatNumber(block.series, block.year, n)
  return isOfIt ? n : null
}

/** First and last of `size` numbers no one else will get. */
export function takeBlock(
  deciding: Pick<Deciding, 'rows'>,
  series: string,
  year: number,
  size: number,
): { readonly first: number; readonly last: number } {
  const first = nextOf(deciding, series, year)
  raise(deciding, series, year, first + size)
  return { first, last: first + size - 1 }
}

function take(deciding: Deciding, series: string, year: number): number {
  const n = nextOf(deciding, series, year)
  raise(deciding, series, year, n + 1)
  return n
}

function nextOf({ rows }: Pick<Deciding, 'rows'>, series: string, year: number): number {
  return rows.one('number_series', 'counter', `${series} ${year}`)?.next ?? 1
}

function raise({ rows }: Pick<Deciding, 'rows'>, series: string, year: number, next: number): void {
  const counter = `${series} ${year}`
  const known = rows.one('number_series', 'counter', counter)
  if (!known) rows.insert('number_series', { counter, series, year, next })
  else if (known.next < next) rows.update('number_series', { ...known, next })
}
