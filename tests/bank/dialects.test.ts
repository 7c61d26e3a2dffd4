/** Forms that no published sample has: SWIFT's own rules, OFX 2, damaged BAI2. */
import { describe, expect, it } from 'vitest'
import { readText, refusalOf, sample } from './samples.ts'

function mt940(body: string, closing = ':62F:C260331TRY0,'): string {
  return `:20:X\n:25:TR330006100519786457841326\n:28C:1/1\n:60F:C260301TRY0,\n${body}\n${closing}\n-\n`
}

async function lineOf(body: string) {
  const { statements } = await readText(mt940(body))
  return statements[0]?.entries[0]?.lines[0]
}

describe('M104: MT940 by SWIFT’s rules', () => {
  it.each([
    ['C', 100_00, false],
    ['D', -100_00, false],
    ['RC', -100_00, true],
    ['RD', 100_00, true],
  ])('side %s', async (side, amountMinor, isReversal) => {
    expect(await lineOf(`:61:260305${side}100,NTRFNONREF`)).toMatchObject({
      amountMinor,
      isReversal,
    })
  })

  it.each([
    ['2512310102', '2026-01-02'],
    ['2601021231', '2025-12-31'],
    ['2602280301', '2026-03-01'],
    ['260305', '2026-03-05'],
  ])('booking day of %s, nearest to the value day', async (days, bookedOn) => {
    expect(await lineOf(`:61:${days}C1,NTRFNONREF`)).toMatchObject({ bookedOn })
  })

  it('code words between slashes: references, payer, remittance', async () => {
    const line = await lineOf(
      ':61:260305C1,NTRFEREF//B-1\n:86:/EREF/E2E-7/ORDP//NAME/DENIZ TIC/IBAN/TR320010009999901234567890/REMI/USTD//FTR-17/',
    )

    expect(line).toMatchObject({
      endToEndId: 'E2E-7',
      bankRef: 'B-1',
      counterparty: 'DENIZ TIC',
      iban: 'TR320010009999901234567890',
      text: 'FTR-17',
    })
  })

  it('the Dutch form, with a structured reference', async () => {
    const line = await lineOf(
      ':61:260305C1,NTRFNONREF\n:86:/EREF/NOTPROVIDED//CNTP/NL91ABNA0417164300/ABNANL2A/J JANSEN///REMI/STRD/CUR/9070000050002352/',
    )

    expect(line).toMatchObject({
      endToEndId: null,
      counterparty: 'J JANSEN',
      iban: 'NL91ABNA0417164300',
      structuredRefs: ['9070000050002352'],
    })
  })

  it('original amount, rate and charges', async () => {
    const line = await lineOf(
      ':61:260305C4120,NTRFNONREF//B\n/OCMT/USD100,00/EXCH/41,2/CHGS/TRY35,50/\n:86:INV-1',
    )

    expect(line).toMatchObject({
      original: { currency: 'USD', minor: 100_00, rate: '41.2' },
      charges: { currency: 'TRY', minor: 35_50 },
      text: 'INV-1',
    })
  })

  it('tax numbers and IBANs named in a Turkish text, when their check digits are right', async () => {
    const line = await lineOf(
      ':61:260305C1,NTRFNONREF\n:86:GELEN EFT GÖNDEREN: DENİZ TİC. LTD. VKN: 1234567890 FTR-17',
    )
    const iban = await lineOf(
      ':61:260305C1,NTRFNONREF\n:86:FAST TR33 0006 1005 1978 6457 8413 27 VEYA DE89370400440532013000',
    )

    expect(line).toMatchObject({ taxId: '1234567890' })
    expect(iban).toMatchObject({ iban: 'DE89370400440532013000' })
  })

  it('a creditor reference with right check digits is structured', async () => {
    const line = await lineOf(
      ':61:260305C1,NTRFNONREF\n:86:ODEME RF18 5390 0754 7034 TESEKKURLER RF00X',
    )

    expect(line).toMatchObject({ structuredRefs: ['RF18539007547034'] })
  })

  it.each(['?', ':', '<', '-', '\\', ']'])(
    'the German form with “%s” between its fields',
    async (mark) => {
      const details = ['166', '00GUTSCHRIFT', '20SVWZ+Was', ' ist das', '32Deniz'].join(mark)
      const line = await lineOf(`:61:260305C1,NTRFNONREF\n:86:${details}`)

      expect(line).toMatchObject({ text: `Was${mark} ist das`, counterparty: 'Deniz' })
    },
  )

  it.each(['100,50 TL HAVALE', '100-20 NOLU FATURA', '123.45 ODEME', '166:00 UHR'])(
    'free text that begins as “%s” stays what it is',
    async (text) => {
      expect(await lineOf(`:61:260305C1,NTRFNONREF\n:86:${text}`)).toMatchObject({ text })
    },
  )

  it('a letter cut in two by a bank that counts bytes spoils no other', async () => {
    const file = Buffer.from(
      mt940(':61:260305C1,NTRFNONREF\n:86:ÖZŞEN GIDA ÇARŞI İÇİ ŞUBESİ ÖDEMESİ Ğ\nVE DEVAMI'),
    )
    const at = file.indexOf('Ğ')
    const { statements } = await readText(
      Buffer.concat([file.subarray(0, at + 1), file.subarray(at + 2)]),
    )

    expect(statements[0]?.entries[0]?.text).toBe(
      'ÖZŞEN GIDA ÇARŞI İÇİ ŞUBESİ ÖDEMESİ \ufffd VE DEVAMI',
    )
  })

  it('an amount without decimals, and a yen account', async () => {
    const yen = mt940(':61:260305C1000,NTRFNONREF').replaceAll('TRY', 'JPY')
    const { statements } = await readText(yen)

    expect(statements[0]).toMatchObject({ currency: 'JPY', creditsMinor: 1000 })
  })

  it.each([
    ['a month that is none', mt940(':61:261305C1,NTRFNONREF'), 'bank.day_invalid'],
    ['a booking that is none', mt940(':61:260305X1,NTRFNONREF'), 'bank.syntax'],
    [
      'an amount beyond all amounts',
      mt940(':61:260305C999999999999999,99NTRFNONREF'),
      'amount.range',
    ],
    ['a currency that is none', mt940('').replaceAll('TRY', 'XXX'), 'currency.unknown'],
    [
      'a booking behind the closing',
      mt940('', ':62F:C260331TRY0,\n:61:260305C1,NTRFNONREF'),
      'bank.syntax',
    ],
    ['no opening', mt940('').replace(/:60F:.*\n/, ''), 'bank.field_missing'],
    ['no account', mt940('').replace(/:25:.*\n/, ''), 'bank.field_missing'],
    [
      'a report of the day, MT942',
      ':20:X\n:25:1\n:28C:1\n:34F:TRY0,\n:13D:2603051200+0300\n:61:260305C1,NTRFNONREF\n:90C:1TRY1,\n-\n',
      'bank.field_missing',
    ],
    ['two openings', mt940(':60F:C260301TRY5,'), 'bank.syntax'],
    ['two closings', mt940('', ':62F:C260331TRY0,\n:62F:C260331TRY1,'), 'bank.syntax'],
    ['a statement in a statement', mt940(':20:Y'), 'file.truncated'],
    ['more decimals than the currency', mt940(':61:260305C1,234NTRFNONREF'), 'amount.precision'],
  ])('%s is refused', async (_, file, code) => {
    expect(await refusalOf(file)).toBe(code)
  })
})

describe('M104: OFX', () => {
  const statement = (
    entries: string,
    kind = 'STMTRS',
    from = '<BANKACCTFROM><ACCTID>4711</ACCTID></BANKACCTFROM>',
  ) =>
    `<${kind}><CURDEF>EUR</CURDEF>${from}<BANKTRANLIST><DTSTART>20260301<DTEND>20260331${entries}</BANKTRANLIST><LEDGERBAL><BALAMT>1.00<DTASOF>20260331</LEDGERBAL></${kind}>`
  const one = (more: string, amount = '100.00') =>
    `<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260305120000[+3:TRT]<TRNAMT>${amount}<FITID>F1${more}</STMTTRN>`

  it('version 2 is XML: entities, character data, card statements', async () => {
    const file = `<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211"?>\n<OFX><CREDITCARDMSGSRSV1>${statement(
      one('</FITID><NAME>Öz &amp; Kardeşler</NAME><MEMO><![CDATA[FTR-17 <b>]]></MEMO>'),
      'CCSTMTRS',
      '<CCACCTFROM><ACCTID>4711</ACCTID></CCACCTFROM>',
    )}</CREDITCARDMSGSRSV1></OFX>`
    const { statements } = await readText(file)

    expect(statements[0]?.entries[0]?.lines[0]).toMatchObject({
      bookedOn: '2026-03-05',
      counterparty: 'Öz & Kardeşler',
      text: 'FTR-17 <b>',
      bankRef: 'F1',
    })
  })

  it('values left empty and unclosed, and decimal commas', async () => {
    const { statements } = await readText(
      `<OFX>${statement(one('<MEMO>\n<NAME>Deniz\n', '-1234,50'))}</OFX>`,
    )

    expect(statements[0]?.entries[0]?.lines[0]).toMatchObject({
      counterparty: 'Deniz',
      amountMinor: -1234_50,
    })
  })

  it('foreign amounts, exchanged by the bank or not yet', async () => {
    const exchanged = one('<ORIGCURRENCY><CURRATE>0.8<CURSYM>USD</ORIGCURRENCY>')
    const foreign = one('<CURRENCY><CURRATE>0.8<CURSYM>USD</CURRENCY>', '-50.00')
    const { statements } = await readText(`<OFX>${statement(exchanged + foreign)}</OFX>`)

    expect(
      statements[0]?.entries.map(({ lines: [line] }) => [line?.amountMinor, line?.original]),
    ).toEqual([
      [100_00, { currency: 'USD', minor: 125_00, rate: '0.8' }],
      [-40_00, { currency: 'USD', minor: 50_00, rate: '0.8' }],
    ])
  })
})

describe('M104: BAI2', () => {
  const text = sample('bai2/sample2-multi.bai2').toString()

  it('text that goes on in a continuation, and immediate funds', async () => {
    const { statements } = await readText(text)

    expect(
      statements[2]?.entries.map(({ lines: [line] }) => [
        line?.valueOn,
        line?.bankRef,
        line?.customerRef,
        line?.text,
      ]),
    ).toEqual([
      ['2004-06-22', 'SP4738', 'YRC065321', 'PROCEEDS OF LETTER OF CREDIT FROM THE ARAMCO OIL CO'],
      [null, null, null, ''],
    ])
  })

  it('an amount that was altered shows in the control of its account, and is not repaired', async () => {
    const { statements } = await readText(text.replace('16,115,450000,', '16,115,460000,'))

    expect(statements[0]?.control).toEqual({ ok: false, differenceMinor: 100_00 })
    expect(statements[0]?.creditsMinor).toBe(4600_00)
    expect(statements[1]?.control.ok).toBe(true)
  })

  it('a record that is missing shows in every statement it may belong to', async () => {
    const { statements } = await readText(text.replace(/16,195,10000000,1,,,\/\n/, ''))

    expect(statements.map(({ control }) => control.ok)).toEqual([false, false, false, false, false])
    expect(statements[2]?.problems.map(({ code }) => code)).toContain('bank.count_differs')
  })

  it.each([
    ['a type without a side', text.replace('16,115,450000', '16,715,450000'), 'bank.type_unknown'],
    ['an amount that is none', text.replace('16,115,450000', '16,115,45.00'), 'amount.invalid'],
    ['an account that does not end', text.replace('49,9150000,4/\n', ''), 'bank.syntax'],
    ['a record that is none', text.replace('49,9150000', '77,9150000'), 'bank.syntax'],
  ])('%s is refused', async (_, file, code) => {
    expect(await refusalOf(file)).toBe(code)
  })
})
