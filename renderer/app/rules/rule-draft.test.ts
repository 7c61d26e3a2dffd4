import { expect, it } from 'vitest'
import { draftOf, problemsOf, ruleOf } from './rule-draft.ts'

it('M107 (part): a rule that is opened and saved unchanged is the same rule', () => {
  const rule = {
    ruleId: 'r',
    name: 'Deniz',
    when: {
      text: 'KIRA',
      iban: 'TR330006100519786457841326',
      account: 'Ziraat TL',
      currency: 'TRY' as never,
      minMinor: 100_00,
      maxMinor: 200_00,
    },
    effect: { kind: 'customer' as const, customer: '120.01', onAccount: true },
  }

  expect(problemsOf(draftOf(rule))).toEqual({})
  expect(ruleOf(draftOf(rule), 'r')).toEqual(rule)
})

it('says at each field what is missing or wrong', () => {
  expect(problemsOf(draftOf({}))).toEqual({
    none: 'rules.problem.none',
    customer: 'field.required',
    name: 'field.required',
  })
  const wrong = draftOf({ when: { text: '…', iban: 'TR11', minMinor: 500, maxMinor: 100 } })
  expect(problemsOf({ ...wrong, effect: 'notCustomer' })).toEqual({
    text: 'rules.problem.words',
    iban: 'rules.problem.iban',
    maxMinor: 'rules.problem.amounts',
    currency: 'rules.problem.currency',
  })
})

it('takes an IBAN in groups, and a name of its own where none is given', () => {
  const draft = { ...draftOf({}), iban: 'tr33 0006 1005 1978 6457 8413 26', customer: '120.01' }

  expect(problemsOf(draft)).toEqual({})
  expect(ruleOf(draft, 'r')).toMatchObject({
    name: 'TR330006100519786457841326',
    when: { iban: 'TR330006100519786457841326' },
  })
})
