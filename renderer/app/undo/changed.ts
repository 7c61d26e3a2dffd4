/** Who changed a thing last, for a step that can no longer be taken back. */
import { api } from '../api.ts'
import { ChangedSince } from './steps.ts'

const LOOKED_AT = 200

/** Throws who changed the object last and when, from the audit. */
export async function refuseIfChanged(object: string): Promise<never> {
  const entries = await api.companies.audit({ limit: LOOKED_AT })
  const last = entries.find((entry) => entry.object === object) ?? entries[0]
  throw new ChangedSince(last?.actor ?? '', last?.at ?? new Date().toISOString())
}
