/**
 * What came from the server is not what it must be: a hash that does not fit, a document that is there
 * twice, an operation of our own that we never wrote. Nothing of it is applied and the exchange stops;
 * a person looks at it (sync.md 17).
 */
export class Incident extends Error {
  readonly code: string
  readonly detail: Readonly<Record<string, string | number | null>>

  constructor(code: string, detail: Readonly<Record<string, string | number | null>> = {}) {
    super(code)
    this.name = 'Incident'
    this.code = code
    this.detail = detail
  }
}
