/** Daily walks of exchange rates, in ten-thousandths, kept so that every reader sees the same day. */
import { addDays, daysBetween, type IsoDate } from '../days.ts'
import type { Prng } from './prng.ts'

export interface PlannedRate {
  readonly currency: string
  readonly date: IsoDate
  readonly rate: string
}

export interface WalkOptions {
  readonly from: IsoDate
  readonly until: IsoDate
  /** Where each currency starts, in ten-thousandths of the company currency. */
  readonly start: Readonly<Record<string, number>>
  /** Mean daily growth and the widest daily step, as shares. */
  readonly drift: number
  readonly step: number
  /** Days whose rate is given, as `USD 2026-09-30`. */
  readonly fixed?: ReadonlyMap<string, number>
}

/** Company-currency units per 1 unit, every day of the span. */
export class RateWalk {
  readonly rows: readonly PlannedRate[]
  readonly #from: IsoDate
  readonly #byCurrency = new Map<string, string[]>()

  constructor(random: Prng, options: WalkOptions) {
    this.#from = options.from
    const rows: PlannedRate[] = []
    const levels = new Map(Object.entries(options.start))
    const days = daysBetween(options.from, options.until)
    for (let offset = 0; offset <= days; offset += 1) {
      const date = addDays(options.from, offset)
      for (const [currency, level] of levels) {
        const moved = 1 + options.drift + (random.next() - 0.5) * 2 * options.step
        const next = Math.max(1, Math.round(level * moved))
        levels.set(currency, next)
        const rate = rateText(options.fixed?.get(`${currency} ${date}`) ?? next)
        rows.push({ currency, date, rate })
        const known = this.#byCurrency.get(currency)
        if (known) known.push(rate)
        else this.#byCurrency.set(currency, [rate])
      }
    }
    this.rows = rows
  }

  on(currency: string, date: IsoDate): string {
    const rate = this.#byCurrency.get(currency)?.[daysBetween(this.#from, date)]
    if (rate === undefined) throw new RangeError(`no ${currency} rate on ${date}`)
    return rate
  }
}

function rateText(tenThousandths: number): string {
  return `${Math.floor(tenThousandths / 10_000)}.${String(tenThousandths % 10_000).padStart(4, '0')}`
}
