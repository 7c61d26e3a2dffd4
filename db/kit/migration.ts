/** One step of a schema: forward only, applied whole in one transaction, never edited once released. */
export interface Migration {
  readonly name: string
  readonly sql: string
}
