/** Where the entity of a workflow stands: one row, moved by accepted events alone. */
import { type Deciding, Held } from './deciding.ts'
import type { Json } from './tables.ts'

export function setState(
  { rows, op }: Deciding,
  machine: string,
  state: string,
  customerId: string | null,
  data: Json,
): void {
  const known = rows.one('wf_state', 'entity_id', op.entity_id)
  const row = {
    entity_id: op.entity_id,
    machine,
    state,
    customer_id: customerId,
    data,
    ver: (known?.ver ?? 0) + 1,
    op_id: op.op_id,
  }
  if (known) rows.update('wf_state', row)
  else rows.insert('wf_state', row)
}

/** The entity stands elsewhere by now; `by` is the event that put it there. */
export function moved(deciding: Deciding, state: string): Held {
  const { op, rows } = deciding
  const other = rows.one('wf_state', 'entity_id', op.entity_id)
  return new Held('BAD_TRANSITION', { state, by: other?.op_id ?? null })
}
