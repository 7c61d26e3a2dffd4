/** A query must not write, even by mistake, whatever way its statement is run. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CompanyDb } from '../../db/local/open.ts'
import { TestCompany } from '../support/company.ts'

const UPDATE = "update setting set value = 'x' where key = 'y' returning key"

let company: TestCompany
beforeEach(() => {
  company = new TestCompany({ columns: false })
})
afterEach(() => company.dispose())

const WAYS: Readonly<Record<string, (db: CompanyDb) => unknown>> = {
  run: (db) => db.prepare<[]>("insert into setting (key, value) values ('a', '1')").run(),
  get: (db) => db.prepare<[]>(UPDATE).get(),
  all: (db) => db.prepare<[]>(UPDATE).all(),
  iterate: (db) => [...db.prepare<[]>(UPDATE).iterate()],
  tuples: (db) => db.tuples(UPDATE),
  'a built query': (db) => db.run(db.build.deleteFrom('setting')),
  DDL: (db) => db.execute('create table other (id integer)'),
}

test.each(Object.entries(WAYS))('a query cannot write by %s; a command can', (_name, write) => {
  expect(() => company.file.query(({ db }) => write(db))).toThrow('a query must not write')
  expect(() => company.command(({ db }) => write(db))).not.toThrow()
  expect(() => company.file.query(({ db }) => write(db))).toThrow('a query must not write')
})

test('a command that throws leaves the next query as unable to write as before', () => {
  expect(() =>
    company.command(() => {
      throw new Error('refused')
    }),
  ).toThrow('refused')
  expect(() => company.file.query(({ db }) => WAYS['run']?.(db))).toThrow('must not write')
})
