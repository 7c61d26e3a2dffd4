/**
 * Runs parsed rows against the ledger: all of them, or with `partial` the good ones.
 *
 * A first pass does the real work inside the transaction; when a row is refused the transaction is
 * rolled back, so a refused import has written nothing. With `partial` the pass is repeated without
 * the refused rows until none is refused (a row that named a refused document falls in the second
 * round). A check is the same pass, always rolled back: it promises exactly what a run will do.
 */
import { v7 as uuidv7 } from 'uuid'
import { finishBatch, insertBatch } from '../../../db/local/imports.ts'
import type { CompanyFile } from '../company/company-file.ts'
import type { Context } from '../context.ts'
import { Journal } from '../ledger/journal.ts'
import { postImportedCustomers, postImportedRates } from './post-customers.ts'
import { postImportedDocuments } from './post-documents.ts'
import type {
  ImportedCustomer,
  ImportedDocument,
  ImportedRate,
  Outcome,
  RowProblem,
} from './rows.ts'

/** What a file holds, typed; `bad` are rows the reading already found wrong. */
export interface Parsed {
  readonly kind: 'customers' | 'documents' | 'receipts' | 'open-items' | 'rates'
  readonly fileName: string
  readonly rowCount: number
  /** Accounts the file itself describes (statement layouts), opened before its documents. */
  readonly customers: readonly ImportedCustomer[]
  readonly documents: readonly ImportedDocument[]
  readonly rates: readonly ImportedRate[]
  readonly problems: readonly RowProblem[]
}

export interface RunOptions {
  readonly createCustomers: boolean
  readonly partial: boolean
  /** Roll back in any case. */
  readonly dryRun: boolean
  /** Told every few hundred rows, from inside the transaction. */
  readonly progress?: Progress
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

export function runImport(file: CompanyFile, parsed: Parsed, options: RunOptions): Ran {
  const bad = new Set(
    parsed.problems.flatMap((problem) => (problem.row === null ? [] : [problem.row])),
  )
  const problems = [...parsed.problems]
  const cannotRun = parsed.problems.some((problem) => problem.row === null)
  let last: Outcome = { states: new Map(), changes: new Map(), problems: [], totals: {} }
  for (let pass = 0; pass < PASSES_MAX; pass += 1) {
    const mustRollBack = options.dryRun || cannotRun || (!options.partial && problems.length > 0)
    const { outcome, batchId } = onePass(file, parsed, options, bad, mustRollBack)
    last = outcome
    const isClean = outcome.problems.length === 0
    problems.push(...outcome.problems)
    for (const problem of outcome.problems) if (problem.row !== null) bad.add(problem.row)
    if (batchId !== null || isClean || !options.partial)
      return ranOf(last, problems, bad, batchId, isClean && !mustRollBack)
  }
  throw new Error('import does not settle')
}

function onePass(
  file: CompanyFile,
  parsed: Parsed,
  options: RunOptions,
  exclude: ReadonlySet<number>,
  mustRollBack: boolean,
): { outcome: Outcome; batchId: string | null } {
  const batchId = uuidv7()
  try {
    const outcome = file.bulk(
      (context) => {
        const result = work(context, parsed, options, exclude, batchId)
        const writesNothing = [...result.states.values()].every(
          (state) => state === 'unchanged' || state === 'error',
        )
        if (mustRollBack || result.problems.length > 0 || writesNothing)
          throw new RolledBack(result)
        return result
      },
      { keeps: !mustRollBack },
    )
    return { outcome, batchId }
  } catch (error) {
    if (error instanceof RolledBack) return { outcome: error.outcome, batchId: null }
    throw error
  }
}

function work(
  context: Context,
  parsed: Parsed,
  options: RunOptions,
  exclude: ReadonlySet<number>,
  batchId: string,
): Outcome {
  const batch = insertBatch(context.db, {
    batchId,
    kind: parsed.kind,
    fileName: parsed.fileName,
    at: context.nowMs,
  })
  const journal = new Journal(context, batch)
  const onRow = counting(options.progress, parsed)
  const accounts = postImportedCustomers(context, journal, {
    rows: parsed.customers,
    exclude,
    batch,
    onRow,
  })
  const rates = postImportedRates(context, journal, parsed.rates, exclude)
  const documents = postImportedDocuments(context, journal, {
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
  }
  const counts = countOf(outcome)
  finishBatch(context.db, batch, {
    rows: parsed.rowCount,
    imported: counts.imported,
    unchanged: counts.unchanged,
    rejected: exclude.size,
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
  isWritten: boolean,
): Ran {
  const counts = countOf(outcome)
  return {
    batchId,
    outcome: { ...outcome, problems: problems.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)) },
    rejected,
    imported: batchId !== null && isWritten ? counts.imported : 0,
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
