/** Understood and declined, by a code of cli.md: what an operator asked for cannot be done so. */
export class Declined extends Error {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}
