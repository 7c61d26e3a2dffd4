/** Checks a sealed pack by what stands in it alone, without the company's books. */
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { z } from 'zod'
import type { packs as contract } from '../../../shared/contract/periods.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { kit } from '../pack/write-pack.ts'

type Procedure = (typeof contract)['verify']

/** A pack is read whole. */
const SIZE_MAX_MIB = 2000

export function verifyPack({ path }: z.output<Procedure['input']>): z.input<Procedure['output']> {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) throw new Refusal('file.not_found', { file: path })
  if (found.size > SIZE_MAX_MIB * 2 ** 20)
    throw new Refusal('file.too_large', { file: path, limitMiB: SIZE_MAX_MIB })
  const bytes = readFileSync(path)
  const result = kit.check(bytes, basename(path))
  if (!result) throw new Refusal('pack.not_a_pack', { file: basename(path) })
  return {
    ok: result.ok,
    files: result.files,
    sha256: kit.sha256(bytes),
    failures: [...result.failures],
  }
}
