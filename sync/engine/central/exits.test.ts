/** Ways out are offered where they lead somewhere (sync.md 9). */
import { expect, it } from 'vitest'
import { HELD_CODES } from '../../protocol/codes.ts'
import { exitsFor } from './exits.ts'

const document = { kind: 'doc.post', payload: {} }

it('every code can be given up; none offers a request that no rule would let through', () => {
  for (const code of HELD_CODES) {
    const exits = exitsFor(code, document, false)
    expect([code, exits.includes('withdraw')]).toEqual([code, true])
    expect([code, exits.includes('request_approval')]).toEqual([code, false])
  }
})

it('what is asked for already is not offered again', () => {
  expect(exitsFor('PERIOD_CLOSED', document, true)).toEqual(['redate', 'withdraw'])
})
