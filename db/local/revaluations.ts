/** Month-end layers that stand in the journal: read from the revaluation documents themselves. */
import type { IsoDate } from '../../shared/domain/days.ts'
import { REVALUATION_LAYER } from '../../shared/domain/posting.ts'
import type { CompanyDb } from './open.ts'

export interface LayerRow {
  readonly customer: number
  readonly currency: string
  /** Company currency; what all layers of that day add up to. */
  readonly baseMinor: number
}

/** What stands on the layer by documents of one day. Served by index doc_by_day (doc_on). */
export function layersOn(db: CompanyDb, on: IsoDate): LayerRow[] {
  return db
    .prepare<[string, string], LayerRow>(
      `select d.customer_id as customer, d.currency, sum(l.base_minor) as baseMinor
       from doc as d join doc_line as l on l.doc_id = d.id
       where d.doc_on = ? and d.kind = 'revaluation' and l.account = ?
       group by d.customer_id, d.currency having sum(l.base_minor) <> 0`,
    )
    .all(on, REVALUATION_LAYER)
}
