/** N12: what people do to a sheet in a spreadsheet, and what becomes of it. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testBackend, type TestBackend } from '../support/backend.ts'
import { SheetEdit } from '../support/sheet-edit.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await testBackend()
  await customer('0001', 'Ada', { terms: 'NET30', city: 'İzmir', creditLimitMinor: 1_000_00 })
  await customer('0002', 'Bora', { taxId: '0123456789', phone: '0532 111 22 33' })
  await customer('0003', 'Cem', { city: 'Kars' })
})
afterEach(() => backend.stop())

async function customer(
  code: string,
  name: string,
  fields: Readonly<Record<string, unknown>> = {},
) {
  await backend.client.customers.create({
    customerId: uuidv7(),
    customer: { code, name, ...fields },
  })
}
const card = async (code: string) => (await backend.client.customers.get({ code })).card

async function edited(work: (edit: SheetEdit) => unknown): Promise<string> {
  const { file } = await backend.client.roundtrip.exportCustomers({ language: 'tr' })
  const path = join(backend.dir, `${uuidv7()}.xlsx`)
  copyFileSync(file, path)
  const edit = await SheetEdit.open(path)
  await work(edit)
  return edit.save()
}
async function opened(path: string): Promise<string> {
  const found = await backend.client.roundtrip.open({ source: { path } })
  if (found === null) throw new Error('not recognised')
  return found.draftId
}
const stateOf = (draftId: string) => backend.client.roundtrip.state({ draftId })
async function brief(draftId: string): Promise<string[]> {
  const { lines, columns } = await stateOf(draftId)
  return lines.map(
    (line) =>
      `${line.code} ${line.column === null ? '-' : columns[line.column]?.field} ${line.state} ${line.problem?.code ?? String(line.yours)}`,
  )
}
async function apply(draftId: string) {
  const { plan } = await stateOf(draftId)
  return backend.client.roundtrip.apply({ draftId, plan })
}

describe('N12: edits', () => {
  it('keeps the books in a conflict until a person takes the file', async () => {
    const draftId = await opened(
      await edited((edit) => edit.set('0001', 'city', 'Van').set('0001', 'terms', 'NET60')),
    )
    await backend.client.customers.patch({ code: '0001', patch: { city: 'Muş', phone: '1' } })

    expect(await brief(draftId)).toEqual([
      '0001 city conflict Van',
      '0001 phone now null',
      '0001 terms yours NET60',
    ])
    const state = await stateOf(draftId)
    const id = state.lines[0]?.id ?? ''
    expect(state.takes.cells).toBe(1)
    await backend.client.roundtrip.choose({ draftId, lines: { id }, take: 'yours' })
    expect(await apply(draftId)).toMatchObject({ cells: 2, accounts: 1 })
    expect(await card('0001')).toMatchObject({ city: 'Van', terms: 'NET60', phone: '1' })
    // The same file once more: both sides are the same now.
    expect(await apply(draftId)).toMatchObject({ batchId: null, cells: 0 })
  })

  it('refuses to write anything else than what was shown', async () => {
    const draftId = await opened(await edited((edit) => edit.set('0001', 'city', 'Van')))
    const { plan } = await stateOf(draftId)
    await backend.client.customers.patch({ code: '0001', patch: { city: 'Muş' } })

    await expect(backend.client.roundtrip.apply({ draftId, plan })).rejects.toMatchObject({
      code: 'roundtrip.moved',
    })
    expect((await card('0001')).city).toBe('Muş')
  })

  it('names what was changed since when its undo is in the way, and undoes nothing then', async () => {
    const draftId = await opened(
      await edited((edit) => edit.set('0001', 'terms', 'NET60').set('0003', 'city', 'Van')),
    )
    const { batchId } = await apply(draftId)
    await backend.client.customers.patch({ code: '0001', patch: { terms: 'NET90' } })

    await expect(backend.client.imports.undo({ batchId: batchId ?? '' })).rejects.toMatchObject({
      code: 'batch.changed_since',
      params: { list: '0001 terms', count: 1 },
    })
    expect((await card('0003')).city).toBe('Van')
  })

  it('finds rows sorted, columns moved away, renamed and taken out, and a sheet with a new name', async () => {
    const path = await edited((edit) => {
      edit.set('0003', 'city', 'Van').set('0001', 'name', 'Ada Ltd.')
      const { sheet } = edit
      const rows = [3, 4, 5].map((n) => sheet.getRow(n).values)
      ;[5, 3, 4].forEach((n, at) => {
        sheet.getRow(n).values = rows[at] ?? []
      })
      sheet.getRow(2).getCell(edit.columnOf('name')).value = 'Kim?'
      sheet.spliceColumns(edit.columnOf('phone'), 1)
      sheet.spliceColumns(edit.columnOf('city'), 0, [null, 'Not', 'x', 'y', 'z'])
      sheet.getColumn(edit.columnOf('city')).hidden = true
      sheet.name = 'Benim'
    })
    const draftId = await opened(path)

    expect((await brief(draftId)).toSorted()).toEqual([
      '0001 name yours Ada Ltd.',
      '0003 city yours Van',
    ])
    expect((await stateOf(draftId)).notes.map(({ code }) => code)).toEqual([
      'note.missing',
      'note.added',
    ])
  })

  it('sees through numbers made of codes and tax numbers, and reads amounts typed as Turkish text', async () => {
    const draftId = await opened(
      await edited((edit) =>
        edit
          .set('0002', 'tax_id', 123456789)
          .set('0002', 'phone', 5321112233)
          .set('0001', 'credit_limit', '2.500,75')
          .set('0003', 'tax_id', 123456789)
          .set('0003', 'code', 3),
      ),
    )

    expect(await brief(draftId)).toEqual([
      '0001 credit_limit yours 250075',
      '0003 tax_id yours 0123456789',
    ])
  })

  it('refuses values the card would refuse, and locked ones, with the reason', async () => {
    const draftId = await opened(
      await edited((edit) =>
        edit
          .set('0001', 'name', null)
          .set('0001', 'terms', 'whenever')
          .set('0001', 'iban', 'TR00')
          .set('0001', 'credit_limit', -5)
          .set('0001', 'balance', 7)
          .set('0001', 'parent_code', '999')
          .set('0001', 'language', 'fr')
          .set('0002', 'tax_id', '1234567891')
          .set('0003', 'segment', 'x'.repeat(600)),
      ),
    )

    expect(await brief(draftId)).toEqual([
      '0001 name invalid required.missing',
      '0001 parent_code invalid customer.parent_unknown',
      '0001 iban invalid iban.invalid',
      '0001 terms invalid terms.invalid',
      '0001 credit_limit invalid amount.negative',
      '0001 language invalid language.unknown',
      '0001 balance locked cell.locked',
      '0002 tax_id invalid tax_id.invalid',
      '0003 segment invalid text.unfit',
    ])
    expect(await apply(draftId)).toMatchObject({ batchId: null, cells: 0 })
  })

  it('opens a typed row as a new account only when asked, and its undo archives it', async () => {
    const draftId = await opened(
      await edited((edit) => {
        const row = edit.sheet.getRow(8)
        row.getCell(edit.columnOf('code')).value = '0009'
        row.getCell(edit.columnOf('name')).value = 'Yeni Cari'
        row.getCell(edit.columnOf('credit_limit')).value = 12.5
        edit.sheet.getRow(9).getCell(edit.columnOf('name')).value = 'No code'
        edit.sheet.getRow(10).getCell(edit.columnOf('code')).value = '0001'
        edit.sheet.getRow(10).getCell(edit.columnOf('name')).value = 'Taken'
      }),
    )
    expect(await brief(draftId)).toEqual([
      '0009 - new null',
      ' - refused required.missing',
      '0001 - refused customer.exists',
    ])
    expect((await stateOf(draftId)).takes.created).toBe(0)
    await backend.client.roundtrip.choose({ draftId, lines: { filter: 'new' }, take: 'yours' })
    const { batchId } = await apply(draftId)

    expect(await card('0009')).toMatchObject({ name: 'Yeni Cari', creditLimitMinor: 12_50 })
    await backend.client.imports.undo({ batchId: batchId ?? '' })
    expect((await card('0009')).archived).toBe(true)
  })

  it('lets parents change places in one file', async () => {
    await backend.client.customers.patch({ code: '0001', patch: { parentCode: '0002' } })
    const draftId = await opened(
      await edited((edit) =>
        edit.set('0002', 'parent_code', '0001').set('0001', 'parent_code', null),
      ),
    )
    await apply(draftId)
    expect(await card('0002')).toMatchObject({ parentCode: '0001' })

    const circle = await opened(await edited((edit) => edit.set('0001', 'parent_code', '0002')))
    await expect(apply(circle)).rejects.toMatchObject({
      code: 'roundtrip.row_refused',
      params: { account: '0001', reason: 'customer.parent_circle' },
    })
    expect(await card('0001')).toMatchObject({ parentCode: null })
  })

  it('knows accounts by code when the hidden column was taken out, and says so', async () => {
    const draftId = await opened(
      await edited((edit) => {
        edit.set('0003', 'city', 'Van')
        edit.sheet.spliceColumns(1, 1)
      }),
    )

    expect(await brief(draftId)).toEqual(['0003 city yours Van'])
    expect((await stateOf(draftId)).notes.map(({ code }) => code)).toEqual(['note.codes'])
  })

  it('brings a calculated list back to look at, never to write', async () => {
    const { file } = await backend.client.roundtrip.exportAging({
      report: { all: true },
      language: 'en',
    })
    const path = join(backend.dir, 'aging.xlsx')
    copyFileSync(file, path)
    const edit = await SheetEdit.open(path)
    await edit.set('0001', 'total', 5).save()
    const draftId = await opened(path)

    expect(await brief(draftId)).toEqual(['0001 total locked cell.locked'])
    expect(await apply(draftId)).toMatchObject({ batchId: null })
  })
})
