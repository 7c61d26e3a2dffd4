/**
 * A reading process that reads many files instead of one: the product's reader under the product's
 * caps, told bytes by bytes. Answers what came of each, and what it did to itself.
 */
import { readBytes } from '../../main/backend/tabular/read-bytes.ts'
import { FileFailure } from '../../main/backend/tabular/failure.ts'

export interface FuzzAnswer {
  readonly id: number
  /** `rows`, a code `file.…`, or the text of a fault of ours. */
  readonly outcome: string
  readonly ms: number
  readonly rssMiB: number
  readonly isPrototypeClean: boolean
  readonly table?: unknown
}

const names = (of: object) => Object.getOwnPropertyNames(of).toSorted().join()
const clean = [Object.prototype, Array.prototype, String.prototype].map(names).join('|')

process.on('message', ({ id, bytes }: { id: number; bytes: Uint8Array }) => {
  void answer(id, Buffer.from(bytes)).then((reply) => process.send?.(reply))
})

async function answer(id: number, bytes: Buffer): Promise<FuzzAnswer> {
  const begun = performance.now()
  let outcome: string
  let table: unknown
  try {
    const read = await readBytes(bytes, { path: 'fuzz' })
    outcome = 'rows'
    if (read.table.rows.length < 200) table = read.table
  } catch (error) {
    outcome =
      error instanceof FileFailure
        ? error.code
        : `fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  }
  return {
    id,
    outcome,
    ms: performance.now() - begun,
    rssMiB: process.memoryUsage.rss() / 2 ** 20,
    isPrototypeClean:
      [Object.prototype, Array.prototype, String.prototype].map(names).join('|') === clean,
    table,
  }
}
