import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { crc32c } from '../../kit/crc32c.ts'
import type { SqlValue } from '../../kit/database.ts'
import { OutboxJournal, segmentsOf, trimOutbox } from './journal.ts'
import { statementBytes } from './segment.ts'
import { StatementReader, StatementWriter } from './statements.ts'

let dir: string
let company: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'saldo-outbox-'))
  company = join(dir, 'a.saldo')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const token = (n: number) => Buffer.alloc(8, n)

function write(journal: OutboxJournal, seq: number, isMarked = true, values: SqlValue[] = [seq]) {
  journal.begin()
  journal.add('insert into t values (?)', values)
  journal.pause()
  journal.seal({ seq, before: token(seq - 1), after: token(seq), atMs: 0, schemaVersion: 2 })
  if (isMarked) journal.committed(seq)
}

function seqs(): string[] {
  return segmentsOf(company).flatMap(({ entries }) =>
    entries.map(({ seq, isMarked }) => `${seq}${isMarked ? '' : '?'}`),
  )
}

it('has the checksum of RFC 3720', () => {
  expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa)
  expect(crc32c(Buffer.alloc(32, 0xff))).toBe(0x62a8ab43)
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
  expect(crc32c(Buffer.from('56789'), crc32c(Buffer.from('1234')))).toBe(0xe3069283)
})

it('gives back every statement with its values, whatever they are', () => {
  const value = fc.oneof(
    fc.constant(null),
    fc.double({ noNaN: true }),
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme' }),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  )
  const statement = fc.record({ sql: fc.constantFrom('a', 'b ğ', 'c'), values: fc.array(value) })
  fc.assert(
    fc.property(fc.array(statement), (statements) => {
      const writer = new StatementWriter()
      for (const { sql, values } of statements) writer.add(sql, values)
      expect([...new StatementReader().read(Buffer.from(writer.bytes))]).toEqual(statements)
    }),
  )
})

describe('a journal', () => {
  it('keeps entries and marks over processes, and goes on where it ended', () => {
    const first = new OutboxJournal(company)
    write(first, 1)
    write(first, 2)
    first.close()
    const second = new OutboxJournal(company)
    write(second, 3, false)
    second.close()

    expect(seqs()).toEqual(['1', '2', '3?'])
  })

  it('forgets a transaction that was rolled back, also one too large for memory', () => {
    const journal = new OutboxJournal(company)
    write(journal, 1)
    journal.begin()
    for (let n = 0; n < 3000; n += 1) journal.add('insert into big values (?)', ['x'.repeat(1000)])
    journal.dropped()
    write(journal, 2)
    journal.close()

    expect(seqs()).toEqual(['1', '2'])
    expect(segmentsOf(company).every(({ isDamaged }) => !isDamaged)).toBe(true)
  })

  it('keeps one too large for memory whole, and begins new segments', () => {
    const journal = new OutboxJournal(company)
    for (let seq = 1; seq <= 3; seq += 1) {
      journal.begin()
      for (let n = 0; n < 5000; n += 1)
        journal.add('insert into big values (?, ?)', [n, 'x'.repeat(1000)])
      journal.pause()
      journal.seal({ seq, before: token(seq - 1), after: token(seq), atMs: 0, schemaVersion: 2 })
      journal.committed(seq)
    }
    journal.close()
    const segments = segmentsOf(company)

    expect(segments.length).toBe(3)
    for (const { path, entries } of segments) {
      const reader = new StatementReader()
      const rows = entries.flatMap((entry) =>
        [...statementBytes(path, entry)].flatMap((bytes) => [...reader.read(bytes)]),
      )
      expect(rows.map(({ values }) => values[0])).toEqual(Array.from({ length: 5000 }, (_, n) => n))
    }
  })

  it('ends at a torn record, wherever it is torn', () => {
    const journal = new OutboxJournal(company)
    write(journal, 1)
    write(journal, 2)
    journal.close()
    const [segment] = segmentsOf(company)
    const { path, end } = segment as { path: string; end: number }
    const whole = readFileSync(path)
    const first = (segment?.entries[1]?.records[0]?.at ?? 0) - 9 - 38
    for (let cut = first; cut < end; cut += 1) {
      const torn = Buffer.from(whole)
      torn.fill(0, cut)
      writeFileSync(path, torn)
      const [read] = segmentsOf(company)

      expect(read?.isDamaged).toBe(false)
      expect(read?.entries[0]?.seq).toBe(1)
    }
  })

  it('says that it is damaged where a broken record stands before whole ones', () => {
    const journal = new OutboxJournal(company)
    for (let seq = 1; seq <= 3; seq += 1) write(journal, seq, true, ['x'.repeat(50)])
    journal.close()
    const [segment] = segmentsOf(company)
    const { path, entries } = segment as NonNullable<typeof segment>
    const bytes = readFileSync(path)
    const at = (entries[1]?.records[0]?.at ?? 0) + 20
    bytes[at] = (bytes[at] ?? 0) ^ 4
    writeFileSync(path, bytes)

    expect(segmentsOf(company)[0]).toMatchObject({ isDamaged: true })
    expect(seqs()).toEqual(['1'])
  })

  it('reads on over a torn mark that another entry follows', () => {
    const journal = new OutboxJournal(company)
    for (let seq = 1; seq <= 3; seq += 1) write(journal, seq)
    journal.close()
    const [segment] = segmentsOf(company)
    const { path, entries } = segment as NonNullable<typeof segment>
    const bytes = readFileSync(path)
    const next = entries[1]?.records[0]?.at ?? 0
    // Its number and checksum never reached the disk; the entry after it did.
    bytes.fill(0, next - 38 - 9 - 10, next - 38 - 9)
    writeFileSync(path, bytes)

    expect(segmentsOf(company)[0]).toMatchObject({ isDamaged: false })
    expect(seqs()).toEqual(['1?', '2', '3'])
  })

  it('keeps the segments from the second newest backup on, whatever their dates', () => {
    const journal = new OutboxJournal(company)
    for (let seq = 1; seq <= 4; seq += 1) write(journal, seq, true, ['x'.repeat(4_500_000)])
    journal.close()
    const names = () => segmentsOf(company).map(({ path }) => basename(path, '.journal'))
    const after = (seq: number) => token(seq).toString('hex')

    trimOutbox(company, new Set([after(3)]))
    expect(names()).toEqual(['000001', '000002', '000003', '000004'])
    trimOutbox(company, new Set([after(4), after(2), null]))
    expect(names()).toEqual(['000002', '000003', '000004'])
    trimOutbox(company, new Set([after(3), after(4), after(2)]))
    expect(names()).toEqual(['000003', '000004'])
  })
})
