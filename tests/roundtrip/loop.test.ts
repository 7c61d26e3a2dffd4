/** N12: out to a spreadsheet, edited there, brought back as a three-way difference, undone as one. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testBackend, type TestBackend } from '../support/backend.ts'
import { SheetEdit } from '../support/sheet-edit.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await testBackend()
  await customer('120.01.0001', 'Öz İnci Mobilya A.Ş.', {
    taxId: '0123456789',
    phone: '0532 111 22 33',
    terms: 'NET30',
    city: 'İzmir',
    creditLimitMinor: 1_000_00,
  })
  await customer('120.01.0002', 'Şahin Ticaret', {
    terms: 'NET30',
    discount: '10,50',
    city: 'Ankara',
  })
  await customer('0003', '=1+1', {
    city: '_x0041_ city',
    tags: ['b', 'a'],
    custom: { region: 'Ege' },
  })
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

async function exported(language: 'tr' | 'en' | 'de' = 'tr'): Promise<string> {
  const { file } = await backend.client.roundtrip.exportCustomers({ language })
  const path = join(backend.dir, `${uuidv7()}.xlsx`)
  copyFileSync(file, path)
  return path
}
async function edited(work: (edit: SheetEdit) => void): Promise<string> {
  const edit = await SheetEdit.open(await exported())
  work(edit)
  return edit.save()
}
async function brought(path: string) {
  const opened = await backend.client.roundtrip.open({ source: { path } })
  if (opened === null) throw new Error('not recognised')
  const { draftId } = opened
  return {
    draftId,
    state: (filter: 'all' | 'conflict' | 'yours' = 'all') =>
      backend.client.roundtrip.state({ draftId, filter }),
    apply: async () => {
      const { plan } = await backend.client.roundtrip.state({ draftId })
      return backend.client.roundtrip.apply({ draftId, plan })
    },
    choose: (id: string, take: 'yours' | 'now') =>
      backend.client.roundtrip.choose({ draftId, lines: { id }, take }),
  }
}

describe('N12: a grid out and back', () => {
  it('comes back untouched as no difference at all, also after a program rewrote the file', async () => {
    const plain = await (await brought(await exported())).state()
    const rewritten = await (await brought(await edited(() => undefined))).state()

    for (const found of [plain, rewritten]) {
      expect(found.lines).toEqual([])
      expect(found.rows).toBe(3)
      expect(found.notes).toEqual([])
    }
  })

  it('takes what the file changed, as one batch with one undo', async () => {
    const before = await Promise.all(['120.01.0001', '120.01.0002', '0003'].map(card))
    const back = await brought(
      await edited((edit) =>
        edit
          .set('120.01.0001', 'credit_limit', 2500.5)
          .set('120.01.0001', 'terms', 'NET45')
          .set('120.01.0002', 'city', 'Çankırı')
          .set('0003', 'tags', 'a, c')
          .set('0003', 'custom.region', null),
      ),
    )
    const found = await back.state()
    expect(found.takes).toEqual({ cells: 5, accounts: 3, created: 0 })
    expect(found.lines.map(({ code, state, was, yours }) => [code, state, was, yours])).toEqual([
      ['0003', 'yours', 'b, a', 'a, c'],
      ['0003', 'yours', 'Ege', null],
      ['120.01.0001', 'yours', 'NET30', 'NET45'],
      ['120.01.0001', 'yours', 1_000_00, 2_500_50],
      ['120.01.0002', 'yours', 'Ankara', 'Çankırı'],
    ])

    const { batchId } = await back.apply()

    expect(await card('120.01.0001')).toMatchObject({ terms: 'NET45', creditLimitMinor: 2_500_50 })
    expect((await card('0003')).tags).toEqual(['a', 'c'])
    const audit = await backend.client.companies.audit({})
    expect(audit[0]).toMatchObject({ action: 'roundtrip.apply' })
    // The same file again: nothing is left to do.
    const same = await back.state()
    expect(same.takes).toEqual({ cells: 0, accounts: 0, created: 0 })
    expect(same.counts).toMatchObject({ same: 5, yours: 0, conflict: 0 })

    await backend.client.imports.undo({ batchId: batchId ?? '' })

    expect(await Promise.all(['120.01.0001', '120.01.0002', '0003'].map(card))).toEqual(before)
    expect((await back.state()).result).toMatchObject({ batchId, undone: true })
    expect((await backend.client.companies.verify({ deep: true })).ok).toBe(true)
  })
})
