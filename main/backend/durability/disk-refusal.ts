/** What the disk does, and what stands in the way of a file, in the words of the contract. */
import { diskTrouble } from '../../../db/local/disk-trouble.ts'
import { CompanyFileError } from '../../../db/local/open.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'

/** Trouble with the disk in the words of the contract; null where the error is another. */
export function diskRefusal(error: unknown, file: string): Refusal | null {
  if (error instanceof CompanyFileError) return new Refusal(`company.${error.reason}`, { file })
  const trouble = diskTrouble(error)
  if (trouble === null) return null
  const code = { full: 'disk.full', failed: 'disk.failed', damaged: 'company.damaged' }[trouble]
  return new Refusal(code, { file })
}
