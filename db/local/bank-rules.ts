/** Rules people wrote for bank lines; what a rule means is matching's, here it is JSON. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'

export interface RuleRow {
  readonly ruleId: string
  readonly name: string
  /** JSON. */
  readonly rule: string
}

/** In the order they apply: the first that holds decides. Served by bank_rule_by_position. */
export function liveRules(db: CompanyDb): RuleRow[] {
  return db
    .prepare<[], { rule_id: Uint8Array; name: string; rule: string }>(
      'select rule_id, name, rule from bank_rule where removed = 0 order by position, id',
    )
    .all()
    .map(({ rule_id: id, name, rule }) => ({ ruleId: bytesToUuid(id), name, rule }))
}

/** A new rule comes last; one that is changed, or brought back, stands where it stood. */
export function putRule(db: CompanyDb, { ruleId, name, rule }: RuleRow, at: number): void {
  db.prepare<(string | number | Uint8Array)[]>(
    `insert into bank_rule (rule_id, name, rule, recorded_at, position)
     values (?, ?, ?, ?, (select coalesce(max(position), 0) + 1 from bank_rule))
     on conflict (rule_id) do update set name = excluded.name, rule = excluded.rule, removed = 0`,
  ).run(uuidToBytes(ruleId), name, rule, at)
}

/** False when there was none. */
export function removeRule(db: CompanyDb, ruleId: string): boolean {
  return (
    db
      .prepare<[Uint8Array]>('update bank_rule set removed = 1 where rule_id = ? and removed = 0')
      .run(uuidToBytes(ruleId)).changes > 0
  )
}

/** The rules get the places of this order; removed ones keep theirs. */
export function orderRules(db: CompanyDb, ruleIds: readonly string[]): void {
  const put = db.prepare<[number, Uint8Array]>(
    'update bank_rule set position = ? where rule_id = ?',
  )
  for (const [at, ruleId] of ruleIds.entries()) put.run(at + 1, uuidToBytes(ruleId))
}
