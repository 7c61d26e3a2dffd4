/** Forms that no published sample has: SWIFT's own rules, later camt versions, OFX 2, damaged BAI2. */
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

function camt(kind: string, root: string, statement: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${kind}"><${root}><GrpHdr><MsgId>1</MsgId></GrpHdr><${statement}><Id>S1</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>${body}</${statement}></${root}></Document>`
}

function balance(code: string, amount: string, day = '2026-03-05'): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`
}

function entry(
  amount: string,
  details = '',
  status = '<Sts><Cd>BOOK</Cd></Sts>',
  side = 'CRDT',
): string {
  return `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd>${status}<BookgDt><Dt>2026-03-05</Dt></BookgDt>${details}</Ntry>`
}

const payment = (amount: string, more = '') =>
  `<TxDtls><Refs><EndToEndId>E${amount}</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt>${more}</TxDtls>`

describe('M104: camt 052, 053, 054', () => {
  it('version 8: parties one level down, charges in records, status as a code', async () => {
    const details = `<NtryDtls><TxDtls><Amt Ccy="EUR">98.50</Amt><AmtDtls><InstdAmt><Amt Ccy="USD">110.00</Amt></InstdAmt><CntrValAmt><Amt Ccy="EUR">100.00</Amt><CcyXchg><XchgRate>0.9091</XchgRate></CcyXchg></CntrValAmt></AmtDtls><Chrgs><Rcrd><Amt Ccy="EUR">1.50</Amt></Rcrd></Chrgs><RltdPties><Dbtr><Pty><Nm>Acme</Nm><Id><OrgId><Othr><Id>1234567890</Id></Othr></OrgId></Id></Pty></Dbtr><DbtrAcct><Id><Othr><Id>4711</Id></Othr></Id></DbtrAcct></RltdPties></TxDtls></NtryDtls>`
    const file = camt(
      '053.001.08',
      'BkToCstmrStmt',
      'Stmt',
      balance('OPBD', '1.50') + balance('CLBD', '100.00') + entry('98.50', details),
    )
    const { statements } = await readText(file)

    expect(statements[0]?.control).toEqual({ ok: true, differenceMinor: 0 })
    expect(statements[0]?.entries[0]?.lines[0]).toMatchObject({
      counterparty: 'Acme',
      counterpartyAccount: '4711',
      taxId: '1234567890',
      charges: { currency: 'EUR', minor: 1_50 },
      original: { currency: 'USD', minor: 110_00, rate: '0.9091' },
    })
  })

  it('pending entries are kept apart and move no balance', async () => {
    const body =
      balance('OPBD', '0.00') +
      balance('CLBD', '5.00') +
      entry('5.00') +
      entry('7.00', '', '<Sts>PDNG</Sts>')
    const { statements } = await readText(camt('053.001.02', 'BkToCstmrStmt', 'Stmt', body))

    expect(statements[0]).toMatchObject({
      entries: [{ amountMinor: 5_00, isPending: false }],
      pending: [{ amountMinor: 7_00, isPending: true, lines: [{ isPending: true }] }],
      control: { ok: true },
    })
  })

  it('pages by interim balances, and a report of the day that proves nothing', async () => {
    const page = balance('PRCD', '10.00') + balance('ITBD', '15.00') + entry('5.00')
    const later = balance('PRCD', '10.00') + balance('ITBD', '99.00') + entry('5.00')
    const control = async (kind: string, root: string, node: string, body: string) =>
      (await readText(camt(kind, root, node, body))).statements[0]?.control

    expect(await control('053.001.02', 'BkToCstmrStmt', 'Stmt', page)).toEqual({
      ok: true,
      differenceMinor: 0,
    })
    expect(await control('052.001.06', 'BkToCstmrAcctRpt', 'Rpt', page)).toEqual({
      ok: true,
      differenceMinor: 0,
    })
    expect(await control('052.001.06', 'BkToCstmrAcctRpt', 'Rpt', later)).toEqual({
      ok: null,
      differenceMinor: null,
    })
  })

  it.each([
    ['payments that add up', ['60.00', '40.00'], [60_00, 40_00], []],
    [
      'payments less their charges',
      ['61.00', '40.00'],
      [60_00, 40_00],
      [],
      '<Chrgs><Amt Ccy="EUR">1.00</Amt></Chrgs>',
    ],
    ['payments that do not', ['60.00', '41.00'], [100_00], ['bank.batch_difference']],
  ])('a batch of %s', async (_, amounts, lines, problems, charge = '') => {
    const [first = '', second = ''] = amounts
    const details = `<NtryDtls>${payment(first, `<CdtDbtInd>CRDT</CdtDbtInd>${charge}`)}${payment(second, '<CdtDbtInd>CRDT</CdtDbtInd>')}</NtryDtls>`
    const { statements } = await readText(
      camt('054.001.08', 'BkToCstmrDbtCdtNtfctn', 'Ntfctn', entry('100.00', details)),
    )

    expect(statements[0]?.entries[0]?.lines.map((line) => line.amountMinor)).toEqual(lines)
    expect(statements[0]?.problems.map(({ code }) => code)).toEqual(problems)
    expect(statements[0]?.control).toEqual({ ok: null, differenceMinor: null })
  })

  it('a batch of which the bank details one payment stays one line, and its payer is not named', async () => {
    const batch = '<Btch><NbOfTxs>3</NbOfTxs></Btch>'
    const payer = '<RltdPties><Dbtr><Nm>Acme</Nm></Dbtr></RltdPties>'
    const details = `<NtryDtls>${batch}${payment('60.00', payer)}</NtryDtls>`
    const { statements } = await readText(
      camt('053.001.02', 'BkToCstmrStmt', 'Stmt', entry('100.00', details)),
    )

    expect(statements[0]?.entries[0]?.lines).toMatchObject([
      { amountMinor: 100_00, counterparty: null },
    ])
    expect(statements[0]?.problems.map(({ code }) => code)).toEqual(['bank.batch_difference'])
  })

  it('payments in other currencies whose counter-values add up', async () => {
    const foreign = (usd: string, eur: string) =>
      `<TxDtls><Amt Ccy="USD">${usd}</Amt><AmtDtls><CntrValAmt><Amt Ccy="EUR">${eur}</Amt></CntrValAmt></AmtDtls></TxDtls>`
    const details = `<NtryDtls>${foreign('66.00', '60.00')}${foreign('44.00', '40.00')}</NtryDtls>`
    const { statements } = await readText(
      camt('053.001.02', 'BkToCstmrStmt', 'Stmt', entry('100.00', details)),
    )

    expect(
      statements[0]?.entries[0]?.lines.map((line) => [line.amountMinor, line.original?.minor]),
    ).toEqual([
      [60_00, 66_00],
      [40_00, 44_00],
    ])
    expect(statements[0]?.problems).toEqual([])
  })

  it('an encoding the declaration names', async () => {
    const file = camt(
      '053.001.02',
      'BkToCstmrStmt',
      'Stmt',
      balance('OPBD', '0') +
        balance('CLBD', '1') +
        entry('1', '<AddtlNtryInf>ğüşıö</AddtlNtryInf>'),
    ).replace('UTF-8', 'ISO-8859-9')
    const { statements } = await readText(
      Buffer.from(file.replace('ğüşıö', '\u00f0\u00fc\u00fe\u00fd\u00f6'), 'latin1'),
    )

    expect(statements[0]?.entries[0]?.text).toBe('ğüşıö')
  })

  it.each([
    ['an entry in another currency', entry('1.00').replace('EUR', 'USD'), 'bank.currency_mixed'],
    ['an entry without a side', entry('1.00').replace('CRDT', 'X'), 'bank.syntax'],
    [
      'an entry without a day',
      entry('1.00').replace(/<BookgDt>.*<\/BookgDt>/, ''),
      'bank.day_invalid',
    ],
    ['an amount that is none', entry('1,00'), 'bank.syntax'],
    ['an amount finer than its currency', entry('1.001'), 'amount.precision'],
    ['a day that is none', entry('1.00').replace('2026-03-05', '2026-13-05'), 'bank.day_invalid'],
  ])('%s is refused', async (_, body, code) => {
    expect(await refusalOf(camt('053.001.02', 'BkToCstmrStmt', 'Stmt', body))).toBe(code)
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
