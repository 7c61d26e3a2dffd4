/**
 * Blocks of final numbers that run low are filled up after an exchange (sync.md 5), so that a receipt
 * book goes on when the server is away. Only for series this device gives numbers of, in the fiscal year
 * of the server's today: a clock that is years off would take numbers nobody wants.
 */
import { allBlocks } from '../../../db/local/number-blocks.ts'
import { syncState } from '../../../db/local/sync-state.ts'
import { dayIn } from '../../../shared/domain/days.ts'
import { exchange } from '../../../sync/client/loop.ts'
import { fiscalYear } from '../../../sync/engine/central/numbers.ts'
import { externalId } from '../../../sync/engine/ids.ts'
import { RequestError } from '../../../sync/protocol/codes.ts'
import type { CompanyFile } from '../company/company-file.ts'
import type { Context } from '../context.ts'
import type { Log } from '../device/log.ts'
import type { Asking } from './ask.ts'

/** With fewer left than this another block is taken. */
const LEFT_MIN = 50
const SIZE = 200

export class BlockRefill {
  readonly #file: CompanyFile
  readonly #asking: Asking
  readonly #log: Pick<Log, 'refused'>
  /** Series the server gives no numbers of: not asked again while the file is open. */
  readonly #declined = new Set<string>()

  constructor(file: CompanyFile, asking: Asking, log: Pick<Log, 'refused'>) {
    this.#file = file
    this.#asking = asking
    this.#log = log
  }

  /** Throws what the exchange would: it is tried again with the next one. */
  async run(): Promise<void> {
    const low = this.#file.query(runningLow).filter(({ series }) => !this.#declined.has(series))
    if (low.length === 0) return
    for (const block of low) await this.#take(block)
    await exchange(this.#asking.replica, this.#asking.transport, { direction: 'pull' })
  }

  async #take({ opId, series, year }: LowBlock): Promise<void> {
    const { companyId } = this.#file.company
    try {
      await this.#asking.transport.control({
        company_id: companyId,
        op_id: opId,
        ask: { do: 'block', series, size: SIZE, year },
      })
    } catch (error) {
      if (!(error instanceof RequestError) || error.code !== 'DECLINED') throw error
      this.#declined.add(series)
      this.#log.refused('sync', String(error.detail['code']))
    }
  }
}

export interface LowBlock {
  readonly series: string
  readonly year: number
  /** The same until the numbers came: a lost answer takes no second block. */
  readonly opId: string
}

/** Series in use with fewer numbers left for this fiscal year than are kept at hand. */
export function runningLow({ db, company, nowMs }: Context): readonly LowBlock[] {
  const serverNow = nowMs + (syncState(db)?.serverOffsetMs ?? 0)
  const year = fiscalYear(dayIn(company.timezone, serverNow), company.fiscalYearStart)
  const own = allBlocks(db).filter(
    ({ deviceEpoch, isVoid }) => deviceEpoch === company.deviceEpoch && !isVoid,
  )
  return [...new Set(own.map(({ series }) => series))].toSorted().flatMap((series) => {
    const blocks = own.filter((block) => block.series === series)
    const current = blocks.filter((block) => block.year === year)
    // Given of in the year before: the new year's receipt book is wanted, too.
    const isInUse =
      current.length > 0 ||
      blocks.some((block) => block.year === year - 1 && block.next > block.first)
    const left = current.reduce((sum, { next, last }) => sum + last - next + 1, 0)
    if (!isInUse || left >= LEFT_MIN) return []
    const end = Math.max(0, ...current.map(({ last }) => last))
    const { companyId, deviceId, deviceEpoch } = company
    const key = `${deviceId} ${deviceEpoch} ${series} ${year} ${end}`
    return [{ series, year, opId: externalId(companyId, 'refill', key) }]
  })
}
