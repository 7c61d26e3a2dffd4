/**
 * A grid out to a spreadsheet and back (requirements.md N12): the export with its hidden memory, the
 * difference of the file brought back, and its application as one batch.
 */
import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { batchByUuid } from '../../../db/local/imports.ts'
import { type roundtrip as contract, SHOWN_MAX } from '../../../shared/contract/roundtrip.ts'
import { type Line, LINE_STATES } from '../../../shared/domain/roundtrip/lines.ts'
import { locate } from '../../../shared/domain/roundtrip/locate.ts'
import {
  type Exported,
  MARK_SHEET,
  type MarkSheet,
  MarkSheetError,
  readMarkSheet,
  type SheetHead,
} from '../../../shared/domain/roundtrip/sheet.ts'
import { catalogues } from '../../../shared/i18n/index.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { nameOf, read } from '../imports/source.ts'
import { agingSheet } from '../roundtrip/aging-sheet.ts'
import { matchBeside } from '../bank/match-beside.ts'
import { accountNamed } from '../bank/account-named.ts'
import { applyLines } from '../roundtrip/apply.ts'
import { applyBankLines } from '../roundtrip/apply-bank.ts'
import { bankColumns, bankRows } from '../roundtrip/bank-sheet.ts'
import { applyLetterLines } from '../roundtrip/apply-letters.ts'
import { customerColumns, customerRows } from '../roundtrip/customer-sheet.ts'
import { foundIn, isOpen, isTaken, planOf, type RoundDraft } from '../roundtrip/draft.ts'
import { letterColumns, letterRows } from '../roundtrip/letter-sheet.ts'
import { Sealing, sealOf } from '../roundtrip/seal.ts'
import { writeSheet } from '../roundtrip/write-sheet.ts'
import { fileOf, type Session } from '../session.ts'
import { agingOf } from './aging.ts'
import { campaignOf } from './campaigns.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>
type Filter = In<'state'>['filter']

/** A window's drafts, newest last; older ones are forgotten beyond this. */
const DRAFTS_MAX = 3
const drafts = new WeakMap<Session, Map<string, RoundDraft>>()

export function exportCustomers(
  session: Session,
  input: In<'exportCustomers'>,
): Promise<Out<'exportCustomers'>> {
  const file = fileOf(session)
  const { exported, context } = file.query((at) => {
    const columns = customerColumns(at, input.language)
    const rows = customerRows(at, file.cache, columns, { codes: input.codes, withFigures: true })
    const title = catalogues[input.language]['customers.title']
    return {
      exported: { head: headOf(at, 'customers', title, columns, input.language), rows },
      context: at,
    }
  })
  return write(session, context, exported)
}

export function exportAging(
  session: Session,
  input: In<'exportAging'>,
): Promise<Out<'exportAging'>> {
  const file = fileOf(session)
  const { exported, context } = file.query((at) => {
    const report = agingOf(at, file.cache, input.report)
    const { columns, rows } = agingSheet(report, input.language)
    const title = `${catalogues[input.language]['nav.aging']} ${report.asOf}`
    return {
      exported: { head: headOf(at, 'aging', title, columns, input.language), rows },
      context: at,
    }
  })
  return write(session, context, exported)
}

export function exportLetters(
  session: Session,
  { campaignId, codes, language }: In<'exportLetters'>,
): Promise<Out<'exportLetters'>> {
  const { exported, context } = fileOf(session).query((at) => {
    const columns = letterColumns(language)
    const rows = letterRows(at, campaignId, columns, language, codes)
    const title = `${catalogues[language]['letters.title']} ${campaignOf(at, campaignId).asOf}`
    const head = { ...headOf(at, 'letters', title, columns, language), subject: campaignId }
    return { exported: { head, rows }, context: at }
  })
  return write(session, context, exported)
}

export async function exportBank(
  session: Session,
  { account, lineIds, language }: In<'exportBank'>,
): Promise<Out<'exportBank'>> {
  const file = fileOf(session)
  const rowid = file.query((at) => accountNamed(at, account))
  const proposed = await matchBeside(file.path, rowid, session.backend.clock.now(), (done, total) =>
    session.progress('bank', 'match', done, total),
  )
  const { exported, context } = file.query((at) => {
    const columns = bankColumns(language)
    const rows = bankRows(proposed, columns, language, lineIds)
    const title = `${catalogues[language]['roundtrip.bank.sheet']} ${at.today}`
    return { exported: { head: headOf(at, 'bank', title, columns, language), rows }, context: at }
  })
  return write(session, context, exported)
}

function headOf(
  { company, nowMs }: Context,
  grid: SheetHead['grid'],
  title: string,
  columns: SheetHead['columns'],
  language: SheetHead['language'],
): SheetHead {
  return {
    companyId: company.companyId,
    company: company.name,
    grid,
    exportedAt: new Date(nowMs).toISOString(),
    language,
    sheet: title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    columns,
  }
}

async function write(session: Session, context: Context, exported: Exported) {
  const documentId = uuidv7()
  const file = session.backend.place(documentId, `${exported.head.grid}.xlsx`)
  const rows = await writeSheet(file, exported, (lines) => sealOf(context, lines))
  return { documentId, file, rows }
}

export async function open(session: Session, input: In<'open'>): Promise<Out<'open'>> {
  const first = await read(session, input.source, {})
  const { sheets, companion } = first
  if (companion === null) return null
  const marks = fileOf(session).query((context) => checked(context, companion))
  // The records stand where they were exported to; a sheet renamed since is the first one shown.
  const isNamed = sheets.some(({ name }) => name === marks.head.sheet)
  const records =
    !isNamed || first.table.sheet === marks.head.sheet
      ? first
      : await read(session, input.source, { sheet: marks.head.sheet })
  const located = locate(records.rows, marks)
  if (located === null)
    throw new Refusal('roundtrip.columns_lost', {
      columns: marks.head.columns.map(({ heading }) => heading).join(', '),
    })
  const draftId = uuidv7()
  const own = drafts.get(session) ?? new Map<string, RoundDraft>()
  own.set(draftId, {
    draftId,
    fileName: nameOf(session, input.source),
    marks,
    located,
    date1904: records.table.date1904,
    formulas: sheets.find(({ name }) => name === records.table.sheet)?.formulas ?? 0,
    choices: new Map(),
    result: null,
    made: null,
  })
  for (const oldest of [...own.keys()].slice(0, -DRAFTS_MAX)) own.delete(oldest)
  drafts.set(session, own)
  return { draftId }
}

/** The hidden sheet, of this company and as it was written, or the refusal that says what is wrong. */
function checked(context: Context, rows: Parameters<typeof readMarkSheet>[0]): MarkSheet {
  let marks: MarkSheet
  const sealing = new Sealing(context)
  try {
    marks = readMarkSheet(rows, (line) => sealing.add(line))
  } catch (error) {
    if (error instanceof MarkSheetError)
      throw new Refusal(`roundtrip.${error.reason}`, { sheet: MARK_SHEET })
    throw error
  }
  if (marks.head.companyId !== context.company.companyId)
    throw new Refusal('roundtrip.other_company', {
      other: marks.head.company,
      name: context.company.name,
    })
  if (!sealing.isSealedBy(marks.seal)) throw new Refusal('roundtrip.damaged', { sheet: MARK_SHEET })
  return marks
}

export function state(session: Session, input: In<'state'>): Out<'state'> {
  const draft = draftOf(session, input.draftId)
  const company = fileOf(session)
  return company.query((context) => {
    const { difference } = foundIn(context, company.cache, draft)
    const { lines } = difference
    const taken = lines.filter((line) => isTaken(draft, line))
    const shown = linesOf(lines, input.filter)
    const { head, rows } = draft.marks
    return {
      draftId: draft.draftId,
      fileName: draft.fileName,
      grid: head.grid,
      exportedAt: head.exportedAt,
      columns: head.columns.map(({ field, heading, kind, locked }) => ({
        field,
        heading,
        kind,
        locked,
      })),
      counts: countsOf(lines),
      rows: difference.rows,
      unchanged: difference.unchanged,
      takes: takesOf(taken),
      plan: planOf(taken),
      notes: notesOf(draft, rows.length),
      lines: shown.slice(0, SHOWN_MAX).map((line) => ({
        id: line.id,
        state: line.state,
        row: line.row,
        code: line.code,
        name: line.name,
        column: line.column,
        was: line.was,
        now: line.now,
        yours: line.yours,
        currency: line.currency as Out<'state'>['lines'][number]['currency'],
        problem: copied(line.problem),
        note: copied(line.note),
        takes: isTaken(draft, line),
        open: isOpen(line),
      })),
      shown: shown.length,
      result: draft.result && { ...draft.result, undone: isUndone(context, draft.result.batchId) },
    }
  })
}

export function choose(session: Session, input: In<'choose'>): Out<'choose'> {
  const draft = draftOf(session, input.draftId)
  const company = fileOf(session)
  const { lines } = company.query((context) => foundIn(context, company.cache, draft)).difference
  const wanted =
    'id' in input.lines ? withRow(draft, lines, input.lines.id) : linesOf(lines, input.lines.filter)
  let changed = 0
  for (const line of wanted) {
    const takes = input.take === 'yours'
    if (!isOpen(line) || isTaken(draft, line) === takes) continue
    draft.choices.set(line.id, takes)
    changed += 1
  }
  return { changed }
}

export function apply(session: Session, input: In<'apply'>): Out<'apply'> {
  const draft = draftOf(session, input.draftId)
  const company = fileOf(session)
  const applied = company.bulk((context) => {
    const { sheets, difference } = foundIn(context, company.cache, draft)
    const taken = difference.lines.filter((line) => isTaken(draft, line))
    if (planOf(taken) !== input.plan) throw new Refusal('roundtrip.moved')
    const { grid, subject } = draft.marks.head
    if (grid === 'bank') return applyBankLines(context, sheets, taken, draft.fileName)
    return grid === 'letters'
      ? applyLetterLines(context, subject ?? '', sheets, taken, draft.fileName)
      : applyLines(context, sheets, taken, draft.fileName)
  })
  draft.result = applied
  return applied
}

/** One line; a bank line is decided by its whole row, so the others of the row go with it. */
function withRow({ marks }: RoundDraft, lines: readonly Line[], wanted: string): readonly Line[] {
  const one = lines.find(({ id }) => id === wanted)
  if (!one) return []
  return marks.head.grid === 'bank' ? lines.filter(({ key }) => key === one.key) : [one]
}

function copied(problem: Line['problem']): Out<'state'>['lines'][number]['problem'] {
  return problem && { ...problem, params: { ...problem.params } }
}

function linesOf(lines: readonly Line[], filter: Filter): readonly Line[] {
  if (filter === 'all') return lines
  if (filter === 'problems') return lines.filter(({ state: one }) => PROBLEMS.has(one))
  return lines.filter(({ state: one }) => one === filter)
}

/** What needs a person: a choice, or something put right in the file. */
const PROBLEMS: ReadonlySet<Line['state']> = new Set(['conflict', 'invalid', 'locked', 'refused'])

function countsOf(lines: readonly Line[]): Out<'state'>['counts'] {
  const counts = Object.fromEntries(LINE_STATES.map((one) => [one, 0])) as Out<'state'>['counts']
  for (const { state: one } of lines) counts[one] += 1
  return counts
}

function takesOf(taken: readonly Line[]): Out<'state'>['takes'] {
  const cells = taken.filter(({ state: one }) => one !== 'new')
  return {
    cells: cells.length,
    // A letter stands in a row for each of its currencies.
    accounts: new Set(cells.map(({ key }) => key?.split(' ')[0])).size,
    created: taken.length - cells.length,
  }
}

function notesOf({ located, formulas }: RoundDraft, exported: number): Out<'state'>['notes'] {
  const { missing, added, by, hasKeys } = located
  const notes: Out<'state'>['notes'] = []
  if (by === 'headings') notes.push({ code: 'note.headings', params: {} })
  if (!hasKeys) notes.push({ code: 'note.codes', params: {} })
  if (missing.length > 0)
    notes.push({
      code: 'note.missing',
      params: { count: missing.length, columns: missing.map(({ heading }) => heading).join(', ') },
    })
  if (added.length > 0)
    notes.push({
      code: 'note.added',
      params: { count: added.length, columns: added.slice(0, 20).join(', ') },
    })
  if (formulas > 0) notes.push({ code: 'note.formulas', params: { count: formulas } })
  if (exported === 0) notes.push({ code: 'note.empty', params: {} })
  return notes
}

function isUndone({ db }: Context, batchId: string | null): boolean {
  return batchId !== null && (batchByUuid(db, batchId)?.undoneAt ?? null) !== null
}

function draftOf(session: Session, draftId: string): RoundDraft {
  const draft = drafts.get(session)?.get(draftId)
  if (!draft) throw new Refusal('roundtrip.draft_unknown', { draftId })
  return draft
}
