/** The identity of an installation: made with a company file, and anew whenever one is restored. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { v7 as uuidv7 } from 'uuid'
import { besides, renameForGood, writeSynced } from '../../../db/local/lasting.ts'

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
export function prepareKeys(
  path: string,
  device: Device,
  deviceEpoch: number,
  known: { readonly privateKey: string; readonly refreshToken: string | null } = {
    privateKey: newKey(),
    refreshToken: null,
  },
): void {
  const keys: DeviceKeys = {
    installId: device.installId,
    startCounter: 1,
    deviceId: device.deviceId,
    deviceEpoch,
    privateKey: known.privateKey,
    refreshToken: known.refreshToken,
  }
  writeSynced(preparedKeys(path, device.installId), `${JSON.stringify(keys, null, 2)}\n`)
}

/** A new Ed25519 key as PKCS #8 PEM. */
export function newKey(): string {
  return generateKeyPairSync('ed25519')
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
}

/** What lies in `F.keys` (cli.md, Devices): this installation's own secrets, never in the company file. */
export interface DeviceKeys {
  readonly installId: string
  readonly startCounter: number
  readonly deviceId: string
  readonly deviceEpoch: number
  readonly privateKey: string
  readonly refreshToken: string | null
}

/** The keys of a company file; undefined where they are missing. */
export function readKeys(path: string): DeviceKeys | undefined {
  const file = `${path}.keys`
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DeviceKeys) : undefined
}

/** Replaces them whole: one name, the old content or the new. */
export function saveKeys(path: string, keys: DeviceKeys): void {
  const beside = besides(`${path}.keys`, 'tmp')
  writeSynced(beside, `${JSON.stringify(keys, null, 2)}\n`)
  renameForGood(beside, `${path}.keys`)
}

/** Gives prepared keys their place; does nothing where they have it. Whoever opens the file does so again. */
export function adoptKeys(path: string, installId: string): void {
  const prepared = preparedKeys(path, installId)
  if (existsSync(prepared)) renameForGood(prepared, `${path}.keys`)
}

function preparedKeys(path: string, installId: string): string {
  return `${path}.keys-${installId}`
}
