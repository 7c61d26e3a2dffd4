/** The tables that repositories write queries for; company rows go through rows.ts. */
import type { Generated, Transaction } from 'kysely'

export interface CentralSchema {
  company: {
    company_id: string
    tenant_id: string
    name: string
    currency: string
    timezone: string
    fiscal_year_start: number
    salt_key: string | null
    published_by: string | null
  }
  company_head: { company_id: string; timeline_id: string; seq: number; chain_hash: string }
  timeline: {
    company_id: string
    timeline_id: string
    parent: string | null
    fork_seq: number
    made_at: Generated<number>
  }
  tenant: { tenant_id: string; name: string; made_at: number }
  app_user: {
    user_id: string
    tenant_id: string
    name: string
    person: string
    password_hash: string | null
    status: 'active' | 'suspended'
    made_at: number
  }
  user_alias: { alias_id: string; user_id: string }
  enrol_code: {
    code_hash: string
    company_id: string
    user_id: string
    made_at: number
    expires_at: number
    used_at: number | null
    used_by: string | null
  }
  device_route: { device_id: string; company_id: string }
  refresh_token: {
    token_hash: string
    family: string
    device_id: string
    user_id: string
    made_at: number
    expires_at: number
    family_ends_at: number
    used_at: number | null
    successor_hash: string | null
    revoked_at: number | null
  }
  server_secret: { name: string; value: string; made_at: number }
  http_idempotency: { device_id: string; idempotency_key: string; body_hash: string; at: number }
}

/** Inside a transaction of central.ts; what a repository takes first. */
export type Db = Transaction<CentralSchema>
