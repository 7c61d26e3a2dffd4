/**
 * The ledger laws under every screen. They read the whole journal: of a large ledger that takes
 * seconds, so it is done in a thread of its own, one after the other, and what came out is kept until
 * something is written. A small ledger is checked at once.
 */
import { setTimeout } from 'node:timers/promises'
import { countAll, lastLocalSeq } from '../../../db/local/ledger-list.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { CompanyFile } from '../company/company-file.ts'
import { tieOut, type TiedOut } from '../features/verify.ts'
import { checkLawsBeside, type Running } from './check-beside.ts'

/** Documents up to which the laws are checked while the window waits: about 0.1 s. */
const AT_ONCE_MAX = 10_000

/** Between two looks whether the item columns are there. */
const WAIT_MS = 200

const ofFiles = new WeakMap<CompanyFile, LawChecks>()

export function tieOutOf(
  file: CompanyFile,
  asOf: IsoDate | null,
  atOnceMax = AT_ONCE_MAX,
): TiedOut | Promise<TiedOut> {
  const at = file.query(({ db, today, nowMs }) => ({
    day: asOf ?? today,
    nowMs,
    documents: countAll(db),
  }))
  if (file.path === ':memory:' || at.documents <= atOnceMax)
    return file.query((context) => tieOut(context, file.cache, at.day))
  let checks = ofFiles.get(file)
  if (!checks) ofFiles.set(file, (checks = new LawChecks(file)))
  return checks.of(at.day, at.nowMs)
}

class LawChecks {
  readonly #file: CompanyFile
  /** Of the ledger as it was after operation `#seq`. */
  readonly #kept = new Map<IsoDate, TiedOut>()
  #seq = 0
  #turn: Promise<unknown> = Promise.resolve()
  #running: Running<TiedOut> | null = null
  #isClosed = false

  constructor(file: CompanyFile) {
    this.#file = file
    file.onClosing((isForGood) => this.#stop(isForGood))
  }

  of(asOf: IsoDate, nowMs: number): Promise<TiedOut> {
    const mine = this.#turn.then(() => this.#check(asOf, nowMs))
    this.#turn = mine.catch(() => null)
    return mine
  }

  async #check(asOf: IsoDate, nowMs: number): Promise<TiedOut> {
    // The first screen needs the processor more.
    while (this.#file.cache?.isLoading === true && !this.#isClosed) await setTimeout(WAIT_MS)
    if (this.#isClosed) throw new Refusal('company.none_open')
    const seq = this.#file.query(({ db }) => lastLocalSeq(db))
    if (seq !== this.#seq) this.#kept.clear()
    this.#seq = seq
    const known = this.#kept.get(asOf)
    if (known) return known
    const running = checkLawsBeside(this.#file.path, asOf, nowMs)
    this.#running = running
    try {
      const found = await running.answer
      if (this.#seq === seq) this.#kept.set(asOf, found)
      return found
    } catch (error) {
      throw this.#running === running ? error : new Refusal('company.none_open')
    } finally {
      this.#running = null
    }
  }

  /** The thread's connection would keep the WAL from being emptied, and the file from being replaced. */
  #stop(isForGood: boolean): void {
    this.#isClosed ||= isForGood
    this.#kept.clear()
    this.#running?.stop()
    this.#running = null
  }
}
