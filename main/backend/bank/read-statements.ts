/** A bank's file, read in a bounded process of its own. */
import type { BankFile, BankFileOptions } from '../../../shared/domain/bank/file.ts'
import { inReader, type ReadLimits } from '../tabular/read-file.ts'

/** Rejects with a Refusal: `file.*`, `bank.*`, or what is wrong with a cell, column or map. */
export function readStatements(
  path: string,
  options: BankFileOptions,
  limits?: ReadLimits,
): Promise<BankFile> {
  return inReader({ path, bank: options }, limits, (message, done: (file: BankFile) => void) => {
    if (message.kind === 'bank') done(message.file)
  })
}
