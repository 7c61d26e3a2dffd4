/** Seeds that once found something, or that catch a planted fault: they run for ever. */

/** Found in the product, with what it was. */
export const FOUND: readonly (readonly [seed: number, what: string])[] = [
  [1, 'work that was sent and not answered was withdrawn as if nobody had it'],
  [8, 'a conflict about a code gave one code to two customers'],
  [10, 'a held document was moved to another day although another desk had moved it already'],
  [12, 'a document posted again under the id of a reversed one was an error of the database'],
]
