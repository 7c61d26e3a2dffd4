/** N12 M178: bank lines to do out to a spreadsheet, decided there, brought back, posted and parked, undone as one. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Row } from 'exceljs'
import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testBackend, type TestBackend } from '../support/backend.ts'
import { type Connected, connected } from '../support/connected.ts'
import { SheetEdit } from '../support/sheet-edit.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await testBackend()
  const { client } = backend
  for (const [code, name, parentCode] of [
    ['A', 'Deniz Ticaret Ltd. Şti.', undefined],
    ['A.1', 'Deniz Ticaret Ege Şubesi', 'A'],
    ['B', 'Çağrı Gıda', undefined],
  ] as const)
    await client.customers.create({
      customerId: uuidv7(),
      customer: {
        code,
        name,
        ...(parentCode === undefined ? {} : { parentCode }),
        ...(code === 'A' ? { iban: 'TR330006100519786457841326' } : {}),
      },
    })
  await client.documents.post({
    documents: (
      [
        ['A', 'INV-1', 100_00],
        ['A', 'INV-2', 250_00],
        ['A.1', 'INV-3', 80_00],
        ['B', 'INV-4', 500_00],
      ] as const
    ).map(([customerCode, documentNo, amountMinor]) => ({
      kind: 'invoice' as const,
      documentNo,
      customerCode,
      documentDate: '2026-09-10' as never,
      amountMinor,
      taxMinor: amountMinor / 5,
    })),
  })
  await client.bank.import({
    source: {
      path: backend.write(
        'ekstre.csv',
        [
          'Tarih;Açıklama;Tutar;IBAN;Karşı Taraf',
          '01.10.2026;EFT INV-1 ODEME;100,00;TR330006100519786457841326;DENİZ TİCARET',
          '01.10.2026;HAVALE;300,00;;=CMD|calc',
          '02.10.2026;HAVALE;450,00;;ÇAĞRI',
          '02.10.2026;MASRAF;-25,00;;',
          '03.10.2026;GELEN;60,00;;BİLİNMEYEN',
          '',
        ].join('\n'),
      ),
    },
    account: 'Garanti',
  })
})
afterEach(() => backend.stop())

type Edit = (row: (text: string) => Record<string, (value: string | number | null) => void>) => void

/** Cells by what stands in the row's payer or text, and the mark of its column. */
async function edited(work: Edit, language: 'tr' | 'en' = 'tr', lineIds?: string[]) {
  const { file } = await backend.client.roundtrip.exportBank({
    language,
    ...(lineIds === undefined ? {} : { lineIds }),
  })
  const path = join(backend.dir, `${uuidv7()}.xlsx`)
  copyFileSync(file, path)
  const edit = await SheetEdit.open(path)
  work((text) => {
    const row = rowWith(edit, text)
    return new Proxy(
      {},
      {
        get: (_, field) => (value: string | number | null) => {
          row.getCell(edit.columnOf(String(field))).value = value
        },
      },
    )
  })
  return edit.save()
}
function rowWith(edit: SheetEdit, text: string): Row {
  for (let n = 3; n <= edit.sheet.rowCount; n += 1)
    if (
      ['name', 'text'].some(
        (field) => edit.sheet.getRow(n).getCell(edit.columnOf(field)).text === text,
      )
    )
      return edit.sheet.getRow(n)
  throw new Error(`no row of ${text}`)
}
async function brought(path: string) {
  const { roundtrip } = backend.client
  const opened = await roundtrip.open({ source: { path } })
  if (opened === null) throw new Error('not recognised')
  const { draftId } = opened
  const state = () => roundtrip.state({ draftId })
  const apply = async () => roundtrip.apply({ draftId, plan: (await state()).plan })
  return { draftId, state, apply }
}
/** By amount: state, payer, reason. */
async function lines() {
  const listed = await backend.client.bank.list({})
  return Object.fromEntries(
    listed.map(({ entry, state, customer, reason }) => [
      entry.amountMinor,
      [state === 'proposed' ? 'open' : state, customer?.code ?? null, reason],
    ]),
  )
}
async function open() {
  const { items } = await backend.client.documents.openItems({})
  return Object.fromEntries(items.map(({ documentNo, openMinor }) => [documentNo, openMinor]))
}
const reasons = (state: Awaited<ReturnType<Awaited<ReturnType<typeof brought>>['state']>>) =>
  state.lines.map(({ row, state: one, problem }) => [row, one, problem?.code ?? null])

describe('N12 M178: bank lines out and back', () => {
  it('says what the bank said, what is proposed, how sure and why; nothing that a spreadsheet would run', async () => {
    const { file, rows } = await backend.client.roundtrip.exportBank({ language: 'en' })
    const edit = await SheetEdit.open(file)
    const row = rowWith(edit, 'DENİZ TİCARET')
    const value = (field: string, from = row) => from.getCell(edit.columnOf(field)).value

    expect(rows).toBe(5)
    expect(
      ['line', 'amount', 'proposed_customer', 'proposed_documents'].map((f) => value(f)),
    ).toEqual(['2026-10-01 #1', 100, 'A', 'INV-1=100.00'])
    expect(value('score')).toBeGreaterThan(60)
    expect(value('why')).toContain('INV-1')
    for (const field of ['customer', 'documents', 'on_account', 'park']) {
      expect(value(field)).toBeNull()
      expect(row.getCell(edit.columnOf(field)).protection?.locked).toBe(false)
    }
    for (const field of ['amount', 'date', 'text', 'proposed_documents', 'why'])
      expect(row.getCell(edit.columnOf(field)).protection?.locked ?? true).toBe(true)
    const hostile = rowWith(edit, '=CMD|calc').getCell(edit.columnOf('name'))
    expect([hostile.formula, hostile.value]).toEqual([undefined, '=CMD|calc'])
  })

  it('comes back untouched as no difference, and decides nothing', async () => {
    for (const language of ['tr', 'en'] as const) {
      const draft = await brought(await edited(() => undefined, language))
      const { lines: found, rows } = await draft.state()
      expect([found, rows]).toEqual([[], 5])
      expect((await draft.apply()).batchId).toBeNull()
    }
  })

  it('posts and parks what was filled in, tells before what each row does, and one undo takes all of it back', async () => {
    const [before, owed] = [await lines(), await open()]
    const draft = await brought(
      await edited((row) => {
        row('DENİZ TİCARET').customer?.('A')
        row('DENİZ TİCARET').documents?.('INV-1=100.00')
        row('=CMD|calc').customer?.('A')
        row('=CMD|calc').documents?.('INV-3;INV-2=200,00')
        row('=CMD|calc').on_account?.('evet')
        row('ÇAĞRI').customer?.('B')
        row('ÇAĞRI').documents?.('INV-4=500.00;discount=50.00')
        row('MASRAF').park?.('Hesap işletim ücreti')
      }),
    )
    const found = await draft.state()
    expect(found.grid).toBe('bank')
    expect(found.takes).toEqual({ cells: 8, accounts: 4, created: 0 })
    expect(found.lines.every(({ state, takes }) => state === 'yours' && takes)).toBe(true)
    expect(found.lines.find(({ yours }) => yours === 'INV-3;INV-2=200,00')?.note).toEqual({
      code: 'bank.posts_keeps',
      params: {
        name: 'Deniz Ticaret Ltd. Şti.',
        documents: [
          { number: 'INV-2', amountMinor: 200_00, currency: 'TRY' },
          { number: 'INV-3', amountMinor: 80_00, currency: 'TRY' },
        ],
        restMinor: 20_00,
        currency: 'TRY',
      },
    })

    const { batchId } = await draft.apply()
    expect(await lines()).toEqual({
      10000: ['posted', 'A', null],
      30000: ['posted', 'A', null],
      45000: ['posted', 'B', null],
      [-2500]: ['suspense', null, 'Hesap işletim ücreti'],
      6000: ['open', null, null],
    })
    const left = await open()
    expect([left['INV-1'], left['INV-2'], left['INV-3'], left['INV-4']]).toEqual([
      undefined,
      50_00,
      undefined,
      undefined,
    ])
    // The discount lowers the tax of the document it stands behind, in proportion.
    const paid = (await backend.client.bank.list({})).find(
      ({ entry }) => entry.amountMinor === 450_00,
    )
    const [, discount] = await Promise.all(
      (paid?.documentIds ?? []).map((documentId) => backend.client.documents.get({ documentId })),
    )
    expect([discount?.kind, discount?.amountMinor, discount?.taxMinor]).toEqual([
      'credit_note',
      -50_00,
      10_00,
    ])
    const [as] = await backend.client.bank.postedAs({ lineIds: [paid?.entry.id ?? ''] })
    const documentId = as?.to?.[0]?.documentId
    expect(as).toMatchObject({
      to: [{ documentNo: 'INV-4', amountMinor: 500_00 }],
      adjustments: [{ kind: 'discount', amountMinor: 50_00, documentId }],
    })
    const after = await draft.state()
    expect(after.lines.map(({ state }) => state)).toEqual(Array(8).fill('same'))
    const [batch] = await backend.client.imports.batches({})
    expect(batch).toMatchObject({ kind: 'bank', imported: 4, unchanged: 1 })

    const undone = await backend.client.imports.undo({ batchId: batchId ?? '' })
    expect(undone.reversed).toBe(6)
    expect([await lines(), await open()]).toEqual([before, owed])
    expect((await draft.state()).result?.undone).toBe(true)
    expect((await backend.client.companies.verify({})).ok).toBe(true)
  })

  it('figures of the bank are never taken from the file, and hold back what else their row says', async () => {
    const draft = await brought(
      await edited((row) => {
        row('BİLİNMEYEN').amount?.(600)
        row('BİLİNMEYEN').customer?.('B')
        row('BİLİNMEYEN').on_account?.('evet')
        // A note in a column of the bank is no figure.
        row('ÇAĞRI').text?.('bizim Çağrı')
        row('ÇAĞRI').customer?.('B')
        row('ÇAĞRI').on_account?.('evet')
      }),
    )
    const found = await draft.state()
    expect(reasons(found)).toEqual([
      [5, 'locked', 'bank.cell.locked'],
      [5, 'yours', null],
      [5, 'yours', null],
      [7, 'locked', 'bank.cell.locked'],
      [7, 'invalid', 'bank.figure_edited'],
      [7, 'invalid', 'bank.figure_edited'],
    ])
    await draft.apply()
    expect((await lines())[450_00]).toEqual(['posted', 'B', null])
    expect((await lines())[60_00]?.[0]).toBe('open')
  })

  it.each([
    ['customer.unknown', { customer: 'Z', on_account: 'evet' }, 'bank.row_has_fault'],
    ['bank.yes_no', { customer: 'B', on_account: 'belki' }, 'bank.row_has_fault'],
    ['bank.park_alone', { customer: 'B', on_account: 'evet', park: 'sor' }],
    ['bank.customer_missing', { documents: 'INV-4' }],
    ['bank.nothing_named', { customer: 'B' }],
    ['bank.nothing_said', { on_account: 'hayır' }],
    ['document.unknown', { customer: 'B', documents: 'INV-99' }],
    ['bank.other_group', { customer: 'B', documents: 'INV-1' }],
    ['bank.amount_unread', { customer: 'B', documents: 'INV-4=1.000' }],
    ['bank.rest_left', { customer: 'B', documents: 'INV-4=40.00' }],
    ['bank.application_sum', { customer: 'B', documents: 'INV-4=70.00' }],
    ['allocation.exceeds_open', { customer: 'A', documents: 'INV-3=81.00;fee=21.00' }],
    ['allocation.wrong_side', { customer: 'A', documents: 'INV-1=-10.00;INV-2=70.00' }],
  ] as const)('refuses a row with %s, and says so', async (code, cells, other?: string) => {
    const before = await lines()
    const draft = await brought(
      await edited((row) => {
        for (const [field, text] of Object.entries(cells)) row('BİLİNMEYEN')[field]?.(text)
      }),
    )
    const found = await draft.state()
    const codes = new Set(found.lines.map(({ problem }) => problem?.code))
    expect(codes).toEqual(new Set(other === undefined ? [code] : [code, other]))
    expect(found.lines.every(({ state }) => state === 'invalid')).toBe(true)
    expect(found.takes.accounts).toBe(0)
    expect((await draft.apply()).batchId).toBeNull()
    expect(await lines()).toEqual(before)
  })

  it('two rows that pay one document take what is open of it, and the second one is told', async () => {
    const draft = await brought(
      await edited((row) => {
        row('ÇAĞRI').customer?.('B')
        row('ÇAĞRI').documents?.('INV-4=450.00')
        row('BİLİNMEYEN').customer?.('B')
        row('BİLİNMEYEN').documents?.('INV-4=60.00')
      }),
    )
    const found = await draft.state()
    expect(reasons(found)).toEqual([
      [5, 'yours', null],
      [5, 'yours', null],
      [7, 'invalid', 'allocation.exceeds_open'],
      [7, 'invalid', 'allocation.exceeds_open'],
    ])
    expect(found.lines.at(-1)?.problem?.params).toMatchObject({ availableMinor: 50_00 })
  })

  it('a line posted or parked meanwhile stays as it is, and the row says what became of it', async () => {
    const path = await edited((row) => {
      row('ÇAĞRI').customer?.('A')
      row('ÇAĞRI').on_account?.('evet')
      row('BİLİNMEYEN').park?.('kim?')
    })
    const { bank } = backend.client
    const [third, , fifth] = (await bank.list({})).slice(2)
    await bank.post({
      applications: [
        { lineId: third?.entry.id ?? '', customerCode: 'B', adjustments: [], onAccount: true },
      ],
    })
    await bank.park({ lineId: fifth?.entry.id ?? '', reason: 'sorulacak' })
    const before = await lines()

    const draft = await brought(path)
    const found = await draft.state()
    expect(reasons(found)).toEqual([
      [5, 'invalid', 'bank.posted_since'],
      [5, 'same', null],
      [7, 'invalid', 'bank.parked_since'],
    ])
    expect(found.lines[0]?.problem?.params).toEqual({ name: 'Çağrı Gıda', customer: 'B' })
    expect((await draft.apply()).batchId).toBeNull()
    expect(await lines()).toEqual(before)
  })

  it('leaving one cell out leaves the whole line out; what moved under the preview is not written', async () => {
    const draft = await brought(
      await edited((row) => {
        row('ÇAĞRI').customer?.('B')
        row('ÇAĞRI').documents?.('INV-4')
        row('BİLİNMEYEN').customer?.('B')
        row('BİLİNMEYEN').on_account?.('evet')
      }),
    )
    const { roundtrip, documents, allocations } = backend.client
    const [first] = (await draft.state()).lines
    const changed = await roundtrip.choose({
      draftId: draft.draftId,
      lines: { id: first?.id ?? '' },
      take: 'now',
    })
    expect(changed).toEqual({ changed: 2 })
    const seen = await draft.state()
    expect(seen.takes).toEqual({ cells: 2, accounts: 1, created: 0 })

    await roundtrip.choose({ draftId: draft.draftId, lines: { filter: 'all' }, take: 'yours' })
    const { plan } = await draft.state()
    // Meanwhile 100.00 of the same invoice are settled: the file would close less of it than was shown.
    await documents.post({
      documents: [
        {
          kind: 'credit_note',
          documentNo: 'CN-1',
          customerCode: 'B',
          documentDate: '2026-09-20' as never,
          amountMinor: 100_00,
        },
      ],
    })
    await allocations.add({
      credit: { documentNo: 'CN-1' },
      to: [{ documentNo: 'INV-4', amountMinor: 100_00 }],
    })
    await expect(roundtrip.apply({ draftId: draft.draftId, plan })).rejects.toMatchObject({
      code: 'roundtrip.moved',
    })
  })

  it('rows copied, torn or written anew are refused, and a line of the batch that was done anew keeps the undo back', async () => {
    const draft = await brought(
      await edited((row) => {
        row('BİLİNMEYEN').line?.('2026-10-09 #9')
        row('BİLİNMEYEN').customer?.('B')
        row('ÇAĞRI').customer?.('B')
        row('ÇAĞRI').on_account?.('evet')
      }),
    )
    expect(reasons(await draft.state())).toEqual([
      [5, 'yours', null],
      [5, 'yours', null],
      [7, 'refused', 'bank.row.other_code'],
    ])
    const { batchId } = await draft.apply()
    const { bank, imports } = backend.client
    const lineId = (await bank.list({ state: 'posted' }))[0]?.entry.id ?? ''
    await bank.undo({ lineIds: [lineId] })
    await bank.park({ lineId, reason: 'doch nicht' })

    await expect(imports.undo({ batchId: batchId ?? '' })).rejects.toMatchObject({
      code: 'batch.changed_since',
    })
    await bank.undo({ lineIds: [lineId] })
    expect((await imports.undo({ batchId: batchId ?? '' })).reversed).toBe(0)
  })
})

it('N12 M104: a proposal taken by its three cells is posted as accepting it on screen posts it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'saldo-bank-sheet-'))
  const clock = { now: () => Date.parse('2026-10-31T09:00:00Z') }
  const { client, stop } = await connected({ dataDir: dir, clock })
  try {
    await client.companies.createDemo({
      file: join(dir, 'demo.saldo'),
      customers: 120,
      documents: 1500,
    })
    const { file } = await client.roundtrip.exportBank({ language: 'en' })
    const edit = await SheetEdit.open(file)
    for (let n = 3; n <= edit.sheet.rowCount; n += 1)
      for (const field of ['customer', 'documents', 'on_account'])
        edit.sheet.getRow(n).getCell(edit.columnOf(field)).value = edit.sheet
          .getRow(n)
          .getCell(edit.columnOf(`proposed_${field}`)).value
    await edit.save()
    const proposed = await client.bank.proposals({})
    const opened = await client.roundtrip.open({ source: { path: file } })
    const draftId = opened?.draftId ?? ''
    const { plan, lines, takes } = await client.roundtrip.state({ draftId })
    const lineIds = [
      ...new Set(lines.filter((one) => one.takes).map(({ id }) => id.split(' ')[0] ?? '')),
    ]
    const { batchId } = await client.roundtrip.apply({ draftId, plan })
    const bySheet = await madeOf(client)
    await client.imports.undo({ batchId: batchId ?? '' })
    await client.bank.post({
      applications: lineIds.map((lineId) => {
        const best = proposed.find(({ entry }) => entry.id === lineId)?.proposals[0]
        if (!best) throw new Error('a line without a proposal was taken')
        return {
          lineId,
          customerCode: best.customer,
          ...(best.allocations.length === 0 ? {} : { to: best.allocations }),
          adjustments: best.adjustments,
          onAccount: best.allocations.length === 0,
        }
      }),
    })

    expect(takes.accounts).toBeGreaterThan(10)
    expect(bySheet).toEqual(await madeOf(client))
  } finally {
    await stop()
    rmSync(dir, { recursive: true, force: true })
  }
})

/** What posted lines made, down to what pays what. */
async function madeOf(client: Connected['client']) {
  const listed = await client.bank.list({ state: 'posted' })
  const made = await Promise.all(
    listed.flatMap(({ documentIds }) =>
      documentIds.map((documentId) => client.documents.get({ documentId })),
    ),
  )
  return made.map(({ kind, customerCode, currency, amountMinor, taxMinor, rate, allocations }) => ({
    kind,
    customerCode,
    currency,
    amountMinor,
    taxMinor,
    rate,
    pays: allocations.map(({ kind: other, amountMinor: part }) => [other, part]),
  }))
}
