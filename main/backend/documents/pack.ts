/** Several files as one archive, for a door that can hand over one. */
import { createReadStream } from 'node:fs'
import type { PackedFile } from './messages.ts'
import { WholeFile } from './whole-file.ts'
import { Zip } from './zip.ts'

export async function packInto(
  path: string,
  mark: string,
  files: readonly PackedFile[],
  isStored: boolean,
): Promise<number> {
  const archive = new WholeFile(path, mark)
  try {
    const zip = new Zip(archive)
    for (const file of files) {
      zip.begin(file.name, { isStored })
      for await (const bytes of createReadStream(file.path)) await zip.write(bytes as Uint8Array)
      await zip.end()
    }
    zip.close()
    archive.finish()
    return files.length
  } catch (error) {
    archive.discard()
    throw error
  }
}
