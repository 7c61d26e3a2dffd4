/**
 * A PDF 1.7 file written front to back (ISO 32000-1): streams as they come, all other objects gathered
 * in compressed object streams (7.5.7), at the end a cross-reference stream (7.5.8).
 */
import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'

export interface Sink {
  write(bytes: Uint8Array): void
}

/** Objects of one object stream. */
const OBJECTS_A_STREAM = 200
/** Content streams are short and many: a higher level costs time and gains little. */
const LEVEL = 4

/** Where an object stands: at an offset of the file, or as the nth of an object stream. */
type Place = { readonly at: number } | { readonly inside: number; readonly nth: number }

export class PdfFile {
  readonly #sink: Sink
  readonly #places: (Place | undefined)[] = [undefined]
  readonly #hash = createHash('sha256')
  #bytes = 0
  #gathered: { readonly id: number; readonly body: string }[] = []

  constructor(sink: Sink) {
    this.#sink = sink
    this.#write(Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1'))
  }

  /** The number of an object that is added later. */
  reserve(): number {
    return this.#places.push(undefined) - 1
  }

  add(id: number, body: string): void {
    this.#gathered.push({ id, body })
    if (this.#gathered.length >= OBJECTS_A_STREAM) this.#flush()
  }

  addStream(id: number, entries: string, bytes: Uint8Array): void {
    this.addDeflated(id, entries, deflateSync(bytes, { level: LEVEL }))
  }

  addDeflated(id: number, entries: string, bytes: Uint8Array): void {
    this.addRaw(id, `${entries}/Filter/FlateDecode`, bytes)
  }

  /** A stream whose entries say by themselves how it is encoded. */
  addRaw(id: number, entries: string, bytes: Uint8Array): void {
    this.#places[id] = { at: this.#bytes }
    this.#write(Buffer.from(`${id} 0 obj\n<<${entries}/Length ${bytes.length}>>stream\n`, 'latin1'))
    this.#write(bytes)
    this.#write(Buffer.from('\nendstream\nendobj\n', 'latin1'))
  }

  /** Writes what is gathered, the table of places and the trailer. */
  finish(catalog: number, info: number): void {
    this.#flush()
    const id = this.reserve()
    const at = this.#bytes
    this.#places[id] = { at }
    const table = Buffer.alloc(this.#places.length * 7)
    this.#places.forEach((place, i) => {
      const entry = i * 7
      if (place === undefined) return
      table.writeUInt8('at' in place ? 1 : 2, entry)
      table.writeUInt32BE('at' in place ? place.at : place.inside, entry + 1)
      table.writeUInt16BE('at' in place ? 0 : place.nth, entry + 5)
    })
    const mark = this.#hash.copy().digest('hex').slice(0, 32)
    this.addStream(
      id,
      `/Type/XRef/Size ${this.#places.length}/W[1 4 2]/Root ${catalog} 0 R/Info ${info} 0 R/ID[<${mark}><${mark}>]`,
      table,
    )
    this.#write(Buffer.from(`startxref\n${at}\n%%EOF\n`, 'latin1'))
  }

  #flush(): void {
    if (this.#gathered.length === 0) return
    const id = this.reserve()
    let heads = ''
    let bodies = ''
    this.#gathered.forEach((one, nth) => {
      heads += `${one.id} ${bodies.length} `
      bodies += `${one.body}\n`
      this.#places[one.id] = { inside: id, nth }
    })
    const { length } = this.#gathered
    this.#gathered = []
    this.addStream(
      id,
      `/Type/ObjStm/N ${length}/First ${heads.length}`,
      Buffer.from(heads + bodies, 'latin1'),
    )
  }

  #write(bytes: Uint8Array): void {
    this.#sink.write(bytes)
    this.#hash.update(bytes)
    this.#bytes += bytes.length
  }
}

/** A text string: UTF-16 with its byte order mark, in hexadecimal. */
export function textString(text: string): string {
  return `<feff${Buffer.from(text.toWellFormed(), 'utf16le').swap16().toString('hex')}>`
}
