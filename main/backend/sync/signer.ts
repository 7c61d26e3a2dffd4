/** The device's key signs what the device writes (sync.md 7); it lies beside the file, or in a key store. */
import { createPrivateKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Signer } from './replica.ts'

const keys = z.object({ deviceId: z.string(), privateKey: z.string() })

/** Reads `F.keys` of a company file; throws where the keys are another device's. */
export function signerOf(companyFile: string, deviceId: string): Signer {
  const read = keys.parse(JSON.parse(readFileSync(`${companyFile}.keys`, 'utf8')))
  if (read.deviceId !== deviceId) throw new Error('the keys beside the file are another device’s')
  const key = createPrivateKey(read.privateKey)
  return (hash) => sign(null, hash, key).toString('base64')
}
