/** Names of files people get: made of codes and names, allowed on every system. */
import { mkdirSync, statSync } from 'node:fs'
import { Refusal } from '../../../shared/rpc/refusal.ts'

/** Text as a file name on every system; the text itself stands in the file. */
export function safeName(text: string): string {
  const name = text
    .replace(/[^\p{L}\p{N} ._-]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '_')
    .slice(0, 120)
  return name === '' ? '_' : name
}

export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
    if (statSync(path).isDirectory()) return
  } catch (error) {
    throw new Refusal('file.unwritable', {
      file: path,
      reason: (error as NodeJS.ErrnoException).code ?? '',
    })
  }
  throw new Refusal('file.unwritable', { file: path })
}
