/** Ctrl+Z against the real backend: every act goes back by new entries, and another's change stops it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startBackend } from '../../main/backend/start.ts'
import { api, setConnection } from '../../renderer/app/api.ts'
import { ChangedSince, STEPS_MAX, useUndo } from '../../renderer/app/undo/steps.ts'
import { watchForSteps } from '../../renderer/app/undo/watch.ts'
import { contract, type SaldoContract } from '../../shared/contract/index.ts'
import { connect, type Connection } from '../../shared/rpc/client.ts'
import { portPair } from '../../shared/rpc/port.ts'

const dir = mkdtempSync(join(tmpdir(), 'saldo-undo-'))
let backend: Awaited<ReturnType<typeof startBackend>>
let mine: Connection<SaldoContract>
/** Another window on the same company: what it does is no step of ours. */
let theirs: Connection<SaldoContract>
let n = 0
let code = ''

beforeAll(async () => {
  backend = await startBackend({
    dataDir: dir,
    clock: { now: () => Date.parse('2026-10-31T09:00:00Z') },
  })
  const windows = [portPair(), portPair()] as const
  for (const [, far] of windows) backend.attach(far, { namesPaths: true })
  mine = connect(contract, windows[0][0])
  theirs = connect(contract, windows[1][0])
  setConnection(mine)
  watchForSteps()
  const { file } = await api.companies.create({ name: 'Undo', currency: 'TRY' })
  await theirs.client.companies.open({ file })
})
afterAll(async () => {
  mine.close()
  theirs.close()
  await backend.stop()
  rmSync(dir, { recursive: true, force: true })
})
beforeEach(async () => {
  n += 1
  code = `C${n}`
  await api.customers.create({
    customerId: crypto.randomUUID(),
    customer: { code, name: `Customer ${n}` },
  })
  useUndo.getState().forget()
})

const undo = () => useUndo.getState().move('undo')
const redo = () => useUndo.getState().move('redo')
const steps = () => useUndo.getState().done.map((step) => step.name.id)
const invoice = async (amountMinor = 100_00) => {
  const [posted] = await api.documents.post({
    documents: [
      { kind: 'invoice', customerCode: code, documentDate: '2026-10-01' as never, amountMinor },
    ],
  })
  if (!posted) throw new Error('nothing was posted')
  return posted
}
const balance = async () => {
  const { figures } = await api.customers.get({ code })
  return figures[0]?.balanceMinor ?? 0
}
const open = async (documentId: string) => (await api.documents.get({ documentId })).openMinor

describe('undo', () => {
  it('takes a paste over several cards back as one step, and stops at a card changed since', async () => {
    const other = `${code}b`
    await api.customers.create({
      customerId: crypto.randomUUID(),
      customer: { code: other, name: 'Other', terms: 'NET30', custom: { region: 'West' } },
    })
    useUndo.getState().forget()
    const cards = async () =>
      Promise.all(
        [code, other].map(async (one) => {
          const { card } = await api.customers.get({ code: one })
          return [card.terms, card.custom['region'] ?? '']
        }),
      )
    await api.customers.patchMany({
      changes: [
        { code, patch: { terms: 'NET10', custom: { region: 'East' } } },
        { code: other, patch: { terms: 'NET60' }, was: { terms: 'NET30' } },
      ],
    })
    expect(steps()).toEqual(['undo.patchMany'])

    await undo()
    expect(await cards()).toEqual([
      [null, ''],
      ['NET30', 'West'],
    ])
    await redo()
    expect(await cards()).toEqual([
      ['NET10', 'East'],
      ['NET60', 'West'],
    ])

    await theirs.client.customers.patch({ code: other, patch: { terms: 'NET90' } })
    await expect(undo()).rejects.toBeInstanceOf(ChangedSince)
    expect(await cards()).toEqual([
      ['NET10', 'East'],
      ['NET90', 'West'],
    ])
  })

  it('makes no step of a paste that was refused', async () => {
    const { refused } = await api.customers.patchMany({
      changes: [{ code, patch: { terms: 'soon' }, was: { terms: null } }],
    })

    expect([refused.length, steps()]).toEqual([1, []])
  })

  it('takes posting back by a mirror and posts the same anew under the next number', async () => {
    const first = await invoice()

    await undo()
    expect([
      await balance(),
      (await api.documents.get({ documentId: first.documentId })).reversedBy,
    ]).toEqual([0, expect.objectContaining({ on: '2026-10-31' })])

    await redo()
    expect(await balance()).toBe(100_00)
    await undo()
    expect(await balance()).toBe(0)
    const { lines } = (await api.reports.statement({ customerCode: code })).statements[0] ?? {
      lines: [],
    }
    expect(lines.map((line) => line.kind)).toEqual(
      ['invoice', 'reversal', 'invoice', 'reversal'].toSorted(),
    )
  })

  it('takes a receipt back with what it paid', async () => {
    const { documentNo, documentId } = await invoice()
    await api.documents.post({
      documents: [
        {
          kind: 'receipt',
          customerCode: code,
          documentDate: '2026-10-02' as never,
          amountMinor: 60_00,
          allocateTo: [{ documentNo, amountMinor: 60_00 }],
        },
      ],
    })
    expect(await open(documentId)).toBe(40_00)

    await undo()

    expect([await open(documentId), await balance()]).toEqual([100_00, 100_00])
  })

  it('puts an allocation back as it was, forth and back again', async () => {
    const a = await invoice(100_00)
    const b = await invoice(50_00)
    const [receipt] = await api.documents.post({
      documents: [
        {
          kind: 'receipt',
          customerCode: code,
          documentDate: '2026-10-02' as never,
          amountMinor: 90_00,
        },
      ],
    })
    const credit = { documentId: receipt?.documentId ?? '' }
    const state = async () => [
      await open(a.documentId),
      await open(b.documentId),
      await open(credit.documentId),
    ]
    await api.allocations.add({ credit, to: [{ documentNo: a.documentNo, amountMinor: 30_00 }] })
    await api.allocations.add({
      credit,
      to: [
        { documentNo: a.documentNo, amountMinor: 20_00 },
        { documentNo: b.documentNo, amountMinor: 40_00 },
      ],
    })
    expect(await state()).toEqual([50_00, 10_00, 0])

    await undo()
    expect(await state()).toEqual([70_00, 50_00, -60_00])
    await redo()
    expect(await state()).toEqual([50_00, 10_00, 0])
    await undo()
    await undo()
    expect(await state()).toEqual([100_00, 50_00, -90_00])
  })

  it('gives a card its old values, unless somebody changed them since: then it names who', async () => {
    await api.customers.patch({ code, patch: { city: 'Bursa' } })
    await undo()
    expect((await api.customers.get({ code })).card.city).toBeNull()
    await redo()
    expect((await api.customers.get({ code })).card.city).toBe('Bursa')

    await theirs.client.customers.patch({ code, patch: { city: 'Konya' } })
    const refused = await undo().then(
      () => null,
      (error: unknown) => error,
    )

    expect(refused).toBeInstanceOf(ChangedSince)
    expect(refused).toMatchObject({
      actor: expect.stringMatching(/./),
      at: '2026-10-31T09:00:00.000Z',
    })
    expect((await api.customers.get({ code })).card.city).toBe('Konya')
  })

  it('leaves other fields alone that somebody changed', async () => {
    await api.customers.patch({ code, patch: { city: 'Bursa' } })
    await theirs.client.customers.patch({ code, patch: { phone: '+90 224 555 00 00' } })

    await undo()

    expect((await api.customers.get({ code })).card).toMatchObject({
      city: null,
      phone: '+90 224 555 00 00',
    })
  })

  it('goes back from settings, disputes, due days and closed months', async () => {
    const { documentId } = await invoice()
    await api.companies.setSettings({ bucketEdges: [10, 20] })
    await api.documents.dispute({
      disputeId: crypto.randomUUID(),
      key: { documentId },
      amountMinor: 10_00,
      reason: 'price',
    })
    await api.documents.agreeDueDate({
      key: { documentId },
      dueOn: '2026-12-24' as never,
      reason: 'season',
    })
    await api.periods.close({ month: '2026-10' as never })
    const facts = async () => {
      const info = await api.companies.info({})
      const view = await api.documents.get({ documentId })
      return [
        info.settings.bucketEdges.length,
        info.lockedThrough,
        view.installments[0]?.dueOn,
        view.disputes.filter((one) => one.resolvedOn === null).length,
      ]
    }
    expect(await facts()).toEqual([2, '2026-10', '2026-12-24', 1])

    for (let step = 0; step < 4; step += 1) await undo()

    expect(await facts()).toEqual([3, null, '2026-10-01', 0])
    for (let step = 0; step < 4; step += 1) await redo()
    expect(await facts()).toEqual([2, '2026-10', '2026-12-24', 1])
    for (let step = 0; step < 4; step += 1) await undo()
  })

  it('takes back what was just sent though its answer is still to come, key by key', async () => {
    const [, first] = await Promise.all([
      api.customers.patch({ code, patch: { city: 'Bursa' } }),
      undo(),
    ])
    expect(first?.name.id).toBe('undo.patch')
    expect((await api.customers.get({ code })).card.city).toBeNull()
    await api.customers.patch({ code, patch: { segment: 'A' } })
    await api.customers.patch({ code, patch: { city: 'Konya' } })

    const names = await Promise.all([undo(), undo(), redo()])

    expect(names.every((step) => step?.name.id === 'undo.patch')).toBe(true)
    expect((await api.customers.get({ code })).card).toMatchObject({ city: null, segment: 'A' })
  })

  it('keeps a hundred steps; a new act forgets what could be done again', async () => {
    for (let step = 0; step < STEPS_MAX + 5; step += 1)
      await api.customers.patch({ code, patch: { segment: `S${step}` } })
    expect(steps()).toHaveLength(STEPS_MAX)

    await undo()
    await api.customers.patch({ code, patch: { city: 'Bursa' } })

    expect(await redo()).toBeNull()
    expect((await mine.client.companies.verify({ deep: true })).ok).toBe(true)
  })
})
