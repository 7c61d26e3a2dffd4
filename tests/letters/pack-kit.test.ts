/** The offline check of packs: whichever single byte is changed, its file and its offset are found. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, test } from 'vitest'
import { packKit } from '../../main/backend/pack/pack-kit.ts'
import { ownCrc32, ownSha256 } from '../../main/backend/pack/pack-hash.ts'
import { kit, writePack } from '../../main/backend/pack/write-pack.ts'

/** As the page of a pack has it. */
const slow = packKit({ sha256: ownSha256, crc32: ownCrc32 })
let dir: string
let pack: Buffer
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'saldo-pack-'))
  const long = Buffer.alloc(9000, 0).map((_, i) => (i * 31) % 251)
  writeFileSync(join(dir, 'long.bin'), long)
  await writePack(join(dir, 'pack.zip'), { kind: 'test' }, [
    { name: 'data/long.bin', path: join(dir, 'long.bin') },
    { name: 'data/şirket.json', content: '{"a":1}' },
    { name: 'index.html', content: '<p>Saldo</p>' },
  ])
  pack = readFileSync(join(dir, 'pack.zip'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

test('its own SHA-256 and CRC-32 are those of the machine', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(ownSha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
      expect(ownCrc32(bytes)).toBe(crc32(bytes))
    }),
  )
})

it('N6 N13: an untouched pack is whole, with the faster hash and with its own', () => {
  expect(kit.check(pack, 'pack.zip')).toEqual({ ok: true, files: 5, failures: [] })
  expect(slow.check(pack, 'pack.zip')).toEqual({ ok: true, files: 5, failures: [] })
})

it('N13: every single byte of a pack that is changed is found, with its file and its offset', () => {
  const places = entriesOf(pack)
  for (let at = 0; at < pack.length; at += 1) {
    const changed = Buffer.from(pack)
    changed[at] = (changed[at] ?? 0) ^ (1 + (at % 255))
    const result = kit.check(changed, 'pack.zip')
    const inside = places.find(({ start, end }) => at >= start && at < end)
    const expected = inside
      ? { file: inside.name, offset: at - inside.start }
      : { file: 'pack.zip', offset: at }
    expect(result?.ok, `byte ${at}`).toBe(false)
    expect(result?.failures, `byte ${at}`).toEqual([expected])
  }
})

it('tells where a file was cut, changed in several places, or is missing', () => {
  const files = new Map(
    entriesOf(pack).map(({ name, start, end }) => [
      name,
      new Uint8Array(pack.subarray(start, end)),
    ]),
  )
  const long = files.get('data/long.bin') as Uint8Array<ArrayBuffer>
  const with_ = (bytes: Uint8Array<ArrayBuffer> | null) => {
    const copy = new Map(files)
    if (bytes) copy.set('data/long.bin', bytes)
    else copy.delete('data/long.bin')
    return kit.checkFiles(copy).failures
  }
  const several = long.slice()
  for (const at of [5, 6, 8191]) several[at] = (several[at] ?? 0) ^ 0xff

  expect(with_(long)).toEqual([])
  expect(with_(long.subarray(0, 8500))).toEqual([{ file: 'data/long.bin', offset: 8192 }])
  expect(with_(several)).toMatchObject([
    { file: 'data/long.bin' },
    { file: 'data/long.bin', offset: 8191 },
  ])
  expect(with_(null)).toEqual([{ file: 'data/long.bin', offset: 0 }])
  expect(kit.checkFiles(new Map([...files, ['more.txt', new Uint8Array(1)]])).failures).toEqual([
    { file: 'more.txt', offset: 0 },
  ])
  expect(kit.check(Buffer.from('no archive at all, just text that is long enough'), 'x')).toBeNull()
  expect(kit.check(pack.subarray(0, pack.length - 30), 'pack.zip')?.ok ?? false).toBe(false)
})

/** Where the data of each entry stands, by the local headers. */
function entriesOf(zip: Buffer): { name: string; start: number; end: number }[] {
  const entries: { name: string; start: number; end: number }[] = []
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    const start = at + 30 + zip.readUInt16LE(at + 26)
    const end = start + zip.readUInt32LE(at + 18)
    entries.push({ name: zip.subarray(at + 30, start).toString(), start, end })
    at = end
  }
  return entries
}
