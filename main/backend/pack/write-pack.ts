/** Writes sealed packs: files with their manifest and its seal, in one archive that is whole or not there. */
import { createHash } from 'node:crypto'
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { packFiles } from '../documents/writer.ts'
import { packKit, type PackManifest } from './pack-kit.ts'

/** The kit with this machine's own hashes. */
export const kit = packKit({
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  crc32: (bytes) => crc32(bytes),
})

/** A file of the pack: a text, or what stands in another file. */
export type PackPart = { readonly name: string } & (
  | { readonly content: string | Buffer }
  | { readonly path: string }
)

export interface WrittenPack {
  readonly files: number
  /** Of the whole pack: printed, and kept in the audit chain. */
  readonly sha256: string
}

/** A folder beside the file to be, for what goes into it; `work` fills it, it is gone afterwards. */
export async function besidePack<T>(
  path: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  let folder: string
  try {
    folder = mkdtempSync(join(dirname(path), '.saldo-pack-'))
  } catch (error) {
    throw unwritable(path, error)
  }
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `facts` stand in the manifest before its files. Refuses with `file.unwritable`. */
export async function writePack(
  path: string,
  facts: Readonly<Record<string, unknown>>,
  parts: readonly PackPart[],
): Promise<WrittenPack> {
  return besidePack(path, async (folder) => {
    const files: PackManifest['files'][number][] = []
    const packed: { name: string; path: string }[] = []
    for (const [i, part] of parts.toSorted((a, b) => (a.name < b.name ? -1 : 1)).entries()) {
      // Other calls are answered between two files.
      await setImmediate()
      const source = 'path' in part ? part.path : join(folder, `${i}`)
      const bytes = 'path' in part ? readFileSync(part.path) : Buffer.from(part.content)
      if (!('path' in part)) writeFileSync(source, bytes)
      files.push({
        name: part.name,
        size: bytes.length,
        sha256: kit.sha256(bytes),
        sums: kit.sumsOf(bytes),
      })
      packed.push({ name: part.name, path: source })
    }
    const manifest = Buffer.from(
      `${JSON.stringify({ format: 'saldo.pack.v1', ...facts, files } satisfies PackManifest, null, 1)}\n`,
    )
    const own = { manifest: join(folder, kit.MANIFEST), seal: join(folder, kit.SEAL) }
    writeFileSync(own.manifest, manifest)
    writeFileSync(own.seal, kit.sealOf(manifest))
    await packFiles(
      path,
      [{ name: kit.MANIFEST, path: own.manifest }, { name: kit.SEAL, path: own.seal }, ...packed],
      { isStored: true },
    )
    return { files: packed.length + 2, sha256: await hashOf(path) }
  })
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer)
  return hash.digest('hex')
}

function unwritable(path: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  return typeof code === 'string' && typeof syscall === 'string'
    ? new Refusal('file.unwritable', { file: path, reason: code })
    : error
}
