/**
 * Imports as screens and the command line see them: look into a file, check it, fix cells, run it,
 * take it back. Reading happens in another process, before the transaction; the draft of a wizard is
 * kept in memory with the table it read, so that a fix costs no second reading.
 */
import { existsSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { totalsAt } from '../../../db/local/ledger-sums.ts'
import { allBatches, mappings as savedMappings, saveMapping } from '../../../db/local/imports.ts'
import type { imports as contract } from '../../../shared/contract/imports.ts'
import { type IsoMonth, monthOf } from '../../../shared/domain/days.ts'
import { fold } from '../../../shared/domain/fold.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { writeXlsx } from '../documents/table.ts'
import {
  type ReadTable,
  inspectFile,
  readTable,
  type ParsedFile,
  parseTable,
  templateHeadings,
  cellTexts,
} from '../imports/read.ts'
import { writeRejects } from '../imports/rejects.ts'
import { type Ran, runImport } from '../imports/run-import.ts'
import { undoImport } from '../imports/undo-import.ts'
import type { RowProblem } from '../imports/rows.ts'
import { fileOf, type Session } from '../session.ts'
import { settingsOf } from './settings.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>
type Options = In<'check'>['options']

/** A wizard's work in progress: what was read, what was changed by hand, what the check said. */
interface Draft {
  readonly draftId: string
  readonly fileName: string
  readonly table: ReadTable
  options: Options
  /** `row field` -> text put there by hand. */
  readonly fixes: Map<string, string>
  parsed: ParsedFile
  checked: Ran
}

const drafts = new WeakMap<Session, Map<string, Draft>>()

export async function inspect(session: Session, input: In<'inspect'>): Promise<Out<'inspect'>> {
  const path = pathOf(session, input.source)
  const file = fileOf(session)
  const found = await inspectFile(path, input.options, file.company.currency)
  const fingerprint = fingerprintOf(found.columns.map((column) => column.heading))
  const saved = file
    .query(({ db }) => savedMappings(db))
    .find(
      (one) =>
        one.fingerprint === fingerprint &&
        (input.options.kind === undefined || one.kind === input.options.kind),
    )
  return {
    ...found,
    fileName: nameOf(session, input.source),
    mapping: saved ? { name: saved.name, map: JSON.parse(saved.map) as unknown } : null,
  }
}

export async function check(session: Session, input: In<'check'>): Promise<Out<'check'>> {
  const table = await readTable(pathOf(session, input.source), input.options)
  const parsed = parse(session, table, nameOf(session, input.source), input.options, new Map())
  const draft: Draft = {
    draftId: uuidv7(),
    fileName: nameOf(session, input.source),
    table,
    options: input.options,
    fixes: new Map(),
    parsed,
    checked: dryRun(session, parsed, input.options),
  }
  const own = drafts.get(session) ?? new Map<string, Draft>()
  drafts.set(session, own.set(draft.draftId, draft))
  return stateOf(session, draft)
}

export function rows(session: Session, input: In<'rows'>): Out<'rows'> {
  const draft = draftOf(session, input.draftId)
  const wanted = allRows(draft).filter((row) => {
    if (input.filter === 'problems') return row.state === 'error' || row.state === 'check'
    if (input.filter === 'changes') return row.state === 'update'
    return input.filter === 'unchanged' ? row.state === 'unchanged' : true
  })
  return { total: wanted.length, rows: wanted.slice(input.offset, input.offset + input.limit) }
}

export function fix(session: Session, input: In<'fix'>): Out<'fix'> {
  const draft = draftOf(session, input.draftId)
  const texts = cellTexts(draft.parsed)
  const old = texts.get(input.row)?.[input.field] ?? ''
  draft.fixes.set(`${input.row} ${input.field}`, input.value)
  if (input.everywhere)
    for (const [row, values] of texts)
      if ((values[input.field] ?? '') === old) draft.fixes.set(`${row} ${input.field}`, input.value)
  return recheck(session, draft)
}

export function setCreateCustomers(
  session: Session,
  input: In<'setCreateCustomers'>,
): Out<'setCreateCustomers'> {
  const draft = draftOf(session, input.draftId)
  draft.options = { ...draft.options, createCustomers: input.createCustomers }
  return recheck(session, draft)
}

export function run(session: Session, input: In<'run'>): Out<'run'> {
  const draft = draftOf(session, input.draftId)
  const ran = runImport(fileOf(session), draft.parsed, {
    createCustomers: draft.options.createCustomers,
    partial: input.partial,
    dryRun: false,
  })
  if (input.rememberAs !== undefined && input.rememberAs.trim() !== '')
    remember(session, draft, input.rememberAs.trim())
  if (ran.batchId !== null) drafts.get(session)?.delete(draft.draftId)
  return resultOf(draft.parsed, ran, null, false)
}

export async function importFile(session: Session, input: In<'file'>): Promise<Out<'file'>> {
  const path = pathOf(session, input.source)
  session.progress('import', 'read', 0, 1)
  const table = await readTable(path, input.options)
  const parsed = parse(session, table, nameOf(session, input.source), input.options, new Map())
  session.progress('import', 'post', 0, parsed.rowCount)
  const ran = runImport(fileOf(session), parsed, {
    createCustomers: input.options.createCustomers,
    partial: input.partial,
    dryRun: input.dryRun,
  })
  const writesRejects = input.partial && !input.dryRun && ran.rejected.size > 0
  const rejectsFile = writesRejects ? (input.rejectsTo ?? `${path}.rejected.xlsx`) : null
  if (rejectsFile !== null)
    await writeRejects(rejectsFile, parsed, ran.outcome.problems, languageOf(session))
  return resultOf(parsed, ran, rejectsFile, input.dryRun)
}

export function undo(context: Context, input: In<'undo'>): Out<'undo'> {
  return undoImport(context, input.batchId)
}

export function batches(context: Context): Out<'batches'> {
  return allBatches(context.db).map((batch) => ({
    batchId: batch.batchId,
    kind: batch.kind as Out<'batches'>[number]['kind'],
    fileName: batch.fileName,
    at: new Date(batch.recordedAt).toISOString(),
    rows: batch.rows,
    imported: batch.imported,
    unchanged: batch.unchanged,
    rejected: batch.rejected,
    undoneAt: batch.undoneAt === null ? null : new Date(batch.undoneAt).toISOString(),
    totals: JSON.parse(batch.totals) as Out<'batches'>[number]['totals'],
  }))
}

export async function rejects(session: Session, input: In<'rejects'>): Promise<Out<'rejects'>> {
  const draft = draftOf(session, input.draftId)
  const documentId = uuidv7()
  const file = session.backend.place(documentId, `${draft.fileName}.rejected.xlsx`)
  const written = await writeRejects(
    file,
    draft.parsed,
    draft.checked.outcome.problems,
    languageOf(session),
  )
  return { documentId, file, rows: written }
}

export function mappings(context: Context): Out<'mappings'> {
  return savedMappings(context.db).map((one) => ({
    name: one.name,
    kind: one.kind as Out<'mappings'>[number]['kind'],
    map: JSON.parse(one.map) as unknown,
    usedAt: new Date(one.usedAt).toISOString(),
  }))
}

export async function template(session: Session, input: In<'template'>): Promise<Out<'template'>> {
  const documentId = uuidv7()
  const file = session.backend.place(documentId, `${input.kind}.xlsx`)
  const headings = templateHeadings(input.kind)
  await writeXlsx(file, [
    { sheet: input.kind, headings, widths: headings.map(() => 18), rows: [], totals: [] },
  ])
  return { documentId, file }
}

function recheck(session: Session, draft: Draft): Out<'check'> {
  draft.parsed = parse(session, draft.table, draft.fileName, draft.options, draft.fixes)
  draft.checked = dryRun(session, draft.parsed, draft.options)
  return stateOf(session, draft)
}

function parse(
  session: Session,
  table: ReadTable,
  fileName: string,
  options: Options,
  fixes: ReadonlyMap<string, string>,
): ParsedFile {
  return parseTable(table, fileName, options, fileOf(session).company.currency, fixes)
}

function dryRun(session: Session, parsed: ParsedFile, options: Options): Ran {
  return runImport(fileOf(session), parsed, {
    createCustomers: options.createCustomers,
    partial: true,
    dryRun: true,
  })
}

function allRows(draft: Draft): Out<'rows'>['rows'] {
  const byRow = new Map<number, RowProblem[]>()
  for (const problem of draft.checked.outcome.problems)
    if (problem.row !== null) byRow.set(problem.row, [...(byRow.get(problem.row) ?? []), problem])
  const checks = new Map<number, RowProblem[]>()
  for (const warning of draft.parsed.warnings)
    if (warning.row !== null) checks.set(warning.row, [...(checks.get(warning.row) ?? []), warning])
  return [...cellTexts(draft.parsed)].map(([row, values]) => {
    const problems = byRow.get(row) ?? []
    const warnings = checks.get(row) ?? []
    const known = draft.checked.outcome.states.get(row)
    const state =
      problems.length > 0 ? 'error' : warnings.length > 0 ? 'check' : (known ?? 'unchanged')
    return {
      row,
      state,
      values,
      problems: [...problems, ...warnings].map(plainProblem),
      changes: [...(draft.checked.outcome.changes.get(row) ?? [])],
    }
  })
}

function stateOf(session: Session, draft: Draft): Out<'check'> {
  const counts = { all: 0, new: 0, update: 0, unchanged: 0, check: 0, error: 0 }
  for (const row of allRows(draft)) {
    counts.all += 1
    counts[row.state] += 1
  }
  return {
    draftId: draft.draftId,
    fileName: draft.fileName,
    options: draft.options,
    detected: draft.parsed.detected,
    fields: draft.parsed.fields.map((field) => ({ ...field })),
    counts,
    warnings: draft.parsed.warnings.map(plainProblem),
    totals: { ...draft.checked.outcome.totals },
    balances: balancesOf(session, draft),
    months: monthsOf(session, draft),
  }
}

/** The company's balance per currency, and what it will be. */
function balancesOf(session: Session, draft: Draft): Out<'check'>['balances'] {
  const before = new Map<string, number>()
  const totals = fileOf(session).query((context) =>
    totalsAt(context.db, '9999-12-31' as never, null),
  )
  for (const one of totals)
    before.set(one.currency, (before.get(one.currency) ?? 0) + one.debitMinor - one.creditMinor)
  const moved = draft.checked.outcome.totals
  return [...new Set([...before.keys(), ...Object.keys(moved)])].toSorted().map((currency) => {
    const beforeMinor = before.get(currency) ?? 0
    return {
      currency: currency as Out<'check'>['balances'][number]['currency'],
      beforeMinor,
      afterMinor:
        beforeMinor + (moved[currency]?.debitMinor ?? 0) - (moved[currency]?.creditMinor ?? 0),
    }
  })
}

function monthsOf(session: Session, draft: Draft): Out<'check'>['months'] {
  const { lockedThrough, softThrough } = fileOf(session).company
  const months = new Map<IsoMonth, number>()
  for (const row of draft.parsed.documents) {
    const month = monthOf(row.postingDate ?? row.documentDate)
    months.set(month, (months.get(month) ?? 0) + 1)
  }
  return [...months]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, documents]) => ({
      month,
      documents,
      state:
        lockedThrough !== null && month <= lockedThrough
          ? ('closed' as const)
          : softThrough !== null && month <= softThrough
            ? ('soft' as const)
            : ('open' as const),
    }))
}

function resultOf(
  parsed: ParsedFile,
  ran: Ran,
  rejectsFile: string | null,
  isDryRun: boolean,
): Out<'file'> {
  return {
    batchId: ran.batchId,
    detected: parsed.detected,
    rows: parsed.rowCount,
    imported: ran.imported,
    unchanged: ran.unchanged,
    rejected: ran.rejected.size,
    problems: ran.outcome.problems.map(plainProblem),
    warnings: parsed.warnings.map(plainProblem),
    totals: { ...ran.outcome.totals },
    rejectsFile,
    dryRun: isDryRun,
  }
}

function languageOf(session: Session): 'tr' | 'en' | 'de' {
  return fileOf(session).query(settingsOf).language
}

function plainProblem(problem: RowProblem): Out<'file'>['problems'][number] {
  return {
    row: problem.row,
    column: problem.column,
    code: problem.code,
    value: problem.value,
    params: { ...problem.params },
  }
}

function remember(session: Session, draft: Draft, name: string): void {
  fileOf(session).command(({ db, nowMs }) => {
    saveMapping(db, {
      name,
      kind: draft.options.kind,
      fingerprint: fingerprintOf(draft.parsed.headings),
      map: JSON.stringify(draft.parsed.map),
      at: nowMs,
    })
  })
}

/** Headings folded and sorted: the same export of next month is recognised whatever the column order. */
function fingerprintOf(headings: readonly string[]): string {
  return headings
    .map((heading) => fold(heading).replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .toSorted()
    .join('|')
}

function draftOf(session: Session, draftId: string): Draft {
  const draft = drafts.get(session)?.get(draftId)
  if (!draft) throw new Refusal('import.draft_unknown', { draftId })
  return draft
}

/** An uploaded file is named by what the door called it in the inbox; nothing else is reachable by id. */
function pathOf(session: Session, source: In<'inspect'>['source']): string {
  const path =
    'path' in source ? source.path : join(session.backend.inboxDir, basename(source.fileId))
  if (!existsSync(path) || (!('path' in source) && !statSync(path).isFile()))
    throw new Refusal('file.not_found', { file: path })
  return path
}

function nameOf(session: Session, source: In<'inspect'>['source']): string {
  const path = pathOf(session, source)
  // The door keeps the person's own name after the random part: `f3a9…-eksport.xlsx`.
  return 'path' in source ? basename(path) : basename(path).replace(/^[0-9a-f-]{16,}-/, '')
}
