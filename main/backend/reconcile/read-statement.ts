/** The other side's statement, a file or what was pasted, read in a bounded process of its own. */
import type {
  StatementFile,
  StatementFileOptions,
} from '../../../shared/domain/twosided/statement-file.ts'
import { inReader, type ReadLimits } from '../tabular/read-file.ts'
import type { StatementSource } from '../tabular/read-process.ts'

/** Rejects with a Refusal: `file.*`, or what is wrong with a cell, a column or the map. */
export function readStatement(
  source: StatementSource,
  options: StatementFileOptions,
  limits?: ReadLimits,
): Promise<StatementFile> {
  return inReader(
    { statement: options, ...source },
    limits,
    (message, done: (file: StatementFile) => void) => {
      if (message.kind === 'statement') done(message.file)
    },
  )
}
