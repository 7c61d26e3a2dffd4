/**
 * Dense codes for (customer, currency) pairs, so that a report can add up in an array instead of a
 * map of texts. A pair keeps its code for the life of the dictionary.
 */
export class Accounts {
  /** By code. */
  readonly customers: number[] = []
  readonly currencies: string[] = []
  readonly #codes = new Map<string, Map<number, number>>()

  get count(): number {
    return this.customers.length
  }

  codeOf(customer: number, currency: string): number {
    let ofCurrency = this.#codes.get(currency)
    if (!ofCurrency) this.#codes.set(currency, (ofCurrency = new Map()))
    let code = ofCurrency.get(customer)
    if (code === undefined) {
      code = this.customers.length
      this.customers.push(customer)
      this.currencies.push(currency)
      ofCurrency.set(customer, code)
    }
    return code
  }
}
