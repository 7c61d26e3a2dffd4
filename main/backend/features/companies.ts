/** The company itself: what the shell shows, export, audit. */
import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { stringify } from 'csv-stringify/sync'
import type { z } from 'zod'
import { EXPORTED_TABLES, exportRows } from '../../../db/local/export.ts'
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
  return auditEntries(context.db, input.before ?? Number.MAX_SAFE_INTEGER, input.limit).map(
    (row) => ({
      seq: row.seq,
      at: new Date(row.at).toISOString(),
      actor: row.actor,
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

/** Every table as CSV, the operations as JSON lines, and a manifest of hashes. */
export async function exportCompany(context: Context, to: string): Promise<Out<'export'>> {
  if (existsSync(join(to, 'manifest.json')))
    throw new Refusal('file.exists', { file: join(to, 'manifest.json') })
  try {
    mkdirSync(to, { recursive: true })
  } catch {
    throw new Refusal('file.unwritable', { file: to })
  }
  const files: { name: string; rows: number; sha256: string }[] = []
  for (const table of EXPORTED_TABLES) {
    files.push(
      await writeRows(
        join(to, `${table.name}.csv`),
        `${table.name}.csv`,
        stringify([[...table.columns]]),
        exportRows(context.db, table),
        (row) => stringify([row as string[]]),
      ),
    )
  }
  const operations = context.db
    .prepare<[], { envelope: string }>('select envelope from op_outbox order by local_seq')
    .iterate()
  files.push(
    await writeRows(
      join(to, 'operations.jsonl'),
      'operations.jsonl',
      '',
      operations,
      (row) => `${(row as { envelope: string }).envelope}\n`,
    ),
  )
  const { company } = context
  const manifest = {
    format: 'saldo.export.v1',
    company: { id: company.companyId, name: company.name, currency: company.currency },
    exportedAt: new Date(context.nowMs).toISOString(),
    chainHash: Buffer.from(company.chainHash).toString('hex'),
    files,
  }
  await writeRows(
    join(to, 'manifest.json'),
    'manifest.json',
    JSON.stringify(manifest, null, 2),
    [],
    () => '',
  )
  return { files }
}

async function writeRows(
  path: string,
  name: string,
  head: string,
  rows: Iterable<unknown>,
  line: (row: unknown) => string,
): Promise<{ name: string; rows: number; sha256: string }> {
  const hash = createHash('sha256')
  const stream = createWriteStream(path)
  let written = 0
  let chunk = head
  const flush = () => {
    hash.update(chunk)
    stream.write(chunk)
    chunk = ''
  }
  for (const row of rows) {
    chunk += line(row)
    written += 1
    if (chunk.length > 65_536) flush()
  }
  flush()
  stream.end()
  await finished(stream)
  return { name, rows: written, sha256: hash.digest('hex') }
}
