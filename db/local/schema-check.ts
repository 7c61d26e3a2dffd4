/** Whether the tables are still described as the migrations made them: a flipped bit there lies to every query. */
import { type CompanyDb, createCompanyDb } from './open.ts'
import { MIGRATIONS } from './migrations/index.ts'

/** By the number of migrations. */
const made = new Map<number, string>()

/** The first table, index or trigger that is not as this version of the file has it; null when all are. */
export function schemaFault(db: CompanyDb): string | null {
  const version = Number(db.pragma('user_version'))
  const expected = made.get(version) ?? schemaOf(version)
  made.set(version, expected)
  return expected === described(db) ? null : 'the schema is not what the migrations make'
}

function schemaOf(version: number): string {
  const db = createCompanyDb(':memory:', MIGRATIONS.slice(0, version))
  try {
    return described(db)
  } finally {
    db.close()
  }
}

function described(db: CompanyDb): string {
  return db
    .prepare<[], { sql: string }>(
      "select type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') as sql from sqlite_master where name not like 'sqlite_stat%' order by type, name",
    )
    .all()
    .map(({ sql }) => sql)
    .join('\n')
}
