/**
 * Rows of a company rebuilt from its log (sync.md 17, `saldo server verify --repair`): documents with
 * their lines and items, slices of allocations and events as their operations say, rows no operation
 * wrote taken out, and the digests folded anew. The log itself is the proof, so it must be whole: the
 * caller has verified it. Cards and what a reversal or a removal settled come from many operations and
 * are not rebuilt; verify names them.
 */
import { realisedDifference } from '../../../shared/domain/exchange.ts'
import { differenceCore } from '../../engine/central/items.ts'
import { type DocumentRows, documentRows } from '../../engine/central/ledger.ts'
import { keyOf, type Row, type TableName } from '../../engine/central/tables.ts'
import { contentHash } from '../../engine/document-core.ts'
import { NO_CUSTOMER } from '../../engine/digest.ts'
import { externalId } from '../../engine/ids.ts'
import { NodeFold } from '../../engine/node-fold.ts'
import type { Facts } from '../../protocol/messages.ts'
import { allocAdd } from '../../protocol/payloads.ts'
import type { MendingStore, MendTx } from '../store.ts'
import { signedCore } from './document-check.ts'
import { foldDocument, foldTheRest, PAGE, pages } from './fold.ts'

/** How many rows were put right; null when the company is not there. */
export function mendCompany(store: MendingStore, companyId: string): Promise<number | null> {
  return store.mend(companyId, async (tx) => {
    const mender = new Mender(tx)
    for (let after = 0; ; ) {
      const rows = await tx.range('change', after, tx.head.seq, PAGE)
      const last = rows.at(-1)
      if (!last) break
      // The last sequence of the page may go on behind it.
      const whole = rows.length < PAGE ? rows : rows.filter(({ seq }) => seq < last.seq)
      await mender.mendChanges(whole.length > 0 ? whole : rows)
      after = (whole.at(-1) ?? last).seq
    }
    await mender.removeUnsigned()
    await mender.mendNodes()
    return mender.mended
  })
}

class Mender {
  readonly #tx: MendTx
  mended = 0

  constructor(tx: MendTx) {
    this.#tx = tx
  }

  async mendChanges(changes: readonly Row<'change'>[]): Promise<void> {
    const ids = [...new Set(changes.map(({ op_id }) => op_id))]
    const ops = new Map((await this.#tx.lookup('op_log', 'op_id', ids)).map((op) => [op.op_id, op]))
    for (const change of changes) {
      const op = ops.get(change.op_id)
      if (!op) continue
      if (change.class === 'J') await this.#mendDocument(change, op)
      else if (change.class === 'L' && op.kind === 'alloc.add') await this.#mendSlices(change, op)
      else if (change.class === 'W' || change.class === 'C') await this.#mendEvent(change, op)
    }
  }

  async #mendDocument(change: Row<'change'>, op: Row<'op_log'>): Promise<void> {
    const payload = payloadOf(op)
    const core = signedCore(payload)
    const facts = (change.facts ?? {}) as Facts
    const [original] =
      core.reverses === undefined
        ? []
        : await this.#tx.lookup('document', 'doc_id', [core.reverses])
    const [before] = await this.#tx.lookup('document', 'doc_id', [core.doc_id])
    const number = facts.number ?? original?.number ?? core.document_no ?? before?.number
    if (number === undefined) return
    await this.#mend(
      documentRows(core, {
        contentHash: String(payload['content_hash']),
        number,
        flags: facts.flags ?? [],
        opId: op.op_id,
        deviceId: op.device_id,
        seq: change.seq,
      }),
    )
  }

  async #mend({ document, lines, items }: DocumentRows): Promise<void> {
    const ids = [document.doc_id]
    await this.#same('document', await this.#tx.lookup('document', 'doc_id', ids), [document])
    await this.#same('document_line', await this.#tx.lookup('document_line', 'doc_id', ids), lines)
    await this.#same('item', await this.#tx.lookup('item', 'doc_id', ids), items)
  }

  async #mendSlices(change: Row<'change'>, op: Row<'op_log'>): Promise<void> {
    const payload = allocAdd.parse(payloadOf(op))
    const facts = (change.facts ?? {}) as Facts
    const allocId = op.entity_id ?? ''
    const [debit] = await this.#tx.lookup('document', 'doc_id', [payload.debit_doc])
    if (!debit || debit.customer_id === null) return
    const customerId = debit.customer_id
    const rows: Row<'alloc_event'>[] = []
    for (const [n, slice] of (facts.slices ?? payload.slices).entries()) {
      if (slice.debit_base === undefined || slice.credit_base === undefined) return
      const docId = externalId(this.#tx.head.companyId, 'fx', `${allocId}\0${n}`)
      const number = facts.derived?.[docId]
      if (number !== undefined) {
        const gain = realisedDifference(slice.debit_base, slice.credit_base)
        const on = payload.effective_on
        const core = differenceCore({ docId, debit, gain, on, cause: allocId })
        await this.#mend(
          documentRows(core, {
            contentHash: contentHash(core).toString('hex'),
            number,
            flags: [],
            opId: op.op_id,
            deviceId: op.device_id,
            seq: change.seq,
          }),
        )
      }
      rows.push({
        alloc_id: allocId,
        slice: n,
        debit_doc: payload.debit_doc,
        debit_n: slice.debit_n,
        credit_doc: payload.credit_doc,
        credit_n: slice.credit_n,
        amount: slice.amount,
        debit_base: slice.debit_base,
        credit_base: slice.credit_base,
        effective_on: payload.effective_on,
        removes: null,
        fx_doc: number === undefined ? null : docId,
        node_id: customerId,
        op_id: op.op_id,
        seq: change.seq,
      })
    }
    const before = await this.#tx.lookup('alloc_event', 'alloc_id', [allocId])
    await this.#same('alloc_event', before, rows)
  }

  async #mendEvent(change: Row<'change'>, op: Row<'op_log'>): Promise<void> {
    const { type } = payloadOf(op)
    const before = await this.#tx.lookup('wf_event', 'op_id', [op.op_id])
    await this.#same('wf_event', before, [
      {
        op_id: op.op_id,
        seq: change.seq,
        type: typeof type === 'string' ? type : op.kind,
        entity_id: op.entity_id ?? '',
        customer_id: change.customer_id,
        node_id: change.customer_id ?? NO_CUSTOMER,
        op_hash: op.op_hash,
      },
    ])
  }

  /** Rows that no accepted operation of the log wrote. */
  async removeUnsigned(): Promise<void> {
    for (const table of ['document', 'alloc_event', 'wf_event'] as const) {
      const foreign: Row<typeof table>[] = []
      await pages(this.#tx, table, async (rows) => {
        const ids = [...new Set(rows.map(({ op_id }) => op_id))]
        const known = new Set(
          (await this.#tx.lookup('op_log', 'op_id', ids)).map(({ op_id }) => op_id),
        )
        foreign.push(...rows.filter(({ op_id }) => !known.has(op_id)))
      })
      if (foreign.length === 0) continue
      if (table === 'document') await this.#removeParts(foreign as Row<'document'>[])
      await this.#tx.remove(table, foreign as never)
      this.mended += foreign.length
    }
  }

  async #removeParts(documents: readonly Row<'document'>[]): Promise<void> {
    const ids = documents.map(({ doc_id }) => doc_id)
    for (let at = 0; at < ids.length; at += PAGE) {
      const some = ids.slice(at, at + PAGE)
      await this.#tx.remove('document_line', await this.#tx.lookup('document_line', 'doc_id', some))
      await this.#tx.remove('item', await this.#tx.lookup('item', 'doc_id', some))
    }
  }

  /** Cells, customers and buckets as the sums of the rows as they are now. */
  async mendNodes(): Promise<void> {
    const fold = new NodeFold()
    await pages(this.#tx, 'document', async (rows) => {
      for (const row of rows) foldDocument(fold, row)
    })
    const folded = await foldTheRest(this.#tx, fold)
    for (const table of ['cell', 'cust_node', 'bucket_node'] as const) {
      const before: Row<typeof table>[] = []
      await pages(this.#tx, table, async (rows) => {
        before.push(...rows)
      })
      await this.#same(table, before as never, folded[table] as never)
    }
  }

  /** The rows that must be there instead of those that are. */
  async #same<T extends TableName>(
    table: T,
    before: readonly Row<T>[],
    after: readonly Row<T>[],
  ): Promise<void> {
    const there = new Map(before.map((row) => [keyOf(table, row), told(row)]))
    const wanted = new Set(after.map((row) => keyOf(table, row)))
    const changed = after.filter((row) => there.get(keyOf(table, row)) !== told(row))
    const extra = before.filter((row) => !wanted.has(keyOf(table, row)))
    await this.#tx.remove(table, extra)
    await this.#tx.replace(table, changed)
    this.mended += changed.length + extra.length
  }
}

function payloadOf(op: Row<'op_log'>): Readonly<Record<string, unknown>> {
  return (JSON.parse(op.envelope) as { readonly payload: Readonly<Record<string, unknown>> })
    .payload
}

/** Equal rows as equal text. */
function told(row: object): string {
  return JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
