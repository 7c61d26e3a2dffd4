/** Typed arrays that grow by an eighth: at a million items doubling would waste what must stay small. */
type Typed =
  | Int32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>

/** The array itself when it holds `size` elements, else a larger copy of it. */
export function grown<T extends Typed>(array: T, size: number): T {
  if (size <= array.length) return array
  const make = array.constructor as new (length: number) => T
  const larger = new make(Math.max(1024, size, Math.ceil(array.length * 1.125)))
  larger.set(array as never)
  return larger
}

/**
 * Days given as the distance to another day, two bytes each; the rare one that lies more than 89
 * years away is kept beside.
 */
export class DayOffsets {
  #near = new Int16Array(0)
  readonly #far = new Map<number, number>()

  get byteLength(): number {
    return this.#near.byteLength
  }

  reserve(size: number): void {
    this.#near = grown(this.#near, size)
  }

  get(index: number): number {
    const near = this.#near[index] ?? 0
    return near === FAR ? (this.#far.get(index) ?? 0) : near
  }

  set(index: number, offset: number): void {
    this.#far.delete(index)
    const isNear = offset > FAR && offset <= 32_767
    this.#near[index] = isNear ? offset : FAR
    if (!isNear) this.#far.set(index, offset)
  }
}

const FAR = -32_768
