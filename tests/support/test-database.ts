/** A database of its own for a test file: a copy of one that is migrated already. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { TEMPLATE } from './postgres.ts'

/** Answers the URL as its owner; only in files of the vitest project `server`. */
export async function makeTestDatabase(): Promise<string> {
  const url = inject('postgresUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`create database ${name} template ${TEMPLATE}`)
  await client.end()
  return url.replace('/postgres?', `/${name}?`)
}
