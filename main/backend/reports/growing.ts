/** Typed arrays that grow by an eighth: at a million items doubling would waste what must stay small. */
type Typed = Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>

/** The array itself when it holds `size` elements, else a larger copy of it. */
export function grown<T extends Typed>(array: T, size: number): T {
  if (size <= array.length) return array
  const make = array.constructor as new (length: number) => T
  const larger = new make(Math.max(1024, size, Math.ceil(array.length * 1.125)))
  larger.set(array as never)
  return larger
}
