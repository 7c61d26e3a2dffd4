/** What there is, for an operator to read: members, series, devices, customers by their codes. */
import { type Desk, inCompany } from './accounts.ts'
import { Declined } from './declined.ts'
import { texts } from './identity/callers.ts'

export async function seriesOf(
  { store }: Desk,
  companyId: string,
): Promise<{ readonly code: string; readonly kind: string }[]> {
  const rows = await inCompany(store, companyId, (tx) => tx.all('series'))
  return rows.map(({ code, kind }) => ({ code, kind })).toSorted(by('code'))
}

export interface MemberLine extends Readonly<Record<string, unknown>> {
  readonly id: string
  readonly name: string
}

/** Of one company or of all; without those a published file replaced. */
export async function membersOf({ store }: Desk, only: string | null): Promise<MemberLine[]> {
  const companies = only === null ? (await store.companies()).map((head) => head.companyId) : [only]
  const lines: MemberLine[] = []
  for (const company of companies) {
    const members = await inCompany(store, company, (tx) => tx.all('member'))
    for (const member of members.toSorted(by('name')))
      if (member.status !== 'replaced')
        lines.push({
          id: member.user_id,
          company,
          name: member.name,
          person: member.person,
          roles: texts(member.roles),
          scope: member.scope === null ? null : texts(member.scope),
          status: member.status,
        })
  }
  return lines
}

/** Ids of customers by their codes; `customer.unknown` names the first that is not there. */
export async function customerIdsOf(
  { store }: Desk,
  companyId: string,
  codes: readonly string[],
): Promise<string[]> {
  const wanted = codes.map((code) => code.trim()).filter((code) => code !== '')
  const rows = await inCompany(store, companyId, (tx) => tx.lookup('customer', 'code', wanted))
  const ids = new Map(rows.map((row) => [row.code, row.customer_id]))
  return wanted.map((code) => {
    const id = ids.get(code)
    if (id === undefined) throw new Declined('customer.unknown', { customer: code })
    return id
  })
}

export async function devicesOf(
  { store }: Desk,
  companyId: string,
): Promise<Readonly<Record<string, unknown>>[]> {
  const rows = await inCompany(store, companyId, (tx) => tx.all('device'))
  return rows.toSorted(by('enrolled_at')).map((device) => ({
    id: device.device_id,
    user: device.user_id,
    deviceCode: device.device_code,
    status: device.status,
    epoch: device.epoch,
    enrolledAt: new Date(device.enrolled_at).toISOString(),
    lastContact: device.last_contact === null ? null : new Date(device.last_contact).toISOString(),
    pending: device.pending_count,
    oldestPending: device.min_pending_date,
  }))
}

function by<K extends string>(column: K) {
  return (a: Readonly<Record<K, string | number>>, b: Readonly<Record<K, string | number>>) =>
    a[column] < b[column] ? -1 : Number(a[column] > b[column])
}
