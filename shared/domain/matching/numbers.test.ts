import { describe, expect, it } from 'vitest'
import { foldLetters } from './fold.ts'
import { readNumbers, readOwnNumber, withoutBeside } from './numbers.ts'

const parts = (text: string) =>
  readNumbers(withoutBeside(foldLetters(text)).text).map(({ series, year, tail }) =>
    [series, year || '', tail].filter((one) => one !== '').join(' '),
  )

describe('numbers as payers write them', () => {
  it('M107: one number in many spellings has the same parts', () => {
    for (const text of [
      'INV-2026-000102',
      'inv 2026 102',
      'INV2026000102',
      'İNV/2026/0102',
      'INV2026-102',
      'INV20260000102',
    ])
      expect(parts(text), text).toEqual(['INV 2026 102'])
    expect(readOwnNumber('INV-2026-000102')).toMatchObject({
      series: 'INV',
      year: 2026,
      tail: '102',
    })
    expect(readOwnNumber('GIB2026000000102')).toMatchObject({
      series: 'GIB',
      year: 2026,
      tail: '102',
    })
  })

  it('M107: a list goes on in the series it began', () => {
    expect(parts('FT102, 103')).toEqual(['FT 102', '103', 'FT 103'])
    expect(parts('102 103 nolu faturalar')).toEqual(['102', '103'])
  })

  it('reads a letter for the digit it looks like, and a number that a field broke', () => {
    expect(parts('GIB2026O00O00102')).toEqual(['GIB 2026 102'])
    expect(parts('INV-2026-0255 10')).toContain('INV 2026 25510')
  })

  it('leaves out days, amounts, accounts, tax ids and what banks number', () => {
    const text =
      '15.10.2026 tarihli FT7 1.250,00 TL TR33 0006 1005 1978 6457 8413 26 SORGU NO:123456 VKN:1234567890 %2'
    expect(parts(text)).toEqual(['FT 7'])
    expect(withoutBeside(foldLetters('vom 05.08.26')).days).toEqual([20_670])
  })

  it('keeps a document’s number whatever its shape', () => {
    expect(readOwnNumber('A/12-B/34')).toMatchObject({ tail: '34', isPlain: false })
    expect(readOwnNumber('102')).toMatchObject({ series: '', year: 0, tail: '102' })
    expect(readOwnNumber('FT20261')).toMatchObject({ series: 'FT', year: 0, tail: '20261' })
  })
})
