/**
 * What the server keeps of one company, table by table (sync.md 22): the rules read and write rows of
 * these, whatever database holds them. `company_id` stands first in every key there and is never a
 * column here: a store is opened for one company and adds it.
 *
 * Hashes and keys are lower-case hex, ids lower-case UUID text, days `YYYY-MM-DD`, months `YYYY-MM`,
 * moments milliseconds UTC, amounts safe-integer minor units (debit positive).
 */

/** How a column is stored: a database has its own type for each. */
export type ColumnType =
  | 'id'
  | 'hash'
  | 'text'
  | 'integer'
  | 'bool'
  | 'day'
  | 'json'
  | 'id?'
  | 'hash?'
  | 'text?'
  | 'integer?'
  | 'day?'
  | 'json?'

export type Json =
  | null
  | string
  | number
  | boolean
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

type ValueOf<T extends ColumnType> = T extends 'integer'
  ? number
  : T extends 'integer?'
    ? number | null
    : T extends 'bool'
      ? boolean
      : T extends 'json'
        ? Json
        : T extends 'json?'
          ? Json
          : T extends `${string}?`
            ? string | null
            : string

interface TableShape {
  readonly columns: Readonly<Record<string, ColumnType>>
  /** Unique within the company. */
  readonly key: readonly string[]
  /** Further columns that are unique within the company together. */
  readonly unique?: readonly (readonly string[])[]
  /** Columns rows are looked up by; the first column of a key of one column is always among them. */
  readonly lookups: readonly string[]
  /** Rows are only ever added: the database refuses UPDATE and DELETE. */
  readonly isAppendOnly?: true
}

export const TABLES = {
  /** One chain per device and epoch; `seq` of the last link the server has. */
  device_head: {
    columns: { chain: 'text', device_id: 'id', epoch: 'integer', seq: 'integer', hash: 'hash' },
    key: ['chain'],
    lookups: ['chain', 'device_id'],
  },
  /** Every operation once, at the sequence of its outcome; `facts` is what the server added. */
  op_log: {
    columns: {
      seq: 'integer',
      op_id: 'id',
      device_id: 'id',
      epoch: 'integer',
      device_seq: 'integer',
      actor: 'id',
      kind: 'text',
      entity_id: 'id?',
      v: 'integer',
      envelope: 'text',
      op_hash: 'hash',
      outcome: 'text',
      code: 'text?',
      detail: 'json?',
      facts: 'json?',
      chain_hash: 'hash',
      recorded_at: 'integer',
    },
    key: ['seq'],
    unique: [['op_id'], ['device_id', 'epoch', 'device_seq']],
    lookups: ['op_id', 'entity_id'],
    isAppendOnly: true,
  },
  /** Where a held operation stands by now; its first outcome stays in `op_log`. */
  op_held: {
    columns: {
      op_id: 'id',
      seq: 'integer',
      kind: 'text',
      entity_id: 'id?',
      actor: 'id',
      device_id: 'id',
      code: 'text',
      detail: 'json?',
      state: 'text',
      waits_on: 'id?',
      ended_seq: 'integer?',
      held_at: 'integer',
    },
    key: ['op_id'],
    lookups: ['op_id', 'entity_id', 'waits_on', 'state'],
  },
  /** The feed: what took effect at a sequence, by the operation that says it. */
  change: {
    columns: {
      seq: 'integer',
      ord: 'integer',
      class: 'text',
      kind: 'text',
      entity_id: 'id?',
      customer_id: 'id?',
      op_id: 'id',
      facts: 'json?',
      /** First sequence of the transaction it came in: devices see transactions whole. */
      tx: 'integer',
    },
    key: ['seq', 'ord'],
    lookups: ['op_id'],
    isAppendOnly: true,
  },
  document: {
    columns: {
      doc_id: 'id',
      kind: 'text',
      customer_id: 'id?',
      doc_date: 'day',
      currency: 'text',
      amount: 'integer',
      base: 'integer',
      content_hash: 'hash',
      number: 'text',
      number_given: 'bool',
      reverses: 'id?',
      cause: 'id?',
      ext_key: 'text?',
      flags: 'json',
      op_id: 'id',
      device_id: 'id',
      /** Customer, kind, currency and amount: what two documents share that may be one. */
      dup_key: 'text?',
      /** Key of the month cell it counts in. */
      cell: 'text',
      seq: 'integer',
    },
    key: ['doc_id'],
    lookups: ['doc_id', 'number', 'reverses', 'dup_key', 'cell'],
    isAppendOnly: true,
  },
  document_line: {
    columns: {
      doc_id: 'id',
      n: 'integer',
      account: 'text',
      amount: 'integer',
      base: 'integer',
    },
    key: ['doc_id', 'n'],
    lookups: ['doc_id'],
    isAppendOnly: true,
  },
  /** Parts of a document that are settled: one, or one an installment. Signed like the document. */
  item: {
    columns: {
      doc_id: 'id',
      n: 'integer',
      due_date: 'day',
      amount: 'integer',
      base: 'integer',
    },
    key: ['doc_id', 'n'],
    lookups: ['doc_id'],
    isAppendOnly: true,
  },
  /** A slice between a debit and a credit item; a removal is a row of its own with minus amounts. */
  alloc_event: {
    columns: {
      alloc_id: 'id',
      slice: 'integer',
      debit_doc: 'id',
      debit_n: 'integer',
      credit_doc: 'id',
      credit_n: 'integer',
      amount: 'integer',
      debit_base: 'integer',
      credit_base: 'integer',
      effective_on: 'day',
      removes: 'text?',
      fx_doc: 'id?',
      /** Customer whose digest node it counts in: the debit's. */
      node_id: 'id',
      op_id: 'id',
      seq: 'integer',
    },
    key: ['alloc_id', 'slice'],
    lookups: ['alloc_id', 'debit_doc', 'credit_doc', 'removes', 'node_id'],
    isAppendOnly: true,
  },
  customer: {
    columns: {
      customer_id: 'id',
      code: 'text',
      ver: 'integer',
      /** Field groups as operations carry them: personal ones as commitments. */
      groups: 'json',
      /** Version in which each group was last changed. */
      group_vers: 'json',
      /** The personal groups in clear. */
      private: 'json?',
      archived: 'bool',
      alias_of: 'id?',
      flags: 'json',
      /** The tax number in clear, to find the same customer made twice. */
      tax_key: 'text?',
      seq: 'integer',
    },
    key: ['customer_id'],
    lookups: ['customer_id', 'code', 'tax_key'],
  },
  conflict: {
    columns: {
      conflict_id: 'id',
      entity_id: 'id',
      group_name: 'text',
      /** What stood, what came, and what it was made against. */
      current: 'json?',
      other: 'json?',
      base: 'json?',
      private: 'json?',
      op_id: 'id',
      actor: 'id',
      state: 'text',
      decided_by: 'id?',
      seq: 'integer',
      ended_seq: 'integer?',
    },
    key: ['conflict_id'],
    lookups: ['conflict_id', 'entity_id', 'state'],
  },
  approval: {
    columns: {
      approval_id: 'id',
      kind: 'text',
      object_id: 'id?',
      /** What the decision does when it says yes. */
      effect: 'json',
      private: 'json?',
      reason: 'text?',
      asked_by: 'id',
      asked_op: 'id',
      state: 'text',
      decided_by: 'id?',
      seq: 'integer',
      ended_seq: 'integer?',
    },
    key: ['approval_id'],
    lookups: ['approval_id', 'object_id', 'state', 'asked_op'],
  },
  wf_event: {
    columns: {
      op_id: 'id',
      seq: 'integer',
      type: 'text',
      entity_id: 'id',
      customer_id: 'id?',
      /** The customer, or the nil id: the digest node it counts in. */
      node_id: 'id',
      op_hash: 'hash',
    },
    key: ['op_id'],
    lookups: ['op_id', 'entity_id', 'node_id'],
    isAppendOnly: true,
  },
  wf_state: {
    columns: {
      entity_id: 'id',
      machine: 'text',
      state: 'text',
      customer_id: 'id?',
      data: 'json',
      ver: 'integer',
      op_id: 'id',
    },
    key: ['entity_id'],
    lookups: ['entity_id'],
  },
  period: {
    columns: {
      ym: 'text',
      state: 'text',
      locked_seq: 'integer?',
      by_user: 'id',
      at: 'integer',
      history: 'json',
    },
    key: ['ym'],
    lookups: ['ym', 'state'],
  },
  series: {
    columns: { code: 'text', kind: 'text' },
    key: ['code'],
    lookups: ['code', 'kind'],
  },
  number_series: {
    columns: { counter: 'text', series: 'text', year: 'integer', next: 'integer' },
    key: ['counter'],
    lookups: ['counter'],
  },
  number_block: {
    columns: {
      block_id: 'id',
      series: 'text',
      year: 'integer',
      first: 'integer',
      last: 'integer',
      next: 'integer',
      device_id: 'id',
      epoch: 'integer',
      state: 'text',
      seq: 'integer',
    },
    key: ['block_id'],
    lookups: ['block_id', 'device_id', 'series'],
  },
  /** Final numbers that are no document: voided by their owner or by the server, with the reason. */
  number_void: {
    columns: { number: 'text', reason: 'text', op_id: 'id', seq: 'integer' },
    key: ['number'],
    lookups: ['number'],
    isAppendOnly: true,
  },
  /** Who may do what in this company. `scope` null: every customer. */
  member: {
    columns: {
      user_id: 'id',
      name: 'text',
      person: 'text',
      roles: 'json',
      scope: 'json?',
      status: 'text',
    },
    key: ['user_id'],
    lookups: ['user_id', 'name'],
  },
  device: {
    columns: {
      device_id: 'id',
      user_id: 'id',
      device_code: 'text',
      public_key: 'text',
      install_id: 'id',
      status: 'text',
      epoch: 'integer',
      start_counter: 'integer',
      enrolled_at: 'integer',
      last_contact: 'integer?',
      pending_count: 'integer?',
      min_pending_date: 'day?',
    },
    key: ['device_id'],
    lookups: ['device_id', 'user_id', 'device_code'],
  },
  /** Month cells of sync.md 17; `cell` is customer, currency and month joined by blanks. */
  cell: {
    columns: {
      cell: 'text',
      customer_id: 'id',
      currency: 'text',
      ym: 'text',
      debit: 'integer',
      credit: 'integer',
      base: 'integer',
      count: 'integer',
      set_hash: 'hash',
    },
    key: ['cell'],
    lookups: ['cell', 'customer_id'],
  },
  cust_node: {
    columns: {
      customer_id: 'id',
      bucket: 'integer',
      cells: 'hash',
      allocs: 'hash',
      master: 'hash',
      events: 'hash',
      node: 'hash',
    },
    key: ['customer_id'],
    lookups: ['customer_id', 'bucket'],
  },
  bucket_node: {
    columns: { bucket: 'integer', hash: 'hash' },
    key: ['bucket'],
    lookups: ['bucket'],
  },
} as const satisfies Readonly<Record<string, TableShape>>

export type TableName = keyof typeof TABLES
type Columns<T extends TableName> = (typeof TABLES)[T]['columns']
export type Row<T extends TableName> = {
  readonly [C in keyof Columns<T>]: Columns<T>[C] extends ColumnType
    ? ValueOf<Columns<T>[C]>
    : never
}
export type LookupColumn<T extends TableName> = (typeof TABLES)[T]['lookups'][number] & keyof Row<T>
export type LookupValue = string | number

export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[]

/** The shape of a table without its literal types, for code that handles all of them alike. */
export function shapeOf(table: TableName): TableShape {
  return TABLES[table]
}

/** A row's key as one text. */
export function keyOf(table: TableName, row: object): string {
  const values = row as Record<string, unknown>
  return TABLES[table].key.map((column) => String(values[column])).join(' ')
}
