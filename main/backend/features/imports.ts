/**
 * Imports as screens and the command line see them: look into a file, check it, fix cells, run it,
 * take it back. Reading happens in another process, before the transaction; the draft of a wizard is
 * kept in memory with the table it read, so that a fix costs no second reading.
 */
import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { allBatches, mappings as savedMappings, saveMapping } from '../../../db/local/imports.ts'
import {
  batchKind,
  importKind,
  type imports as contract,
} from '../../../shared/contract/imports.ts'
import { headingPrint } from '../../../shared/domain/tabular/heading-print.ts'
import { fieldLabel } from '../../../shared/i18n/import-fields.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { writeXlsx } from '../documents/table.ts'
import {
  checkAgain,
  type Draft,
  makeDraft,
  rowsAlike,
  rowsOf,
  type Watch,
} from '../imports/draft.ts'
import { stateOf } from '../imports/draft-state.ts'
import { inspectTable } from '../imports/inspect.ts'
import { plainProblem } from '../imports/problem-columns.ts'
import { type ParsedFile, parseTable, type ReadTable, templateHeadings } from '../imports/read.ts'
import { rejectsName, writeRejects } from '../imports/rejects.ts'
import { type Ran, runImport } from '../imports/run-import.ts'
import { nameOf, pathOf, read } from '../imports/source.ts'
import { undoImport } from '../imports/undo-import.ts'
import { fileOf, type Session } from '../session.ts'
import { settingsOf } from './settings.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>

/** A window's drafts, newest last; older ones are forgotten beyond this. */
const DRAFTS_MAX = 3
const drafts = new WeakMap<Session, Map<string, Draft>>()

/** Windows whose import under way is to end. */
const cancelled = new WeakSet<Session>()

/** Ends the window's check or run; where none is under way, nothing happens. */
export function cancel(session: Session): Out<'cancel'> {
  cancelled.add(session)
  return {}
}

export async function inspect(session: Session, input: In<'inspect'>): Promise<Out<'inspect'>> {
  const table = await read(session, input.source, input.options)
  const file = fileOf(session)
  const found = inspectTable(table, input.options, file.company.currency)
  const fingerprint = headingPrint(found.columns.map((column) => column.heading))
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
    mapping: saved
      ? { name: saved.name, kind: kindOf(saved.kind), map: JSON.parse(saved.map) as unknown }
      : null,
  }
}

export async function check(session: Session, input: In<'check'>): Promise<Out<'check'>> {
  const table = await read(session, input.source, input.options)
  const own = drafts.get(session) ?? new Map<string, Draft>()
  const { replaces } = input
  // A check that was overtaken by another has replaced it already: its fixes are the ones to keep.
  const old =
    replaces === undefined
      ? undefined
      : (own.get(replaces) ?? [...own.values()].findLast((one) => one.replaced === replaces))
  const draft = await makeDraft(
    fileOf(session),
    {
      draftId: uuidv7(),
      replaced: replaces ?? null,
      fileName: nameOf(session, input.source),
      table,
      options: input.options,
      fixes: new Map(isSameTable(old, table) ? old.fixes : []),
    },
    watchOf(session, 'check'),
  )
  if (old) own.delete(old.draftId)
  own.set(draft.draftId, draft)
  for (const oldest of [...own.keys()].slice(0, -DRAFTS_MAX)) own.delete(oldest)
  drafts.set(session, own)
  return stateOf(fileOf(session), draft)
}

export function rows(session: Session, input: In<'rows'>): Out<'rows'> {
  const wanted = rowsOf(draftOf(session, input.draftId), input.filter)
  return { total: wanted.length, rows: wanted.slice(input.offset, input.offset + input.limit) }
}

export function problemAt(session: Session, input: In<'problemAt'>): Out<'problemAt'> {
  const shown = rowsOf(draftOf(session, input.draftId), input.filter)
  for (let n = 1; n <= shown.length; n += 1) {
    const index = (((input.from + n * input.step) % shown.length) + shown.length) % shown.length
    const row = shown[index]
    if (row && (row.state === 'error' || row.state === 'check'))
      return { index, row: row.row, field: row.problems[0]?.column ?? null }
  }
  return null
}

export function alike(session: Session, input: In<'alike'>): Out<'alike'> {
  return { rows: rowsAlike(draftOf(session, input.draftId), input.row, input.field).length }
}

export function discard(session: Session, input: In<'discard'>): Out<'discard'> {
  drafts.get(session)?.delete(input.draftId)
  return {}
}

export function fix(session: Session, input: In<'fix'>): Promise<Out<'fix'>> {
  const draft = draftOf(session, input.draftId)
  const rowNumbers = input.everywhere ? rowsAlike(draft, input.row, input.field) : [input.row]
  for (const row of rowNumbers) draft.fixes.set(`${row} ${input.field}`, input.value)
  return recheck(session, draft)
}

export function setCreateCustomers(
  session: Session,
  input: In<'setCreateCustomers'>,
): Promise<Out<'setCreateCustomers'>> {
  const draft = draftOf(session, input.draftId)
  draft.options = { ...draft.options, createCustomers: input.createCustomers }
  return recheck(session, draft)
}

export async function run(session: Session, input: In<'run'>): Promise<Out<'run'>> {
  const draft = draftOf(session, input.draftId)
  const ran = await runImport(fileOf(session), draft.parsed, {
    createCustomers: draft.options.createCustomers,
    partial: input.partial,
    dryRun: false,
    expectsProblems: draft.checked.outcome.problems.length > 0,
    ...watchOf(session, 'run'),
  })
  if (input.rememberAs !== undefined && input.rememberAs.trim() !== '')
    remember(session, draft, input.rememberAs.trim())
  return resultOf(draft.parsed, ran, null, false)
}

export async function importFile(session: Session, input: In<'file'>): Promise<Out<'file'>> {
  const path = pathOf(session, input.source)
  const table = await read(session, input.source, input.options)
  const file = fileOf(session)
  const parsed = parseTable(
    table,
    nameOf(session, input.source),
    input.options,
    file.company.currency,
    new Map(),
  )
  const ran = await runImport(file, parsed, {
    createCustomers: input.options.createCustomers,
    partial: input.partial,
    dryRun: input.dryRun,
    ...watchOf(session, input.dryRun ? 'check' : 'run'),
  })
  const writesRejects = input.partial && !input.dryRun && ran.rejected.size > 0
  const rejectsFile = writesRejects ? (input.rejectsTo ?? `${path}.rejected.xlsx`) : null
  if (rejectsFile !== null)
    await writeRejects(rejectsFile, parsed, ran.outcome.problems, languageOf(session), 'names')
  return resultOf(parsed, ran, rejectsFile, input.dryRun)
}

export function undo(context: Context, input: In<'undo'>): Out<'undo'> {
  return undoImport(context, input.batchId)
}

export function batches(context: Context): Out<'batches'> {
  return allBatches(context.db).map((batch) => ({
    batchId: batch.batchId,
    kind: batchKind.parse(batch.kind),
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
  const file = session.backend.place(documentId, rejectsName(draft.fileName, input.language))
  const written = await writeRejects(
    file,
    draft.parsed,
    draft.checked.outcome.problems,
    input.language,
    'words',
  )
  return { documentId, file, rows: written }
}

export function mappings(context: Context): Out<'mappings'> {
  return savedMappings(context.db).map((one) => ({
    name: one.name,
    kind: kindOf(one.kind),
    map: JSON.parse(one.map) as unknown,
    usedAt: new Date(one.usedAt).toISOString(),
  }))
}

export async function template(session: Session, input: In<'template'>): Promise<Out<'template'>> {
  const documentId = uuidv7()
  const file = session.backend.place(documentId, `${input.kind}.xlsx`)
  const headings = templateHeadings(input.kind).map((field) => fieldLabel(field, input.language))
  await writeXlsx(file, [
    { sheet: input.kind, headings, widths: headings.map(() => 18), rows: [], totals: [] },
  ])
  return { documentId, file }
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

function remember(session: Session, draft: Draft, name: string): void {
  fileOf(session).command(({ db, nowMs }) => {
    saveMapping(db, {
      name,
      kind: draft.options.kind,
      fingerprint: headingPrint(draft.parsed.headings),
      map: JSON.stringify(draft.parsed.map),
      at: nowMs,
    })
  })
}

async function recheck(session: Session, draft: Draft): Promise<Out<'check'>> {
  await checkAgain(fileOf(session), draft, watchOf(session, 'check'))
  return stateOf(fileOf(session), draft)
}

/** The window hears how far it is, and may call it off: what runs is rolled back whole. */
function watchOf(session: Session, phase: 'check' | 'run'): Watch {
  cancelled.delete(session)
  return {
    progress: (done, total) => session.progress('import', phase, done, total),
    onSlice: () => {
      if (cancelled.delete(session)) throw new Refusal('import.cancelled')
    },
  }
}

/** Fixes are known by row and field: they hold while sheet and separators are the same. */
function isSameTable(draft: Draft | undefined, { table }: ReadTable): draft is Draft {
  return (
    draft !== undefined &&
    draft.table.table.sheet === table.sheet &&
    draft.table.table.separator === table.separator
  )
}

function kindOf(text: string): z.output<typeof importKind> {
  return importKind.parse(text)
}

function draftOf(session: Session, draftId: string): Draft {
  const draft = drafts.get(session)?.get(draftId)
  if (!draft) throw new Refusal('import.draft_unknown', { draftId })
  return draft
}
