/** Tables of banks, by their headings or a saved map (M104, M107). */
import { describe, expect, it } from 'vitest'
import { dateCell, workbook } from '../support/workbook.ts'
import { readText, refusalOf, sample } from './samples.ts'

const TRY = { account: '4711', currency: 'TRY' }

async function linesOf(...input: Parameters<typeof readText>) {
  const { statements } = await readText(...input)
  return statements.flatMap((one) => one.entries.flatMap(({ lines }) => lines))
}

describe('M104: a bank’s CSV and XLSX', () => {
  const TURKISH = [
    'Müşteri Hesap No;4711-2',
    'IBAN;TR33 0006 1005 1978 6457 8413 26',
    'Döviz Cinsi;TL',
    '',
    'İşlem Tarihi;Valör;Açıklama;Karşı Hesap Adı;Gönderen IBAN;Borç;Alacak;Bakiye;Dekont No',
    '05.03.2026 10:15;05.03.2026;EFT FTR-17 ÖDEMESİ VKN:1234567890;DENİZ TİC. LTD. ŞTİ.;TR320010009999901234567890;;1.250,00;11.250,00;D-1',
    '06.03.2026 09:00;06.03.2026;HAVALE MASRAFI;;;6,20;;11.243,80;D-2',
    'Toplam;;;;;6,20;1.250,00;;',
    'Bu belge bilgi amaçlıdır.;;;;;;;;',
    '',
  ].join('\n')

  it('Turkish: account and currency above the headings, sides in two columns, a running balance', async () => {
    const { statements } = await readText(TURKISH, {})

    expect(statements).toMatchObject([
      {
        account: '4711-2',
        iban: 'TR330006100519786457841326',
        currency: 'TRY',
        from: '2026-03-05',
        to: '2026-03-06',
        openingMinor: 10_000_00,
        closingMinor: 11_243_80,
        creditsMinor: 1250_00,
        debitsMinor: 6_20,
        control: { ok: true, differenceMinor: 0 },
      },
    ])
    expect(statements[0]?.entries[0]?.lines[0]).toMatchObject({
      bookedOn: '2026-03-05',
      valueOn: '2026-03-05',
      counterparty: 'DENİZ TİC. LTD. ŞTİ.',
      bankRef: 'D-1',
      text: 'EFT FTR-17 ÖDEMESİ VKN:1234567890',
    })
    expect(statements[0]?.problems.map(({ code, row }) => [row, code])).toContainEqual([
      9,
      'bank.row_left_out',
    ])
  })

  it('newest row first: the oldest balance is the opening', async () => {
    const file =
      'Tarih;Tutar;Bakiye;Açıklama\n07.03.2026;-50,00;150,00;B\n06.03.2026;100,00;200,00;A\n'
    const { statements } = await readText(file, TRY)

    expect(statements[0]).toMatchObject({
      openingMinor: 100_00,
      closingMinor: 150_00,
      control: { ok: true },
    })
  })

  it('a row that is missing breaks the chain of balances and the control says by how much', async () => {
    const file =
      'Tarih;Tutar;Bakiye\n05.03.2026;100,00;100,00\n07.03.2026;50,00;175,00\n08.03.2026;5,00;180,00\n'
    const { statements } = await readText(file, TRY)

    expect(statements[0]?.control).toEqual({ ok: false, differenceMinor: -25_00 })
    expect(statements[0]?.problems).toMatchObject([{ code: 'bank.balance_chain', row: 3 }])
  })

  it('what a debit column says holds, whatever the sign in it', async () => {
    const negative = await linesOf('Tarih;Borç;Alacak\n05.03.2026;-6,20;\n06.03.2026;;10,00\n', TRY)
    const positive = await linesOf('Tarih;Borç;Alacak\n05.03.2026;6,20;\n06.03.2026;-1,00;\n', TRY)

    expect(negative.map((line) => line.amountMinor)).toEqual([-6_20, 10_00])
    expect(positive.map((line) => line.amountMinor)).toEqual([-6_20, 1_00])
  })

  it('a workbook with days and numbers in its cells', async () => {
    const book = workbook([
      ['HESAP HAREKETLERİ'],
      ['Tarih', 'Açıklama', 'Tutar', 'Bakiye'],
      [dateCell(46086), 'FTR-17', 1250.1, 1250.1],
      [dateCell(46087), 'MASRAF', -6.2, 1243.8999999999999],
    ])
    const { statements, format } = await readText(book, TRY)

    expect(format).toBe('xlsx')
    expect(statements[0]).toMatchObject({
      creditsMinor: 1250_10,
      debitsMinor: 6_20,
      control: { ok: true },
    })
  })

  it('a workbook cut anywhere is refused', async () => {
    const book = workbook([
      ['Tarih', 'Tutar'],
      [dateCell(46086), 1250.1],
    ])
    for (let at = 0; at < book.length; at += 1)
      expect(await refusalOf(book.subarray(0, at), TRY), `at ${at}`).toMatch(/^(?:file|column)\./)
  })

  it('code pages of DOS are told from those of Windows', async () => {
    const head = 'Tarih;Tutar;A\x87\x8dklama\n'
    const turkish = Buffer.from(`${head}05.03.2026;1,00;\x9e\x9fD\xa7 GIDA\n`, 'latin1')
    const windows = Buffer.from(
      'Tarih;Tutar;A\xe7\xfdklama\n05.03.2026;1,00;\xde\xfe\xf0\n',
      'latin1',
    )

    expect((await linesOf(turkish, TRY))[0]?.text).toBe('ŞşDğ GIDA')
    expect((await linesOf(windows, TRY))[0]?.text).toBe('Şşğ')
    expect((await readText(turkish, TRY)).detected.encoding).toBe('cp857')
  })

  it('several accounts and currencies in one file each keep their own', async () => {
    const file =
      'Hesap No;Tarih;Tutar;Döviz\n1;05.03.2026;10,00;TRY\n2;05.03.2026;20,00;EUR\n1;06.03.2026;-1,00;TRY\n1;06.03.2026;5,00;EUR\n'
    const { statements } = await readText(file, {})

    expect(statements.map((one) => [one.account, one.currency, one.entries.length])).toEqual([
      ['1', 'TRY', 2],
      ['2', 'EUR', 1],
      ['1', 'EUR', 1],
    ])
  })
})

describe('M104: the saved map of a bank', () => {
  const MAP = {
    date: 'Transactiedatum',
    value_date: 'Valutadatum',
    amount: 'Bedrag',
    dc: 'CreditDebet',
    currency: 'Valutacode',
    text: 'Omschrijving',
    counterparty: 'Tegenrekeninghouder',
    iban: 'Tegenrekeningnummer',
    reference: 'Referentie',
  }

  it('reads by headings, and a file without a map gives one to save', async () => {
    const mapped = await linesOf(sample('csv/knab-nl.csv'), { ...TRY, map: MAP })
    const { detected } = await readText(sample('csv/knab-nl.csv'), {})
    const again = await linesOf(sample('csv/knab-nl.csv'), { map: detected.map })

    expect(mapped).toHaveLength(28)
    expect(mapped[6]).toMatchObject({
      bookedOn: '2019-06-09',
      amountMinor: -1000_00,
      currency: 'EUR',
      counterparty: 'JANSSEN G J L M',
      iban: 'NL99ASNB9999999999',
      bankRef: 'B9F10IP1XU000004',
    })
    expect(again).toEqual(await linesOf(sample('csv/knab-nl.csv'), {}))
  })

  it('reads by position where there are no headings, with constants', async () => {
    const map = {
      header: false,
      date: { index: 1 },
      text: { index: 3 },
      amount: { index: 2 },
      currency: { const: 'USD' },
    }
    const lines = await linesOf('05.03.2026;1.250,00;A\n06.03.2026;-6,20;B\n', { ...TRY, map })

    expect(lines.map((one) => [one.bookedOn, one.amountMinor, one.currency, one.text])).toEqual([
      ['2026-03-05', 1250_00, 'USD', 'A'],
      ['2026-03-06', -6_20, 'USD', 'B'],
    ])
  })

  it('takes a file without its last line break for cut off, unless the bank’s map says otherwise', async () => {
    const file = 'Tarih;Tutar;Açıklama\n05.03.2026;1.250,00;FTR-17'

    expect(await refusalOf(file, TRY)).toBe('file.truncated')
    expect(await linesOf(file, { ...TRY, map: { openEnd: true } })).toHaveLength(1)
    expect(await refusalOf(file.replace('FTR-17', '"FTR-17"'), TRY)).toMatchObject({
      format: 'csv',
    })
  })

  it.each([
    ['no map at all', 'x', 'map.invalid'],
    ['a header that is no yes or no', { header: 'no' }, 'map.invalid'],
    ['an unknown field', { date: 'Tarih', amount: 'Tutar', due_date: 'Tarih' }, 'map.invalid'],
    ['a heading that is not there', { date: 'Gün', amount: 'Tutar' }, 'map.column_unknown'],
    ['no amount', { date: 'Tarih' }, 'column.missing'],
    ['positions without any', { header: false }, 'map.invalid'],
  ])('%s is refused', async (_, map, code) => {
    expect(await refusalOf('Tarih;Tutar\n05.03.2026;1,00\n', { ...TRY, map })).toBe(code)
  })
})

describe('M104: a table that cannot be read whole is not read', () => {
  it.each([
    ['an amount without a day', 'Tarih;Tutar\n;1,00\n', 'required.missing'],
    ['a day that is none', 'Tarih;Tutar\n31.02.2026;1,00\n', 'date.invalid'],
    ['an amount that is none', 'Tarih;Tutar\n05.03.2026;1,0x\n', 'amount.invalid'],
    [
      'more decimals than the currency',
      'Tarih;Tutar\n05.03.2026;1,005\n05.03.2026;1,00\n',
      'amount.precision',
    ],
    ['a side that is none', 'Tarih;Tutar;B/A\n05.03.2026;1,00;X\n', 'bank.side_unknown'],
    ['no row', 'Tarih;Tutar\n', 'file.empty'],
    ['no heading', 'foo;bar\n1;2\n', 'column.missing'],
    ['a currency that is none', 'Tarih;Tutar;Döviz\n05.03.2026;1,00;XXX\n', 'currency.unknown'],
    ['cells behind the last heading', 'Tarih;Tutar\n05.03.2026;1,00;9\n', 'row.too_many_cells'],
    ['a NUL', 'Tarih;Tutar\n05.03.2026;1,00\0\n', 'file.nul'],
  ])('%s', async (_, file, code) => {
    expect(await refusalOf(file, TRY)).toBe(code)
  })

  it('needs to know the currency', async () => {
    expect(await refusalOf('Tarih;Tutar\n05.03.2026;1,00\n', {})).toBe('bank.currency_missing')
  })
})
