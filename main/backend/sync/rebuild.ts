/**
 * Bootstrap anew (sync.md 15, `saldo device snapshot`): the confirmed ledger is taken out and built
 * again from the server's log, while everything of this device alone stays: its chain and outbox, what
 * waits and what is held, letters, settings. The chunks lie in the inbox until the last one came, so a
 * download that was cut goes on; the building is one transaction, there whole or not at all, and is
 * thrown away when its root is not the server's.
 */
import { confirmedEvents } from '../../../db/local/confirmed.ts'
import { operationsAfter, outboxOperation } from '../../../db/local/outbox-operations.ts'
import {
  bringPlacesBack,
  itemsWithAgreedDay,
  takeLedgerOut,
} from '../../../db/local/rebuild-rows.ts'
import { dropNodes, rebuildDocSums, takeGuardsOff } from '../../../db/local/repair-rows.ts'
import {
  deletePages,
  insertPage,
  pagesWaiting,
  pageText,
  restartCursor,
  saveDigest,
} from '../../../db/local/sync-state.ts'
import { saveDifferences } from '../../../db/local/drift.ts'
import { Incident } from '../../../sync/client/incident.ts'
import { fetchChunk, type Opened, type SnapshotSource } from '../../../sync/client/snapshot.ts'
import type { CompanyFile } from '../company/company-file.ts'
import type { Context } from '../context.ts'
import { Books } from './books.ts'
import { lay } from './lay.ts'
import { isInLedger } from './own-work.ts'
import { applyPage, type Page } from './page.ts'
import { pageOf, rootOf } from './replica.ts'
import { saidByUs } from './said.ts'
import { refold, takeOut } from './take-out.ts'

export interface Rebuilt {
  readonly seq: number
  readonly root: string
  readonly chunks: number
  readonly rows: number
}

/** Throws `Incident` for a chunk or a root that is not what it must be; nothing is changed then. */
export async function rebuildFromSnapshot(
  file: CompanyFile,
  source: SnapshotSource,
): Promise<Rebuilt> {
  const companyId = file.query(({ company }) => company.companyId)
  const opened = await source.snapshot({ company_id: companyId })
  const chunks = await fetchAll(file, source, companyId, opened)
  return file.sliced((context) => rebuild(context, opened, chunks), { keeps: true })
}

/** Chunks behind those a cut download has left. */
async function fetchAll(
  file: CompanyFile,
  source: SnapshotSource,
  companyId: string,
  opened: Opened,
): Promise<number> {
  let waiting = file.query(({ db }) => pagesWaiting(db))
  const isContinued = waiting.every(
    (page, n) => page.fromSeq === (waiting[n - 1]?.toSeq ?? 0) + 1 && page.toSeq <= opened.seq,
  )
  // A page of the feed, or of another timeline's snapshot.
  if (!isContinued) {
    file.command(({ db }) => deletePages(db))
    waiting = []
  }
  let after = waiting.at(-1)?.toSeq ?? 0
  let chunks = waiting.length
  while (after < opened.seq) {
    const page = await fetchChunk(source, companyId, opened, after)
    file.command(({ db }) =>
      insertPage(db, {
        fromSeq: page.from_seq,
        toSeq: page.to_seq,
        page: JSON.stringify(pageOf(page)),
      }),
    )
    after = page.to_seq
    chunks += 1
  }
  return chunks
}

function* rebuild(context: Context, opened: Opened, chunks: number): Generator<void, Rebuilt> {
  const { db, company, nowMs } = context
  const guard = takeGuardsOff(db)
  const standing = liftOut(context, opened.seq)
  let rows = 0
  for (const { pageId } of pagesWaiting(db)) {
    const page = JSON.parse(pageText(db, pageId)) as Page
    rows += page.changes.length
    yield* applyPage(context, page, standing)
  }
  bringPlacesBack(db)
  layAgain(context, standing.lifted)
  rebuildDocSums(db)
  guard()
  const root = rootOf(db, company.companyId)
  if (root !== opened.root)
    throw new Incident('SNAPSHOT_DIFFERENT', { seq: opened.seq, here: root, there: opened.root })
  deletePages(db)
  saveDifferences(db, [], nowMs)
  saveDigest(db, { isEqual: true, seq: opened.seq, at: nowMs })
  context.touched.vanished = true
  context.touched.cards = true
  return { seq: opened.seq, root, chunks, rows }
}

interface Lifted {
  readonly own: ReadonlySet<string>
  readonly events: ReadonlySet<string>
  readonly lifted: readonly string[]
}

/** What waits upon confirmed rows is lifted; then those rows go. */
function liftOut(context: Context, seq: number): Lifted {
  const { db } = context
  const books = new Books(context)
  const waiting = operationsAfter(db, 0).filter(
    (one) => isInLedger(books, one) && (one.state !== 'accepted' || (one.serverSeq ?? 0) > seq),
  )
  const lifted = waiting.filter((one) => {
    const said = saidByUs(one)
    const isDay = said.kind === 'wf.event' && said.payload['type'] === 'due_date.agreed'
    return said.kind.startsWith('alloc.') || said.kind === 'doc.reverse' || isDay
  })
  takeOut(books, lifted)
  books.flush()
  const events = new Set<string>()
  for (const { operationId } of confirmedEvents(db)) events.add(operationId)
  const liftedIds = new Set(lifted.map(({ operationId }) => operationId))
  const own = new Set(
    waiting.map(({ operationId }) => operationId).filter((id) => !liftedIds.has(id)),
  )
  takeLedgerOut(
    db,
    [...own].map((id) => id.replaceAll('-', '').toUpperCase()),
  )
  dropNodes(db)
  restartCursor(db)
  return { own, events, lifted: [...liftedIds] }
}

/** In the order they were written; what the log has by now is confirmed already. */
function layAgain(context: Context, lifted: readonly string[]): void {
  const books = new Books(context)
  for (const item of itemsWithAgreedDay(context.db)) refold(books, item)
  for (const id of lifted) {
    const operation = outboxOperation(context.db, id)
    if (operation && isInLedger(books, operation)) lay(books, operation)
  }
  books.flush()
}
