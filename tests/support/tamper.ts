/** Alters a company file past every guard, as whoever opens it with another program does. */
import type { CompanyFile } from '../../main/backend/company/company-file.ts'

export function tamper(file: CompanyFile, statements: readonly string[]): void {
  file.command(({ db }) => {
    const guards = db
      .prepare<[], { name: string; sql: string }>(
        "select name, sql from sqlite_schema where type = 'trigger'",
      )
      .all()
    const all = [
      ...guards.map(({ name }) => `drop trigger "${name}"`),
      ...statements,
      ...guards.map(({ sql }) => sql),
    ]
    for (const sql of all) db.prepare<[]>(sql).run()
  })
}
