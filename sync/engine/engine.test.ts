import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { canonicalText, type Plain, sha256 } from './canonical.ts'
import { addToSet, pendingLeaf, toBytes32, toInteger } from './cells.ts'
import { commitment, contentHash } from './document-core.ts'
import { externalId } from './ids.ts'
import { hashesOfEnvelope, hashOfEnvelope, makeOperation, type OperationBody } from './operation.ts'

const body: OperationBody = {
  op_id: '0198aaaa-0000-7000-8000-000000000001',
  company_id: '0198aaaa-0000-7000-8000-000000000002',
  device_id: '0198aaaa-0000-7000-8000-000000000003',
  device_epoch: 1,
  device_seq: 1,
  prev: '0'.repeat(64),
  kind: 'doc.post',
  v: 1,
  entity_id: '0198aaaa-0000-7000-8000-000000000004',
  deps: [],
  attempt: 1,
  actor: '0198aaaa-0000-7000-8000-000000000005',
  hlc: '0198aaaa0000-0000',
  entered_at: '2026-03-02T09:14:05.120Z',
  app: '0.1.0',
  payload: { text: 'Şahin "Gıda"\\', amount: -5, none: undefined },
}

describe('canonical bytes', () => {
  it('sorts keys, leaves absent values out and keeps text as it is', () => {
    expect(canonicalText({ b: 1, a: 'ğ', c: undefined })).toBe('{"a":"ğ","b":1}')
  })

  test('is what the reference implementation of RFC 8785 writes', () => {
    const plain = fc.letrec<{ value: Plain }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'binary' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.maxSafeInteger(),
        fc.boolean(),
        fc.array(tie('value')),
        fc.dictionary(fc.string({ unit: 'binary' }), tie('value')),
      ),
    })).value
    fc.assert(
      fc.property(plain, (value) => {
        expect(canonicalText(value)).toBe(canonicalize(value))
      }),
      { numRuns: 2000 },
    )
  })

  it('refuses what has no canonical form', () => {
    expect(() => canonicalText('\ud800')).toThrow(TypeError)
    expect(() => canonicalText({ '\udc00': 1 })).toThrow(TypeError)
    expect(() => canonicalText(Number.NaN)).toThrow(TypeError)
    expect(() => canonicalText([Number.POSITIVE_INFINITY])).toThrow(TypeError)
  })

  it('hashes with the prefix and a NUL in front', () => {
    expect(sha256('saldo.op.v1', 'x')).not.toEqual(sha256('saldo.doc.v1', 'x'))
  })
})

describe('operations', () => {
  it('writes an envelope whose hash anyone can recompute', () => {
    const { envelope, hash } = makeOperation(body)
    const read = hashOfEnvelope(envelope)

    expect(read?.claimed).toBe(hash.toString('hex'))
    expect(read?.computed).toBe(read?.claimed)
    expect(envelope).toBe(canonicalText(JSON.parse(envelope)))
  })

  it('hashes a stored envelope as it stands, or in canonical form when it stands otherwise', () => {
    const { envelope, hash } = makeOperation(body)
    const claimed = hash.toString('hex')
    const sound = { claimed, computed: claimed, prev: '0'.repeat(64) }

    expect(hashesOfEnvelope(envelope)).toEqual(sound)
    expect(hashesOfEnvelope(JSON.stringify(JSON.parse(envelope), null, 1))).toEqual(sound)
    expect(hashesOfEnvelope(envelope.replace(/}$/, ',"sig":"x"}'))).toEqual(sound)
    expect(hashesOfEnvelope(envelope.slice(1))).toBeNull()
  })

  test('an envelope changed anywhere no longer has the hash it states', () => {
    const { envelope } = makeOperation(body)
    fc.assert(
      fc.property(fc.nat(envelope.length - 1), fc.constantFrom('0', 'x', '"', ''), (at, put) => {
        const changed = envelope.slice(0, at) + put + envelope.slice(at + 1)
        fc.pre(changed !== envelope)
        const read = hashesOfEnvelope(changed)
        expect(read === null || read.computed !== read.claimed).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('hashes what was sent as it stands without its hash and signature, and knows any other change', () => {
    const { envelope, hash } = makeOperation(body)
    const sig = 'c2lnbmF0dXJl+/=='
    const sent = canonicalText({ ...(JSON.parse(envelope) as Record<string, Plain>), sig })
    const claimed = hash.toString('hex')

    expect(hashOfEnvelope(sent)).toMatchObject({ claimed, computed: claimed })
    expect(hashOfEnvelope(JSON.stringify(JSON.parse(sent), null, 1))).toMatchObject({
      claimed,
      computed: claimed,
    })
    for (const [from, to] of [
      ['"amount":-5', '"amount":-6'],
      ['"attempt":1', '"attempt":1,"attempt":2'],
      ['"v":1', '"v":1,"w":1'],
    ] as const) {
      const read = hashOfEnvelope(sent.replace(from, to))
      expect([to, read?.computed === read?.claimed]).toEqual([to, false])
    }
  })

  it('notices a changed amount', () => {
    const { envelope } = makeOperation(body)
    const read = hashOfEnvelope(envelope.replace('"amount":-5', '"amount":-6'))

    expect(read?.computed).not.toBe(read?.claimed)
  })
})

it('computes the same id for the same outside fact, another for another generation', () => {
  const id = externalId('c', 'import', 'invoice\0C1\0INV-1')

  expect(id).toBe(externalId('c', 'import', 'invoice\0C1\0INV-1'))
  expect(id).not.toBe(externalId('c', 'import', 'invoice\0C1\0INV-1\x002'))
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

it('keeps a redacted memo out of the content hash', () => {
  const core = { doc_id: 'd', kind: 'invoice', doc_date: '2026-01-01', currency: 'TRY', lines: [] }
  const key = Buffer.alloc(32, 7)

  expect(contentHash({ ...core, memo_c: commitment(key, 'd', 'a') })).not.toEqual(contentHash(core))
})

test('set hashes are order-free, count multiplicity and can be taken back', () => {
  const leaf = (n: number) => pendingLeaf(Buffer.from([n]), Buffer.from([n]), String(n))
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1 }), (numbers) => {
      const sum = (list: readonly number[]) => list.reduce((set, n) => addToSet(set, leaf(n)), 0n)
      const forward = sum(numbers)

      expect(sum(numbers.toReversed())).toBe(forward)
      expect(sum([...numbers, numbers[0] ?? 0])).not.toBe(forward)
      expect(addToSet(sum([...numbers, 9]), -leaf(9))).toBe(forward)
      expect(toInteger(toBytes32(forward))).toBe(forward)
    }),
  )
})
