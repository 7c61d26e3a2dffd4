/** The one row about the company itself, its settings, and the heads of its chains. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { IsoDate, IsoMonth } from '../../shared/domain/days.ts'
import type { CompanyDb } from './open.ts'
import type { CompanyTable } from './schema.ts'

export interface CompanyRow {
  readonly companyId: string
  readonly name: string
  readonly currency: string
  readonly timezone: string
  readonly fiscalYearStart: number
  readonly isDemo: boolean
  readonly demoUntil: IsoDate | null
  readonly userId: string
  readonly userName: string
  readonly deviceId: string
  readonly installId: string
  readonly deviceCode: string
  readonly deviceEpoch: number
  readonly chainSeq: number
  readonly chainHash: Uint8Array
  readonly hlcMs: number
  readonly hlcCount: number
  readonly saltKey: Uint8Array
  readonly lockedThrough: IsoMonth | null
  readonly softThrough: IsoMonth | null
  /** A server gives the numbers; what is posted here waits for it. */
  readonly isConnected: boolean
}

export interface NewCompany {
  readonly companyId: string
  readonly name: string
  readonly currency: string
  readonly timezone: string
  readonly fiscalYearStart: number
  readonly isDemo: boolean
  readonly demoUntil: IsoDate | null
  readonly createdAtMs: number
  readonly userId: string
  readonly userName: string
  readonly deviceId: string
  readonly installId: string
  readonly deviceCode: string
  readonly saltKey: Uint8Array
}

export function insertCompany(db: CompanyDb, company: NewCompany): void {
  db.run(
    db.build.insertInto('company').values({
      id: 1,
      company_id: uuidToBytes(company.companyId),
      name: company.name,
      currency: company.currency,
      timezone: company.timezone,
      fiscal_year_start: company.fiscalYearStart,
      is_demo: company.isDemo ? 1 : 0,
      demo_until: company.demoUntil,
      created_at: company.createdAtMs,
      user_id: uuidToBytes(company.userId),
      user_name: company.userName,
      device_id: uuidToBytes(company.deviceId),
      install_id: uuidToBytes(company.installId),
      device_code: company.deviceCode,
      device_epoch: 1,
      start_counter: 1,
      chain_seq: 0,
      chain_hash: Buffer.alloc(32),
      hlc_ms: 0,
      hlc_count: 0,
      salt_key: company.saltKey,
      locked_through: null,
      soft_through: null,
      connected: 0,
    }),
  )
}

/** Undefined in a file whose making was cut off before the company row was written. */
export function readCompany(db: CompanyDb): CompanyRow | undefined {
  const row = db.prepare<[], CompanyTable>('select * from company where id = 1').get()
  if (!row) return undefined
  return {
    companyId: bytesToUuid(row.company_id),
    name: row.name,
    currency: row.currency,
    timezone: row.timezone,
    fiscalYearStart: row.fiscal_year_start,
    isDemo: row.is_demo === 1,
    demoUntil: row.demo_until as IsoDate | null,
    userId: bytesToUuid(row.user_id),
    userName: row.user_name,
    deviceId: bytesToUuid(row.device_id),
    installId: bytesToUuid(row.install_id),
    deviceCode: row.device_code,
    deviceEpoch: row.device_epoch,
    chainSeq: row.chain_seq,
    chainHash: row.chain_hash,
    hlcMs: row.hlc_ms,
    hlcCount: row.hlc_count,
    saltKey: row.salt_key,
    lockedThrough: row.locked_through as IsoMonth | null,
    softThrough: row.soft_through as IsoMonth | null,
    isConnected: row.connected === 1,
  }
}

export function saveChainHead(
  db: CompanyDb,
  head: {
    readonly seq: number
    readonly hash: Uint8Array
    readonly hlcMs: number
    readonly hlcCount: number
  },
): void {
  db.prepare<[number, Uint8Array, number, number]>(
    'update company set chain_seq = ?, chain_hash = ?, hlc_ms = ?, hlc_count = ? where id = 1',
  ).run(head.seq, head.hash, head.hlcMs, head.hlcCount)
}

export function savePeriodMarks(
  db: CompanyDb,
  locked: IsoMonth | null,
  soft: IsoMonth | null,
): void {
  db.prepare<[string | null, string | null]>(
    'update company set locked_through = ?, soft_through = ? where id = 1',
  ).run(locked, soft)
}

/**
 * A restored file is a new installation: another device and epoch, its chain linked to the old head.
 * Answers the new epoch.
 */
export function saveNewDevice(
  db: CompanyDb,
  deviceId: string,
  installId: string,
  deviceCode: string,
): number {
  db.prepare<[Uint8Array, Uint8Array, string]>(
    'update company set device_id = ?, install_id = ?, device_code = ?, device_epoch = device_epoch + 1, chain_seq = 0 where id = 1',
  ).run(uuidToBytes(deviceId), uuidToBytes(installId), deviceCode)
  return (
    db
      .prepare<[], { epoch: number }>('select device_epoch as epoch from company where id = 1')
      .get()?.epoch ?? 1
  )
}

/** The code the server knows this device by: another's may have been the same. */
export function saveDeviceCode(db: CompanyDb, deviceCode: string): void {
  db.prepare<[string]>('update company set device_code = ? where id = 1').run(deviceCode)
}

export function saveCompanyFacts(
  db: CompanyDb,
  facts: Pick<CompanyRow, 'name' | 'timezone' | 'fiscalYearStart'>,
): void {
  db.prepare<[string, string, number]>(
    'update company set name = ?, timezone = ?, fiscal_year_start = ? where id = 1',
  ).run(facts.name, facts.timezone, facts.fiscalYearStart)
}

export function readSettings(db: CompanyDb): Record<string, unknown> {
  const rows = db
    .prepare<[], { key: string; value: string }>('select key, value from setting')
    .all()
  return Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value) as unknown]))
}

export function saveSetting(db: CompanyDb, key: string, value: unknown): void {
  db.prepare<[string, string]>(
    'insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
  ).run(key, JSON.stringify(value))
}

/** It has its default again. */
export function deleteSetting(db: CompanyDb, key: string): void {
  db.prepare<[string]>('delete from setting where key = ?').run(key)
}
