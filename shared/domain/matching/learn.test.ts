import { describe, expect, it } from 'vitest'
import { day } from '../days.ts'
import { factKeysOf, learn, unlearn } from './learn.ts'
import type { ConfirmedMatch } from './types.ts'

const confirmed = (id: string, on: string): ConfirmedMatch => ({
  line: {
    id,
    text: 'GELEN EFT DENİZ TİC. FT102 AMBALAJ ALIMI',
    counterparty: 'Deniz Tic. A.Ş.',
    iban: 'TR33 0006 1005 1978 6457 8413 26',
    taxId: null,
    bookedOn: day(on),
  },
  customer: 'C-1',
})

describe('learning from confirmed matches', () => {
  it('N11: remembers account, name and words, and says from which lines', () => {
    const facts = learn(learn([], confirmed('L1', '2026-09-30')), confirmed('L2', '2026-09-02'))

    expect(facts.map(({ kind, key, count, lastOn }) => ({ kind, key, count, lastOn }))).toEqual([
      { kind: 'iban', key: 'TR330006100519786457841326', count: 2, lastOn: '2026-09-30' },
      { kind: 'name', key: 'DENIZ TIC A S', count: 2, lastOn: '2026-09-30' },
      { kind: 'text', key: 'DENIZ TIC AMBALAJ ALIMI', count: 2, lastOn: '2026-09-30' },
    ])
    expect(facts[0]?.sources.map((source) => source.lineId)).toEqual(['L2', 'L1'])
  })

  it('learns a line once, whatever the order, and undoing it restores what was known', () => {
    const one = learn([], confirmed('L1', '2026-09-30'))
    const two = learn(one, confirmed('L2', '2026-09-02'))

    expect(learn(two, confirmed('L1', '2026-09-30'))).toBe(two)
    expect(learn(learn([], confirmed('L2', '2026-09-02')), confirmed('L1', '2026-09-30'))).toEqual(
      two,
    )
    expect(unlearn(two, 'L2')).toEqual(one)
    expect(unlearn(one, 'L1')).toEqual([])
  })

  it('takes no text for a pattern that anybody could write', () => {
    const line = { ...confirmed('L1', '2026-09-30').line, text: 'FATURA 102 ÖDEMESİ' }

    expect(factKeysOf(line).map((fact) => fact.kind)).toEqual(['iban', 'name'])
  })
})
