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

const UNWRITABLE =
  /^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EISDIR|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_PERM)/

/** Where the system does not let this user write; null where the error is another. */
export function unwritable(error: unknown, file: string): Refusal | null {
  const { code, message } = error as { code?: unknown; message?: unknown }
  const reason = typeof code === 'string' ? code : ''
  return UNWRITABLE.test(reason) ||
    message === 'Cannot save backup because the directory does not exist'
    ? new Refusal('file.unwritable', { file, reason })
    : null
}
