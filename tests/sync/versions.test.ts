/** Operations as versions of Saldo have written them once mean the same money to the one of today (I26). */
import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { canonicalText, sha256 } from '../../sync/engine/canonical.ts'
import type { Row, TableName } from '../../sync/engine/central/tables.ts'
import { hashesOfEnvelope } from '../../sync/engine/operation.ts'
import type { pushRequest } from '../../sync/protocol/messages.ts'
import { isBad, readOp } from '../../sync/protocol/read-op.ts'
import { push } from '../../sync/server/core/push.ts'
import { verifyCompany } from '../../sync/server/core/verify.ts'
import type { z } from 'zod'
import { enrolPaper, paperCompany } from '../server/paper-company.ts'
import { PaperDevice } from '../server/paper-device.ts'
import { SqliteStore } from '../simulation/sqlite-store.ts'
import { Office } from './office.ts'

/** What devices of one version have sent, and what it came to then. */
interface Stored {
  readonly companyId: string
  readonly saltKey: string
  readonly devices: readonly {
    readonly name: string
    readonly roles: readonly string[]
    readonly userId: string
    readonly deviceId: string
    readonly deviceCode: string
    readonly publicKey: string
  }[]
  readonly pushes: readonly {
    readonly device: number
    readonly request: z.infer<typeof pushRequest>
  }[]
  readonly meaning: Meaning
}

interface Meaning {
  readonly documents: readonly object[]
  readonly lines: readonly object[]
  readonly slices: readonly object[]
  readonly cards: readonly object[]
  readonly events: readonly object[]
}

const VERSIONS = ['v1'] as const

function stored(version: string): Stored {
  const file = new URL(`../fixtures/envelopes/${version}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as Stored
}

/** A server of today that is sent all of it. */
async function sentTo({ companyId, saltKey, devices, pushes }: Stored): Promise<SqliteStore> {
  const store = new SqliteStore()
  await store.createCompany(paperCompany(companyId, saltKey))
  for (const { name, roles, deviceCode, ...device } of devices)
    await enrolPaper(store, { companyId, ...device }, { name, roles, deviceCode })
  for (const { device, request } of pushes) {
    const { userId, deviceId, publicKey } = devices[device] as Stored['devices'][number]
    const pusher = { companyId, userId, deviceId, epoch: 1, publicKey }
    const parts = {
      store,
      nowMs: Date.parse('2030-01-01T00:00:00Z'),
      supportId: (error: unknown) => {
        throw error
      },
    }
    const { results } = await push(parts, pusher, request)
    expect(results.map(({ status }) => status)).toEqual(request.ops.map(() => 'accepted'))
  }
  return store
}

async function meaningOf(store: SqliteStore, companyId: string): Promise<Meaning> {
  const rows = async <T extends TableName>(table: T, ...columns: readonly (keyof Row<T>)[]) => {
    const all = (await store.read(companyId, (tx) => tx.all(table))) ?? []
    return all.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])))
  }
  return {
    documents: await rows(
      'document',
      ...(['doc_id', 'number', 'kind', 'customer_id', 'doc_date', 'currency', 'amount'] as const),
      ...(['base', 'content_hash', 'reverses', 'cause'] as const),
    ),
    lines: await rows('document_line', 'doc_id', 'n', 'account', 'amount', 'base'),
    slices: await rows(
      'alloc_event',
      ...(['alloc_id', 'slice', 'debit_doc', 'credit_doc', 'amount', 'debit_base'] as const),
      ...(['credit_base', 'effective_on', 'removes'] as const),
    ),
    cards: await rows('customer', 'customer_id', 'code', 'groups', 'archived'),
    events: await rows('wf_event', 'op_id', 'type', 'entity_id', 'customer_id'),
  }
}

describe.each(VERSIONS)('I26: operations as %s wrote them', (version) => {
  const all = stored(version)

  it('bear their own hash and are signed, read by the program of today', () => {
    const kinds = new Set<string>()
    for (const { device, request } of all.pushes) {
      const spki = Buffer.from(all.devices[device]?.publicKey ?? '', 'base64')
      const reader = {
        canonicalText: (value: never) => canonicalText(value),
        hashOp: (text: string) => sha256('saldo.op.v1', text),
        key: createPublicKey({ key: spki, format: 'der', type: 'spki' }),
      }
      for (const text of request.ops) {
        const op = readOp(text, reader)
        expect(isBad(op)).toBe(false)
        if (!isBad(op)) kinds.add(op.envelope.kind)
        const hashes = hashesOfEnvelope(text)
        expect(hashes?.computed).toBe(hashes?.claimed)
      }
    }
    expect([...kinds].toSorted()).toEqual([
      'alloc.add',
      'alloc.remove',
      'doc.post',
      'doc.reverse',
      'master.archive',
      'master.create',
      'master.patch',
      'wf.event',
    ])
  })

  it('mean the same money, days and cards to a server of today', async () => {
    const store = await sentTo(all)

    expect(await meaningOf(store, all.companyId)).toEqual(all.meaning)
    const checks = await verifyCompany(store, all.companyId)
    expect(checks?.filter(({ ok }) => !ok)).toEqual([])
    store.close()
  })
})

describe('I26: what a later version adds', () => {
  it('to an event survives this one byte by byte, on the server, on a desk, and on one built anew', async () => {
    const office = await Office.open()
    const selin = await office.desk('Selin')
    const later = new PaperDevice(office.companyId, v7())
    await enrolPaper(office.store, later, { name: 'Later', roles: ['accountant'] })
    const { opId, text } = later.write('wf.event', v7(), {
      type: 'parcel.weighed',
      grams: 12_345,
      route: { from: 'İzmir', stops: ['Manisa', 'Bursa'] },
    })
    await later.push(office.store)
    await selin.sync()
    const kept = () =>
      selin.company.query(({ db }) =>
        db
          .prepare<[], { envelope: string }>(
            "select envelope from wf_confirmed where type = 'parcel.weighed'",
          )
          .all()
          .map(({ envelope }) => envelope),
      )

    expect(kept()).toEqual([text])
    await selin.snapshot()
    expect(kept()).toEqual([text])
    expect(await selin.compare()).toMatchObject({ equal: true, differences: [] })
    const [logged] =
      (await office.store.read(office.companyId, (tx) => tx.lookup('op_log', 'op_id', [opId]))) ??
      []
    expect(logged?.envelope).toBe(text)
    office.close()
  })

  it('of a version this server does not know is held, and kept whole', async () => {
    const office = await Office.open()
    const later = new PaperDevice(office.companyId, v7())
    await enrolPaper(office.store, later, { name: 'Later', roles: ['accountant'] })
    const { opId, text } = later.write('wf.event', v7(), { type: 'parcel.weighed' }, { v: 2 })
    const { results } = await later.push(office.store)

    expect(results).toMatchObject([
      { op_id: opId, status: 'held', code: 'INVALID', detail: { reason: 'version', v: 2 } },
    ])
    const [logged] =
      (await office.store.read(office.companyId, (tx) => tx.lookup('op_log', 'op_id', [opId]))) ??
      []
    expect(logged?.envelope).toBe(text)
    office.close()
  })
})
