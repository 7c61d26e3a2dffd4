/** Every line once, whatever the overlap of files; twins inside one file are two (M104, M107). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BankFile } from '../../shared/domain/bank/file.ts'
import { readText, sample, SAMPLES } from './samples.ts'

interface Line {
  readonly on: string
  readonly amount: string
  readonly text: string
  readonly ref?: string
}

/** A message of one account over the given lines, whose balances are made up. */
function mt940(lines: readonly Line[], number = '1'): string {
  const booked = lines.map(
    ({ on, amount, text, ref = 'NONREF' }) =>
      `:61:${on}${on.slice(2)}C${amount}NTRF${ref}\n:86:${text}\n`,
  )
  return `:20:X\n:25:TR330006100519786457841326\n:28C:${number}\n:60F:C260301TRY0,00\n${booked.join('')}:62F:C260331TRY0,00\n-\n`
}

function identities(file: BankFile): string[] {
  return file.statements.flatMap((one) =>
    one.entries.flatMap((entry) => entry.lines.map(({ identity }) => identity)),
  )
}

const rent = { on: '260305', amount: '100,00', text: 'KIRA' }
const sale = { on: '260306', amount: '250,00', text: 'FATURA 17 ÖDEMESİ' }
const late = { on: '260307', amount: '99,00', text: 'FATURA 18' }

describe('M107: identities of lines', () => {
  it('the same line of two overlapping files is one', async () => {
    const march = identities(await readText(mt940([rent, sale], '1')))
    const again = identities(await readText(mt940([sale, late], '2')))

    expect(new Set([...march, ...again]).size).toBe(3)
  })

  it('twins of one day are two, in every file that holds the day', async () => {
    const first = identities(await readText(mt940([rent, rent, sale])))
    const second = identities(await readText(mt940([rent, rent, late])))

    expect(new Set(first).size).toBe(3)
    expect(second.slice(0, 2)).toEqual(first.slice(0, 2))
  })

  it('twins in two statements of one file are two', async () => {
    const found = identities(await readText(mt940([rent], '1') + mt940([rent], '2')))

    expect(new Set(found).size).toBe(2)
  })

  it('a statement that stands in a file twice has its lines once, and it is said', async () => {
    const file = await readText(sample('mt940/citi-us.txt'))
    const text = sample('mt940/citi-us.txt').toString()
    const joined = await readText(`${text}\n${text}\n`)

    expect(new Set(identities(joined))).toEqual(new Set(identities(file)))
    expect(joined.statements[1]?.problems).toMatchObject([{ code: 'bank.statement_repeated' }])
  })

  it('lines that differ in one thing only are different lines', async () => {
    const found = identities(
      await readText(
        mt940([
          sale,
          { ...sale, on: '260307' },
          { ...sale, amount: '250,01' },
          { ...sale, text: 'FATURA 18 ÖDEMESİ' },
          { ...sale, ref: 'A-1' },
        ]),
      ),
    )

    expect(found.every((one) => one.endsWith('#1'))).toBe(true)
    expect(new Set(found).size).toBe(5)
  })

  it('files that overlap by whole days hold together what one file of all days holds', async () => {
    const anyLine = fc.record({
      on: fc.integer({ min: 1, max: 9 }).map((day) => `26030${day}`),
      amount: fc.constantFrom('1,00', '2,00'),
      text: fc.constantFrom('KIRA', 'FATURA'),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLine, { maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        async (unordered, a, b) => {
          const lines = unordered.toSorted((one, other) => one.on.localeCompare(other.on))
          const [from, to] = [`26030${Math.min(a, b)}`, `26030${Math.max(a, b)}`]
          const whole = identities(await readText(mt940(lines)))
          const early = identities(await readText(mt940(lines.filter(({ on }) => on <= to))))
          const late = identities(await readText(mt940(lines.filter(({ on }) => on >= from))))

          expect(new Set(whole).size).toBe(lines.length)
          expect(new Set([...early, ...late])).toEqual(new Set(whole))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('the same line on two accounts is two', async () => {
    const [one] = identities(await readText(mt940([rent])))
    const [other] = identities(
      await readText(mt940([rent]).replace('TR330006100519786457841326', '4711')),
    )

    expect(one).not.toBe(other)
  })

  it('a table in reversed order and with other spaces gives the same lines', async () => {
    const rows = [
      '05.03.2026;100,00;KIRA',
      '06.03.2026;250,00;FATURA  17 ÖDEMESİ',
      '06.03.2026;-5,00;MASRAF',
    ]
    const head = 'Tarih;Tutar;Açıklama\n'
    const down = await readText(`${head}${rows.join('\n')}\n`)
    const up = await readText(`${head}${rows.toReversed().join('\r\n').replaceAll('  ', ' ')}\r\n`)

    expect(identities(down).toSorted()).toEqual(identities(up).toSorted())
  })

  it('an entry is the same whether a file opens it or not', async () => {
    const opened = sample('camt/ch-camt053-txdtls.xml').toString()
    const closed = opened.replace(/<NtryDtls>[\s\S]*<\/NtryDtls>/, '')
    const entryOf = async (xml: string) => (await readText(xml)).statements[0]?.entries[0]

    const [one, other] = [await entryOf(opened), await entryOf(closed)]
    expect([one?.lines.length, other?.lines.length]).toEqual([2, 1])
    expect(one?.identity).toBe(other?.identity)
  })

  it.each(SAMPLES)('%s: read again, it has the same lines', async (name) => {
    expect(await readText(sample(name))).toEqual(await readText(sample(name)))
  })
})
