/** What every `ServerStore` does, whatever database it stands on. */
import { describe, expect, it } from 'vitest'
import {
  keyOf,
  type LookupColumn,
  type Row,
  shapeOf,
  TABLE_NAMES,
  type TableName,
} from '../../sync/engine/central/tables.ts'
import type { ReadTx, ServerStore, WriteTx } from '../../sync/server/store.ts'
import { emptyRow, hashOf, idOf, sampleRow } from './sample-rows.ts'

let companies = 0

/** `store` is one for all its tests; each makes a company of its own. */
export function storeConformance(name: string, store: () => ServerStore): void {
  const newCompany = async (): Promise<string> => {
    companies += 1
    const companyId = idOf(companies, 'company')
    await store().createCompany({
      companyId,
      tenantId: idOf(1, 'tenant'),
      name: 'Öz Şahin A.Ş.',
      currency: 'TRY',
      timezone: 'Europe/Istanbul',
      fiscalYearStart: 1,
      timelineId: idOf(companies, 'timeline'),
      saltKey: null,
    })
    return companyId
  }
  const company = async () => {
    const companyId = await newCompany()
    return {
      companyId,
      write: <T>(work: (tx: WriteTx) => Promise<T>) => store().write(companyId, work),
      read: <T>(work: (tx: ReadTx) => Promise<T>) => store().read(companyId, work),
    }
  }

  describe(`a store on ${name}`, () => {
    it.each(TABLE_NAMES)(
      'keeps every column of %s, and finds rows in order of their keys',
      async (table) => {
        const { write, read } = await company()
        const rows = [sampleRow(table, 3), sampleRow(table, 1), emptyRow(table, 2)]

        await write((tx) => tx.insert(table, rows))

        expect(await read((tx) => tx.all(table))).toEqual(inOrder(table, rows))
        for (const column of shapeOf(table).lookups) {
          const by = column as LookupColumn<TableName>
          const values = valuesOf(rows, column)
          expect(await read((tx) => tx.lookup(table, by, values)), column).toEqual(
            inOrder(table, rows).filter((row) => valueOf(row, column) !== null),
          )
        }
      },
    )

    it('keeps the largest integers, any writing, and null inside JSON', async () => {
      const { write, read } = await company()
      const rows = [
        sampleRow('document', 1, {
          amount: Number.MAX_SAFE_INTEGER,
          base: Number.MIN_SAFE_INTEGER,
        }),
        sampleRow('document', 2, { number: 'İı ğ 漢字 👍🏽 \u200f\'"\\{},NULL\t\n', currency: '' }),
        sampleRow('document', 3, { flags: null, amount: 0, base: -0 }),
        sampleRow('document', 4, {
          flags: ['\\u0000', '\\ud800', { 'a"b\\': 2 ** 53 - 1, 漢: '👍' }],
        }),
      ]

      await write((tx) => tx.insert('document', rows))

      expect(await read((tx) => tx.all('document'))).toEqual(
        inOrder(
          'document',
          rows.map((row) => ({ ...row, base: row.base + 0 })),
        ),
      )
    })

    it.each<[string, Partial<Row<'document'>>]>([
      ['an integer beyond 2^53', { amount: 2 ** 53 }],
      ['half a cent', { amount: 0.5 }],
      ['no number', { amount: Number.NaN }],
      ['an id in capitals', { doc_id: idOf(1).toUpperCase() }],
      ['half a hash', { content_hash: 'ab' }],
      ['a day that is none', { doc_date: '2026-02-30' }],
      ['NUL in a text', { number: 'a\0b' }],
      ['half a character', { number: 'a\ud83d' }],
      ['half a character inside JSON', { flags: ['\ud83d'] }],
      ['NUL inside JSON', { flags: { 'a\\\0': 1 } }],
      ['null where a value must be', { number: null as unknown as string }],
    ])('refuses %s, and keeps nothing of the set', async (_, fields) => {
      const { write, read } = await company()

      await expect(
        write((tx) =>
          tx.insert('document', [sampleRow('document', 1), sampleRow('document', 2, fields)]),
        ),
      ).rejects.toThrow(RangeError)
      expect(await read((tx) => tx.all('document'))).toEqual([])
    })

    it.each<[string, readonly [Row<'op_log'>, Row<'op_log'>]]>([
      ['a key', [sampleRow('op_log', 1), sampleRow('op_log', 2, { seq: 1 })]],
      [
        'an operation',
        [sampleRow('op_log', 1), sampleRow('op_log', 2, { op_id: idOf(1, 'op_id') })],
      ],
      [
        'a place in the chain',
        [
          sampleRow('op_log', 1),
          sampleRow('op_log', 2, { device_id: idOf(1, 'device_id'), epoch: 1, device_seq: 1 }),
        ],
      ],
    ])(
      'I3: refuses %s a second time, with all that came in its set',
      async (_, [first, second]) => {
        const { write, read } = await company()
        await write((tx) => tx.insert('op_log', [first]))

        await expect(
          write((tx) => tx.insert('op_log', [sampleRow('op_log', 9), second])),
        ).rejects.toThrow()
        expect(await read((tx) => tx.all('op_log'))).toEqual([first])
      },
    )

    it('updates sets by key, and refuses one that has a row which is not there', async () => {
      const { write, read } = await company()
      const rows = [1, 2, 3].map((n) => sampleRow('number_series', n))
      await write((tx) => tx.insert('number_series', rows))
      const changed = rows.slice(1).map((row) => ({ ...row, next: 100 }))

      await write((tx) => tx.update('number_series', changed))

      const after = [rows[0], ...changed]
      expect(await read((tx) => tx.all('number_series'))).toEqual(after)
      for (const wrong of [sampleRow('number_series', 4), changed[0] as Row<'number_series'>])
        await expect(
          write((tx) =>
            tx.update('number_series', [
              { ...(changed[0] as Row<'number_series'>), next: 7 },
              wrong,
            ]),
          ),
        ).rejects.toThrow()
      expect(await read((tx) => tx.all('number_series'))).toEqual(after)
    })

    it('changes no row that is only ever added', async () => {
      const { write, read } = await company()
      for (const table of TABLE_NAMES.filter((one) => shapeOf(one).isAppendOnly)) {
        await write((tx) => tx.insert(table, [sampleRow(table, 1)]))

        await expect(write((tx) => tx.update(table, [sampleRow(table, 1)]))).rejects.toThrow(
          'append-only',
        )
        expect(await read((tx) => tx.all(table))).toEqual([sampleRow(table, 1)])
      }
    })

    it('takes back what a savepoint wrote when it throws, and goes on', async () => {
      const { write, read } = await company()
      const [a, b, c, d] = [1, 2, 3, 4].map((n) => sampleRow('series', n)) as [S, S, S, S]

      await write(async (tx) => {
        await tx.insert('series', [a])
        await tx.savepoint(async () => {
          await tx.insert('series', [b])
          await expect(
            tx.savepoint(async () => {
              await tx.insert('series', [c])
              await tx.insert('series', [a])
            }),
          ).rejects.toThrow()
        })
        await expect(
          tx.savepoint(async () => {
            await tx.insert('series', [c])
            await tx.savepoint(() => tx.insert('series', [d]))
            throw new Error('after all')
          }),
        ).rejects.toThrow('after all')
      })

      expect(await read((tx) => tx.all('series'))).toEqual([a, b])
    })

    it('commits nothing when the work throws, or swallows the fault of a statement', async () => {
      const { write, read } = await company()
      const row = sampleRow('series', 1)
      const head = { seq: 5, chainHash: hashOf(5) }

      await expect(
        write(async (tx) => {
          await tx.insert('series', [row])
          await tx.saveHead(head)
          throw new Error('no')
        }),
      ).rejects.toThrow('no')
      await expect(
        write(async (tx) => {
          await tx.insert('series', [row])
          await tx.update('series', [sampleRow('series', 2)]).catch(() => undefined)
          await tx.saveHead(head)
        }),
      ).rejects.toThrow()

      expect(await read(async (tx) => [tx.head.seq, await tx.all('series')])).toEqual([0, []])
    })

    it('keeps the head, and what a company is', async () => {
      const { companyId, write, read } = await company()
      const fresh = await read(async (tx) => tx.head)

      await write((tx) => tx.saveHead({ seq: 7, chainHash: hashOf(7) }))
      await write((tx) =>
        tx.setCompany({
          saltKey: hashOf(1, 'salt'),
          publishedBy: `d 1 ${hashOf(2)}`,
          timelineId: idOf(8),
        }),
      )

      const head = {
        companyId,
        tenantId: idOf(1, 'tenant'),
        name: 'Öz Şahin A.Ş.',
        currency: 'TRY',
        timezone: 'Europe/Istanbul',
        fiscalYearStart: 1,
        timelineId: fresh?.timelineId,
        saltKey: null,
        seq: 0,
        chainHash: '0'.repeat(64),
        publishedBy: null,
      }
      const later = {
        ...head,
        seq: 7,
        chainHash: hashOf(7),
        saltKey: hashOf(1, 'salt'),
        publishedBy: `d 1 ${hashOf(2)}`,
        timelineId: idOf(8),
      }
      expect(fresh).toEqual(head)
      expect(await write(async (tx) => tx.head)).toEqual(later)
      expect((await store().companies()).find((one) => one.companyId === companyId)).toEqual(later)
    })

    it('knows no company that was not made, and makes none twice', async () => {
      const { companyId } = await company()
      const work = async () => 'ran'

      expect(await store().read(idOf(0, 'nobody'), work)).toBeNull()
      expect(await store().write(idOf(0, 'nobody'), work)).toBeNull()
      await expect(
        store().createCompany({
          companyId,
          tenantId: idOf(1, 'tenant'),
          name: 'again',
          currency: 'EUR',
          timezone: 'UTC',
          fiscalYearStart: 1,
          timelineId: idOf(1),
          saltKey: null,
        }),
      ).rejects.toThrow()
    })

    it('I7: lets writers of one company in one at a time, in order', async () => {
      const { write, read } = await company()
      const order: number[] = []

      await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          write(async (tx) => {
            const seq = tx.head.seq + 1
            await tx.insert('number_void', [sampleRow('number_void', seq)])
            order.push(i)
            await tx.saveHead({ seq, chainHash: hashOf(seq) })
          }),
        ),
      )

      expect(order).toEqual(Array.from({ length: 20 }, (_, i) => i))
      expect(await read(async (tx) => [tx.head.seq, (await tx.all('number_void')).length])).toEqual(
        [20, 20],
      )
    })

    it('shows a reader the same state to the end, whatever is committed meanwhile', async () => {
      const { write, read } = await company()
      await write((tx) => tx.insert('series', [sampleRow('series', 1)]))
      let written: Promise<unknown> = Promise.resolve()

      const seen = await read(async (tx) => {
        const before = await tx.all('series')
        written = write(async (writing) => {
          await writing.insert('series', [sampleRow('series', 2)])
          await writing.saveHead({ seq: 1, chainHash: hashOf(1) })
        })
        // A store may make the writer wait for this reader.
        await Promise.race([written, new Promise((resolve) => setTimeout(resolve, 300))])
        return [before, await tx.all('series'), await tx.lookup('series', 'code', ['code 000002'])]
      })
      await written

      expect(seen).toEqual([[sampleRow('series', 1)], [sampleRow('series', 1)], []])
      expect(await read(async (tx) => [tx.head.seq, (await tx.all('series')).length])).toEqual([
        1, 2,
      ])
    })

    it('M159 (part): keeps companies apart, with the same keys in both', async () => {
      const [one, other] = [await company(), await company()]
      for (const table of TABLE_NAMES) {
        await one.write((tx) => tx.insert(table, [sampleRow(table, 1)]))
        expect(await other.read((tx) => tx.all(table))).toEqual([])

        await other.write((tx) => tx.insert(table, [sampleRow(table, 1), sampleRow(table, 2)]))
        expect(await one.read((tx) => tx.page(table, null, 9))).toEqual([sampleRow(table, 1)])
        if (shapeOf(table).isAppendOnly) continue
        await expect(one.write((tx) => tx.update(table, [sampleRow(table, 2)]))).rejects.toThrow()
      }
    })

    it('answers ranges of the log and pages of any table, whole and in order', async () => {
      const { write, read } = await company()
      const log = Array.from({ length: 25 }, (_, i) => sampleRow('op_log', i + 1))
      const lines = [1, 2, 3].flatMap((doc) =>
        [1, 2, 3, 4].map((n) =>
          sampleRow('document_line', n, { doc_id: idOf(doc, 'doc_id'), amount: doc }),
        ),
      )
      await write(async (tx) => {
        await tx.insert('op_log', log.toReversed())
        await tx.insert('document_line', lines)
      })

      const seqs = (rows: readonly { seq: number }[] | null) => rows?.map(({ seq }) => seq)
      expect(seqs(await read((tx) => tx.range('op_log', 3, 8, 100)))).toEqual([4, 5, 6, 7, 8])
      expect(seqs(await read((tx) => tx.range('op_log', 20, 99, 3)))).toEqual([21, 22, 23])
      expect(await read((tx) => tx.range('op_log', 25, 99, 3))).toEqual([])

      const paged: Row<'document_line'>[] = []
      for (;;) {
        const last = paged.at(-1)
        const after = last ? [last.doc_id, last.n] : null
        const page = (await read((tx) => tx.page('document_line', after, 5))) ?? []
        paged.push(...page)
        if (page.length < 5) break
      }
      expect(paged).toEqual(inOrder('document_line', lines))
    })

    it('answers 5,000 values at once and no more, none for none, and each row once', async () => {
      const { write, read } = await company()
      const rows = Array.from({ length: 50 }, (_, i) => sampleRow('series', i))
      await write((tx) => tx.insert('series', rows))
      const many = Array.from({ length: 5001 }, (_, i) => `code ${String(i).padStart(6, '0')}`)

      expect(await read((tx) => tx.lookup('series', 'code', many.slice(1)))).toEqual(rows.slice(1))
      await expect(read((tx) => tx.lookup('series', 'code', many))).rejects.toThrow(RangeError)
      expect(await read((tx) => tx.lookup('series', 'code', []))).toEqual([])
      expect(
        await read((tx) => tx.lookup('series', 'code', ['code 000001', 'code 000001'])),
      ).toEqual([sampleRow('series', 1)])
    })

    it('takes calls side by side inside one transaction', async () => {
      const { write, read } = await company()

      await write(async (tx) => {
        const numbers = Array.from({ length: 30 }, (_, i) => i)
        await Promise.all(numbers.map((n) => tx.insert('series', [sampleRow('series', n)])))
        expect(await Promise.all(numbers.map(() => tx.all('series')))).toHaveLength(30)
      })

      expect(await read(async (tx) => (await tx.all('series')).length)).toBe(30)
    })
  })
}

type S = Row<'series'>

function valueOf(row: object, column: string): string | number | null {
  return (row as Readonly<Record<string, string | number | null>>)[column] ?? null
}

function valuesOf(rows: readonly object[], column: string): (string | number)[] {
  return rows.map((row) => valueOf(row, column)).filter((value) => value !== null)
}

/** By key: every key column of the samples sorts alike as text, and numbers have one digit. */
function inOrder<T extends TableName>(table: T, rows: readonly Row<T>[]): Row<T>[] {
  return rows.toSorted((a, b) => (keyOf(table, a) < keyOf(table, b) ? -1 : 1))
}
