import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assertSqlite } from './connection.ts'
import { lockForWriting } from './lock.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { createCompanyDb, openAsIs, openCompanyDb, openReadOnly } from './open.ts'

let dir: string
let path: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'saldo-open-'))
  path = join(dir, 'a.saldo')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

/** A company file as the first version made it: what came after added columns to one table alone. */
function makeFirst(): void {
  const db = createCompanyDb(path, MIGRATIONS.slice(0, 1))
  db.execute("insert into setting (key, value) values ('a', '1')")
  db.close()
}

describe('M171: connections', () => {
  it('have every setting of durability and safety', () => {
    createCompanyDb(path).close()
    const db = openCompanyDb(path)
    const found = Object.fromEntries(
      [
        'journal_mode',
        'synchronous',
        'foreign_keys',
        'recursive_triggers',
        'cell_size_check',
        'trusted_schema',
        'secure_delete',
        'temp_store',
        'wal_autocheckpoint',
      ].map((name) => [name, db.pragma(name)]),
    )
    db.close()

    expect(found).toEqual({
      journal_mode: 'wal',
      synchronous: 2,
      foreign_keys: 1,
      recursive_triggers: 1,
      cell_size_check: 1,
      trusted_schema: 0,
      secure_delete: 1,
      temp_store: 2,
      wal_autocheckpoint: 4000,
    })
  })

  it('that read cannot write', () => {
    createCompanyDb(path).close()
    const db = openReadOnly(path)

    expect(() => db.execute("insert into setting (key, value) values ('a', '1')")).toThrow(
      /readonly/,
    )
    expect(db.pragma('trusted_schema')).toBe(0)
    db.close()
  })

  it('are refused on a SQLite with the WAL race', () => {
    for (const version of ['3.51.3', '3.52.0', '4.0.0'])
      expect(() => assertSqlite(version)).not.toThrow()
    for (const version of ['3.51.2', '3.50.9', '3.7.0'])
      expect(() => assertSqlite(version)).toThrow(/too old/)
  })

  it('let one writer in', () => {
    createCompanyDb(path).close()
    const first = lockForWriting(path, 0)

    expect(lockForWriting(path, 50)).toBeNull()
    first?.release()
    const second = lockForWriting(path, 0)
    expect(second).not.toBeNull()
    second?.release()
  })
})

describe('M171: a file of another version', () => {
  it('is brought up on a copy, kept before, and nothing else is left beside it', () => {
    makeFirst()
    const before: number[] = []
    const db = openCompanyDb(path, (old) => before.push(Number(old.pragma('user_version'))))
    const value = db
      .prepare<[], { value: string }>("select value from setting where key = 'a'")
      .get()
    const version = db.pragma('user_version')
    db.close()

    expect(before).toEqual([1])
    expect([value, version]).toEqual([{ value: '1' }, MIGRATIONS.length])
    expect(readdirSync(dir).filter((name) => name.includes('.upgrade'))).toEqual([])
  })

  it('knows of a batch of before which places of the chain it wrote', () => {
    const before = createCompanyDb(
      path,
      MIGRATIONS.slice(
        0,
        MIGRATIONS.findIndex(({ name }) => name === '0014-carried'),
      ),
    )
    const id = (n: number) => `x'${String(n).padStart(32, '0')}'`
    before.execute(`insert into import_batch (batch_id, kind, file_name, rows, imported, unchanged, rejected, totals, recorded_at)
      values (${id(7)}, 'documents', 'a.csv', 2, 2, 0, 0, '{}', 1), (${id(8)}, 'documents', 'b.csv', 0, 0, 0, 0, '{}', 2)`)
    for (const n of [1, 2, 3])
      before.execute(`insert into op_outbox (op_id, device_epoch, device_seq, kind, v, envelope, op_hash)
        values (${id(n)}, 1, ${n + 10}, 'doc.post', 1, '${JSON.stringify({ device_id: '00000000-0000-0000-0000-0000000000d1' })}', x'00')`)
    const detail = JSON.stringify({ batch: '00000000-0000-0000-0000-000000000007' })
    before.execute(`insert into audit (seq, at, actor, app, action, object, detail, op_from, op_to, chain_hash, prev, hash)
      values (1, 1, 'a', 'b', 'imports.run', 'a.csv', '${detail}', 2, 3, zeroblob(32), zeroblob(32), zeroblob(32))`)
    before.close()

    const db = openCompanyDb(path)
    const found = db
      .prepare<[]>(
        'select file_name as file, hex(device_id) as device, first_seq as first, last_seq as last from import_batch',
      )
      .all()
    db.close()
    expect(found).toEqual([
      { file: 'a.csv', device: '000000000000000000000000000000D1', first: 12, last: 13 },
      { file: 'b.csv', device: '', first: null, last: null },
    ])
  })

  it.each([
    ['a migration that fails', 'create table customer (id integer)'],
    [
      'one that breaks a reference',
      'pragma defer_foreign_keys = on; insert into doc_line values (99, 1, 1, 1, 1)',
    ],
  ])('stays as it is byte for byte after %s', (_, sql) => {
    makeFirst()
    const db = openAsIs(path)
    db.execute('pragma wal_checkpoint(truncate)')
    db.close()
    const bytes = readFileSync(path)

    expect(() => openCompanyDb(path, undefined, [...MIGRATIONS, { name: 'bad', sql }])).toThrow(
      expect.objectContaining({ reason: 'upgrade_failed' }),
    )
    expect(readFileSync(path).equals(bytes)).toBe(true)
    expect(readdirSync(dir).filter((name) => name.includes('.upgrade'))).toEqual([])
  })

  it('stays as it is when it cannot be kept before', () => {
    makeFirst()
    const refuse = () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' })
    }

    expect(() => openCompanyDb(path, refuse)).toThrow(expect.objectContaining({ code: 'ENOSPC' }))
    expect(openAsIs(path).pragma('user_version')).toBe(1)
  })

  it('is refused when it is newer, and not touched', () => {
    const db = createCompanyDb(path)
    db.execute(`pragma user_version = ${MIGRATIONS.length + 1}`)
    db.execute('pragma wal_checkpoint(truncate)')
    db.close()
    const bytes = readFileSync(path)

    expect(() => openCompanyDb(path)).toThrow(expect.objectContaining({ reason: 'too_new' }))
    expect(readFileSync(path).equals(bytes)).toBe(true)
    expect(existsSync(`${path}.outbox`)).toBe(false)
  })
})
