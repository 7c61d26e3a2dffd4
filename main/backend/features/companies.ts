/** The company itself: what the shell shows, and its audit. */
import type { z } from 'zod'
import { saveCompanyFacts } from '../../../db/local/company.ts'
import { currenciesInUse } from '../../../db/local/items.ts'
import { auditEntries, pendingOperations } from '../../../db/local/log.ts'
import { count } from '../../../db/local/checks.ts'
import { schemaVersion } from '../../../db/local/open.ts'
import type { companies as contract } from '../../../shared/contract/companies.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { isTimeZone } from '../company/clock.ts'
import type { Context } from '../context.ts'
import { Journal } from '../ledger/journal.ts'
import { People } from '../sync/people.ts'
import { settingsOf } from './settings.ts'

type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>

export function companyInfo(context: Context, file: string): Out<'info'> {
  const { db, company, today } = context
  const currencies = currenciesInUse(db)
  return {
    companyId: company.companyId,
    file,
    name: company.name,
    currency: company.currency as Out<'info'>['currency'],
    timezone: company.timezone,
    fiscalYearStart: company.fiscalYearStart,
    demo: company.isDemo,
    today,
    lockedThrough: company.lockedThrough,
    softThrough: company.softThrough,
    suggestedAsOf: company.demoUntil ?? today,
    currencies: [...new Set([company.currency, ...currencies])] as Out<'info'>['currencies'],
    settings: settingsOf(context),
    counts: {
      customers: count(db, 'select count(*) as n from customer where archived = 0'),
      documents: count(db, 'select count(*) as n from doc'),
      openItems: count(db, 'select count(*) as n from item where open_minor <> 0'),
      pendingOperations: pendingOperations(db),
    },
    deviceId: company.deviceId,
    deviceCode: company.deviceCode,
    databaseVersion: schemaVersion(),
    appVersion: context.app,
  }
}

export function auditLog(
  context: Context,
  input: { limit: number; before?: number | undefined },
): Out<'audit'> {
  const people = new People(context)
  return auditEntries(context.db, input.before ?? Number.MAX_SAFE_INTEGER, input.limit).map(
    (row) => ({
      seq: row.seq,
      at: new Date(row.at).toISOString(),
      actor: people.shown(row.actor),
      app: row.app,
      action: row.action,
      object: row.object,
      detail: JSON.parse(row.detail) as Record<string, unknown>,
      operations: row.opFrom === null || row.opTo === null ? 0 : row.opTo - row.opFrom + 1,
    }),
  )
}

export function changeCompany(
  context: Context,
  input: z.output<(typeof contract)['change']['input']>,
): Out<'change'> {
  const { db, company } = context
  const facts = {
    name: input.name ?? company.name,
    timezone: input.timezone ?? company.timezone,
    fiscalYearStart: input.fiscalYearStart ?? company.fiscalYearStart,
  }
  if (!isTimeZone(facts.timezone))
    throw new Refusal('timezone.unknown', { timezone: facts.timezone })
  const changed = (['name', 'timezone', 'fiscalYearStart'] as const).filter(
    (key) => facts[key] !== company[key],
  )
  if (changed.length > 0) {
    saveCompanyFacts(db, facts)
    const journal = new Journal(context)
    for (const key of changed)
      journal.event('company.changed', company.companyId, { key, value: String(facts[key]) })
    journal.close('companies.change', changed.join(', '), {
      before: Object.fromEntries(changed.map((key) => [key, company[key]])),
    })
  }
  return { ...facts, currency: company.currency as Out<'change'>['currency'] }
}
