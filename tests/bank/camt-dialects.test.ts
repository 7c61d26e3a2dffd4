/** Forms of camt that no published sample has: later versions, batches, pages, other currencies. */
import { describe, expect, it } from 'vitest'
import { readText, refusalOf } from './samples.ts'

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
