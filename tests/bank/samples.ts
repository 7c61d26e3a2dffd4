/** The banks' files of tests/fixtures/bank, and what each of them holds, counted independently of Saldo. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readBank } from '../../main/backend/bank/read-bank.ts'
import { FileFailure } from '../../main/backend/tabular/failure.ts'
import type { BankFile, BankFileOptions } from '../../shared/domain/bank/file.ts'

const FOLDER = new URL('../fixtures/bank/', import.meta.url)

/** `mt940/abnamro.txt` and so on. */
export const SAMPLES: readonly string[] = readdirSync(FOLDER).flatMap((format) =>
  readdirSync(new URL(`${format}/`, FOLDER)).map((name) => `${format}/${name}`),
)

export function sample(name: string): Buffer {
  return readFileSync(fileURLToPath(new URL(name, FOLDER)))
}

/** Where a file names neither account nor currency, both come from the account chosen for it. */
export const CHOSEN = { account: 'chosen', currency: 'EUR' } satisfies BankFileOptions

export function readText(
  text: string | Buffer,
  options: BankFileOptions = CHOSEN,
): Promise<BankFile> {
  return readBank(typeof text === 'string' ? Buffer.from(text) : text, options)
}

/** The code of the refusal, or the file itself where there was none. */
export async function refusalOf(
  bytes: string | Buffer,
  options: BankFileOptions = CHOSEN,
): Promise<string | BankFile> {
  try {
    return await readText(bytes, options)
  } catch (error) {
    if (error instanceof FileFailure) return error.code
    throw error
  }
}
