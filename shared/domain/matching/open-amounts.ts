/** What is still open while a run goes on: no amount is used twice. */
import type { Books } from './books.ts'

export class OpenAmounts {
  readonly #books: Books
  readonly #open: Float64Array
  /** By customer, documents of which a part is used. */
  readonly #partly = new Map<number, Set<number>>()
  readonly #versions: Int32Array

  constructor(books: Books) {
    this.#books = books
    this.#open = books.open.slice()
    this.#versions = new Int32Array(books.customers.length)
  }

  of(document: number): number {
    return this.#open[document] ?? 0
  }

  /** Rises whenever a document of the customer is used. */
  version(customer: number): number {
    return this.#versions[customer] ?? 0
  }

  use(document: number, minor: number): void {
    const before = this.of(document)
    const left = before - minor
    if (before === 0 || (before > 0 ? left < 0 || minor < 0 : left > 0 || minor > 0))
      throw new RangeError('more is used of a document than is open')
    this.#open[document] = left
    const owner = this.#books.owner[document] ?? 0
    this.#versions[owner] = this.version(owner) + 1
    const partly = this.#partly.get(owner) ?? new Set()
    partly.add(document)
    this.#partly.set(owner, partly)
  }

  /** Documents of a customer that have exactly this open now. */
  withAmount(customer: number, minor: number, currency: number): number[] {
    const { owner, index } = this.#books
    const currencies = index.currency
    const found = this.#books.index
      .withAmount(minor, currency)
      .filter((one) => owner[one] === customer && this.#open[one] === minor)
    for (const one of this.#partly.get(customer) ?? [])
      if (this.#open[one] === minor && currencies[one] === currency && !found.includes(one))
        found.push(one)
    return found
  }

  /** Documents of a customer with something open in a currency, earliest due first. */
  documentsOf(customer: number, currency: number): number[] {
    const { starts, index } = this.#books
    const currencies = index.currency
    const found: number[] = []
    for (let at = starts[customer] ?? 0; at < (starts[customer + 1] ?? 0); at += 1)
      if (this.#open[at] !== 0 && currencies[at] === currency) found.push(at)
    return found
  }
}
