/** What a desktop shows, by what it is and not by where it stands in its file. */
import type { SimDevice } from './device.ts'

const ALIKE = {
  documents: `select hex(doc_id), number, kind, doc_on, due_on, amount_minor, base_minor, hex(content_hash) from doc order by 1`,
  items: `select hex(d.doc_id), i.n, i.open_minor, i.open_base_minor, i.closed_day, i.due_day from item as i
    join doc as d on d.id = i.doc_id order by 1, 2`,
  slices:
    'select hex(alloc_id), slice, amount_minor, debit_base_minor, credit_base_minor, effective_on from alloc order by 1, 2',
  numbers:
    'select d.number, n.kind, hex(d.doc_id) from doc_number as n join doc as d on d.id = n.doc_id order by 1, 2, 3',
  cells: `select hex(c.customer_id), x.currency, x.month, x.state, x.debit_minor, x.credit_minor, x.base_minor, x.count, hex(x.set_hash)
    from cell as x join customer as c on c.id = x.customer_id order by 1, 2, 3, 4`,
  cards:
    'select hex(customer_id), code, name, phone, segment, terms, credit_limit_minor, address, city, language, tags, archived, version from customer order by 1',
  disputes:
    'select hex(dispute_id), amount_minor, reason, opened_on, resolved_on, how from dispute order by 1',
  due: `select hex(d.doc_id), c.due_on, c.effective_on, c.reason from due_change as c join item as i on i.id = c.item_id
    join doc as d on d.id = i.doc_id order by 1, c.id`,
  rates: 'select currency, day, rate from rate order by 1, 2',
  settings: 'select key, value from setting order by 1',
  months: 'select locked_through, soft_through from company',
} as const

/** Name and rows, as text. */
export function shownBy(device: SimDevice): (readonly [name: string, rows: string])[] {
  return device.look(({ db }) =>
    Object.entries(ALIKE).map(([name, sql]) => [name, JSON.stringify(db.tuples(sql))] as const),
  )
}

/** The first that is not the same, in words; null for none. */
export function differenceBetween(
  here: ReturnType<typeof shownBy>,
  there: ReturnType<typeof shownBy>,
): string | null {
  for (const [n, [name, rows]] of here.entries()) {
    const other = there[n]?.[1]
    if (rows !== other) return `${name}:\n${rows}\n${other}`
  }
  return null
}

/** Where every own operation stands. */
export function outboxOf(device: SimDevice): { id: Uint8Array; state: string; hash: Uint8Array }[] {
  return device.look(({ db }) =>
    db
      .prepare<[], { id: Uint8Array; state: string; hash: Uint8Array }>(
        'select op_id as id, state, op_hash as hash from op_outbox order by local_seq',
      )
      .all(),
  )
}
