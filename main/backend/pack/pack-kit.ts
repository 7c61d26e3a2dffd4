/**
 * How a sealed pack is checked: the one piece of code that the command line runs and that stands, as
 * text, in the page of every pack. So `packKit` holds all it needs inside itself and imports nothing.
 *
 * A pack is a ZIP archive (APPNOTE 6.3) whose entries are stored, not compressed, each once, in order:
 * `manifest.json`, `seal.txt`, then the files. The manifest names each file with its size, its SHA-256
 * and, for every 4,096 bytes, two sums modulo 65521: of the bytes, and of the bytes times their place
 * from 1. When one byte of a block is changed the two differences tell which and by how much, and
 * putting it right must give the SHA-256 again: the offset is proven, not guessed. The seal does the
 * same for the manifest and says its hash twice, so that a change of the seal is told from one of the
 * manifest. What is left of the archive, its headers, is rebuilt and compared byte by byte.
 *
 * None of this stops a forger who writes a new pack: the pack's own SHA-256, printed when it was made
 * and kept in the ledger's audit chain, does.
 */
export interface PackFailure {
  /** Inside the pack; the pack's own name for its headers. */
  readonly file: string
  /** From 0; where it is not known to the byte, where the block with the change begins. */
  readonly offset: number
}

export interface PackResult {
  readonly ok: boolean
  readonly files: number
  readonly failures: readonly PackFailure[]
}

export interface PackManifest {
  readonly format: 'saldo.pack.v1'
  readonly files: readonly {
    readonly name: string
    readonly size: number
    readonly sha256: string
    readonly sums: string
  }[]
}

/** SHA-256 in hexadecimal and CRC-32: the machine's own, or those of pack-hash.ts. */
export interface PackHashes {
  readonly sha256: (bytes: Uint8Array) => string
  readonly crc32: (bytes: Uint8Array) => number
}

export function packKit({ sha256, crc32 }: PackHashes) {
  const BLOCK = 4096
  const PRIME = 65521
  const MANIFEST = 'manifest.json'
  const SEAL = 'seal.txt'
  const FAILURES_MAX = 1000
  const utf8 = new TextEncoder()
  const text = new TextDecoder()

  /** Eight hexadecimal digits a block. */
  function sumsOf(bytes: Uint8Array): string {
    let sums = ''
    for (let at = 0; at < bytes.length; at += BLOCK) {
      let plain = 0
      let placed = 0
      const end = Math.min(bytes.length, at + BLOCK)
      for (let i = at; i < end; i += 1) {
        const byte = bytes[i] as number
        plain += byte
        placed += byte * (i - at + 1)
      }
      sums += hex4(plain % PRIME) + hex4(placed % PRIME)
    }
    return sums
  }

  function hex4(value: number): string {
    return value.toString(16).padStart(4, '0')
  }

  function sealOf(manifest: Uint8Array): string {
    const hash = sha256(manifest)
    return `SALDO PACK 1\n${hash}\n${hash}\n${manifest.length}\n${sumsOf(manifest)}\n`
  }

  interface Entry {
    name: Uint8Array
    crc: number
    size: number
    /** Of the local header. */
    at: number
  }

  /** What both headers say in the same order: version, flags, method, time, day, crc, sizes, name. */
  function headerOf(entry: Entry, isCentral: boolean): Uint8Array {
    const header = new Uint8Array((isCentral ? 46 : 30) + entry.name.length)
    const view = new DataView(header.buffer)
    view.setUint32(0, isCentral ? 0x02014b50 : 0x04034b50, true)
    view.setUint16(4, 20, true)
    const from = isCentral ? 6 : 4
    view.setUint16(from, 20, true)
    view.setUint16(from + 2, 0x0800, true)
    view.setUint16(from + 8, 0x0021, true)
    view.setUint32(from + 10, entry.crc, true)
    view.setUint32(from + 14, entry.size, true)
    view.setUint32(from + 18, entry.size, true)
    view.setUint16(from + 22, entry.name.length, true)
    if (isCentral) view.setUint32(42, entry.at, true)
    header.set(entry.name, isCentral ? 46 : 30)
    return header
  }

  function endOf(entries: readonly Entry[], at: number, size: number): Uint8Array {
    const end = new Uint8Array(22)
    const view = new DataView(end.buffer)
    view.setUint32(0, 0x06054b50, true)
    view.setUint16(8, entries.length, true)
    view.setUint16(10, entries.length, true)
    view.setUint32(12, size, true)
    view.setUint32(16, at, true)
    return end
  }

  /** By the local headers, front to back, as far as they go. */
  function walk(zip: Uint8Array): Entry[] | null {
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
    const entries: Entry[] = []
    let at = 0
    while (at + 46 <= zip.length && view.getUint32(at, true) === 0x04034b50) {
      const size = view.getUint32(at + 18, true)
      const length = view.getUint16(at + 26, true)
      const data = at + 30 + length
      if (data + size > zip.length) return null
      entries.push({
        name: zip.subarray(at + 30, data),
        crc: view.getUint32(at + 14, true),
        size,
        at,
      })
      at = data + size
    }
    return entries.length > 0 ? entries : null
  }

  /** By the directory at the end; null where it does not describe the whole archive. */
  function directory(zip: Uint8Array): Entry[] | null {
    if (zip.length < 22) return null
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
    const end = zip.length - 22
    const count = view.getUint16(end + 10, true)
    const start = view.getUint32(end + 16, true)
    const entries: Entry[] = []
    let next = 0
    for (let at = start; at < end; ) {
      if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return null
      const length = view.getUint16(at + 28, true)
      const entry = {
        name: zip.subarray(at + 46, at + 46 + length),
        crc: view.getUint32(at + 16, true),
        size: view.getUint32(at + 20, true),
        at: view.getUint32(at + 42, true),
      }
      if (entry.at !== next) return null
      next = entry.at + 30 + length + entry.size
      entries.push(entry)
      at += 46 + length
    }
    return next === start && entries.length === count && count > 0 ? entries : null
  }

  /** The files of a pack, and the first byte of its headers that is not as it was written. */
  function open(
    zip: Uint8Array,
  ): { readonly files: Map<string, Uint8Array>; readonly container: number | null } | null {
    const local = walk(zip)
    const central = directory(zip)
    const entries = central ?? local
    if (!entries) return null
    const files = new Map<string, Uint8Array>()
    let container: number | null = null
    const compare = (expected: Uint8Array, at: number) => {
      for (let i = 0; i < expected.length && container === null; i += 1)
        if (zip[at + i] !== expected[i]) container = at + i
    }
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
    let at = 0
    for (const [i, entry] of entries.entries()) {
      const data = entry.at + 30 + entry.name.length
      const bytes = zip.subarray(data, data + entry.size)
      const name = local?.[i] ? nameOf(entry, local[i]) : entry.name
      const stated = [
        entry.crc,
        entry.at + 18 <= zip.length ? view.getUint32(entry.at + 14, true) : 0,
      ]
      const found = crc32(bytes)
      // Two of the three agree: the third is what was changed.
      entry.crc = stated.includes(found) ? found : (stated[0] as number)
      entry.name = name
      files.set(text.decode(name), bytes)
      compare(headerOf(entry, false), entry.at)
      at = data + entry.size
    }
    const start = at
    for (const entry of entries) {
      const header = headerOf(entry, true)
      compare(header, at)
      at += header.length
    }
    compare(endOf(entries, start, at - start), at)
    if (container === null && zip.length !== at + 22) container = Math.min(zip.length, at + 22)
    return { files, container }
  }

  /** A name is said twice: the manifest decides which is the right one, by being findable. */
  function nameOf(entry: Entry, other: Entry): Uint8Array {
    return known.has(text.decode(entry.name)) || !known.has(text.decode(other.name))
      ? entry.name
      : other.name
  }
  let known = new Set<string>()

  /** Where a file differs from what is known of it. */
  function differences(
    bytes: Uint8Array,
    size: number,
    hash: string,
    sums: string,
  ): { readonly offsets: number[]; readonly repaired: Uint8Array | null } {
    if (bytes.length === size && sha256(bytes) === hash) return { offsets: [], repaired: bytes }
    const own = sumsOf(bytes)
    const offsets: number[] = []
    const repaired = new Uint8Array(bytes)
    for (let at = 0, i = 0; at < Math.max(bytes.length, size); at += BLOCK, i += 8) {
      if (own.slice(i, i + 8) === sums.slice(i, i + 8)) continue
      const one = changedByte(bytes, at, own.slice(i, i + 8), sums.slice(i, i + 8))
      offsets.push(one?.offset ?? Math.min(at, bytes.length))
      if (one) repaired[one.offset] = one.byte
      if (bytes.length !== size) break
    }
    if (offsets.length === 0) offsets.push(Math.min(bytes.length, size))
    const isRight = repaired.length === size && sha256(repaired) === hash
    return { offsets, repaired: isRight ? repaired : null }
  }

  /** The one byte whose change explains both sums of a block. */
  function changedByte(
    bytes: Uint8Array,
    at: number,
    own: string,
    stated: string,
  ): { readonly offset: number; readonly byte: number } | null {
    const part = (sums: string, from: number) => Number.parseInt(sums.slice(from, from + 4), 16)
    const plain = (part(own, 0) - part(stated, 0) + PRIME) % PRIME
    const placed = (part(own, 4) - part(stated, 4) + PRIME) % PRIME
    const change = plain > PRIME / 2 ? plain - PRIME : plain
    if (change === 0 || Number.isNaN(placed) || Math.abs(change) > 255) return null
    let inverse = 1
    for (let power = PRIME - 2, base = plain; power > 0; power >>= 1) {
      if (power & 1) inverse = (inverse * base) % PRIME
      base = (base * base) % PRIME
    }
    const offset = at + ((placed * inverse) % PRIME) - 1
    const byte = (bytes[offset] ?? -1) - change
    const isInside = offset >= at && offset < Math.min(at + BLOCK, bytes.length)
    return isInside && byte >= 0 && byte <= 255 ? { offset, byte } : null
  }

  /** Files of an unpacked pack. */
  function checkFiles(files: ReadonlyMap<string, Uint8Array>): PackResult {
    const failures: PackFailure[] = []
    const fail = (file: string, offset: number) => {
      if (failures.length < FAILURES_MAX) failures.push({ file, offset })
    }
    const manifest = trustedManifest(files, fail)
    if (manifest) {
      const expected = new Set([MANIFEST, SEAL])
      for (const { name, size, sha256: hash, sums } of manifest.files) {
        expected.add(name)
        const bytes = files.get(name)
        if (!bytes) fail(name, 0)
        else for (const offset of differences(bytes, size, hash, sums).offsets) fail(name, offset)
      }
      for (const name of files.keys()) if (!expected.has(name)) fail(name, 0)
      if (failures.length === 0)
        for (const [name, bytes] of files)
          if (/^(?:letters\/.*|campaign)\.json$/.test(name) && !isSealed(bytes)) fail(name, 0)
    }
    return { ok: failures.length === 0, files: files.size, failures }
  }

  /** The manifest as it was sealed, also where one byte of it or of the seal was changed since. */
  function trustedManifest(
    files: ReadonlyMap<string, Uint8Array>,
    fail: (file: string, offset: number) => void,
  ): PackManifest | null {
    const manifest = files.get(MANIFEST)
    const seal = files.get(SEAL)
    if (!manifest) fail(MANIFEST, 0)
    if (!seal) fail(SEAL, 0)
    if (!manifest || !seal) return null
    const right = utf8.encode(sealOf(manifest))
    const [, first, second, size, sums] = text.decode(seal).split('\n')
    let whole: Uint8Array | null = manifest
    if (first === second && first !== sha256(manifest)) {
      const found = differences(manifest, Number(size), first ?? '', sums ?? '')
      for (const offset of found.offsets) fail(MANIFEST, offset)
      whole = found.repaired
    } else {
      const at = right.findIndex((byte, i) => seal[i] !== byte)
      if (at >= 0 || seal.length !== right.length) fail(SEAL, at >= 0 ? at : right.length)
    }
    return whole ? (JSON.parse(text.decode(whole)) as PackManifest) : null
  }

  /** A letter's own seal, or its campaign's: its content, and the lines of its statement, come to the hashes it states. */
  function isSealed(bytes: Uint8Array): boolean {
    const letter = JSON.parse(text.decode(bytes)) as {
      hash: string
      content: string
      lines?: Record<string, string>
    }
    const hashOf = (of: string) => sha256(utf8.encode(`saldo.letter.v1\0${of}`))
    const content = JSON.parse(letter.content) as {
      balances?: { currency: string; lines_hash: string }[]
    }
    return (
      hashOf(letter.content) === letter.hash &&
      (content.balances ?? []).every(
        ({ currency, lines_hash: hash }) => hashOf(letter.lines?.[currency] ?? '[]') === hash,
      )
    )
  }

  /** A pack as it lies on a disk; null for what is no pack. */
  function check(zip: Uint8Array, packName: string): PackResult | null {
    known = new Set()
    const first = open(zip)
    if (!first) return null
    const ignore = () => undefined
    const manifest = trustedManifest(first.files, ignore)
    if (!first.files.has(MANIFEST) && !first.files.has(SEAL)) return null
    known = new Set([MANIFEST, SEAL, ...(manifest?.files ?? []).map(({ name }) => name)])
    const opened = open(zip) ?? first
    const result = checkFiles(opened.files)
    if (opened.container === null) return result
    return {
      ok: false,
      files: result.files,
      failures: [{ file: packName, offset: opened.container }, ...result.failures],
    }
  }

  return { sha256, sumsOf, sealOf, check, checkFiles, MANIFEST, SEAL }
}
