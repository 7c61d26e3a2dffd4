/** Kysely's view of the company file; columns as in migrations/. Blobs are 16-byte ids or hashes. */
import type { Generated, Selectable } from 'kysely'

export interface Schema {
  company: CompanyTable
  setting: { key: string; value: string }
  customer: CustomerTable
  import_batch: ImportBatchTable
  import_mapping: { name: string; kind: string; fingerprint: string; map: string; used_at: number }
  doc: DocTable
  doc_line: { doc_id: number; n: number; account: string; amount_minor: number; base_minor: number }
  doc_installment: { doc_id: number; n: number; due_on: string; amount_minor: number }
  alloc: AllocTable
  due_change: DueChangeTable
  dispute: DisputeTable
  rate: { currency: string; day: string; rate: string; recorded_at: number }
  period_event: {
    id: Generated<number>
    action: string
    month: string
    reason: string | null
    recorded_at: number
  }
  number_series: { series: string; year: number; next: number }
  doc_number: { customer_id: number; kind: string; number: string; doc_id: number }
  item: ItemTable
  cell: CellTable
  doc_sum: {
    kind: string
    currency: string
    month: string
    count: number
    amount_minor: number
    base_minor: number
  }
  op_outbox: OpTable
  audit: AuditTable
  saved_view: {
    id: Generated<number>
    view_id: Uint8Array
    screen: string
    name: string
    state: string
    recorded_at: number
  }
}

export interface CompanyTable {
  id: number
  company_id: Uint8Array
  name: string
  currency: string
  timezone: string
  fiscal_year_start: number
  is_demo: number
  demo_until: string | null
  created_at: number
  user_id: Uint8Array
  user_name: string
  device_id: Uint8Array
  install_id: Uint8Array
  device_code: string
  device_epoch: number
  start_counter: number
  chain_seq: number
  chain_hash: Uint8Array
  hlc_ms: number
  hlc_count: number
  salt_key: Uint8Array
  locked_through: string | null
  soft_through: string | null
  connected: number
}

export interface CustomerTable {
  id: Generated<number>
  customer_id: Uint8Array
  code: string
  name: string
  parent_id: number | null
  tax_id: string | null
  tax_office: string | null
  country: string | null
  city: string | null
  address: string | null
  contact: string | null
  email: string | null
  phone: string | null
  iban: string | null
  currency: string | null
  terms: string | null
  credit_limit_minor: number | null
  segment: string | null
  price_list: string | null
  discount: string | null
  language: string | null
  tags: string
  custom: string
  archived: Generated<number>
  version: Generated<number>
  batch_id: number | null
  recorded_at: number
}

export interface ImportBatchTable {
  id: Generated<number>
  batch_id: Uint8Array
  kind: string
  file_name: string
  file_hash: Uint8Array | null
  rows: number
  imported: number
  unchanged: number
  rejected: number
  totals: string
  recorded_at: number
  undone_at: number | null
  device_id: Uint8Array | null
  first_seq: number | null
  last_seq: number | null
}

export interface DocTable {
  id: Generated<number>
  doc_id: Uint8Array
  kind: string
  customer_id: number | null
  number: string
  number_given: number
  doc_on: string
  paper_on: string | null
  due_on: string | null
  value_on: string | null
  currency: string
  rate: string | null
  amount_minor: number
  base_minor: number
  tax_minor: number | null
  original_minor: number | null
  reference: string | null
  description: string | null
  external_ref: string | null
  branch_code: string | null
  method: string | null
  reverses: number | null
  cause: Uint8Array | null
  batch_id: number | null
  recorded_at: number
  content_hash: Uint8Array
  op_id: Uint8Array
}

export interface AllocTable {
  id: Generated<number>
  alloc_id: Uint8Array
  slice: number
  debit_item: number
  credit_item: number
  amount_minor: number
  debit_base_minor: number
  credit_base_minor: number
  effective_on: string
  removes: number | null
  fx_doc: number | null
  batch_id: number | null
  recorded_at: number
  op_id: Uint8Array
}

export interface DueChangeTable {
  id: Generated<number>
  item_id: number
  due_on: string
  effective_on: string
  reason: string
  recorded_at: number
  op_id: Uint8Array
}

export interface DisputeTable {
  id: Generated<number>
  dispute_id: Uint8Array
  doc_id: number
  amount_minor: number
  reason: string
  note: string | null
  opened_on: string
  recorded_at: number
  resolved_on: string | null
  resolved_at: number | null
  how: string | null
}

export interface ItemTable {
  id: Generated<number>
  doc_id: number
  n: number
  customer_id: number
  currency: string
  side: number
  doc_day: number
  paper_day: number
  due_day: number
  amount_minor: number
  base_minor: number
  open_minor: number
  open_base_minor: number
  closed_day: number
}

export interface CellTable {
  customer_id: number
  currency: string
  month: string
  state: string
  debit_minor: number
  credit_minor: number
  base_minor: number
  count: number
  set_hash: Uint8Array
}

export interface OpTable {
  local_seq: number
  op_id: Uint8Array
  device_epoch: number
  device_seq: number
  kind: string
  v: number
  envelope: string
  private: string | null
  op_hash: Uint8Array
  sig: string | null
  state: Generated<string>
  code: string | null
  detail: string | null
  server_seq: number | null
  attempts: Generated<number>
  first_sent_at: number | null
  answered_at: number | null
}

export interface AuditTable {
  seq: number
  at: number
  actor: string
  app: string
  action: string
  object: string
  detail: string
  op_from: number | null
  op_to: number | null
  chain_hash: Uint8Array
  prev: Uint8Array
  hash: Uint8Array
}

/** Rows as they come back from a select. */
export type DocRaw = Selectable<DocTable>
export type CustomerRaw = Selectable<CustomerTable>
export type ImportBatchRaw = Selectable<ImportBatchTable>
