/** Numbered, forward only, one transaction each; never edited once released. */
import type { Migration } from '../../kit/migration.ts'
import { sql as company } from './0001-company.ts'
import { sql as identity } from './0002-identity.ts'

export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-company', sql: company },
  { name: '0002-identity', sql: identity },
]
