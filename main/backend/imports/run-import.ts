/**
 * Runs parsed rows against the ledger: all of them, or with `partial` the good ones.
 *
 * What becomes of each row is found out by a rehearsal, which decides as a posting does and writes
 * nothing. It is repeated without the refused rows until none is refused (a receipt for a refused
 * invoice falls in the second round). A check is that and no more: it promises exactly what a run
 * will do. A run posts in one transaction, in slices, and first without a rehearsal, since most files
 * are clean; when a row is refused it is rolled back, so a refused import has written nothing.
 */
import { v7 as uuidv7 } from 'uuid'
import type { CompanyFile } from '../company/company-file.ts'
import type {
  ParsedCustomer,
  ParsedDocument,
  ParsedRate,
} from '../../../shared/domain/tabular/parse-rows.ts'
import type { Context } from '../context.ts'
import { Rehearsal } from '../ledger/rehearsal.ts'
import { beginBatch, endBatch } from './batch.ts'
import { postImportedCustomers, postImportedRates } from './post-customers.ts'
import { postImportedDocuments } from './post-documents.ts'
import type { Outcome, RowProblem } from './outcome.ts'

/** What a file holds, typed; `bad` are rows the reading already found wrong. */
export interface Parsed {
  readonly kind: 'customers' | 'documents' | 'receipts' | 'open-items' | 'rates'
  readonly fileName: string
  readonly rowCount: number
  /** Accounts the file itself describes (statement layouts), opened before its documents. */
  readonly customers: readonly ParsedCustomer[]
  readonly documents: readonly ParsedDocument[]
  readonly rates: readonly ParsedRate[]
  readonly problems: readonly RowProblem[]
}

export interface RunOptions {
  readonly createCustomers: boolean
  readonly partial: boolean
  /** Write nothing in any case. */
  readonly dryRun: boolean
  /** A check has found rows to refuse: posting begins with a rehearsal. */
  readonly expectsProblems?: boolean
  /** Told every few hundred rows, from inside the transaction. */
  readonly progress?: Progress
  /** Asked between slices; what it throws rolls everything back. */
  readonly onSlice?: () => void
}

export type Progress = (done: number, total: number) => void

export interface Ran {
  readonly batchId: string | null
  readonly outcome: Outcome
  /** Rows refused, by the reading or the ledger. */
  readonly rejected: ReadonlySet<number>
  readonly imported: number
  readonly unchanged: number
}

const PASSES_MAX = 20

/** Thrown to roll the transaction back; never leaves this file. */
class RolledBack extends Error {
  readonly outcome: Outcome

  constructor(outcome: Outcome) {
    super('rolled back')
    this.outcome = outcome
  }
}

export async function runImport(
  file: CompanyFile,
  parsed: Parsed,
  options: RunOptions,
): Promise<Ran> {
  const bad = new Set(
    parsed.problems.flatMap((problem) => (problem.row === null ? [] : [problem.row])),
  )
  const problems = [...parsed.problems]
  const writes = !options.dryRun && parsed.problems.every((problem) => problem.row !== null)
  let isSettled = false
  for (let pass = 0; pass < PASSES_MAX; pass += 1) {
    const mayBeClean = problems.length === 0 && !options.expectsProblems
    const isPosting = writes && (mayBeClean || (options.partial && isSettled))
    const { outcome, batchId } = await onePass(file, parsed, options, bad, isPosting)
    problems.push(...outcome.problems)
    for (const problem of outcome.problems) if (problem.row !== null) bad.add(problem.row)
    isSettled = !outcome.leavesTraces
    const isRefused = problems.length > 0 && !options.partial
    if (batchId !== null || isRefused || (isSettled && (isPosting || !writes)))
      return ranOf(outcome, problems, bad, batchId)
  }
  throw new Error('import does not settle')
}

async function onePass(
  file: CompanyFile,
  parsed: Parsed,
  options: RunOptions,
  exclude: ReadonlySet<number>,
  isPosting: boolean,
): Promise<{ outcome: Outcome; batchId: string | null }> {
  const batchId = uuidv7()
  try {
    const outcome = await file.sliced(
      function* (context) {
        const result = yield* work(
          isPosting ? context : { ...context, rehearsal: new Rehearsal() },
          parsed,
          options,
          exclude,
          batchId,
        )
        const writesNothing = [...result.states.values()].every(
          (state) => state === 'unchanged' || state === 'error',
        )
        const isRefused = result.problems.length > 0 && (!options.partial || result.leavesTraces)
        if (!isPosting || isRefused || writesNothing) throw new RolledBack(result)
        return result
      },
      { keeps: isPosting, onSlice: options.onSlice },
    )
    return { outcome, batchId }
  } catch (error) {
    if (error instanceof RolledBack) return { outcome: error.outcome, batchId: null }
    throw error
  }
}

function* work(
  context: Context,
  parsed: Parsed,
  options: RunOptions,
  exclude: ReadonlySet<number>,
  batchId: string,
): Generator<void, Outcome> {
  const begun = beginBatch(context, { kind: parsed.kind, fileName: parsed.fileName, batchId })
  const { rowid: batch, journal } = begun
  const onRow = counting(options.progress, parsed)
  const accounts = yield* postImportedCustomers(context, journal, {
    rows: parsed.customers,
    exclude,
    batch,
    onRow,
  })
  const rates = postImportedRates(context, journal, parsed.rates, exclude)
  const documents = yield* postImportedDocuments(context, journal, {
    kind: parsed.kind,
    rows: parsed.documents,
    createCustomers: options.createCustomers,
    exclude,
    batch,
    onRow,
  })
  const isAccountsFile = parsed.kind === 'customers'
  const outcome: Outcome = {
    // Accounts a statement layout brings along are not rows of their own.
    states: new Map([
      ...(isAccountsFile ? accounts.states : []),
      ...rates.states,
      ...documents.states,
    ]),
    changes: new Map([...(isAccountsFile ? accounts.changes : []), ...rates.changes]),
    problems: [...accounts.problems, ...rates.problems, ...documents.problems].toSorted(
      (a, b) => (a.row ?? 0) - (b.row ?? 0),
    ),
    totals: documents.totals,
    leavesTraces: accounts.leavesTraces || documents.leavesTraces,
  }
  const counts = countOf(outcome)
  endBatch(context, begun, {
    rows: parsed.rowCount,
    imported: counts.imported,
    unchanged: counts.unchanged,
    rejected: new Set([...exclude, ...outcome.problems.map(({ row }) => row)]).size,
    totals: JSON.stringify(outcome.totals),
  })
  journal.close('imports.run', parsed.fileName, {
    batch: batchId,
    kind: parsed.kind,
    imported: counts.imported,
  })
  return outcome
}

const TELL_EVERY = 250

/** Counts rows done over all of an import's parts. */
function counting(progress: Progress | undefined, parsed: Parsed): () => void {
  const total = parsed.customers.length + parsed.documents.length
  let done = 0
  progress?.(0, total)
  return () => {
    done += 1
    if (done % TELL_EVERY === 0 || done === total) progress?.(done, total)
  }
}

function ranOf(
  outcome: Outcome,
  problems: readonly RowProblem[],
  rejected: ReadonlySet<number>,
  batchId: string | null,
): Ran {
  const counts = countOf(outcome)
  return {
    batchId,
    outcome: { ...outcome, problems: problems.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)) },
    rejected,
    imported: batchId === null ? 0 : counts.imported,
    unchanged: counts.unchanged,
  }
}

function countOf(outcome: Outcome): { imported: number; unchanged: number } {
  let imported = 0
  let unchanged = 0
  for (const state of outcome.states.values()) {
    if (state === 'new' || state === 'update') imported += 1
    else if (state === 'unchanged') unchanged += 1
  }
  return { imported, unchanged }
}
