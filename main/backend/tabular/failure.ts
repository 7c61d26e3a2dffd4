/** Why a file was refused: a code of the contract and what a person needs to act on it. */
export class FileFailure extends Error {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.name = 'FileFailure'
    this.code = code
    this.params = params
  }
}

export const LIMITS = {
  zippedBytes: 50 * 2 ** 20,
  textBytes: 512 * 2 ** 20,
  entryBytes: 500 * 2 ** 20,
  totalBytes: 700 * 2 ** 20,
  ratio: 100,
  /** Below this an entry's ratio proves nothing: tiny XML of repeated rows compresses well. */
  ratioFromBytes: 4 * 2 ** 20,
  entries: 2000,
  rows: 1_048_576,
  columns: 256,
  depth: 64,
} as const
