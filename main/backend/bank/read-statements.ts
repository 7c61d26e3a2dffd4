/** A bank's file, read in a bounded process of its own. */
import type { BankColumns, BankFile, BankFileOptions } from '../../../shared/domain/bank/file.ts'
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

/** How a bank's table would be read; rejects as above, `file.not_a_table` for other formats. */
export function readColumns(path: string, options: BankFileOptions): Promise<BankColumns> {
  return inReader(
    { path, bank: options, isPreview: true },
    undefined,
    (message, done: (columns: BankColumns) => void) => {
      if (message.kind === 'bank-columns') done(message.columns)
    },
  )
}
