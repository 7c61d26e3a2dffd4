/** Two sides are proven equal row by row, or the row that differs is named with its cause. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { customerByUuid } from '../../db/local/customers.ts'
import { saveBucketNode, saveConfirmedCell, saveCustomerNode } from '../../db/local/nodes.ts'
import { Desk, Office } from './office.ts'
import { TAMPERED } from './tampered.ts'

let office: Office
let selin: Desk
let murat: Desk

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin')
  murat = await office.desk('Murat')
  selin.company.customer('C', { name: 'Deniz Market', phone: '+90 1', tags: ['vip'] })
  selin.company.customer('D')
  selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
  selin.company.post({ customer: 'D', no: 'B', on: '2026-03-02', minor: 70_00 })
  selin.company.post({
    kind: 'receipt',
    no: 'R',
    on: '2026-03-05',
    minor: 120_00,
    to: { A: 90_00 },
  })
  for (const desk of [selin, murat, selin]) await desk.sync()
})
afterEach(() => office.close())

describe('M119 L7 N7 I13: compare', () => {
  it('proves both sides equal with one look at the buckets', async () => {
    const calls: string[] = []
    murat.fault = (call, when) => {
      if (when === 'before') calls.push(call)
    }

    const proof = await murat.compare()
    expect(proof).toEqual({
      equal: true,
      seq: murat.replica.standing().cursor.seq,
      root: await office.root(),
      differences: [],
    })
    expect(calls.filter((call) => call === 'digest' || call === 'docs')).toEqual(['digest'])
  })

  it.each([
    ['amount', "update doc set amount_minor = 999 where number = 'A'"],
    [
      'line',
      "update doc_line set amount_minor = amount_minor + sign(amount_minor) where doc_id = (select id from doc where number = 'A')",
    ],
    ['day', "update doc set doc_on = '2026-04-01' where number = 'A'"],
    ['number', "update doc set number = 'A2' where number = 'A'"],
    ['due day', "update doc set due_on = '2027-01-01' where number = 'A'"],
  ])('names a document here whose %s was altered underneath', async (_what, sql) => {
    murat.tamper(sql)

    const { equal, differences } = await murat.compare()
    expect(equal).toBe(false)
    expect(differences).toMatchObject([
      {
        what: 'document',
        customer: 'C',
        currency: 'TRY',
        documentNo: 'A',
        kind: 'content',
        there: { amountMinor: 100_00, documentNo: 'A' },
        cause: 'tamper',
        damaged: 'here',
      },
    ])
  })

  it('names a document, an allocation, an event and a card that are gone or altered', async () => {
    murat.tamper(
      'update alloc set amount_minor = 8000 where amount_minor = 9000',
      "update customer set phone = '+90 2' where code = 'C'",
      "delete from doc_status where doc = (select id from doc where number = 'B')",
    )

    const { differences } = await murat.compare()
    expect(
      new Set(
        differences.map((one) =>
          [one.what, one.customer, one.documentNo, one.kind, one.damaged].join(' '),
        ),
      ),
    ).toEqual(
      new Set([
        'allocation C R content here',
        'card C  content here',
        'document D B missing_here here',
      ]),
    )
    expect(differences.find(({ what }) => what === 'card')).toMatchObject({
      here: { fields: { phone: '+90 2' } },
      there: { fields: { phone: '+90 1' } },
    })
  })
})

describe('M119 L7 N7 I4 I12 I13: repair', () => {
  it.each(TAMPERED)(
    'puts %s right, keeps what waits, and both are equal',
    async (_what, ...sql) => {
      murat.company.post({ no: 'W', on: '2026-03-20', minor: 5_00 })
      murat.company.allocate('R', { A: 10_00 })
      murat.tamper(...sql)
      const found = await murat.compare()
      expect(found.equal).toBe(false)
      expect(found.differences.length).toBeGreaterThan(0)

      const done = await murat.repair()
      expect(done).toMatchObject({ equal: true, differences: [], root: await office.root() })
      expect(murat.faults()).toEqual([])
      expect(murat.balances()['C TRY']).toEqual({ confirmed: -20_00, pending: 5_00 })
      expect(murat.company.openItems('C', '2026-12-31')).toEqual({ R: -20_00, W: 5_00 })
      for (const desk of [murat, selin])
        expect(await desk.sync()).toMatchObject({ digest: 'equal', pending: 0 })
      expect(selin.balances()).toEqual(murat.balances())
    },
  )
})

describe('I12: no digest of the other side is ever one’s own', () => {
  it('a desk that copies the server’s sums over a lost document is still found out', async () => {
    selin.company.post({ no: 'L', on: '2026-03-09', minor: 33_00 })
    await selin.sync()
    // The planted mutant: a document of the feed is lost, and the server's sums are taken over as own.
    const transport = () => Desk.prototype.transport.call(murat)
    murat.transport = () => {
      const honest = transport()
      return {
        ...honest,
        pull: async (request) => {
          const page = await honest.pull(request)
          return { ...page, changes: page.changes.filter(({ op }) => !op.includes('"L"')) }
        },
      }
    }
    expect(await murat.sync()).toMatchObject({ digest: 'different' })
    murat.transport = transport
    await copyServersSums(murat)
    expect(await murat.sync()).toMatchObject({ digest: 'equal' })

    const { equal, differences } = await murat.compare()
    expect(equal).toBe(false)
    expect(differences).toMatchObject([
      { documentNo: 'L', kind: 'missing_here', here: null, there: { amountMinor: 33_00 } },
    ])
    expect(await murat.repair()).toMatchObject({ equal: true, repaired: 1 })
    expect(murat.faults()).toEqual([])
  })
})

/** What nobody may do. */
async function copyServersSums(desk: Desk): Promise<void> {
  const theirs = await office.store.read(office.companyId, async (tx) => ({
    buckets: await tx.all('bucket_node'),
    nodes: await tx.page('cust_node', null, 100),
    cells: await tx.page('cell', null, 100),
  }))
  desk.company.command(({ db }) => {
    for (const { bucket, hash } of theirs?.buckets ?? []) saveBucketNode(db, bucket, hash)
    for (const { customer_id: id, bucket, ...node } of theirs?.nodes ?? [])
      saveCustomerNode(db, id, bucket, node)
    for (const { customer_id: id, currency, ym, ...cell } of theirs?.cells ?? []) {
      const row = customerByUuid(db, id)?.rowid
      if (row !== undefined) saveConfirmedCell(db, row, currency, ym, cell)
    }
  })
}
