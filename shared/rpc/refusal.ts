/**
 * "Understood and declined": the one error a feature throws on purpose.
 *
 * `code` is `noun.condition` and is listed by the procedure's contract; `params` fill the sentence
 * that `shared/i18n` makes of the code. The backend sends no prose.
 */
export class Refusal extends Error {
  readonly code: string
  readonly params: RefusalParams

  constructor(code: string, params: RefusalParams = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.params = params
  }
}

/** Plain data only: it crosses every port as JSON. */
export type RefusalParams = Readonly<Record<string, string | number | boolean | null>>
