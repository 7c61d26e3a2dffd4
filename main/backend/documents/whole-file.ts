/**
 * A file that appears whole or not at all: written under another name in the same folder, flushed to
 * the disk, then renamed. What was there before stays until that moment.
 */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'

/** Under which name a file is written until it is whole. */
export function unfinishedName(path: string, mark: string): string {
  return `${path}.${mark}.tmp`
}

export class WholeFile {
  readonly #path: string
  readonly #unfinished: string
  readonly #isFlushed: boolean
  #fd: number | null
  #bytes = 0

  constructor(path: string, mark: string, isFlushed = true) {
    this.#path = path
    this.#unfinished = unfinishedName(path, mark)
    this.#isFlushed = isFlushed
    this.#fd = openSync(this.#unfinished, 'wx')
  }

  /** Bytes written so far. */
  get bytes(): number {
    return this.#bytes
  }

  write(bytes: Uint8Array): void {
    this.writeAt(bytes, this.#bytes)
    this.#bytes += bytes.length
  }

  /** Over bytes that are there already. */
  writeAt(bytes: Uint8Array, position: number): void {
    if (this.#fd === null) throw new Error('the file is closed')
    for (let done = 0; done < bytes.length; )
      done += writeSync(this.#fd, bytes, done, bytes.length - done, position + done)
  }

  /** Gives it its name; answers its size. */
  finish(): number {
    if (this.#fd === null) throw new Error('the file is closed')
    if (this.#isFlushed) fsyncSync(this.#fd)
    closeSync(this.#fd)
    this.#fd = null
    renameSync(this.#unfinished, this.#path)
    return this.#bytes
  }

  /** Leaves nothing behind. */
  discard(): void {
    if (this.#fd !== null) closeSync(this.#fd)
    this.#fd = null
    rmSync(this.#unfinished, { force: true })
  }
}
