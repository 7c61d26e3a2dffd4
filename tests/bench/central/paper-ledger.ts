/**
 * Operations of a distributor's years as one device would write them: invoices, receipts that pay them,
 * a tenth in dollars; same seed, same ledger (ids and keys are new each time).
 */
import { addDays } from '../../../shared/domain/days.ts'
import { LEDGER_DAYS, LEDGER_FROM } from '../../../shared/domain/generate/ledger.ts'
import { Prng, Zipf } from '../../../shared/domain/generate/prng.ts'
import type { PaperDevice, Written } from '../../server/paper-device.ts'

export interface PaperLedgerOptions {
  readonly customers: number
  readonly documents: number
  readonly seed: number
}

interface OpenInvoice {
  readonly docId: string
  readonly amount: number
  readonly currency: string
}

const ACTIVITY = 0.9
const INVOICES = 0.53
const DOLLARS = 0.1

export class PaperLedger {
  readonly #paper: PaperDevice
  readonly #random: Prng
  readonly #options: PaperLedgerOptions
  readonly #zipf: Zipf
  readonly #customers: string[] = []
  readonly #open: OpenInvoice[][] = []
  #documents = 0

  constructor(paper: PaperDevice, options: PaperLedgerOptions) {
    this.#paper = paper
    this.#options = options
    this.#random = new Prng(options.seed)
    this.#zipf = new Zipf(options.customers, ACTIVITY, this.#random)
  }

  /** Batches of links in order, each ready to be pushed: customers, then documents as days go by. */
  *batches(size: number): Iterable<readonly Written[]> {
    for (let n = 0; n < this.#options.customers; n += 1) {
      const { id } = this.#paper.customer(`C${String(n).padStart(5, '0')}`, { segment: 'A' })
      this.#customers.push(id)
      this.#open.push([])
      if (this.#paper.pending.length >= size) yield this.#taken(size)
    }
    while (this.#documents < this.#options.documents) {
      this.#next()
      if (this.#paper.pending.length >= size) yield this.#taken(size)
    }
    while (this.#paper.pending.length > 0) yield this.#taken(size)
  }

  /** Operations beyond the ledger, as a day's work: one batch of exactly that size. */
  more(size: number): readonly Written[] {
    while (this.#paper.pending.length < size) this.#next()
    return this.#taken(size)
  }

  #next(): void {
    const random = this.#random
    const at = this.#zipf.draw()
    const customerId = this.#customers[at] ?? ''
    const open = this.#open[at] ?? []
    const day = Math.floor((this.#documents / (this.#options.documents + 1)) * LEDGER_DAYS)
    const on = addDays(LEDGER_FROM, Math.min(day, LEDGER_DAYS - 1))
    this.#documents += 1
    const paid = open.length > 0 && !random.chance(INVOICES) ? open.shift() : undefined
    if (!paid) {
      const currency = random.chance(DOLLARS) ? 'USD' : 'TRY'
      const amount = Math.ceil(random.skewed(500_00, 1))
      const { docId } = this.#paper.document({
        customerId,
        amount,
        base: baseOf(amount, currency, day),
        currency,
        on,
      })
      open.push({ docId, amount, currency })
      return
    }
    const { amount, currency } = paid
    const { docId } = this.#paper.document({
      customerId,
      kind: 'receipt',
      amount,
      base: baseOf(amount, currency, day),
      currency,
      on,
    })
    this.#paper.allocate(paid.docId, docId, amount, on)
  }

  /** What was written so far, at most `size` of it; the rest waits for the next batch. */
  #taken(size: number): readonly Written[] {
    const batch = this.#paper.pending.splice(0, size)
    this.#paper.cores.clear()
    return batch
  }
}

/** A lira that loses day by day. */
function baseOf(amount: number, currency: string, day: number): number {
  return currency === 'TRY' ? amount : Math.round((amount * (30_000 + day * 10)) / 1000)
}
