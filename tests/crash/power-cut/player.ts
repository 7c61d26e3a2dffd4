/**
 * Lays recorded calls upon the disk of the model, one by one, and keeps what the process had said by
 * then. Files outside the folder are none of its business; a call it does not know is a fault of the
 * recording, never left out.
 */
import { relative } from 'node:path'
import { type Disk, FileNode } from './disk.ts'
import type { Call } from './recording.ts'

interface Open {
  readonly node: ReturnType<Disk['open']>
  at: number
}

const STDOUT = 1

/** What a call was, as far as cuts are concerned. */
export type Step = 'write' | 'sync' | 'name' | 'said' | 'other'

export class Player {
  readonly #root: string
  readonly #disk: Disk
  /** Which files' syncs the disk only pretends to do: a model that finds nothing then is none. */
  readonly #ignores: (path: string) => boolean
  readonly #open = new Map<number, Open & { readonly path: string }>()
  #text = ''

  constructor(root: string, disk: Disk, ignores: (path: string) => boolean = () => false) {
    this.#root = root
    this.#disk = disk
    this.#ignores = ignores
  }

  /** Whole lines only. */
  get said(): string[] {
    return this.#text.split('\n').slice(0, -1)
  }

  play({ name, args, result }: Call): Step {
    switch (name) {
      case 'openat':
        return this.#opened(args, result)
      case 'close':
        this.#open.delete(Number(args[0]))
        return 'other'
      case 'write':
        return this.#written(Number(args[0]), bytesOf(args[1]).subarray(0, result), null)
      case 'pwrite64':
        return this.#written(Number(args[0]), bytesOf(args[1]).subarray(0, result), Number(args[3]))
      case 'ftruncate':
        return this.#cut(this.#open.get(Number(args[0]))?.node, Number(args[1]))
      case 'fsync':
      case 'fdatasync':
        return this.#synced(Number(args[0]))
      case 'rename':
      case 'link':
        return this.#twoNames(name, this.#inside(args[0]), this.#inside(args[1]))
      case 'unlink':
      case 'rmdir':
        return this.#oneName((path) => this.#disk.remove(path), args[0])
      case 'mkdir':
        return this.#oneName((path) => this.#disk.makeFolder(path), args[0])
      case 'truncate': {
        const path = this.#inside(args[0])
        if (path === null) return 'other'
        return this.#cut(
          this.#disk.open(path, { truncates: false, creates: false }),
          Number(args[1]),
        )
      }
      default:
        return this.#unknown(name, args)
    }
  }

  #opened(args: Call['args'], fd: number): Step {
    const path = this.#inside(args[1])
    if (path === null) {
      this.#open.delete(fd)
      return 'other'
    }
    const flags = String(args[2]).split('|')
    if (flags.includes('O_APPEND')) throw new Error(`${path} is opened to append`)
    const node = this.#disk.open(path, {
      truncates: flags.includes('O_TRUNC'),
      creates: flags.includes('O_CREAT'),
    })
    this.#open.set(fd, { node, at: 0, path })
    return flags.includes('O_CREAT') ? 'name' : 'other'
  }

  #written(fd: number, bytes: Buffer, at: number | null): Step {
    const open = this.#open.get(fd)
    if (!open) {
      if (fd !== STDOUT) return 'other'
      this.#text += bytes.toString()
      return 'said'
    }
    if (!(open.node instanceof FileNode)) throw new Error(`${open.path} is a folder`)
    this.#disk.write(open.node, at ?? open.at, bytes)
    if (at === null) open.at += bytes.length
    return 'write'
  }

  #cut(node: Open['node'] | undefined, length: number): Step {
    if (!(node instanceof FileNode)) return 'other'
    this.#disk.truncate(node, length)
    return 'write'
  }

  #synced(fd: number): Step {
    const open = this.#open.get(fd)
    if (!open) return 'other'
    if (!this.#ignores(open.path)) this.#disk.sync(open.node)
    return 'sync'
  }

  #twoNames(name: 'rename' | 'link', from: string | null, to: string | null): Step {
    if (from === null && to === null) return 'other'
    if (from === null || to === null) throw new Error(`${name} in or out of the folder`)
    this.#disk[name](from, to)
    return 'name'
  }

  #oneName(change: (path: string) => void, at: string | Buffer | undefined): Step {
    const path = this.#inside(at)
    if (path === null || path === '') return 'other'
    change(path)
    return 'name'
  }

  #unknown(name: string, args: Call['args']): Step {
    const isOurs =
      this.#open.has(Number(args[0])) ||
      args.some((arg) => typeof arg !== 'string' && this.#inside(arg) !== null)
    if (isOurs) throw new Error(`the model does not know ${name}`)
    return 'other'
  }

  /** Relative to the folder; null outside of it. */
  #inside(path: string | Buffer | undefined): string | null {
    if (!(path instanceof Buffer)) return null
    const within = relative(this.#root, path.toString())
    return within.startsWith('..') ? null : within
  }
}

function bytesOf(arg: string | Buffer | undefined): Buffer {
  if (!(arg instanceof Buffer)) throw new Error('the recording has no bytes of a write')
  return arg
}
