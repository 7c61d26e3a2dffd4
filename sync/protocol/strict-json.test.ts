import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseStrictJson } from './strict-json.ts'

describe('T14: JSON of the wire', () => {
  it.each([
    ['{"a":1,"a":2}', 'json.key_twice'],
    ['{"a":1,"\\u0061":2}', 'json.key_twice'],
    ['{"x":{"__proto__":{}}}', 'json.key_forbidden'],
    ['{"\\u005f_proto__" : 1}', 'json.key_forbidden'],
    ['[{"constructor":1}]', 'json.key_forbidden'],
    ['9007199254740992', 'json.number'],
    ['{"n":-9007199254740992}', 'json.number'],
    ['[1e400]', 'json.number'],
    [`${'['.repeat(33)}${']'.repeat(33)}`, 'json.deep'],
    ['{"a":"\\"}', 'json'],
    ['{"a":1', 'json'],
    ['nil', 'json'],
    ['', 'json'],
  ])('refuses %s', (text, reason) => {
    expect(parseStrictJson(text)).toEqual({ ok: false, reason })
  })

  it('reads what only looks forbidden', () => {
    const value = { a: '{"a":1,"a":2}', b: ['__proto__', '\\', '"', '9007199254740993'], c: -12.5 }

    expect(parseStrictJson(JSON.stringify(value, null, 2))).toEqual({ ok: true, value })
  })

  it('reads every value that JSON can say within the limits', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value)
        const read = parseStrictJson(text)
        if (read.ok) expect(read.value).toEqual(JSON.parse(text))
        else expect(['json.number', 'json.key_forbidden']).toContain(read.reason)
      }),
      { numRuns: 2000 },
    )
  })

  it('never throws, and never takes what the parser refuses', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'{}[]",:\\u0061e-1. '.split('')) }),
        (text) => {
          const read = parseStrictJson(text)
          if (read.ok) expect(read.value).toEqual(JSON.parse(text))
        },
      ),
      { numRuns: 10_000 },
    )
  })
})
