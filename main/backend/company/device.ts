/** The identity of an installation: made with a company file, and anew whenever one is restored. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { v7 as uuidv7 } from 'uuid'
import { renameForGood, writeSynced } from '../../../db/local/lasting.ts'

export interface Device {
  readonly deviceId: string
  readonly installId: string
  readonly deviceCode: string
}

export function newDevice(): Device {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  const deviceCode = [...randomBytes(4)].map((byte) => alphabet[byte % alphabet.length]).join('')
  return { deviceId: uuidv7(), installId: uuidv7(), deviceCode }
}

/**
 * Lays the keys down under the name of their installation, before the file that needs them is there.
 * The private key lies beside the file, readable by its owner alone, where no system key store is.
 */
export function prepareKeys(path: string, device: Device, deviceEpoch: number): void {
  const { privateKey } = generateKeyPairSync('ed25519')
  const keys = {
    installId: device.installId,
    startCounter: 1,
    deviceId: device.deviceId,
    deviceEpoch,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    refreshToken: null,
  }
  writeSynced(preparedKeys(path, device.installId), `${JSON.stringify(keys, null, 2)}\n`)
}

/** Gives prepared keys their place; does nothing where they have it. Whoever opens the file does so again. */
export function adoptKeys(path: string, installId: string): void {
  const prepared = preparedKeys(path, installId)
  if (existsSync(prepared)) renameForGood(prepared, `${path}.keys`)
}

function preparedKeys(path: string, installId: string): string {
  return `${path}.keys-${installId}`
}
