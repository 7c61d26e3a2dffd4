/**
 * The books as matching reads them: columns over customers and documents, and maps into them.
 *
 * Customers and documents are numbered; a customer's documents stand together, earliest due first,
 * ties by id, so that two machines with the same books number alike. Everything here is made once and
 * never changed: what a run uses up is kept in `OpenAmounts`.
 */
import { toDayNumber } from '../days.ts'
import { DocumentIndex } from './document-index.ts'
import { compact, foldText } from './fold.ts'
import { NameIndex } from './names.ts'
import type { LearnedFact, MatchBooks, MatchCustomer, MatchDocument } from './types.ts'

/** Who a payer key belongs to, and how often that was confirmed; 0 for the master record. */
export interface KeyOwner {
  readonly customer: number
  readonly confirmed: number
  readonly isMaster: boolean
}

export interface Habits {
  /** Day number of the last receipt. */
  readonly lastDay: number
  /** The middle one of the gaps between receipts, in days; 0 when they are too few. */
  readonly usualGap: number
  readonly amounts: ReadonlySet<number>
}

/** Fewer receipts have no rhythm. */
const RHYTHM_MIN = 3

export class Books {
  readonly source: MatchBooks
  readonly customers: readonly MatchCustomer[]
  readonly documents: readonly MatchDocument[]
  readonly indexOf: ReadonlyMap<string, number>
  /** Where each customer's documents begin; one more for the end. */
  readonly starts: Int32Array
  readonly owner: Int32Array
  readonly open: Float64Array
  readonly dueDay: Int32Array
  readonly day: Int32Array
  readonly index: DocumentIndex
  readonly byCode = new Map<string, number>()
  /** The first words of customers' codes. */
  readonly codeStarts = new Set<string>()
  readonly ibans = new Map<string, KeyOwner[]>()
  readonly taxIds = new Map<string, KeyOwner[]>()
  readonly learnedNames = new Map<string, KeyOwner[]>()
  readonly learnedTexts = new Map<string, KeyOwner[]>()
  readonly names: NameIndex
  /** The head of each customer's group; itself when it stands alone. */
  readonly head: Int32Array
  readonly members: ReadonlyMap<number, readonly number[]>
  readonly ownIbans: ReadonlySet<string>
  /** Numbers of the currencies each customer has documents in. */
  readonly currenciesOf: readonly ReadonlySet<number>[]
  /** Documents with installments, by customer. */
  readonly inInstallments: ReadonlyMap<number, readonly number[]>
  readonly #habits: (Habits | undefined)[]

  constructor(source: MatchBooks) {
    this.source = source
    this.customers = source.customers
    this.indexOf = new Map(source.customers.map((one, at) => [one.code, at]))
    const owned = source.documents.map((document) => {
      const owner = this.indexOf.get(document.customer)
      if (owner === undefined)
        throw new RangeError(`document of no customer: ${document.documentNo}`)
      return { document, owner }
    })
    owned.sort((a, b) => a.owner - b.owner || byDueThenId(a.document, b.document))
    this.documents = owned.map((one) => one.document)
    this.owner = Int32Array.from(owned, (one) => one.owner)
    this.starts = new Int32Array(this.customers.length + 1)
    for (const owner of this.owner) this.starts[owner + 1] = (this.starts[owner + 1] ?? 0) + 1
    for (let at = 1; at < this.starts.length; at += 1)
      this.starts[at] = (this.starts[at] ?? 0) + (this.starts[at - 1] ?? 0)
    this.open = Float64Array.from(this.documents, (one) => one.openMinor)
    this.dueDay = Int32Array.from(this.documents, (one) => toDayNumber(one.dueOn))
    this.day = Int32Array.from(this.documents, (one) => toDayNumber(one.documentOn))
    this.index = new DocumentIndex(this.documents)
    const currencies = this.customers.map(() => new Set<number>())
    this.owner.forEach((owner, at) => currencies[owner]?.add(this.index.currency[at] ?? 0))
    this.currenciesOf = currencies
    this.names = new NameIndex(this.customers.map((one) => one.name))
    this.ownIbans = new Set(source.ownIbans.map(compact))
    this.#readKeys()
    this.head = this.#heads()
    this.members = Map.groupBy(this.head.keys(), (at) => this.head[at] ?? at)
    this.inInstallments = Map.groupBy(
      this.documents.keys().filter((at) => this.documents[at]?.installments !== undefined),
      (at) => this.owner[at] ?? 0,
    )
    this.#habits = this.#readHabits()
  }

  currencyNumber(currency: string): number {
    return this.index.currencies.indexOf(currency)
  }

  habitsOf(customer: number): Habits | undefined {
    return this.#habits[customer]
  }

  #readKeys(): void {
    this.customers.forEach((one, customer) => {
      const code = compact(one.code)
      if (code.length >= 4) {
        this.byCode.set(code, customer)
        this.codeStarts.add(foldText(one.code).split(' ')[0] ?? '')
      }
      const master: KeyOwner = { customer, confirmed: 0, isMaster: true }
      for (const iban of one.ibans) addOwner(this.ibans, compact(iban), master)
      if (one.taxId !== null) addOwner(this.taxIds, compact(one.taxId), master)
    })
    const maps: Readonly<Record<LearnedFact['kind'], Map<string, KeyOwner[]>>> = {
      iban: this.ibans,
      tax_id: this.taxIds,
      name: this.learnedNames,
      text: this.learnedTexts,
    }
    for (const { kind, key, customer: code, count } of this.source.facts) {
      const customer = this.indexOf.get(code)
      if (customer !== undefined)
        addOwner(maps[kind], key, { customer, confirmed: count, isMaster: false })
    }
  }

  #heads(): Int32Array {
    const parents = this.customers.map((one) =>
      one.parent === null ? undefined : this.indexOf.get(one.parent),
    )
    return Int32Array.from(this.customers, (_, at) => {
      let head = at
      // A ring of parents is a fault of the master data: it ends where it began.
      for (let step = 0; step < 10; step += 1) {
        const parent = parents[head]
        if (parent === undefined || parent === at) break
        head = parent
      }
      return head
    })
  }

  #readHabits(): (Habits | undefined)[] {
    const byCustomer = Map.groupBy(this.source.receipts, (one) => one.customer)
    return this.customers.map(({ code }) => {
      const receipts = byCustomer.get(code)
      if (receipts === undefined) return undefined
      const days = receipts.map((one) => toDayNumber(one.receivedOn)).toSorted((a, b) => a - b)
      const gaps = days.slice(1).map((one, at) => one - (days[at] ?? one))
      return {
        lastDay: days.at(-1) ?? 0,
        usualGap:
          days.length < RHYTHM_MIN ? 0 : (gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 0),
        amounts: new Set(receipts.map((one) => one.amountMinor)),
      }
    })
  }
}

function byDueThenId(a: MatchDocument, b: MatchDocument): number {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** One owner once: the master record and what was confirmed of it come together. */
function addOwner(map: Map<string, KeyOwner[]>, key: string, owner: KeyOwner): void {
  const owners = map.get(key)
  if (owners === undefined) {
    map.set(key, [owner])
    return
  }
  const at = owners.findIndex((one) => one.customer === owner.customer)
  const known = owners[at]
  if (known === undefined) owners.push(owner)
  else
    owners[at] = {
      customer: owner.customer,
      confirmed: known.confirmed + owner.confirmed,
      isMaster: known.isMaster || owner.isMaster,
    }
}
