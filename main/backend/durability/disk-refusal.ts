/** What the disk does, in the words of the contract. */
import { diskTrouble } from '../../../db/local/disk-trouble.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'

/** Trouble with the disk in the words of the contract; null where the error is another. */
export function diskRefusal(error: unknown, file: string): Refusal | null {
  const trouble = diskTrouble(error)
  if (trouble === null) return null
  const code = { full: 'disk.full', failed: 'disk.failed', damaged: 'company.damaged' }[trouble]
  return new Refusal(code, { file })
}
