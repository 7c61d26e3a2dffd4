/**
 * What a batch will most likely ask for, so that it is read in a few sets: a guess that costs a
 * round trip where it is short, and nothing of the outcome.
 */
import { DERIVED_KINDS, SERIES, type DocumentKind } from '../../../shared/domain/kinds.ts'
import { isBad, type GoodOp, type ReadOp } from '../../protocol/read-op.ts'
import { bucketOf, NO_CUSTOMER } from '../digest.ts'
import type { DocumentCore } from '../document-core.ts'
import { externalId } from '../ids.ts'
import type { CompanyFacts } from './deciding.ts'
import { cellKey, dupKey, effectOf } from './ledger.ts'
import { fiscalYear } from './numbers.ts'
import type { Lookup, RowCache } from './row-cache.ts'

/** By what the operations name themselves. */
export function firstLookups(ops: readonly ReadOp[], company: CompanyFacts): Lookup[] {
  const wanted = new Wanted()
  for (const state of ['locked', 'soft']) wanted.add('period', 'state', state)
  for (const op of ops) {
    if (isBad(op)) {
      if (op.opId !== null) wanted.add('op_log', 'op_id', op.opId)
      continue
    }
    const { envelope } = op
    for (const id of [envelope.op_id, ...envelope.deps]) wanted.add('op_log', 'op_id', id)
    wanted.add('op_held', 'waits_on', envelope.op_id)
    wanted.add('member', 'user_id', envelope.actor)
    if (envelope.supersedes !== undefined) {
      wanted.add('op_held', 'op_id', envelope.supersedes)
      wanted.add('op_held', 'waits_on', envelope.supersedes)
    }
    byKind(op, company, wanted)
  }
  return wanted.list
}

/** By the documents and customers the first found: cells and nodes they will change. */
export function secondLookups(
  ops: readonly ReadOp[],
  company: CompanyFacts,
  rows: RowCache,
): Lookup[] {
  const wanted = new Wanted()
  const document = (id: unknown) =>
    typeof id === 'string' && rows.isLoaded('document', 'doc_id', id)
      ? rows.one('document', 'doc_id', id)
      : undefined
  for (const op of ops) {
    if (isBad(op)) continue
    const { payload, kind, entity_id } = op.envelope
    if (kind === 'alloc.add') {
      const debit = document(payload['debit_doc'])
      const credit = document(payload['credit_doc'])
      for (const found of [debit, credit]) if (found?.customer_id) node(wanted, found.customer_id)
      if (debit?.customer_id && debit.currency !== company.currency)
        difference(wanted, company, debit.customer_id, debit.currency, payload['effective_on'])
    } else if (kind === 'doc.reverse') {
      const original = document(entity_id)
      if (original?.customer_id) node(wanted, original.customer_id)
    }
    const no = payload['document_no'] ?? payload['number']
    if (kind === 'doc.post' && typeof no === 'string' && rows.isLoaded('document', 'number', no))
      for (const twin of rows.all('document', 'number', no))
        wanted.add('document', 'reverses', twin.doc_id)
  }
  return wanted.list
}

function byKind(op: GoodOp, company: CompanyFacts, wanted: Wanted): void {
  const { kind, payload, entity_id } = op.envelope
  switch (kind) {
    case 'doc.post':
    case 'doc.reverse':
      byDocument(payload as unknown as DocumentCore, company, wanted)
      if (kind === 'doc.reverse') {
        settled(wanted, entity_id)
        wanted.add('document', 'reverses', entity_id)
        wanted.add('document_line', 'doc_id', entity_id)
      }
      return
    case 'alloc.add':
      wanted.add('alloc_event', 'alloc_id', entity_id)
      for (const key of ['debit_doc', 'credit_doc']) {
        const id = payload[key]
        if (typeof id === 'string') settled(wanted, id)
      }
      return
    case 'alloc.remove':
      wanted.add('alloc_event', 'alloc_id', entity_id)
      return
    case 'master.create':
    case 'master.patch':
    case 'master.archive': {
      wanted.add('customer', 'customer_id', entity_id)
      node(wanted, entity_id)
      const fields = payload['fields']
      const code = typeof fields === 'object' && fields !== null && 'code' in fields && fields.code
      if (typeof code === 'string') wanted.add('customer', 'code', code)
      return
    }
    case 'wf.event': {
      wanted.add('wf_state', 'entity_id', entity_id)
      wanted.add('customer', 'customer_id', entity_id)
      node(wanted, NO_CUSTOMER)
      const doc = payload['doc_id']
      if (typeof doc === 'string') wanted.add('document', 'doc_id', doc)
      return
    }
    default:
      return
  }
}

function byDocument(core: DocumentCore, company: CompanyFacts, wanted: Wanted): void {
  // Unchecked as yet: what is not as it should be is simply not read ahead.
  if (!isText(core.doc_id) || !isText(core.doc_date) || !isText(core.currency)) return
  const { number } = core as { readonly number?: unknown }
  const customerId = isText(core.customer_id) ? core.customer_id : NO_CUSTOMER
  settled(wanted, core.doc_id)
  if (customerId !== NO_CUSTOMER) wanted.add('customer', 'customer_id', customerId)
  node(wanted, customerId)
  wanted.add('cell', 'cell', cellKey(customerId, core.currency, core.doc_date))
  for (const no of [core.document_no, number]) if (isText(no)) wanted.add('document', 'number', no)
  const series = SERIES[core.kind as DocumentKind] as string | undefined
  if (series !== undefined) {
    wanted.add('series', 'kind', core.kind)
    wanted.add(
      'number_series',
      'counter',
      `${series} ${fiscalYear(core.doc_date, company.fiscalYearStart)}`,
    )
  }
  if (!(DERIVED_KINDS as readonly string[]).includes(core.kind) && Array.isArray(core.lines)) {
    const [first] = core.lines
    if (first === undefined) return
    const key = dupKey(core, effectOf(core).amount)
    if (key !== null) wanted.add('document', 'dup_key', key)
  }
}

function settled(wanted: Wanted, docId: string): void {
  wanted.add('document', 'doc_id', docId)
  wanted.add('item', 'doc_id', docId)
  wanted.add('alloc_event', 'debit_doc', docId)
  wanted.add('alloc_event', 'credit_doc', docId)
}

function difference(
  wanted: Wanted,
  company: CompanyFacts,
  customerId: string,
  currency: string,
  on: unknown,
): void {
  if (!isText(on)) return
  wanted.add('cell', 'cell', cellKey(customerId, currency, on))
  wanted.add('series', 'kind', 'fx_difference')
  wanted.add('number_series', 'counter', `FXD ${fiscalYear(on, company.fiscalYearStart)}`)
}

function node(wanted: Wanted, customerId: string): void {
  wanted.add('cust_node', 'customer_id', customerId)
  wanted.add('bucket_node', 'bucket', bucketOf(customerId))
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length < 200
}

class Wanted {
  readonly #seen = new Set<string>()
  readonly list: Lookup[] = []

  add(table: Lookup['table'], column: string, value: Lookup['value']): void {
    const key = `${table} ${column} ${value}`
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    this.list.push({ table, column, value })
  }
}

/** Id under which an operation that cannot be read is kept: its place in the chain. */
export function idOfPlace(
  companyId: string,
  place: { readonly deviceId: string; readonly epoch: number; readonly deviceSeq: number },
): string {
  return externalId(companyId, 'op', `${place.deviceId} ${place.epoch} ${place.deviceSeq}`)
}
