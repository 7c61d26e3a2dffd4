/** What reading a bank's file throws, as what is told of it. */
import { BankFault } from '../../../shared/domain/bank/fault.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { FileFailure } from '../tabular/failure.ts'

export function failureOf(error: unknown): FileFailure {
  if (error instanceof FileFailure) return error
  if (error instanceof BankFault) return new FileFailure(error.code, error.params)
  if (error instanceof Refusal)
    return new FileFailure(error.code, error.params as Record<string, string | number>)
  // A fault of ours on strange bytes is a damaged file too.
  return new FileFailure('file.damaged', {
    reason: error instanceof Error ? error.message.slice(0, 200) : '',
  })
}
