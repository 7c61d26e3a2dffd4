/** Undo of customers and rates: what a batch changed on cards that were there is as before. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testBackend, type TestBackend } from '../support/backend.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await testBackend()
})
afterEach(() => backend.stop())

type Kind = 'customers' | 'rates'

async function bring(name: string, content: string, kind: Kind = 'customers') {
  const path = backend.write(name, content)
  return backend.client.imports.file({ source: { path }, options: { kind } })
}

async function card(code: string) {
  return (await backend.client.customers.get({ code })).card
}

const HEAD =
  'customer_code,name,parent_code,tax_id,tax_office,city,phone,terms,limit,currency,tags,email\n'

describe('M177 M101 (part): undo of an import of customers', () => {
  it('restores every field the batch changed, empties what it filled, archives what it opened', async () => {
    const { client } = backend
    await bring(
      'old.csv',
      `${HEAD}P1,Parent,,,,,,,,,,\nC1,Öz Mobilya,,1234567890,Kadıköy,İzmir,111,NET30,1000.00,,a,\nC2,Untouched,,,,,,,,,,\n`,
    )
    const before = await Promise.all(['C1', 'C2'].map(card))
    const changed = await bring(
      'new.csv',
      `${HEAD}C1,Öz Mobilya A.Ş.,P1,,,Ankara,222,NET60,2500.00,EUR,b,a@b.example\nC2,Untouched,,,,,,,,,,\nC3,New,,,,,,,,,,\n`,
    )
    expect(changed).toMatchObject({ imported: 2, unchanged: 1 })
    expect(await card('C1')).toMatchObject({ name: 'Öz Mobilya A.Ş.', parentCode: 'P1' })

    const undone = await client.imports.undo({ batchId: changed.batchId ?? '' })

    expect(undone).toMatchObject({ reversed: 0, customersArchived: 1, customersRestored: 1 })
    expect(await Promise.all(['C1', 'C2'].map(card))).toEqual(before)
    expect((await card('C3')).archived).toBe(true)
    const history = await client.customers.history({ code: 'C1' })
    expect(history.find((entry) => entry.field === 'terms')).toMatchObject({
      from: 'NET60',
      to: 'NET30',
    })
    expect((await client.companies.verify({ deep: true })).ok).toBe(true)
  })

  it('lets the same file in again with nothing greyed', async () => {
    const { client } = backend
    await bring('old.csv', 'customer_code,name,terms\nC1,One,NET30\n')
    const file = 'customer_code,name,terms\nC1,One,NET60\nC2,Two,NET60\n'
    const first = await bring('new.csv', file)
    await client.imports.undo({ batchId: first.batchId ?? '' })
    const again = await bring('new.csv', file)

    expect(again).toMatchObject({ imported: 2, unchanged: 0, rejected: 0 })
    expect(await card('C1')).toMatchObject({ terms: 'NET60' })
    expect(await card('C2')).toMatchObject({ terms: 'NET60', archived: false })
    // And that import is undone the same way: its operations are its own.
    await client.imports.undo({ batchId: again.batchId ?? '' })
    expect(await card('C1')).toMatchObject({ terms: 'NET30' })
    expect(await card('C2')).toMatchObject({ archived: true })
  })

  it('is refused with the list of what was changed again, and then changes nothing', async () => {
    const { client } = backend
    await bring('old.csv', 'customer_code,name,terms,phone\nC1,One,NET30,1\nC2,Two,NET30,1\n')
    const { batchId } = await bring(
      'new.csv',
      'customer_code,name,terms,phone\nC1,One,NET60,2\nC2,Two,NET60,2\n',
    )
    await client.customers.patch({ code: 'C1', patch: { terms: 'NET90' } })
    await client.customers.patch({ code: 'C2', patch: { phone: null } })

    await expect(client.imports.undo({ batchId: batchId ?? '' })).rejects.toMatchObject({
      code: 'batch.changed_since',
      params: { list: 'C1 terms, C2 phone', count: 2 },
    })
    expect(await card('C1')).toMatchObject({ terms: 'NET90', phone: '2' })
    expect(await card('C2')).toMatchObject({ terms: 'NET60', phone: null })
  })

  it('goes through when another field was changed since, and leaves that one', async () => {
    const { client } = backend
    await bring('old.csv', 'customer_code,name,terms\nC1,One,NET30\n')
    const { batchId } = await bring('new.csv', 'customer_code,name,terms\nC1,One,NET60\n')
    await client.customers.patch({ code: 'C1', patch: { city: 'İzmir' } })
    await client.imports.undo({ batchId: batchId ?? '' })

    expect(await card('C1')).toMatchObject({ terms: 'NET30', city: 'İzmir' })
  })

  it('takes imports back one after another, the newest first', async () => {
    const { client } = backend
    await bring('1.csv', 'customer_code,name,terms\nC1,One,NET30\n')
    const second = await bring('2.csv', 'customer_code,name,terms\nC1,One,NET60\n')
    const third = await bring('3.csv', 'customer_code,name,terms\nC1,One,NET90\n')

    await expect(client.imports.undo({ batchId: second.batchId ?? '' })).rejects.toMatchObject({
      params: { list: 'C1 terms' },
    })
    await client.imports.undo({ batchId: third.batchId ?? '' })
    await client.imports.undo({ batchId: second.batchId ?? '' })
    expect((await card('C1')).terms).toBe('NET30')
  })

  it('archives an account again that the file had opened again', async () => {
    const { client } = backend
    await bring('old.csv', 'customer_code,name\nC1,One\n')
    await client.customers.archive({ code: 'C1', archived: true })
    const { batchId } = await bring('new.csv', 'customer_code,name\nC1,Uno\n')
    expect(await card('C1')).toMatchObject({ name: 'Uno', archived: false })
    await client.imports.undo({ batchId: batchId ?? '' })

    expect(await card('C1')).toMatchObject({ name: 'One', archived: true })
  })
})

describe('M177: undo of an import of rates', () => {
  it('puts the rates before it back and drops those it brought', async () => {
    const { client } = backend
    const head = 'currency,date,rate\n'
    await bring('1.csv', `${head}EUR,2026-01-05,40.1\n`, 'rates')
    const file = `${head}EUR,2026-01-05,40.2\nUSD,2026-01-05,35\n`
    const second = await bring('2.csv', file, 'rates')
    await client.imports.undo({ batchId: second.batchId ?? '' })

    expect((await client.rates.list({})).map(({ currency, rate }) => [currency, rate])).toEqual([
      ['EUR', '40.1'],
    ])
    expect(await bring('2.csv', file, 'rates')).toMatchObject({ imported: 2, unchanged: 0 })
  })
})
