import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LINK_VIEWS, requestOfLink } from './open-request.ts'

it.each([
  ['saldo://customer/120.01.0004?view=statement', '120.01.0004', 'statement'],
  ['saldo://customer/120.01.0004', '120.01.0004', 'overview'],
  ['saldo://customer/120.01.0004/', '120.01.0004', 'overview'],
  ['SALDO://customer/%C5%9E-1?view=items', 'Ş-1', 'items'],
  ['saldo://customer/A%2FB', 'A/B', 'overview'],
])('%s asks for an account', (link, code, view) => {
  expect(requestOfLink(link)).toEqual({ kind: 'customer', code, view })
})

it.each([
  'saldo://app/',
  'saldo://customer',
  'saldo://customer/',
  'saldo://customer/A/B',
  'saldo://customer/A?view=delete',
  'saldo://customer/A?view=statement&post=1',
  'saldo://customer/A?view=statement&view=items',
  'saldo://customer/A?post=1',
  'saldo://customer/A#x',
  'saldo://x@customer/A',
  'saldo://customer:80/A',
  'saldo://customer.evil/A',
  'saldo://customer/%00',
  'saldo://customer/%0aA',
  'saldo://customer/%E2%80%AEA',
  'saldo://customer/%zz',
  'saldo://customer/%20A',
  'saldo://customer/A B',
  'saldo://customer\\A',
  'saldo:customer/A',
  ' saldo://customer/A',
  'https://customer/A',
  'javascript:alert(1)',
  '',
  `saldo://customer/${'A'.repeat(65)}`,
  `saldo://customer/${'%41'.repeat(200)}`,
])('%j asks for nothing', (link) => {
  expect(requestOfLink(link)).toBeNull()
})

it('whatever a link says, it is one account and a known view, or nothing (1,000 a run)', () => {
  const link = fc.oneof(
    fc.string({ maxLength: 80 }).map((rest) => `saldo://customer/${rest}`),
    fc.webPath().map((path) => `saldo://customer${path}`),
    fc.string({ maxLength: 60, unit: 'binary' }).map((rest) => `saldo://customer/A?${rest}`),
  )
  fc.assert(
    fc.property(link, (text) => {
      const request = requestOfLink(text)
      if (request === null) return
      expect(request.kind).toBe('customer')
      if (request.kind !== 'customer') return
      expect(LINK_VIEWS).toContain(request.view)
      expect(request.code).not.toMatch(/[\u0000-\u001f\u202a-\u202e]|^\s|\s$/)
      expect(request.code.length).toBeLessThanOrEqual(64)
    }),
    { numRuns: 1000 },
  )
})
