/** Companies and their heads. */
import type { Db } from './schema.ts'

/** What the company is, and where its sequence stands; hashes and keys in hex. */
export interface CompanyHead {
  readonly companyId: string
  readonly tenantId: string
  readonly name: string
  readonly currency: string
  readonly timezone: string
  readonly fiscalYearStart: number
  readonly saltKey: string | null
  readonly timelineId: string
  readonly seq: number
  readonly chainHash: string
  readonly publishedBy: string | null
}

export type NewCompany = Omit<CompanyHead, 'seq' | 'chainHash' | 'publishedBy'>

const NO_HASH = '0'.repeat(64)

/**
 * Waits until no other transaction has the company's head; false when there is no such company.
 * What is read after it is what the writer before left: it must be a statement of its own, since
 * rows that a statement reads beside those it waited for are of the time before the wait.
 */
export async function lockHead(db: Db, companyId: string): Promise<boolean> {
  const found = await db
    .selectFrom('company_head')
    .select('seq')
    .where('company_id', '=', companyId)
    .forUpdate()
    .executeTakeFirst()
  return found !== undefined
}

export async function headOf(db: Db, companyId: string): Promise<CompanyHead | null> {
  const head = await heads(db).where('head.company_id', '=', companyId).executeTakeFirst()
  return head ?? null
}

/** Of all companies the transaction may see. */
export async function allHeads(db: Db): Promise<CompanyHead[]> {
  return heads(db).orderBy('head.company_id').execute()
}

function heads(db: Db) {
  return db
    .selectFrom('company_head as head')
    .innerJoin('company', 'company.company_id', 'head.company_id')
    .select([
      'head.company_id as companyId',
      'company.tenant_id as tenantId',
      'company.name',
      'company.currency',
      'company.timezone',
      'company.fiscal_year_start as fiscalYearStart',
      'company.salt_key as saltKey',
      'head.timeline_id as timelineId',
      'head.seq',
      'head.chain_hash as chainHash',
      'company.published_by as publishedBy',
    ])
}

export async function insertCompany(db: Db, company: NewCompany): Promise<void> {
  const { companyId, timelineId } = company
  await db
    .insertInto('company')
    .values({
      company_id: companyId,
      tenant_id: company.tenantId,
      name: company.name,
      currency: company.currency,
      timezone: company.timezone,
      fiscal_year_start: company.fiscalYearStart,
      salt_key: company.saltKey === null ? null : bytes(company.saltKey),
      published_by: null,
    })
    .execute()
  await db
    .insertInto('company_head')
    .values({
      company_id: companyId,
      timeline_id: timelineId,
      seq: 0,
      chain_hash: bytes(NO_HASH),
    })
    .execute()
  await db
    .insertInto('timeline')
    .values({ company_id: companyId, timeline_id: timelineId, parent: null, fork_seq: 0 })
    .execute()
}

export async function saveHead(
  db: Db,
  companyId: string,
  head: { readonly seq: number; readonly chainHash: string },
): Promise<void> {
  await db
    .updateTable('company_head')
    .set({ seq: head.seq, chain_hash: bytes(head.chainHash) })
    .where('company_id', '=', companyId)
    .execute()
}

export async function setCompany(
  db: Db,
  companyId: string,
  fields: { readonly saltKey?: string; readonly publishedBy?: string },
): Promise<void> {
  const { saltKey, publishedBy } = fields
  if (saltKey === undefined && publishedBy === undefined) return
  await db
    .updateTable('company')
    .set({
      ...(saltKey === undefined ? {} : { salt_key: bytes(saltKey) }),
      ...(publishedBy === undefined ? {} : { published_by: publishedBy }),
    })
    .where('company_id', '=', companyId)
    .execute()
}

/** A new timeline, which leaves the one before where the head stands. */
export async function beginTimeline(db: Db, companyId: string, timelineId: string): Promise<void> {
  const { timeline_id: parent, seq } = await db
    .selectFrom('company_head')
    .select(['timeline_id', 'seq'])
    .where('company_id', '=', companyId)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('timeline')
    .values({ company_id: companyId, timeline_id: timelineId, parent, fork_seq: seq })
    .execute()
  await db
    .updateTable('company_head')
    .set({ timeline_id: timelineId })
    .where('company_id', '=', companyId)
    .execute()
}

/** Hex as PostgreSQL reads bytes. */
function bytes(hex: string): string {
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new RangeError('not 32 bytes in hex')
  return `\\x${hex}`
}
