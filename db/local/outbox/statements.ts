/**
 * The statements of one transaction as bytes, and back.
 *
 * Ids, moments and amounts are bound values made before, and row ids follow from the rows that are
 * there; so the same statements over the same state give the same rows, whichever tables they touch.
 *
 * Layout, little-endian: a byte says what follows. 0 `fresh`: forget the texts defined so far.
 * 1 `define`: u32 length, SQL in UTF-8; it gets the next number from 0 on. 2 `run`: u16 number of the
 * text, u8 count of values, then each: 0 null, 1 number as f64, 2 text (u32 length, UTF-8), 3 bytes
 * (u32 length), 4 integer beyond 2^53 as i64.
 */
import type { SqlValue } from '../../kit/database.ts'

const FRESH = 0
const DEFINE = 1
const RUN = 2
const NULL = 0
const NUMBER = 1
const TEXT = 2
const BYTES = 3
const BIG = 4

export interface Statement {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

/** Grows as it is written; the same memory serves every transaction. */
export class StatementWriter {
  #bytes = Buffer.allocUnsafe(16_384)
  #size = 0
  readonly #known = new Map<string, number>()
  /** Texts first named in the running transaction: forgotten again when it is rolled back. */
  #defined: string[] = []
  #isFresh = true

  get size(): number {
    return this.#size
  }

  /** What was written since the last `taken`; valid until the next call. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#size)
  }

  add(sql: string, values: readonly SqlValue[]): void {
    if (this.#isFresh) {
      this.#room(1)
      this.#byte(FRESH)
      this.#isFresh = false
    }
    let number = this.#known.get(sql)
    if (number === undefined) {
      number = this.#known.size
      this.#known.set(sql, number)
      this.#defined.push(sql)
      this.#room(1)
      this.#byte(DEFINE)
      this.#text(sql)
    }
    this.#room(4)
    this.#byte(RUN)
    this.#size = this.#bytes.writeUInt16LE(number, this.#size)
    this.#byte(values.length)
    for (const value of values) this.#value(value)
  }

  taken(): void {
    this.#size = 0
  }

  /** The transaction is kept. */
  kept(): void {
    this.#size = 0
    this.#defined = []
    if (this.#known.size > 60_000) this.forget()
  }

  /** The transaction is not kept: neither are the texts it defined. */
  dropped(): void {
    this.#size = 0
    if (this.#defined.length > 0) this.forget()
    this.#defined = []
  }

  /** Another segment, or another process before: texts are defined anew. */
  forget(): void {
    this.#known.clear()
    this.#defined = []
    this.#isFresh = true
  }

  #value(value: SqlValue): void {
    if (value === null || value === undefined) {
      this.#room(1)
      this.#byte(NULL)
    } else if (typeof value === 'number') {
      this.#room(9)
      this.#byte(NUMBER)
      this.#size = this.#bytes.writeDoubleLE(value, this.#size)
    } else if (typeof value === 'string') {
      this.#room(1)
      this.#byte(TEXT)
      this.#text(value)
    } else if (typeof value === 'bigint') {
      this.#room(9)
      this.#byte(BIG)
      this.#size = this.#bytes.writeBigInt64LE(value, this.#size)
    } else {
      this.#room(5 + value.length)
      this.#byte(BYTES)
      this.#size = this.#bytes.writeUInt32LE(value.length, this.#size)
      this.#bytes.set(value, this.#size)
      this.#size += value.length
    }
  }

  #text(text: string): void {
    // Never more than three bytes for one UTF-16 unit.
    this.#room(4 + text.length * 3)
    const length = this.#bytes.write(text, this.#size + 4, 'utf8')
    this.#bytes.writeUInt32LE(length, this.#size)
    this.#size += 4 + length
  }

  #byte(value: number): void {
    this.#bytes[this.#size] = value
    this.#size += 1
  }

  #room(more: number): void {
    if (this.#size + more <= this.#bytes.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#size + more))
    this.#bytes.copy(grown, 0, 0, this.#size)
    this.#bytes = grown
  }
}

/** Reads what writers wrote, in order: texts defined in one transaction hold in those after it. */
export class StatementReader {
  #known: string[] = [];

  *read(bytes: Buffer): IterableIterator<Statement> {
    let at = 0
    const text = () => {
      const length = bytes.readUInt32LE(at)
      const value = bytes.toString('utf8', at + 4, at + 4 + length)
      at += 4 + length
      return value
    }
    const value = (): SqlValue => {
      const type = bytes[at]
      at += 1
      switch (type) {
        case NULL:
          return null
        case NUMBER:
          at += 8
          return bytes.readDoubleLE(at - 8)
        case TEXT:
          return text()
        case BIG:
          at += 8
          return bytes.readBigInt64LE(at - 8)
        case BYTES: {
          const length = bytes.readUInt32LE(at)
          at += 4 + length
          return Buffer.from(bytes.subarray(at - length, at))
        }
        default:
          throw new Error(`outbox: a value of type ${String(type)}`)
      }
    }
    while (at < bytes.length) {
      const what = bytes[at]
      at += 1
      if (what === FRESH) this.#known = []
      else if (what === DEFINE) this.#known.push(text())
      else if (what === RUN) {
        const sql = this.#known[bytes.readUInt16LE(at)]
        const count = bytes[at + 2] ?? 0
        at += 3
        if (sql === undefined) throw new Error('outbox: a statement that was not defined')
        yield { sql, values: Array.from({ length: count }, value) }
      } else throw new Error(`outbox: a step of type ${String(what)}`)
    }
  }
}
