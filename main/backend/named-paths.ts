/**
 * Which files a port may name. The command line is the person at her own shell and names any path; a
 * page is only as trustworthy as what it shows, so it reaches files by id (inbox, written documents)
 * and company files of the data folder, and nothing else (reliability-security.md 6 E5, T3, T11).
 *
 * `PATHS` lists every input of the contract that is a path on this machine; a test walks the contract
 * and fails when one is missing here.
 */
import { lstatSync } from 'node:fs'
import { basename, dirname, isAbsolute, resolve } from 'node:path'
import { Refusal } from '../../shared/rpc/refusal.ts'
import type { Session } from './session.ts'

/** `company`: a company file of the data folder will do. `cli`: for the command line alone. */
type Rule = 'company' | 'cli'

/** procedure -> dotted input -> who may fill it */
export const PATHS: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  'companies.create': { file: 'company' },
  'companies.createDemo': { file: 'company' },
  'device.enrol': { file: 'company' },
  'companies.open': { file: 'company' },
  'companies.backup': { to: 'cli' },
  'companies.restore': { from: 'company', to: 'company' },
  'companies.export': { to: 'cli' },
  'imports.inspect': { 'source.path': 'cli' },
  'imports.check': { 'source.path': 'cli' },
  'imports.file': { 'source.path': 'cli', rejectsTo: 'cli' },
  'bank.columns': { 'source.path': 'cli' },
  'bank.import': { 'source.path': 'cli' },
  'backups.acceptPlace': { file: 'company' },
  'backups.lookForRecovery': { file: 'company' },
  'backups.recover': { file: 'company' },
  'reconcile.columns': { 'source.path': 'cli' },
  'reconcile.statement': { 'source.path': 'cli' },
  'reconcile.exportStatement': { 'comparison.source.path': 'cli', to: 'cli' },
  'reconcile.erp': { 'source.path': 'cli' },
  'roundtrip.open': { 'source.path': 'cli' },
  'jobs.startStatements': { to: 'cli' },
  'jobs.startLetters': { to: 'cli' },
  'campaigns.answersFile': { 'source.path': 'cli' },
  'campaigns.render': { to: 'cli' },
  'campaigns.evidence': { to: 'cli' },
  'periods.seal': { to: 'cli' },
  'packs.verify': { path: 'cli' },
  'reports.exportAging': { to: 'cli' },
  'reports.exportStatement': { to: 'cli' },
  'reports.exportStatements': { to: 'cli' },
}

/** Refuses a call that names a path its port may not name; every port may answer `path.not_allowed`. */
export function confinePaths(session: Session, procedure: string, input: unknown): void {
  if (session.namesPaths) return
  for (const [field, rule] of Object.entries(PATHS[procedure] ?? {})) {
    const named = valueAt(input, field)
    if (named === undefined) continue
    if (rule === 'company' && typeof named === 'string' && isOwnCompany(session, named)) continue
    throw new Refusal('path.not_allowed', { field })
  }
}

function valueAt(input: unknown, field: string): unknown {
  return field
    .split('.')
    .reduce<unknown>(
      (at, key) =>
        typeof at === 'object' && at !== null && Object.hasOwn(at, key)
          ? (at as Readonly<Record<string, unknown>>)[key]
          : undefined,
      input,
    )
}

/** Directly in the data folder, a plain file or none yet; or one that a person opened elsewhere. */
function isOwnCompany(session: Session, path: string): boolean {
  if (path.includes('\0') || !isAbsolute(path)) return false
  const full = resolve(path)
  if (session.givenFile !== null && full === resolve(session.givenFile)) return true
  if (session.backend.isAllowed(full)) return true
  const name = basename(full)
  if (dirname(full) !== session.backend.dataDir) return false
  if (!name.endsWith('.saldo') || name.startsWith('.')) return false
  const found = lstatSync(full, { throwIfNoEntry: false })
  return found === undefined || found.isFile()
}
