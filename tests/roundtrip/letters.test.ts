/** N12 M178: the board of a campaign out to a spreadsheet, answers filled in there, brought back, undone as one. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testBackend, type TestBackend } from '../support/backend.ts'
import { SheetEdit } from '../support/sheet-edit.ts'

let backend: TestBackend
const campaignId = uuidv7()
beforeEach(async () => {
  backend = await testBackend()
  const { client } = backend
  for (const [code, name] of [
    ['A', 'Deniz Ticaret Ltd. Şti.'],
    ['B', 'Çağrı Gıda'],
    ['C', 'Şimşek Yapı'],
  ] as const)
    await client.customers.create({ customerId: uuidv7(), customer: { code, name } })
  await client.rates.set({ rates: [{ currency: 'USD', date: '2026-09-01', rate: '40' }] })
  await client.documents.post({
    documents: (
      [
        ['A', 'INV-1', 25_000_00, 'TRY'],
        ['B', 'INV-2', 4_180_00, 'TRY'],
        ['B', 'INV-3', 150_00, 'USD'],
        ['C', 'INV-4', 900_00, 'TRY'],
      ] as const
    ).map(([customerCode, documentNo, amountMinor, currency]) => ({
      kind: 'invoice' as const,
      documentNo,
      customerCode,
      documentDate: '2026-09-10',
      amountMinor,
      currency: currency as never,
    })),
  })
  await client.campaigns.create({ campaignId, order: { asOf: '2026-09-30' } })
})
afterEach(() => backend.stop())

async function edited(work: (edit: SheetEdit) => void, language: 'tr' | 'en' = 'tr') {
  const { file } = await backend.client.roundtrip.exportLetters({ campaignId, language })
  const path = join(backend.dir, `${uuidv7()}.xlsx`)
  copyFileSync(file, path)
  const edit = await SheetEdit.open(path)
  work(edit)
  return edit.save()
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
/** By code and currency: state of the letter, their balance, who, note. */
async function board() {
  const { rows } = await backend.client.campaigns.status({ campaignId })
  return Object.fromEntries(
    rows.flatMap((row) =>
      row.balances.map((one) => [
        `${row.customer} ${one.currency}`,
        [row.state, one.answeredMinor, row.answeredBy, row.note],
      ]),
    ),
  )
}
const usd = (edit: SheetEdit) => {
  const at = edit.columnOf('letter')
  for (let n = 3; n <= edit.sheet.rowCount; n += 1)
    if (edit.sheet.getRow(n).getCell(at).text.endsWith('USD')) return edit.sheet.getRow(n)
  throw new Error('no row in USD')
}

describe('N12 M178: the letters board out and back', () => {
  it('comes back untouched as no difference, whatever the language', async () => {
    for (const language of ['tr', 'en'] as const) {
      const { lines, rows } = await (await brought(await edited(() => undefined, language))).state()
      expect(lines).toEqual([])
      expect(rows).toBe(4)
    }
  })

  it('takes answers, their balances, who answered and notes; one undo takes all of it back', async () => {
    const before = await board()
    const draft = await brought(
      await edited((edit) => {
        edit.set('A', 'answer', 'Mutabık').set('A', 'by', 'Ayşe Hanım')
        const row = usd(edit)
        row.getCell(edit.columnOf('answer')).value = 'mutabık değil'
        row.getCell(edit.columnOf('theirs')).value = 120
        edit.set('B', 'answer', 'evet')
        edit.set('C', 'note', 'Ekim başında aranacak')
      }),
    )
    const found = await draft.state()
    expect(found.grid).toBe('letters')
    expect(found.takes).toEqual({ cells: 6, accounts: 3, created: 0 })

    const { batchId } = await draft.apply()
    expect(await board()).toEqual({
      'A TRY': ['agreed', 25_000_00, 'Ayşe Hanım', null],
      'B TRY': ['disputed', 4_180_00, 'owner', null],
      'B USD': ['disputed', 120_00, 'owner', null],
      'C TRY': ['frozen', null, null, 'Ekim başında aranacak'],
    })
    expect((await draft.state()).result?.undone).toBe(false)
    const [batch] = await backend.client.imports.batches({})
    expect(batch).toMatchObject({ kind: 'letters', imported: 3, unchanged: 1 })

    await backend.client.imports.undo({ batchId: batchId ?? '' })
    expect(await board()).toEqual(before)
    const { events } = await backend.client.campaigns.letter({ campaignId, customer: 'A' })
    expect(events.map(({ kind }) => kind)).toEqual(['frozen', 'answered', 'retracted'])
    expect((await backend.client.companies.verify({})).ok).toBe(true)
  })

  it('goes back to the answer before, and not past one that came since', async () => {
    const { campaigns, imports } = backend.client
    const answer = (theirsMinor: number, by: string) =>
      campaigns.answer({
        eventId: uuidv7(),
        campaignId,
        customer: 'C',
        answer: 'dispute',
        theirsMinor,
        by,
        note: `note of ${by}`,
      })
    await answer(800_00, 'Ali')
    const draft = await brought(await edited((edit) => edit.set('C', 'theirs', 850)))
    const { batchId } = await draft.apply()
    expect((await board())['C TRY']).toEqual(['disputed', 850_00, 'Ali', 'note of Ali'])

    await imports.undo({ batchId: batchId ?? '' })
    expect((await board())['C TRY']).toEqual(['disputed', 800_00, 'Ali', 'note of Ali'])

    const again = await brought(await edited((edit) => edit.set('C', 'note', '')))
    const second = await again.apply()
    expect((await board())['C TRY']).toEqual(['disputed', 800_00, 'Ali', null])
    await answer(900_00, 'Can')
    await expect(imports.undo({ batchId: second.batchId ?? '' })).rejects.toMatchObject({
      code: 'batch.changed_since',
    })
  })

  it('what was answered on both sides is a conflict, and the books stay until a person decides', async () => {
    const path = await edited((edit) => edit.set('A', 'answer', 'mutabık'))
    await backend.client.campaigns.answer({
      eventId: uuidv7(),
      campaignId,
      customer: 'A',
      answer: 'not_ours',
    })
    const { lines, takes } = await (await brought(path)).state()

    expect(lines.map(({ state, was, now, yours }) => [state, was, now, yours])).toEqual([
      ['conflict', null, 'bizim değil', 'mutabık'],
    ])
    expect(takes.cells).toBe(0)
  })

  it('refuses what is no answer, what is sealed, and rows of letters that are not there', async () => {
    const path = await edited((edit) => {
      edit.set('A', 'answer', 'belki')
      edit.set('C', 'answer', 'mutabık değil')
      edit.set('B', 'theirs', 5)
      usd(edit).getCell(edit.columnOf('ours')).value = 1
      const row = edit.sheet.getRow(7)
      row.getCell(edit.columnOf('letter')).value = '2026-09/0009 TRY'
      row.getCell(edit.columnOf('name')).value = 'Yeni'
    })
    const draft = await brought(path)
    const { lines, takes } = await draft.state()

    const found = lines.map(({ state, row, problem }) => [row ?? 0, state, problem?.code] as const)
    expect(found.toSorted(([a], [b]) => a - b)).toEqual([
      [3, 'invalid', 'answer.unknown'],
      [4, 'invalid', 'answer.missing'],
      [5, 'locked', 'cell.locked'],
      [6, 'invalid', 'answer.theirs_needed'],
      [7, 'refused', 'letter.no_new'],
    ])
    expect(takes).toEqual({ cells: 0, accounts: 0, created: 0 })
    expect(await draft.apply()).toMatchObject({ batchId: null })
  })

  it('a letter issued anew since is told, and nothing of its row is taken', async () => {
    const path = await edited((edit) => edit.set('A', 'answer', 'mutabık'))
    await backend.client.campaigns.reissue({ campaignId, customer: 'A' })

    const { lines } = await (await brought(path)).state()
    expect(lines.map(({ state, problem }) => [state, problem?.code])).toEqual([
      ['refused', 'letter.gone'],
    ])
  })
})
