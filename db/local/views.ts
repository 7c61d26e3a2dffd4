/** Saved views of lists. What a state means is the contract's; here it is text. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'

export interface ViewRow {
  readonly viewId: string
  readonly screen: string
  readonly name: string
  /** JSON. */
  readonly state: string
}

interface Raw {
  readonly view_id: Uint8Array
  readonly screen: string
  readonly name: string
  readonly state: string
}

/** In the order they were made. */
export function viewsOf(db: CompanyDb, screen: string): ViewRow[] {
  return db
    .prepare<[string], Raw>(
      'select view_id, screen, name, state from saved_view where screen = ? order by recorded_at, id',
    )
    .all(screen)
    .map(fromTable)
}

export function viewById(db: CompanyDb, viewId: string): ViewRow | undefined {
  const row = db
    .prepare<[Uint8Array], Raw>(
      'select view_id, screen, name, state from saved_view where view_id = ?',
    )
    .get(uuidToBytes(viewId))
  return row && fromTable(row)
}

/** Writes a view, new or known by its id. */
export function putView(db: CompanyDb, view: ViewRow, recordedAt: number): void {
  db.prepare<[Uint8Array, string, string, string, number]>(
    `insert into saved_view (view_id, screen, name, state, recorded_at) values (?, ?, ?, ?, ?)
     on conflict (view_id) do update set name = excluded.name, state = excluded.state`,
  ).run(uuidToBytes(view.viewId), view.screen, view.name, view.state, recordedAt)
}

/** False when there was none. */
export function deleteView(db: CompanyDb, viewId: string): boolean {
  return (
    db.prepare<[Uint8Array]>('delete from saved_view where view_id = ?').run(uuidToBytes(viewId))
      .changes > 0
  )
}

function fromTable(row: Raw): ViewRow {
  return {
    viewId: bytesToUuid(row.view_id),
    screen: row.screen,
    name: row.name,
    state: row.state,
  }
}
