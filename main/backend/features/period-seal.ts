/**
 * Seals a month: its checks pass or somebody signs off with a reason, the month is closed, and one file
 * holds what an auditor asks for. The file's hash is kept in the ledger's chain.
 */
import { basename, resolve } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { allCampaigns } from '../../../db/local/letters.ts'
import { insertSeal } from '../../../db/local/seals.ts'
import { PLAIN_CSV } from '../../../shared/contract/csv.ts'
import type { periods as contract, PeriodCheck } from '../../../shared/contract/periods.ts'
import { firstOfMonth, type IsoMonth, lastOfMonth, monthOf } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { canonicalText } from '../../../sync/engine/canonical.ts'
import type { CompanyFile } from '../company/company-file.ts'
import { Journal } from '../ledger/journal.ts'
import { besidePack, type PackPart, writePack } from '../pack/write-pack.ts'
import { fileOf, type Session } from '../session.ts'
import { BulkFiles, type BulkPlan } from './bulk-files.ts'
import { statementPlan } from './bulk-statements.ts'
import { letterPlan } from './letter-plan.ts'
import { checkPeriod } from './period-checks.ts'
import { periodParts } from './period-pack.ts'
import { closeThrough } from './period-acts.ts'

type Procedure = (typeof contract)['seal']

export async function sealPeriod(
  session: Session,
  { month, signOff, to }: z.output<Procedure['input']>,
): Promise<z.input<Procedure['output']>> {
  const file = fileOf(session)
  const { checks } = await checkPeriod(file, month)
  const reason = signOff?.trim() ? signOff.trim() : null
  const failing = checks.filter(({ ok }) => !ok).map(({ name }) => name)
  if (failing.length > 0 && reason === null)
    throw new Refusal('period.checks_failed', { month, list: failing.join(', ') })
  const { lockedThrough } = file.company
  if (lockedThrough === null || month > lockedThrough)
    await closeThrough(file, { month, soft: false })
  const documentId = to === undefined ? uuidv7() : null
  const name = `saldo-${month}.zip`
  const path = documentId === null ? resolve(to ?? name) : session.backend.place(documentId, name)
  const written = await besidePack(path, async (folder) => {
    const papers = await papersOf(file, month, folder, (done, total) =>
      session.progress('seal', 'write', done, total),
    )
    const own = file.query((context) => periodParts(context, file.cache, month, checks, reason))
    return writePack(path, { kind: 'period', month }, [...papers, ...own])
  })
  recordSeal(file, month, written.sha256, checks, reason)
  return { month, documentId, file: path, ...written, signOff: reason, checks }
}

/** Statements of the month, and the letters of its campaigns, each as one document. */
async function papersOf(
  file: CompanyFile,
  month: IsoMonth,
  folder: string,
  onProgress: (done: number, total: number) => void,
): Promise<PackPart[]> {
  const statements = statementPlan({
    kind: 'running',
    from: firstOfMonth(month),
    until: lastOfMonth(month),
    withEmpty: false,
    format: 'pdf',
    csv: PLAIN_CSV,
    joined: true,
    names: '{code}',
  })
  const campaigns = file
    .query(({ db }) => allCampaigns(db))
    .filter(({ asOf }) => monthOf(asOf) === month)
  const plans: BulkPlan[] = [
    statements,
    ...campaigns.map(({ campaignId, kind }, i) => ({
      ...letterPlan({ campaignId, format: 'pdf' as const, joined: true, names: '{code}' }),
      stem: `letters-${kind}-${campaigns.length - i}`,
    })),
  ]
  const parts: PackPart[] = []
  for (const plan of plans) {
    const keys = file.query((context) => plan.keys(context))
    const files = new BulkFiles(file, plan, keys, folder)
    for (const [i, key] of keys.entries()) {
      await files.write(key)
      onProgress(i + 1, keys.length)
    }
    for (const path of await files.finish()) parts.push({ name: basename(path), path })
  }
  return parts
}

/** The seal's row and its operation, once its pack is written. */
export function recordSeal(
  file: CompanyFile,
  month: IsoMonth,
  sha256: string,
  checks: readonly PeriodCheck[],
  signOff: string | null,
): void {
  file.command((context) => {
    const journal = new Journal(context)
    const stated = checks.map(({ name, ok, count, amountMinor }) => ({
      name,
      ok,
      count,
      amount: amountMinor,
    }))
    const operationId = journal.event(
      'period.sealed',
      context.company.companyId,
      { month, pack_hash: sha256, checks: stated, signed_off: signOff !== null },
      signOff === null ? undefined : { reason: signOff },
    )
    insertSeal(context.db, {
      month,
      packHash: Buffer.from(sha256, 'hex'),
      checks: canonicalText(stated),
      signOff,
      actor: context.company.userName,
      recordedAt: context.nowMs,
      operationId,
    })
    journal.close('periods.seal', month, {
      pack_hash: sha256,
      ...(signOff === null ? {} : { reason: signOff }),
    })
  })
}
