/** Sums kept leaf by leaf and nodes worked out now and then are those folded from all leaves at once. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { documentLeaf, eventLeaf, ZERO_HASH } from './digest.ts'
import { type LeafDocument, NodeBook, type NodeRows } from './node-book.ts'
import { NodeFold } from './node-fold.ts'

const CUSTOMERS = ['a', 'b', 'c'].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`)

function inMemory() {
  const cells = new Map<string, Parameters<NodeRows['saveCell']>[3]>()
  const nodes = new Map<string, Parameters<NodeRows['saveNode']>[2]>()
  const buckets = new Map<number, string>()
  const rows: NodeRows = {
    cell: (customer, currency, ym) => cells.get(`${customer} ${currency} ${ym}`),
    saveCell: (customer, currency, ym, cell) =>
      void cells.set(`${customer} ${currency} ${ym}`, cell),
    node: (customer) => nodes.get(customer),
    saveNode: (customer, _bucket, node) => void nodes.set(customer, node),
    bucket: (bucket) => buckets.get(bucket),
    saveBucket: (bucket, hash) => void buckets.set(bucket, hash),
  }
  return { rows, cells, nodes, buckets }
}

function document(n: number, customerId: string | null, month: number, amount: number) {
  return {
    docId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    customerId,
    currency: 'TRY',
    docDate: `2026-0${month}-15`,
    amount,
    base: amount,
    contentHash: 'c'.repeat(64),
    number: `N${n}`,
    seq: n,
  } satisfies LeafDocument
}

describe('I12: nodes', () => {
  it('stand as before until the book is closed, and come to nothing when all is taken out', () => {
    const { rows, nodes, buckets } = inMemory()
    const book = new NodeBook(rows)
    const one = document(1, CUSTOMERS[0] ?? '', 3, 500)

    book.document(one)
    expect([nodes.size, buckets.size]).toEqual([0, 0])
    book.close()
    expect([...nodes.values()].map(({ node }) => node)).not.toContain(ZERO_HASH)
    book.document(one, -1)
    book.close()
    expect([...nodes.values()].map(({ node }) => node)).toEqual([ZERO_HASH])
    expect([...buckets.values()]).toEqual([ZERO_HASH])
  })

  test('are those of all leaves at once, however often the book was closed in between', () => {
    const step = fc.record({
      customer: fc.integer({ min: 0, max: 3 }),
      month: fc.integer({ min: 1, max: 3 }),
      amount: fc.integer({ min: -1000, max: 1000 }),
      isEvent: fc.boolean(),
      closes: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { rows, cells, nodes, buckets } = inMemory()
        const book = new NodeBook(rows)
        const fold = new NodeFold()
        steps.forEach(({ customer, month, amount, isEvent, closes }, n) => {
          const customerId = CUSTOMERS[customer] ?? null
          if (isEvent) {
            book.event(customerId, 'e'.repeat(64), n)
            fold.add(customerId, 'events', eventLeaf('e'.repeat(64), n))
          } else {
            const one = document(n, customerId, month, amount)
            book.document(one)
            fold.document({ ...one, on: one.docDate }, documentLeaf(one))
          }
          if (closes) book.close()
        })
        book.close()

        const folded = fold.nodes()
        expect(cells).toEqual(fold.cells())
        expect(nodes).toEqual(folded.customers)
        expect(buckets).toEqual(folded.buckets)
      }),
      { numRuns: 60 },
    )
  })
})
