import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Plain } from '../../sync/engine/canonical.ts'
import { contentHash, type DocumentCore } from '../../sync/engine/document-core.ts'
import { RequestError } from '../../sync/protocol/codes.ts'
import type { OpResult } from '../../sync/protocol/messages.ts'
import { type Row, TABLE_NAMES, type TableName } from '../../sync/engine/central/tables.ts'
import { writeSystemOp } from '../../sync/server/core/system.ts'
import { pull } from '../../sync/server/core/pull.ts'
import { SqliteStore } from '../simulation/sqlite-store.ts'
import { enrolPaper, paperCompany } from './paper-company.ts'
import { PaperDevice, ZERO } from './paper-device.ts'

const COMPANY = v7()
let store: SqliteStore
let selin: PaperDevice
let murat: PaperDevice
let manager: PaperDevice

beforeEach(async () => {
  store = new SqliteStore()
  await store.createCompany(paperCompany(COMPANY))
  selin = await device('Selin', ['accountant'])
  murat = await device('Murat', ['accountant'])
  manager = await device('Defne', ['finance_manager'])
})
afterEach(() => store.close())

async function device(
  name: string,
  roles: string[],
  scope: string[] | null = null,
): Promise<PaperDevice> {
  const paper = new PaperDevice(COMPANY, v7())
  await enrolPaper(store, paper, { name, roles, scope })
  return paper
}

function plain(core: DocumentCore | undefined): Record<string, Plain> {
  return core as unknown as Record<string, Plain>
}

function brief(results: readonly OpResult[]): string[] {
  return results.map(({ status, code }) => (code === undefined ? status : `${status} ${code}`))
}

async function rows<T extends TableName>(table: T): Promise<Row<T>[]> {
  return (await store.read(COMPANY, (tx) => tx.all(table))) ?? []
}

async function balanceOf(customerId: string): Promise<number> {
  const cells = await rows('cell')
  return cells
    .filter((cell) => cell.customer_id === customerId)
    .reduce((sum, cell) => sum + cell.debit - cell.credit, 0)
}

describe('push', () => {
  it('M116 I7 I15: numbers and sequences without gaps, over two devices', async () => {
    const { id } = selin.customer('C-1')
    selin.document({ customerId: id, amount: 1000 })
    const first = await selin.push(store)
    murat.document({ customerId: id, amount: 500 })
    murat.document({ customerId: id, amount: 700, kind: 'receipt' })
    const second = await murat.push(store)

    expect([...first.results, ...second.results].map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(
      [...first.results, ...second.results].map(({ facts }) => facts?.number).filter(Boolean),
    ).toEqual(['INV2026000000001', 'INV2026000000002', 'RCT2026000000001'])
    expect(await balanceOf(id)).toBe(800)
  })

  it('I3: the same push again, in whole or in part, is answered as the first time', async () => {
    const { id } = selin.customer('C-1')
    selin.document({ customerId: id, amount: 1000 })
    const texts = selin.pending.map(({ text }) => text)
    const first = await selin.push(store)
    const again = await selin.push(store, { texts, firstSeq: 1, prev: ZERO })
    selin.document({ customerId: id, amount: 5 })
    const more = [...texts, ...selin.pending.map(({ text }) => text)]
    const overlapping = await selin.push(store, { texts: more, firstSeq: 1, prev: ZERO })

    expect(again.results).toEqual(first.results)
    expect(overlapping.results.slice(0, 2)).toEqual(first.results)
    expect(overlapping.results[2]?.seq).toBe(3)
    expect(await balanceOf(id)).toBe(1005)
  })

  it('I24: a gap and a fork of a chain are refused whole', async () => {
    const { id } = selin.customer('C-1')
    const fork = new PaperDevice(COMPANY, selin.userId)
    await selin.push(store)
    selin.document({ customerId: id, amount: 1 })
    const [lost] = selin.pending
    await expect(
      selin.push(store, { texts: [lost?.text ?? ''], firstSeq: 3 }),
    ).rejects.toMatchObject({ code: 'SEQ_GAP', detail: { expected_seq: 2 } })
    // A copy that wrote something else at the same place.
    Object.assign(fork, { deviceId: selin.deviceId, key: selin.key, publicKey: selin.publicKey })
    fork.customer('C-9')
    await expect(fork.push(store, { firstSeq: 1 })).rejects.toBeInstanceOf(RequestError)
    expect((await rows('op_log')).length).toBe(1)
  })

  it('M170: one poisoned operation is held alone, its neighbours go through', async () => {
    const { id } = selin.customer('C-1')
    const good = selin.document({ customerId: id, amount: 10 })
    const bad = selin.document({ customerId: id, amount: 20 })
    const texts = [
      ...selin.pending.slice(0, 2).map(({ text }) => text),
      bad.text.replace('"amount":20', '"amount":21'),
    ]
    const { results } = await selin.push(store, { texts })

    expect(brief(results)).toEqual(['accepted', 'accepted', 'held INVALID'])
    expect(results[2]?.detail).toMatchObject({ reason: 'hash' })
    const next = selin.document({ customerId: id, amount: 30 })
    expect(brief((await selin.push(store)).results)).toEqual(['accepted'])
    expect(good.opId).not.toBe(next.opId)
    expect(await balanceOf(id)).toBe(40)
  })

  it('M170: what cannot be read at all keeps its place in the chain', async () => {
    const { id } = selin.customer('C-1')
    await selin.push(store)
    const lost = selin.document({ customerId: id, amount: 1 })
    const texts = [`\u0000${lost.text.slice(2)}`]
    const { results } = await selin.push(store, { texts })
    selin.document({ customerId: id, amount: 2 })

    expect(brief(results)).toEqual(['held INVALID'])
    expect(brief((await selin.push(store)).results)).toEqual(['accepted'])
  })

  it('an operation taken back before it was sent is a link without effect', async () => {
    const { id } = selin.customer('C-1')
    const taken = selin.document({ customerId: id, amount: 1 })
    const { results } = await selin.push(store, { withdrawn: [taken.opId] })

    expect(brief(results)).toEqual(['accepted', 'withdrawn'])
    expect(await balanceOf(id)).toBe(0)
  })
})

describe('documents', () => {
  it('refuses what does not balance, has another hash, or is out of range', async () => {
    const { id } = selin.customer('C-1')
    await selin.push(store)
    const { docId } = selin.document({ customerId: id, amount: 100 })
    const core = selin.cores.get(docId)
    selin.pending = []
    selin.seq -= 1
    selin.hash = selin.sentHash
    selin.write('doc.post', docId, { ...plain(core), content_hash: 'a'.repeat(64) })
    selin.write('doc.post', v7(), { ...plain(core), content_hash: 'a'.repeat(64) })
    const results = (await selin.push(store)).results

    expect(brief(results)).toEqual(['held INVALID', 'held INVALID'])
    expect(results.map(({ detail }) => (detail as { reason: string }).reason)).toEqual([
      'content_hash',
      'entity',
    ])
  })

  it('I20: a document of an unknown customer is held, with her id for the one who helps', async () => {
    const other = new PaperDevice(COMPANY, selin.userId)
    const { id } = other.customer('C-7')
    selin.document({ customerId: id, amount: 100 })
    expect(brief((await selin.push(store)).results)).toEqual(['held MASTER_MISSING'])
  })

  it('I14 I19: what depends on a held operation waits, the rest goes on; its correction releases it', async () => {
    const { id } = selin.customer('C-1')
    const first = selin.document({ customerId: id, amount: 100, no: 'A-1' })
    await selin.push(store)
    const held = selin.document({ customerId: id, amount: 70, no: 'A-1' })
    const paid = selin.document({ customerId: id, amount: 70, kind: 'receipt' })
    selin.allocate(held.docId, paid.docId, 70)
    const free = selin.document({ customerId: id, amount: 5 })
    const { results } = await selin.push(store)
    expect(brief(results)).toEqual(['held NUMBER_TAKEN', 'accepted', 'held DEP_HELD', 'accepted'])
    expect(first.docId).not.toBe(free.docId)
    const core = { ...selin.cores.get(held.docId), document_no: undefined } as DocumentCore
    selin.write(
      'doc.post',
      held.docId,
      {
        ...plain(core),
        content_hash: contentHash(core).toString('hex'),
      },
      { supersedes: held.opId },
    )
    expect(brief((await selin.push(store)).results)).toEqual(['accepted'])
    const states = (await rows('op_held')).map(({ state }) => state).toSorted()
    expect(states).toEqual(['released', 'superseded'])
    expect((await rows('alloc_event')).length).toBe(1)
  })

  it('M117 I16: a locked month takes nothing later; late approval by another person lets it in', async () => {
    const { id } = selin.customer('C-1')
    await selin.push(store)
    const locked = await lock('2026-02')
    expect(locked.status).toBe('accepted')
    const late = selin.document({ customerId: id, amount: 12_500, kind: 'receipt' })
    const { results } = await selin.push(store)
    expect(brief(results)).toEqual(['held PERIOD_CLOSED'])
    expect(results[0]?.detail).toMatchObject({ period: '2026-02', locked_seq: locked.seq })

    const approval = v7()
    selin.write('approval.request', approval, { what: 'late_posting', op: late.opId, reason: 'x' })
    selin.write('approval.decide', approval, { approve: true })
    expect(brief((await selin.push(store)).results)).toEqual(['accepted', 'held FORBIDDEN'])
    manager.write('approval.decide', approval, { approve: true })
    const decided = await manager.push(store)
    expect(brief(decided.results)).toEqual(['accepted'])
    expect(await balanceOf(id)).toBe(-12_500)
    const [document] = await rows('document')
    expect(document).toMatchObject({ seq: decided.results[0]?.seq, number: 'RCT2026000000001' })
  })

  it('reverses once, by the exact mirror, and not what is allocated', async () => {
    const { id } = selin.customer('C-1')
    const invoice = selin.document({ customerId: id, amount: 100 })
    const receipt = selin.document({ customerId: id, amount: 60, kind: 'receipt' })
    const { allocId } = selin.allocate(invoice.docId, receipt.docId, 60)
    selin.reverse(invoice.docId, '2026-03-01')
    expect(brief((await selin.push(store)).results).at(-1)).toBe('held DOCUMENT_ALLOCATED')
    selin.write('alloc.remove', allocId, { effective_on: '2026-03-01', slices: [0] })
    selin.write('alloc.remove', allocId, { effective_on: '2026-03-01', slices: [0] })
    selin.reverse(invoice.docId, '2026-03-01')
    expect(brief((await selin.push(store)).results)).toEqual(['accepted', 'accepted', 'accepted'])
    murat.reverse(invoice.docId, '2026-03-02', selin.cores.get(invoice.docId))
    expect(brief((await murat.push(store)).results)).toEqual(['held EXT_REF_CONFLICT'])
    expect(await balanceOf(id)).toBe(-60)
  })
})

describe('allocations', () => {
  it('I30: two devices cannot settle the same open amount twice', async () => {
    const { id } = selin.customer('C-1')
    const invoice = selin.document({ customerId: id, amount: 100 })
    const mine = selin.document({ customerId: id, amount: 80, kind: 'receipt' })
    const theirs = selin.document({ customerId: id, amount: 80, kind: 'receipt' })
    await selin.push(store)
    selin.allocate(invoice.docId, mine.docId, 80)
    murat.allocate(invoice.docId, theirs.docId, 80)
    expect(brief((await selin.push(store)).results)).toEqual(['accepted'])
    const { results } = await murat.push(store)
    expect(brief(results)).toEqual(['held ALLOC_EXCEEDS_OPEN'])
    expect(results[0]?.detail).toMatchObject({ open: 20 })
    murat.allocate(invoice.docId, theirs.docId, 20)
    expect(brief((await murat.push(store)).results)).toEqual(['accepted'])
  })

  it('costs in company currency follow the order of the server: nothing is left of a closed item', async () => {
    const { id } = selin.customer('C-1')
    const usd = { customerId: id, currency: 'USD' }
    const invoice = selin.document({ ...usd, amount: 100, base: 3333 })
    const one = selin.document({ ...usd, amount: 50, base: 1700, kind: 'receipt' })
    const two = selin.document({ ...usd, amount: 50, base: 1700, kind: 'receipt' })
    await selin.push(store)
    selin.allocate(invoice.docId, one.docId, 50, '2026-03-01', { debit: 1667, credit: 1700 })
    murat.allocate(invoice.docId, two.docId, 50, '2026-03-01', { debit: 1667, credit: 1700 })
    const first = await selin.push(store)
    const second = await murat.push(store)

    expect(first.results[0]?.facts?.slices).toBeUndefined()
    expect(second.results[0]?.facts?.slices).toEqual([
      { debit_n: 1, credit_n: 1, amount: 50, debit_base: 1666, credit_base: 1700 },
    ])
    const differences = (await rows('document')).filter(({ kind }) => kind === 'fx_difference')
    expect(differences.map(({ base }) => base).toSorted((a, b) => a - b)).toEqual([33, 34])
    expect(differences.map(({ number }) => number).toSorted()).toEqual([
      'FXD2026000000001',
      'FXD2026000000002',
    ])
  })
})

describe('master data', () => {
  it('M118 I17 I18: groups merge one by one, what cannot be merged waits for a person', async () => {
    const { id } = selin.customer('C-1', { segment: 'A', language: 'tr' })
    await selin.push(store)
    const patch = (paper: PaperDevice, from: object, to: object) =>
      paper.write('master.patch', id, {
        entity: 'customer',
        groups: Object.keys(to),
        from: from as never,
        to: to as never,
      })
    patch(selin, { segment: 'A' }, { segment: 'B' })
    patch(murat, { segment: 'A', language: 'tr' }, { segment: 'C', language: 'en' })
    await selin.push(store)
    const { results } = await murat.push(store)

    expect(results[0]?.facts).toMatchObject({ applied: ['language'] })
    const [customer] = await rows('customer')
    expect(customer?.groups).toMatchObject({ segment: 'B', language: 'en' })
    const [conflict] = await rows('conflict')
    expect(conflict).toMatchObject({ current: 'B', other: 'C', base: 'A', state: 'open' })
    murat.write('conflict.resolve', conflict?.conflict_id ?? '', { choice: 'take' })
    await murat.push(store)
    expect((await rows('customer'))[0]?.groups).toMatchObject({ segment: 'C' })
  })

  it('T5 I33: a limit is changed by a second person alone', async () => {
    const { id } = selin.customer('C-1', { limit: 100 })
    await selin.push(store)
    selin.write('master.patch', id, {
      entity: 'customer',
      groups: ['limit'],
      from: { limit: 100 },
      to: { limit: 900 },
    })
    await selin.push(store)
    const [approval] = await rows('approval')
    expect((await rows('customer'))[0]?.groups).toMatchObject({ limit: 100 })
    murat.write('approval.decide', approval?.approval_id ?? '', { approve: true })
    expect(brief((await murat.push(store)).results)).toEqual(['held FORBIDDEN'])
    manager.write('approval.decide', approval?.approval_id ?? '', { approve: true })
    expect(brief((await manager.push(store)).results)).toEqual(['accepted'])
    expect((await rows('customer'))[0]?.groups).toMatchObject({ limit: 900 })
  })

  it('the same code made twice offline is two customers, the second under a code of its own', async () => {
    selin.customer('C-1')
    await selin.push(store)
    murat.write('master.create', v7(), { entity: 'customer', fields: { code: 'C-1' } })
    const { results } = await murat.push(store)
    expect(results[0]).toMatchObject({ status: 'accepted', facts: { code: 'C-1~2' } })
    const [conflict, ...others] = await rows('conflict')
    expect(others).toEqual([])
    selin.write('conflict.resolve', conflict?.conflict_id ?? '', { choice: 'take' })
    expect((await selin.push(store)).results[0]).toMatchObject({
      code: 'BAD_TRANSITION',
      detail: { state: 'code_in_use' },
    })
  })
})

describe('who may', () => {
  it('M119: a role without the right is held FORBIDDEN, outside her customers OUT_OF_SCOPE', async () => {
    const { id } = selin.customer('C-1')
    const { id: other } = selin.customer('C-2')
    await selin.push(store)
    const sales = await device('Can', ['sales'])
    sales.document({ customerId: id, amount: 1 })
    const controller = await device('Ece', ['credit_controller'], [id])
    controller.document({ customerId: id, amount: 1, kind: 'receipt' })
    controller.document({ customerId: other, amount: 1, kind: 'receipt' })
    controller.document({ customerId: id, amount: 1 })

    expect(brief((await sales.push(store)).results)).toEqual(['held FORBIDDEN'])
    expect(brief((await controller.push(store)).results)).toEqual([
      'accepted',
      'held OUT_OF_SCOPE',
      'held FORBIDDEN',
    ])
  })
})

it('M116: both ways of deciding a batch, in sets and one by one, leave the same rows', async () => {
  const wish = fc.record({
    act: fc.constantFrom('invoice', 'receipt', 'allocate', 'reverse', 'patch', 'twice'),
    pick: fc.nat(9),
    amount: fc.integer({ min: 1, max: 50 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(wish, { maxLength: 25 }), async (wishes) => {
      const paper = new PaperDevice(COMPANY, v7())
      const { id } = paper.customer('C-1', { segment: 'A' })
      const [invoices, receipts]: [string[], string[]] = [[], []]
      for (const { act, pick, amount } of wishes) {
        const invoice = invoices[pick % invoices.length]
        const receipt = receipts[pick % receipts.length]
        if (act === 'invoice' || act === 'twice')
          invoices.push(
            paper.document({
              customerId: id,
              amount,
              ...(act === 'twice' ? { no: `N-${pick}` } : {}),
            }).docId,
          )
        else if (act === 'receipt')
          receipts.push(paper.document({ customerId: id, amount, kind: 'receipt' }).docId)
        else if (act === 'allocate' && invoice && receipt) paper.allocate(invoice, receipt, amount)
        else if (act === 'reverse' && invoice) paper.reverse(invoice)
        else if (act === 'patch')
          paper.write('master.patch', id, {
            entity: 'customer',
            groups: ['segment'],
            from: { segment: 'A' },
            to: { segment: `S${pick}` },
          })
      }
      const texts = paper.pending.map(({ text }) => text)
      const both: unknown[] = []
      for (const inSets of [true, false]) {
        if (inSets) store.close()
        store = new SqliteStore()
        await store.createCompany(paperCompany(COMPANY))
        await enrolPaper(store, paper, { name: 'Selin', roles: ['accountant'] })
        const { results } = await paper.push(store, { texts, firstSeq: 1, prev: ZERO, inSets })
        const tables: unknown[] = []
        for (const table of TABLE_NAMES)
          tables.push((await rows(table)).map((row) => JSON.stringify(row)).toSorted())
        both.push({ results, tables })
        if (inSets) store.close()
      }
      expect(both[1]).toEqual(both[0])
    }),
    { numRuns: 60 },
  )
})

async function lock(month: string): Promise<OpResult> {
  return writeSystemOp(
    {
      store,
      secret: 's'.repeat(32),
      nowMs: Date.UTC(2026, 2, 2),
      app: 'server',
      supportId: (error) => {
        throw error
      },
    },
    COMPANY,
    { opId: v7(), kind: 'period.lock', entityId: v7(), payload: { month }, actor: manager.userId },
  )
}

it('I8 I9: the feed gives whole transactions in order, and ends at the head with its digest', async () => {
  const { id } = selin.customer('C-1')
  for (let n = 0; n < 5; n += 1) selin.document({ customerId: id, amount: n + 1 })
  await selin.push(store)
  for (let n = 0; n < 5; n += 1) murat.document({ customerId: id, amount: n + 10 })
  await murat.push(store)
  const puller = { companyId: COMPANY, userId: v7(), deviceId: v7(), roles: ['auditor'] }
  let cursor = { seq: 0, hash: ZERO }
  const pages: number[] = []
  const seqs: number[] = []
  for (;;) {
    const page = await pull(store, puller, {
      company_id: COMPANY,
      timeline_id: null,
      cursor,
      scope_ver: 1,
      limit: 3,
    })
    pages.push(page.to_seq)
    seqs.push(...page.changes.map(({ seq }) => seq))
    cursor = { seq: page.to_seq, hash: page.to_hash }
    if (page.digest !== null) break
  }
  expect(pages).toEqual([6, 11])
  expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
})
