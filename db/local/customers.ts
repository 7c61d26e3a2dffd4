/** Customer cards: current state. Each change is an operation; history is read from those. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'
import type { CustomerRaw } from './schema.ts'

export interface CustomerRow {
  readonly rowid: number
  readonly customerId: string
  readonly code: string
  readonly name: string
  readonly parent: number | null
  readonly taxId: string | null
  readonly taxOffice: string | null
  readonly country: string | null
  readonly city: string | null
  readonly address: string | null
  readonly contact: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly iban: string | null
  readonly currency: string | null
  readonly terms: string | null
  readonly creditLimitMinor: number | null
  readonly segment: string | null
  readonly priceList: string | null
  readonly discount: string | null
  readonly language: string | null
  readonly tags: readonly string[]
  readonly custom: Readonly<Record<string, string>>
  readonly archived: boolean
  readonly version: number
  readonly batch: number | null
  readonly recordedAt: number
}

export type NewCustomerRow = Omit<CustomerRow, 'rowid' | 'version' | 'archived'>

export function insertCustomer(db: CompanyDb, row: NewCustomerRow): number {
  return db
    .prepare<(string | number | null | Uint8Array)[]>(
      `insert into customer (customer_id, code, name, parent_id, tax_id, tax_office, country, city, address, contact, email,
         phone, iban, currency, terms, credit_limit_minor, segment, price_list, discount, language, tags, custom, batch_id, recorded_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      uuidToBytes(row.customerId),
      row.code,
      row.name,
      row.parent,
      row.taxId,
      row.taxOffice,
      row.country,
      row.city,
      row.address,
      row.contact,
      row.email,
      row.phone,
      row.iban,
      row.currency,
      row.terms,
      row.creditLimitMinor,
      row.segment,
      row.priceList,
      row.discount,
      row.language,
      JSON.stringify(row.tags),
      JSON.stringify(row.custom),
      row.batch,
      row.recordedAt,
    ).lastInsertRowid
}

/** Writes the whole card; the caller has merged the patch and made the operation. */
export function updateCustomer(db: CompanyDb, row: CustomerRow): void {
  db.prepare<(string | number | null)[]>(
    `update customer set name = ?, parent_id = ?, tax_id = ?, tax_office = ?, country = ?, city = ?, address = ?, contact = ?,
       email = ?, phone = ?, iban = ?, currency = ?, terms = ?, credit_limit_minor = ?, segment = ?, price_list = ?,
       discount = ?, language = ?, tags = ?, custom = ?, archived = ?, version = version + 1 where id = ?`,
  ).run(
    row.name,
    row.parent,
    row.taxId,
    row.taxOffice,
    row.country,
    row.city,
    row.address,
    row.contact,
    row.email,
    row.phone,
    row.iban,
    row.currency,
    row.terms,
    row.creditLimitMinor,
    row.segment,
    row.priceList,
    row.discount,
    row.language,
    JSON.stringify(row.tags),
    JSON.stringify(row.custom),
    row.archived ? 1 : 0,
    row.rowid,
  )
}

/** The whole card as it is to be seen, code and version included: for what a server says. */
export function replaceCard(db: CompanyDb, row: CustomerRow): void {
  updateCustomer(db, row)
  db.prepare<[string, number, number]>(
    'update customer set code = ?, version = ? where id = ?',
  ).run(row.code, row.version, row.rowid)
}

export function customerByCode(db: CompanyDb, code: string): CustomerRow | undefined {
  const row = db.prepare<[string], CustomerRaw>('select * from customer where code = ?').get(code)
  return row && fromTable(row)
}

export function customerByUuid(db: CompanyDb, customerId: string): CustomerRow | undefined {
  const row = db
    .prepare<[Uint8Array], CustomerRaw>('select * from customer where customer_id = ?')
    .get(uuidToBytes(customerId))
  return row && fromTable(row)
}

export function customerByRow(db: CompanyDb, rowid: number): CustomerRow | undefined {
  const row = db.prepare<[number], CustomerRaw>('select * from customer where id = ?').get(rowid)
  return row && fromTable(row)
}

/** Its row, without reading the card. */
export function rowOfCustomer(db: CompanyDb, customerId: string): number | undefined {
  return db
    .prepare<[Uint8Array], { id: number }>('select id from customer where customer_id = ?')
    .get(uuidToBytes(customerId))?.id
}

export function idOfCustomer(db: CompanyDb, rowid: number): string | undefined {
  const row = db
    .prepare<[number], { id: Uint8Array }>('select customer_id as id from customer where id = ?')
    .get(rowid)
  return row && bytesToUuid(row.id)
}

export function customersOfBatch(db: CompanyDb, batch: number): CustomerRow[] {
  return db
    .prepare<[number], CustomerRaw>('select * from customer where batch_id = ? order by id')
    .all(batch)
    .map(fromTable)
}

/** In code order. */
export function allCustomers(db: CompanyDb): CustomerRow[] {
  return db.prepare<[], CustomerRaw>('select * from customer order by code').all().map(fromTable)
}

/** The light columns every report needs, in code order. */
export interface CustomerName {
  readonly rowid: number
  readonly customerId: Uint8Array
  readonly code: string
  readonly name: string
  readonly parent: number | null
  readonly archived: number
}

export function customerNames(
  db: CompanyDb,
  wanted: readonly number[] | null = null,
): CustomerName[] {
  const ids = wanted === null ? '' : ` where id in (${wanted.map(Math.trunc).join(', ')})`
  return db
    .prepare<[], CustomerName>(
      `select id as rowid, customer_id as customerId, code, name, parent_id as parent, archived from customer${ids} order by code`,
    )
    .all()
}

export function childrenOf(db: CompanyDb, rowid: number): CustomerRow[] {
  return db
    .prepare<[number], CustomerRaw>('select * from customer where parent_id = ? order by code')
    .all(rowid)
    .map(fromTable)
}

/** The customer and everything below it. */
export function familyOf(db: CompanyDb, rowid: number): number[] {
  return db
    .prepare<[number], { id: number }>(
      `with recursive family (id) as (
         values (?) union select customer.id from customer join family on customer.parent_id = family.id
       ) select id from family`,
    )
    .all(rowid)
    .map(({ id }) => id)
}

function fromTable(row: CustomerRaw): CustomerRow {
  return {
    rowid: row.id,
    customerId: bytesToUuid(row.customer_id),
    code: row.code,
    name: row.name,
    parent: row.parent_id,
    taxId: row.tax_id,
    taxOffice: row.tax_office,
    country: row.country,
    city: row.city,
    address: row.address,
    contact: row.contact,
    email: row.email,
    phone: row.phone,
    iban: row.iban,
    currency: row.currency,
    terms: row.terms,
    creditLimitMinor: row.credit_limit_minor,
    segment: row.segment,
    priceList: row.price_list,
    discount: row.discount,
    language: row.language,
    tags: row.tags === '[]' ? [] : (JSON.parse(row.tags) as string[]),
    custom: row.custom === '{}' ? {} : (JSON.parse(row.custom) as Record<string, string>),
    archived: row.archived === 1,
    version: row.version,
    batch: row.batch_id,
    recordedAt: row.recorded_at,
  }
}
