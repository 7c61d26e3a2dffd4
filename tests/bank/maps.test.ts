/** Columns that were told once for a bank's table: remembered for its next file, and only where they were told. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CliFolder } from '../support/cli.ts'
import { testBackend, type TestBackend } from '../support/backend.ts'
import { workbook } from '../support/workbook.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await testBackend()
})
afterEach(() => backend.stop())

/** Headings no bank writes, so that nothing is recognised. */
const MAP = { date: 'Ne Zaman', amount: 'Ne Kadar', text: 'Neden' }
const HEAD = 'Ne Zaman;Neden;Ne Kadar'
const JANUARY = '05.01.2026;EFT Deniz;100,00\n06.01.2026;Masraf;-6,20\n'
const FEBRUARY = '05.02.2026;EFT Yıldız;250,00\n'

type Input = Parameters<TestBackend['client']['bank']['import']>[0]

function take(text: string | Buffer, options: Omit<Input, 'source'> = {}) {
  const path = backend.write('statement.csv', text)
  return backend.client.bank.import({ source: { path }, ...options })
}

function look(text: string, options: Omit<Input, 'source'> = {}) {
  return backend.client.bank.columns({
    source: { path: backend.write('look.csv', text) },
    ...options,
  })
}

const counts = ({ statements }: Awaited<ReturnType<typeof take>>) =>
  statements.map(({ account, imported, unchanged }) => [account, imported, unchanged])

describe('M104 M107: the columns of a bank’s table are told once', () => {
  it('the next file of that bank is read by them, its columns in any order', async () => {
    await expect(take(`${HEAD}\n${JANUARY}`, { account: 'Ziraat' })).rejects.toMatchObject({
      code: 'column.missing',
    })
    const first = await take(`${HEAD}\n${JANUARY}`, { account: 'Ziraat', map: MAP })
    expect(first.map).toEqual({ from: 'given', columns: MAP })
    const next = await take('Neden;Ne Kadar;Ne Zaman\nEFT Yıldız;250,00;05.02.2026\n', {
      account: 'Ziraat',
    })

    expect(next.map).toEqual({ from: 'remembered', columns: MAP })
    expect(counts(next)).toEqual([['Ziraat', 1, 0]])
    expect(next.statements[0]).toMatchObject({ creditsMinor: 250_00, from: '2026-02-05' })
  })

  it('below title rows too, and in a workbook', async () => {
    await take(`${HEAD}\n${JANUARY}`, { account: 'Ziraat', map: MAP })
    const titled = await take(`Hesap Hareketleri;;\nHesap No: 4711;;\n;;\n${HEAD}\n${FEBRUARY}`)
    const book = await take(
      workbook([['HESAP HAREKETLERİ'], ['Ne Zaman', 'Neden', 'Ne Kadar'], ['07.02.2026', 'A', 5]]),
      { account: 'Ziraat' },
    )

    expect(counts(titled)).toEqual([['4711', 1, 0]])
    expect(counts(book)).toEqual([['Ziraat', 1, 0]])
  })

  it('the same file by the same map twice imports nothing new', async () => {
    await take(`${HEAD}\n${JANUARY}`, { account: 'Ziraat', map: MAP })

    const given = await take(`${HEAD}\n${JANUARY}`, { account: 'Ziraat', map: MAP })
    expect(counts(given)).toEqual([['Ziraat', 0, 2]])
    const remembered = await take(`${HEAD}\n${JANUARY}`, { account: 'Ziraat' })
    expect(counts(remembered)).toEqual([['Ziraat', 0, 2]])
  })

  it('a file with further columns is not read on trust: the old ones are proposed, and told they are remembered', async () => {
    await take(`${HEAD}\n${JANUARY}`, { account: 'Ziraat', map: MAP })
    const more = `Ne Zaman;Yön;Neden;Ne Kadar\n05.02.2026;Çıkan;EFT;250,00\n`
    await expect(take(more, { account: 'Ziraat' })).rejects.toMatchObject({
      code: 'column.missing',
    })
    expect(await look(more, { account: 'Ziraat' })).toMatchObject({
      known: 'near',
      map: MAP,
      trouble: null,
      statements: [{ creditsMinor: 250_00 }],
    })

    await take(more, { account: 'Ziraat', map: MAP })
    const again = await take(more, { account: 'Ziraat' })
    expect(again.map?.from).toBe('remembered')
    const old = await take(`${HEAD}\n${JANUARY}`, { account: 'Ziraat' })
    expect(counts(old)).toEqual([['Ziraat', 0, 2]])
  })

  it('the columns of another bank are not proposed where the headings say what they are', async () => {
    await take('Date,Amount,Text\n03/04/2026,1.00,A\n', {
      account: 'London',
      map: { date: 'Date', amount: 'Amount' },
    })

    expect(await look('Date,Amount,Text,Balance\n03/04/2026,1.00,A,1.00\n')).toMatchObject({
      known: 'no',
      asks: ['dates'],
      map: { date: 'Date', amount: 'Amount', text: 'Text', balance: 'Balance' },
    })
  })

  it('a map that is given goes before the remembered one, and is remembered in its place for every account', async () => {
    const file = 'Ne Zaman;Neden;Not;Ne Kadar\n05.01.2026;A;B;1,00\n'
    await take(file, { account: 'Ziraat', map: MAP })
    await take(file, { account: 'Garanti', map: { ...MAP, text: 'Not' } })

    for (const account of ['Garanti', 'Ziraat', 'Halk'])
      expect((await take(file, { account })).map?.columns, account).toMatchObject({ text: 'Not' })
  })

  it('nothing is remembered of a file that was refused or waits', async () => {
    const broken = `${HEAD}\n31.02.2026;A;1,00\n`
    await expect(take(broken, { account: 'Ziraat', map: MAP })).rejects.toMatchObject({
      code: 'date.invalid',
    })
    const open = 'Ne Zaman;Ne Kadar;Kalan\n05.03.2026;100,00;100,00\n07.03.2026;50,00;175,00\n'
    const map = { date: 'Ne Zaman', amount: 'Ne Kadar', balance: 'Kalan' }
    expect((await take(open, { account: 'Ziraat', map })).taken).toBe(false)

    await expect(take(`${HEAD}\n${JANUARY}`, { account: 'Ziraat' })).rejects.toThrow()
    await expect(take(open, { account: 'Ziraat' })).rejects.toThrow()
  })

  it('nothing is remembered of a file without headings', async () => {
    const map = { header: false, date: { index: 1 }, text: { index: 2 }, amount: { index: 3 } }
    const file = `${JANUARY}`
    await take(file, { account: 'Ziraat', map })

    await expect(take(file, { account: 'Ziraat' })).rejects.toThrow()
    const { client } = backend
    expect(await client.imports.mappings({})).toEqual([])
  })

  it('columns with the same heading are told by their place, and hold while every column stands where it stood', async () => {
    const file = (rows: string) => `Tarih;Tutar;Tutar\n${rows}`
    const first = file('05.01.2026;100,00;1,00\n')
    await expect(take(first, { account: 'Ziraat' })).rejects.toMatchObject({
      code: 'column.duplicate',
    })
    expect(await look(first)).toMatchObject({
      map: { date: 'Tarih' },
      trouble: { code: 'column.duplicate' },
      statements: [],
    })
    await take(first, { account: 'Ziraat', map: { date: 'Tarih', amount: { index: 3 } } })

    const next = await take(file('06.01.2026;200,00;2,00\n'), { account: 'Ziraat' })
    expect(next.statements[0]?.creditsMinor).toBe(2_00)
    await expect(
      take('Tutar;Tarih;Tutar\n200,00;07.01.2026;2,00\n', { account: 'Ziraat' }),
    ).rejects.toMatchObject({ code: 'column.duplicate' })
  })
})

describe('M104: the account and the formats that were told', () => {
  const FILE = 'Tarih;Açıklama;Tutar\n'

  it('the account of a file that names none is proposed for the next one, never assumed', async () => {
    await expect(take(`${FILE}${JANUARY}`)).rejects.toMatchObject({
      code: 'bank.account_missing',
      params: { account: null },
    })
    await take(`${FILE}${JANUARY}`, { account: 'Ziraat TL' })
    await expect(take(`${FILE}${FEBRUARY}`)).rejects.toMatchObject({
      code: 'bank.account_missing',
      params: { account: 'Ziraat TL' },
    })
    await take(`${FILE}${FEBRUARY}`, { account: 'Garanti TL' })
    await expect(take(`${FILE}${FEBRUARY}`)).rejects.toMatchObject({
      params: { account: 'Garanti TL' },
    })
  })

  it('a table that names the account of each row keeps its columns, and no account is proposed for it', async () => {
    const map = { date: 'Ne Zaman', amount: 'Ne Kadar', account: 'Nereye' }
    const file = 'Ne Zaman;Ne Kadar;Nereye\n'
    await take(`${file}05.01.2026;1,00;Ziraat\n05.01.2026;2,00;Garanti\n`, { map })
    const next = await take(`${file}06.01.2026;3,00;Ziraat\n06.01.2026;4,00;Halk\n`)

    expect(counts(next)).toEqual([
      ['Ziraat', 1, 0],
      ['Halk', 1, 0],
    ])
    await expect(take(`${file}07.01.2026;3,00;\n`)).rejects.toMatchObject({
      code: 'bank.account_missing',
      params: { account: null },
    })
  })

  it('a file whose days fit two readings waits where a person can be asked; the answer holds for that account', async () => {
    const days = 'Date,Amount\n03/04/2026,1.00\n05/04/2026,2.00\n'
    const asked = await take(days, { account: 'London', waitsToBeTold: true })
    expect(asked).toMatchObject({ taken: false, asks: ['dates'] })
    const told = await take(days, { account: 'London', waitsToBeTold: true, dates: 'D.M.Y' })
    expect(told.statements[0]).toMatchObject({ from: '2026-04-03', imported: 2 })

    const next = await take('Date,Amount\n03/05/2026,1.00\n', {
      account: 'London',
      waitsToBeTold: true,
    })
    expect(next).toMatchObject({ taken: true, statements: [{ from: '2026-05-03' }] })
    const other = await take(days, { account: 'New York', waitsToBeTold: true })
    expect(other).toMatchObject({ taken: false, asks: ['dates'] })
    const american = await take(days, {
      account: 'New York',
      waitsToBeTold: true,
      dates: 'M/D/Y',
    })
    expect(american.statements[0]).toMatchObject({ from: '2026-03-04' })
    const again = await take('Date,Amount\n03/06/2026,1.00\n', {
      account: 'london',
      waitsToBeTold: true,
    })
    expect(again).toMatchObject({ taken: true, statements: [{ from: '2026-06-03' }] })
  })

  it('the command line is not asked: it takes the file and says how it read it', async () => {
    const taken = await take('Date,Amount\n03/04/2026,1.00\n', { account: 'London' })

    expect(taken.taken).toBe(true)
    expect(taken.statements[0]?.problems.map(({ code }) => code)).toContain('dates.ambiguous')
  })
})

it('M175: maps of bank files disturb no import, and those of imports no bank file', async () => {
  const { client } = backend
  const file = 'Cari Kodu;Belge Türü;Belge No;Tarih;Tutar\nC1;Fatura;F1;28.02.2026;1.000,00\n'
  const path = backend.write('documents.csv', file)
  const options = { kind: 'documents', createCustomers: true } as const
  const { draftId } = await client.imports.check({ source: { path }, options })
  await client.imports.run({ draftId, rememberAs: 'Logo' })
  await take(file, { account: 'Ziraat', map: { date: 'Tarih', amount: 'Tutar' } })

  expect((await client.imports.mappings({})).map(({ name }) => name)).toEqual(['Logo'])
  const inspected = await client.imports.inspect({ source: { path }, options: {} })
  expect(inspected.mapping).toMatchObject({ name: 'Logo', kind: 'documents' })
  expect((await take(file, { account: 'Ziraat' })).map?.columns).toEqual({
    date: 'Tarih',
    amount: 'Tutar',
  })
})

it('M104: what a table would be read as is told before it is taken, and nothing is kept of looking', async () => {
  const file = `Hesap No;4711;\n;;\n${HEAD}\n${JANUARY}`
  const before = await look(file)
  expect(before).toMatchObject({
    format: 'csv',
    known: 'no',
    asks: [],
    map: {},
    // Not the account's line above, though nobody knows these headings.
    headerRow: 3,
    headings: ['Ne Zaman', 'Neden', 'Ne Kadar'],
    trouble: { code: 'column.missing' },
    statements: [],
  })
  const chosen = await look(file, { headerRow: 3, map: MAP })
  expect(chosen).toMatchObject({
    headerRow: 3,
    decimal: ',',
    dates: 'D.M.Y',
    headings: ['Ne Zaman', 'Neden', 'Ne Kadar'],
    trouble: null,
    statements: [
      { account: '4711', from: '2026-01-05', to: '2026-01-06', lines: 2, creditsMinor: 100_00 },
    ],
  })
  expect(chosen.sample[0]).toEqual({ row: 4, cells: ['05.01.2026', 'EFT Deniz', '100,00'] })
  expect(await backend.client.bank.accounts({})).toEqual([])
  await expect(take(file)).rejects.toThrow()
})

it('M104 cli: saldo bank import remembers --map, says what it read by, and an explicit --map goes before', async () => {
  const folder = new CliFolder()
  await folder.call('init', '--name', 'Test', '--currency', 'TRY')
  const map = folder.write('map.json', JSON.stringify(MAP))
  const other = folder.write('other.json', JSON.stringify({ date: 'Ne Zaman', amount: 'Ne Kadar' }))
  const take = (name: string, rows: string, ...options: readonly string[]) =>
    folder.call('bank', 'import', folder.write(name, `${HEAD}\n${rows}`), ...options)
  const by = ['--account', 'Ziraat']

  expect((await take('a.csv', JANUARY, ...by, '--map', map)).json['map']).toMatchObject({
    from: 'given',
  })
  expect((await take('b.csv', FEBRUARY, ...by)).json).toMatchObject({
    map: { from: 'remembered', columns: MAP },
    statements: [{ imported: 1 }],
  })
  expect((await take('c.csv', FEBRUARY, ...by, '--map', other)).json['map']).toEqual({
    from: 'given',
    columns: { date: 'Ne Zaman', amount: 'Ne Kadar' },
  })
  folder.remove()
})
