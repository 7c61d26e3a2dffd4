import { describe, expect, it } from 'vitest'
import type { BankStatement } from '../../shared/domain/bank/statement.ts'
import { toDecimalString } from '../../shared/domain/money.ts'
import { CHOSEN, readText, sample, SAMPLES } from './samples.ts'

/** One statement as `account no. opening -> closing currency, entries, +credits -debits, off by`. */
function told(one: BankStatement): string {
  const money = (minor: number | null) =>
    minor === null ? '–' : toDecimalString(minor, one.currency)
  const { differenceMinor, ok } = one.control
  const control = ok === null ? 'unchecked' : ok ? 'closes' : `off by ${money(differenceMinor)}`
  const balances = `${money(one.openingMinor)} ${one.from} -> ${money(one.closingMinor)} ${one.to}`
  const sums = `${one.entries.length} entries, ${one.lineCount} lines, +${money(one.creditsMinor)} -${money(one.debitsMinor)}`
  return `${one.account} no. ${one.number ?? '–'}: ${balances} ${one.currency}, ${sums}, ${control}`
}

const FACTS: Readonly<Record<string, readonly string[]>> = {
  'bai2/sample1-ca.bai2': [
    '10200123456 no. –: – 2006-03-17 -> – 2006-03-17 CAD, 11 entries, 11 lines, +2085.00 -2085.00, closes',
    '10200123456 no. –: – 2006-03-17 -> – 2006-03-17 CAD, 6 entries, 6 lines, +1115.00 -1115.00, closes',
  ],
  'bai2/sample2-multi.bai2': [
    '0123456789 no. –: 43500.00 2004-06-20 -> – 2004-06-20 USD, 1 entries, 1 lines, +4500.00 -0.00, closes',
    '9876543210 no. –: -5000.00 2004-06-20 -> – 2004-06-20 USD, 1 entries, 1 lines, +5000.00 -0.00, closes',
    '4589761203 no. –: 100000.00 2004-06-20 -> – 2004-06-20 USD, 2 entries, 2 lines, +300000.00 -0.00, closes',
    '0975312468 no. –: 5000.00 2004-06-20 -> – 2004-06-20 USD, 0 entries, 0 lines, +0.00 -0.00, closes',
    '7890654321 no. –: 8000.00 2004-06-20 -> – 2004-06-20 USD, 0 entries, 0 lines, +0.00 -0.00, closes',
  ],
  'camt/abnamro-camt053-v2.xml': [
    'NL77ABNA0574908765 no. 2: 15568.27 2014-01-05 -> 15121.12 2014-01-05 EUR, 3 entries, 4 lines, +1405.31 -1418.30, off by 434.16',
  ],
  'camt/camt053-v2-multi.xml': [
    'NL26VAYB8060476890 no. 12312: 18.15 2007-10-18 -> 27.00 2007-10-18 EUR, 1 entries, 1 lines, +8.85 -0.00, closes',
    'NL26VAYB8060476890 no. 254EURNL26VAYB8060476890: 27.00 2014-12-30 -> 20.00 2014-12-31 EUR, 1 entries, 1 lines, +0.00 -7.00, closes',
  ],
  'camt/camt053-v4.xml': [
    'NL26VAYB8060476890 no. 12312: 18.15 2007-10-18 -> -27.00 2007-10-18 EUR, 1 entries, 1 lines, +8.85 -0.00, off by 54.00',
  ],
  'camt/camt054-v4.xml': [
    'CH2801234000123456789 no. 12312: – 2007-10-18 -> – 2007-10-18 SEK, 1 entries, 3 lines, +0.00 -200000.00, unchecked',
  ],
  'camt/ch-camt053-txdtls.xml': [
    'CH1111000000123456789 no. 58: 75960.15 2017-03-23 -> 79443.15 2017-03-23 CHF, 1 entries, 2 lines, +3483.00 -0.00, closes',
  ],
  'csv/knab-nl.csv': [
    'NL99KNAB9999999999 no. –: – 2019-01-07 -> – 2019-06-21 EUR, 28 entries, 28 lines, +20834.77 -20827.76, unchecked',
  ],
  'csv/oca-debit-credit.csv': [
    'chosen no. –: 10.00 2018-12-15 -> 1510.00 2018-12-15 EUR, 2 entries, 2 lines, +1533.50 -33.50, closes',
  ],
  'csv/oca-metadata-rows.csv': [
    '08088804068 no. –: 30000.77 2020-04-01 -> 31070.11 2020-04-02 EUR, 4 entries, 4 lines, +1300.00 -230.68, off by -0.02',
  ],
  'mt940/abnamro.txt': [
    '517852257 no. 19321/1: 3236.28 2011-05-22 -> 876.84 2011-05-23 EUR, 8 entries, 8 lines, +0.00 -321.44, off by 2038.00',
    '517852257 no. 19322/1: 2876.84 2011-05-23 -> 1849.75 2011-05-24 EUR, 2 entries, 2 lines, +0.00 -24.49, off by 1002.60',
  ],
  'mt940/citi-us.txt': [
    '123456789 no. 1/1: 17376.67 2024-03-12 -> 16233.92 2024-03-12 USD, 5 entries, 5 lines, +0.00 -1142.75, closes',
  ],
  'mt940/february-30.sta': [
    '12345678/1020304050 no. 00000/001: 1200.00 2016-02-29 -> 1194.00 2016-03-01 EUR, 1 entries, 1 lines, +0.00 -6.00, closes',
  ],
  'mt940/ing-dos.txt': [
    '0001234567 no. 000: 0.00 2010-07-22 -> 3.47 2010-07-23 EUR, 7 entries, 7 lines, +4.68 -50.27, off by -49.06',
  ],
  'mt940/long-statement-number-try.sta': [
    '0067-00763/93984487 no. 1810118101: 0.00 2018-04-10 -> 0.00 2018-04-10 TRY, 0 entries, 0 lines, +0.00 -0.00, closes',
  ],
  'mt940/mbank-pl.sta': [
    'PL29114010810000267002001002 no. 1/1: 0.40 2017-01-19 -> 0.43 2017-01-19 PLN, 3 entries, 3 lines, +0.03 -0.00, closes',
  ],
  'mt940/postfinance-chf.txt': [
    '123456789 no. 999/1: 0.00 2013-11-30 -> 229.20 2014-04-07 CHF, 2 entries, 2 lines, +229.20 -0.00, closes',
    '123456789 no. 999/2: 229.20 2014-04-07 -> 159.60 2014-04-07 CHF, 2 entries, 2 lines, +10.10 -79.90, off by -0.20',
  ],
  'mt940/rabobank.txt': [
    '1291.99.348EUR no. 00000/00: 473.17 2011-06-14 -> 395.82 2011-06-15 EUR, 1 entries, 1 lines, +0.00 -1213.28, off by -1135.93',
    '1291.99.348EUR no. 00000/00: 1000.89 2011-06-15 -> 1000.89 2011-06-16 EUR, 0 entries, 0 lines, +0.00 -0.00, closes',
    '1291.99.348EUR no. 00000/00: 1295.82 2011-06-16 -> 1250.87 2011-06-17 EUR, 2 entries, 2 lines, +0.00 -281.51, off by -236.56',
    '1526.89.184EUR no. 00000/00: 4196.12 2012-08-28 -> 4101.82 2012-08-29 EUR, 2 entries, 2 lines, +0.00 -94.30, closes',
  ],
  'mt940/raiffeisen-cmi.sta': [
    'UBRTHUHB/123456789150ABCDEF002/HUF no. 0072: 25170637.10 2018-04-17 -> 25281687.60 2018-04-17 HUF, 7 entries, 7 lines, +2066637.00 -3078850.50, off by -1123264.00',
  ],
  'mt940/sberbank-hu.sta': [
    '1966315302010001 no. 00046: 627311.30 2017-10-11 -> 617874.30 2017-10-11 HUF, 3 entries, 3 lines, +0.00 -9437.00, closes',
  ],
  'mt940/sparkasse-interim.txt': [
    '87052000/123456789 no. 00000/001: 194.57 2019-02-15 -> 174.57 2019-02-18 EUR, 1 entries, 1 lines, +0.00 -20.00, closes',
    '87052000/123456789 no. 00000/001: 174.57 2019-02-18 -> 154.57 2019-02-19 EUR, 1 entries, 1 lines, +0.00 -20.00, closes',
    '87052000/123456789 no. 00215/00129: 0.00 2021-11-02 -> 0.00 2021-11-02 EUR, 0 entries, 0 lines, +0.00 -0.00, closes',
  ],
  'mt940/try-dbs-single.txt': [
    '0059-00372/666009999 no. 199/0001: 13273.56 2024-07-17 -> 376731.52 2024-07-17 TRY, 1 entries, 1 lines, +108256.39 -0.00, off by -255201.57',
  ],
  'ofx/bank-ca.ofx': [
    '12300 000012345678 no. –: – 2009-04-01 -> 382.34 2009-05-23 CAD, 3 entries, 3 lines, +0.00 -345.27, unchecked',
  ],
  'ofx/checking-us.ofx': [
    '1452687~7 no. –: – 2000-01-01 -> 100.99 2013-05-25 USD, 3 entries, 3 lines, +0.01 -59.51, unchecked',
  ],
  'ofx/duplicate-fitid.ofx': [
    '192639749 no. –: – 2011-04-12 -> 0.00 2011-06-14 USD, 3 entries, 3 lines, +400.00 -80.00, unchecked',
  ],
}

/** Files of many statements: how many, entries, credits, debits, first opening, last closing. */
const LONG: Readonly<Record<string, readonly [number, number, number, number, string, string]>> = {
  'mt940/asn-monthly.txt': [31, 8, 2828_90, 2771_96, '444.29 2020-01-01', '501.23 2020-01-31'],
  'mt940/de-sepa-large.sta': [
    26,
    97,
    5188474_94,
    14457610_84,
    '-1234718.36 2007-09-03',
    '50.05 2007-09-04',
  ],
  'mt940/volksbanken.txt': [8, 12, 745_00, 0, '3085.00 2020-02-19', '3830.00 2020-03-10'],
}

describe('M104 M107: every file of a bank is read with its facts', () => {
  it('knows the facts of every file there is', () => {
    expect([...Object.keys(FACTS), ...Object.keys(LONG)].toSorted()).toEqual(SAMPLES.toSorted())
  })

  it.each(Object.entries(FACTS))('%s', async (name, facts) => {
    const { statements, format } = await readText(sample(name))

    expect(statements.map(told)).toEqual(facts)
    expect(format).toBe(name.split('/')[0])
  })

  it.each(Object.entries(LONG))('%s, whose statements all balance', async (name, facts) => {
    const { statements } = await readText(sample(name))
    const sum = (of: (one: BankStatement) => number) =>
      statements.reduce((total, one) => total + of(one), 0)
    const [first, last] = [statements[0], statements.at(-1)]

    expect([
      statements.length,
      sum((one) => one.entries.length),
      sum((one) => one.creditsMinor),
      sum((one) => one.debitsMinor),
      `${toDecimalString(first?.openingMinor ?? 0, 'EUR')} ${first?.from}`,
      `${toDecimalString(last?.closingMinor ?? 0, 'EUR')} ${last?.to}`,
    ]).toEqual(facts)
    expect(statements.every(({ control }) => control.ok)).toBe(true)
  })

  it.each(SAMPLES)(
    '%s: lines add up to their entries, and each has an identity of its own',
    async (name) => {
      const { statements } = await readText(sample(name))
      const entries = statements.flatMap((one) => [...one.entries, ...one.pending])
      const lines = entries.flatMap((entry) => entry.lines)

      for (const entry of entries)
        expect(entry.lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(entry.amountMinor)
      expect(new Set(lines.map(({ identity }) => identity)).size).toBe(lines.length)
      expect(new Set(entries.map(({ identity }) => identity)).size).toBe(entries.length)
      for (const { text, amountMinor } of lines) {
        expect(text).toBe(text.trim())
        expect(Number.isSafeInteger(amountMinor)).toBe(true)
      }
    },
  )
})

async function linesOf(name: string) {
  const { statements } = await readText(sample(name), CHOSEN)
  return statements.flatMap((one) => one.entries.flatMap((entry) => entry.lines))
}

describe('M104: what the payment says is kept', () => {
  it('names, accounts and text of the German form, whose pieces break inside words', async () => {
    const [line] = await linesOf('mt940/volksbanken.txt')

    expect(line).toMatchObject({
      counterparty: 'Olivia Dorn',
      iban: 'DE40500105174675974588',
      text: 'einfach so fuer euch IBAN: DE40500105174675974588 BIC: HEISDE66',
      transactionCode: 'NMSC/166',
    })
  })

  it('end-to-end ids and the bank’s references', async () => {
    const lines = await linesOf('mt940/de-sepa-large.sta')

    expect(lines[0]).toMatchObject({
      bankRef: '0724710345313905',
      endToEndId: 'TFNR 40005 00005',
      customerRef: 'TFNr 40005 MSGID',
      text: 'Grund nicht spezifiziert Reject aus SEPA-Ueberweisungsauftrag',
    })
    expect(lines.filter(({ isReversal }) => isReversal).map((one) => one.amountMinor)).toEqual([
      -204_88, -204_88,
    ])
  })

  it('the other account where the reference is one, in Turkish and Dutch dialects', async () => {
    const [debit] = await linesOf('mt940/try-dbs-single.txt')
    const [ring] = await linesOf('mt940/asn-monthly.txt')
    const [, phone] = await linesOf('mt940/rabobank.txt')

    expect(debit).toMatchObject({
      iban: 'TR450005902140130214002137',
      text: '- DBS Aktarim - DBS Aktarim',
    })
    expect(ring).toMatchObject({
      iban: 'NL47INGB9999999999',
      counterparty: 'hr gjlm paulissen',
      text: 'Betaling sieraden',
    })
    expect(phone).toMatchObject({
      counterparty: 'T-MOBILE NETHERLANDS BV',
      counterpartyAccount: '0733959555',
      structuredRefs: ['123456789'],
    })
  })

  it('Polish labels and Hungarian sub-fields', async () => {
    const [polish] = await linesOf('mt940/mbank-pl.sta')
    const [hungarian] = await linesOf('mt940/sberbank-hu.sta')

    expect(polish).toMatchObject({
      counterparty: 'JAN NOWAK',
      iban: 'PL56114010810000267002001001',
      bankRef: 'MB170119012058',
    })
    expect(hungarian).toMatchObject({
      counterparty: 'ERGO Versicherung AG Fioktelep',
      counterpartyAccount: '109180010000004279070017',
    })
  })

  it('a file of DOS in its own letters', async () => {
    const [first] = await linesOf('mt940/raiffeisen-cmi.sta')

    expect(first?.text).toContain('Csoportos átutalás jóváírása')
    expect(first?.text).toContain('összevont utánvét')
  })

  it('30 February as the last day of the month, and says so', async () => {
    const { statements } = await readText(sample('mt940/february-30.sta'))

    expect(statements[0]?.entries[0]?.lines[0]).toMatchObject({
      bookedOn: '2016-03-01',
      valueOn: '2016-02-29',
    })
    expect(statements[0]?.problems).toEqual([
      {
        row: 6,
        column: '61',
        code: 'bank.day_unreal',
        value: '2016-02-30',
        params: { date: '2016-02-29' },
      },
    ])
  })

  it('days that OFX leaves out or invents, each with its problem', async () => {
    const { statements } = await readText(sample('ofx/duplicate-fitid.ofx'))

    expect(statements[0]?.entries.map(({ bookedOn }) => bookedOn)).toEqual([
      '2011-06-14',
      '2011-06-14',
      '2012-02-29',
    ])
    expect(statements[0]?.problems.map(({ row, code }) => [row, code])).toEqual([
      [33, 'bank.day_missing'],
      [40, 'bank.day_missing'],
      [50, 'bank.day_unreal'],
    ])
  })

  it('a Swiss collective credit opened, with its structured references', async () => {
    const lines = await linesOf('camt/ch-camt053-txdtls.xml')

    expect(
      lines.map(({ amountMinor, structuredRefs, iban }) => [amountMinor, structuredRefs, iban]),
    ).toEqual([
      [2187_00, ['302388292000011111111111111'], 'CH2222000000123456789'],
      [1296_00, ['302388292000022222222222222'], 'CH3333000000123456789'],
    ])
  })

  it('a reversed batch of direct debits on the side of its booking', async () => {
    const lines = await linesOf('camt/abnamro-camt053-v2.xml')

    expect(
      lines.map(({ amountMinor, isReversal, endToEndId }) => [amountMinor, isReversal, endToEndId]),
    ).toEqual([
      [-754_25, false, '435005714488-ABNO33052620'],
      [-564_05, true, 'TESTBANK/NL/20141229/01206408'],
      [-100_00, true, 'TESTBANK/NL/20141229/01206407'],
      [1405_31, false, '115'],
    ])
  })

  it('payments in francs of a booking in kronor: each its share, francs kept, and said', async () => {
    const { statements } = await readText(sample('camt/camt054-v4.xml'))

    expect(
      statements[0]?.entries[0]?.lines.map(({ amountMinor, original }) => [amountMinor, original]),
    ).toEqual([
      [-65263_16, { currency: 'CHF', minor: 310, rate: null }],
      [-67368_42, { currency: 'CHF', minor: 320, rate: null }],
      [-67368_42, { currency: 'CHF', minor: 320, rate: null }],
    ])
    expect(statements[0]?.problems.map(({ code }) => code)).toEqual(['bank.batch_converted'])
  })
})
