/** Month cells of what is pending, while a command works: summed in memory, written once at the end. */
import { cellOf, deleteCell, saveCell } from '../../../db/local/log.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import { addMinor } from '../../../shared/domain/money.ts'
import { addToSet, toBytes32, toInteger } from '../../../sync/engine/cells.ts'

interface Cell {
  readonly customer: number
  readonly currency: string
  readonly month: string
  debitMinor: number
  creditMinor: number
  baseMinor: number
  count: number
  set: bigint
}

export class CellBook {
  readonly #db: CompanyDb
  readonly #cells = new Map<string, Cell>()

  constructor(db: CompanyDb) {
    this.#db = db
  }

  add(
    customer: number,
    currency: string,
    month: string,
    amountMinor: number,
    baseMinor: number,
    leaf: bigint,
  ): void {
    const cell = this.#cell(customer, currency, month)
    if (amountMinor >= 0) cell.debitMinor = addMinor(cell.debitMinor, amountMinor)
    else cell.creditMinor = addMinor(cell.creditMinor, -amountMinor)
    cell.baseMinor = addMinor(cell.baseMinor, baseMinor)
    cell.count += 1
    cell.set = addToSet(cell.set, leaf)
  }

  /** What `add` did with the same figures, undone: confirmed by now, or taken back. */
  remove(
    customer: number,
    currency: string,
    month: string,
    amountMinor: number,
    baseMinor: number,
    leaf: bigint,
  ): void {
    const cell = this.#cell(customer, currency, month)
    if (amountMinor >= 0) cell.debitMinor -= amountMinor
    else cell.creditMinor += amountMinor
    cell.baseMinor -= baseMinor
    cell.count -= 1
    cell.set = addToSet(cell.set, -leaf)
    if (cell.count < 0) throw new Error(`cell ${currency} ${month} has no such document`)
  }

  flush(): void {
    for (const cell of this.#cells.values()) {
      if (cell.count === 0) {
        deleteCell(this.#db, cell.customer, cell.currency, cell.month)
        continue
      }
      saveCell(this.#db, cell.customer, cell.currency, cell.month, {
        debitMinor: cell.debitMinor,
        creditMinor: cell.creditMinor,
        baseMinor: cell.baseMinor,
        count: cell.count,
        setHash: toBytes32(cell.set),
      })
    }
    this.#cells.clear()
  }

  #cell(customer: number, currency: string, month: string): Cell {
    const key = `${customer} ${currency} ${month}`
    let cell = this.#cells.get(key)
    if (!cell) {
      const stored = cellOf(this.#db, customer, currency, month)
      cell = {
        customer,
        currency,
        month,
        debitMinor: stored?.debitMinor ?? 0,
        creditMinor: stored?.creditMinor ?? 0,
        baseMinor: stored?.baseMinor ?? 0,
        count: stored?.count ?? 0,
        set: stored ? toInteger(stored.setHash) : 0n,
      }
      this.#cells.set(key, cell)
    }
    return cell
  }
}
