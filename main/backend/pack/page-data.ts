/** What the page of a pack shows: facts and tables, in words that the page looks up. */

export interface PageColumn {
  /** Its heading is the word `column.<key>`; a heading of its own for aging buckets. */
  readonly key: string
  readonly heading?: string
  /** `amount` in decimal text; `word:<prefix>` is looked up. */
  readonly kind: 'text' | 'amount' | 'day' | 'moment' | 'count' | 'yes' | `word:${string}`
}

export interface PageTable {
  /** Its title is the word `table.<key>`. */
  readonly key: string
  readonly columns: readonly PageColumn[]
  readonly rows: readonly (readonly (string | number | boolean | null)[])[]
}

export interface PageData {
  readonly page: 'campaign' | 'period'
  readonly language: 'tr' | 'en' | 'de'
  readonly facts: readonly (readonly [key: string, value: string])[]
  readonly tables: readonly PageTable[]
}
