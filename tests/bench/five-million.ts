/**
 * Goals 1, 2 and 15 beyond what an import would make in reasonable time: the item columns filled
 * directly with up to five million items of three years, one in thirty open.
 */
import { ItemColumns } from '../../main/backend/reports/item-columns.ts'
import { NEVER } from '../../shared/domain/aging.ts'
import { toDayNumber } from '../../shared/domain/days.ts'
import { Prng } from '../../shared/domain/generate/prng.ts'
import { LEDGER_DAYS, LEDGER_FROM } from '../../shared/domain/generate/ledger.ts'
import type { Job } from './measure.ts'

const FIRST = toDayNumber(LEDGER_FROM)
const CURRENCIES = ['EUR', 'USD', 'GBP']
/** Of a million documents about half a million are items that are owed. */
const ITEMS_PER_DOCUMENT = 0.55

export function columnsOf(documents: number): ItemColumns {
  const random = new Prng(documents)
  const columns = new ItemColumns()
  const items = Math.round(documents * ITEMS_PER_DOCUMENT)
  columns.reserve(items + 1)
  for (let id = 1; id <= items; id += 1) {
    const docDay = FIRST + Math.floor((id / items) * (LEDGER_DAYS - 1))
    const minor = random.int(100, 1_000_000)
    const isOpen = random.chance(1 / 30) || docDay > FIRST + LEDGER_DAYS - 20
    columns.set({
      id,
      customer: random.int(1, 10_000),
      currency: CURRENCIES[id % 3] ?? 'EUR',
      column: 'bucket',
      docDay,
      paperDay: docDay,
      dueDay: docDay + 30,
      minor,
      baseMinor: minor,
      openMinor: isOpen ? minor : 0,
      openBaseMinor: isOpen ? minor : 0,
      closedDay: isOpen ? NEVER : docDay + random.int(5, 90),
    })
  }
  return columns
}

/** The engine's part of an aging, buckets summed per account; the limit is the same over bare arrays. */
export function fiveMillionJobs(documents: number): Job[] {
  const columns = columnsOf(documents)
  const last = FIRST + LEDGER_DAYS + 100
  const bare = { account: [] as number[], due: [] as number[], minor: [] as number[] }
  columns.visitOpen(last, (account, _column, minor, _base, due) => {
    bare.account.push(account)
    bare.due.push(due)
    bare.minor.push(minor)
  })
  const arrays = {
    account: Int32Array.from(bare.account),
    due: Int32Array.from(bare.due),
    minor: Float64Array.from(bare.minor),
  }
  const sums = new Float64Array(columns.accounts.count * 8)
  const add = (account: number, due: number, minor: number, day: number) => {
    const bucket = Math.max(0, Math.min(7, Math.ceil((day - due) / 30)))
    const at = account * 8 + bucket
    sums[at] = (sums[at] ?? 0) + minor
  }
  const own = (day: number) => () => {
    sums.fill(0)
    columns.visitOpen(day, (account, _column, minor, _base, due) => add(account, due, minor, day))
  }
  const limit = () => {
    sums.fill(0)
    for (let i = 0; i < arrays.minor.length; i += 1)
      add(arrays.account[i] ?? 0, arrays.due[i] ?? 0, arrays.minor[i] ?? 0, last)
  }
  return [
    { goal: '15', name: `engine at ${documents}: today`, run: own(last), limit, rounds: 25 },
    { goal: '15', name: `engine at ${documents}: 400 days back`, run: own(last - 500), rounds: 25 },
  ]
}
