import { expect, it } from 'vitest'
import { nameFor, ruleOfLine } from './rule-start.ts'

const line = { text: 'EFT 4711 DENİZ TİCARET ŞUBE 12 ÖDEME', counterparty: null, iban: null }

it('M107 (part): a rule made of a line holds by IBAN, else by the payer, else by its words', () => {
  expect(ruleOfLine({ ...line, iban: 'TR33', counterparty: 'Deniz A.Ş.' }, '120.01')).toEqual({
    name: 'Deniz A.Ş.',
    when: { iban: 'TR33' },
    effect: { kind: 'customer', customer: '120.01', onAccount: false },
  })
  expect(ruleOfLine({ ...line, counterparty: ' Deniz A.Ş. ' }, null)).toEqual({
    name: 'Deniz A.Ş.',
    when: { counterparty: 'Deniz A.Ş.' },
  })
  expect(ruleOfLine(line, null)).toEqual({
    name: 'DENİZ TİCARET ŞUBE',
    when: { text: 'DENİZ TİCARET ŞUBE' },
  })
})

it('names a rule after its first condition', () => {
  expect(nameFor({ counterparty: 'POS', account: 'Ziraat' })).toBe('POS')
  expect(nameFor({ minMinor: 100 })).toBe('')
})
