/**
 * A disk that promises no more than POSIX does: what was written to a file lasts from its fsync, a name
 * in a folder from the fsync of the folder. After a power cut the rest is there, or not, or in part:
 *
 * - of the names changed in a folder since its sync, the first few have lasted (file systems with a
 *   journal keep their order within a folder), in each folder as many as chance wants;
 * - of what was written to a file since its sync, any sectors of 512 bytes have lasted, in any order,
 *   and changes of its length likewise; a sector is whole or not there.
 */
const SECTOR = 512

type Pending = { readonly at: number; readonly bytes: Buffer } | { readonly length: number }

export class FileNode {
  durable: Buffer = Buffer.alloc(0)
  pending: Pending[] = []
  length = 0
}

type Node = FileNode | FolderNode
type Names = Map<string, Node>
/** Names that come (a node) or go (null) together. */
type Change = readonly (readonly [name: string, node: Node | null])[]

class FolderNode {
  readonly live: Names = new Map()
  readonly durable: Names = new Map()
  pending: Change[] = []

  change(change: Change): void {
    laid(this.live, change)
    this.pending.push(change)
  }
}

/** Whether what was never synced lasts: nothing of it, all, or by chance. */
export type Mood = 'nothing' | 'all' | 'chance'

/** Paths are relative to the folder that is there from the beginning, with `/` between. */
export class Disk {
  readonly #root = new FolderNode()

  open(path: string, options: { readonly truncates: boolean; readonly creates: boolean }): Node {
    const { folder, name } = this.#place(path)
    const found = name === '' ? this.#root : folder.live.get(name)
    if (!found) {
      if (!options.creates) throw new Error(`the recording opens ${path}, which is not there`)
      const made = new FileNode()
      folder.change([[name, made]])
      return made
    }
    if (options.truncates && found instanceof FileNode) this.truncate(found, 0)
    return found
  }

  write(file: FileNode, at: number, bytes: Buffer): void {
    file.pending.push({ at, bytes })
    file.length = Math.max(file.length, at + bytes.length)
  }

  truncate(file: FileNode, length: number): void {
    file.pending.push({ length })
    file.length = length
  }

  sync(node: Node): void {
    if (node instanceof FileNode) {
      node.durable = laidOn(node.durable, node.pending)
      node.pending = []
      return
    }
    for (const change of node.pending) laid(node.durable, change)
    node.pending = []
  }

  makeFolder(path: string): void {
    const { folder, name } = this.#place(path)
    folder.change([[name, new FolderNode()]])
  }

  link(from: string, to: string): void {
    const { folder, name } = this.#place(to)
    folder.change([[name, this.#at(from)]])
  }

  remove(path: string): void {
    const { folder, name } = this.#place(path)
    folder.change([[name, null]])
  }

  rename(from: string, to: string): void {
    const [source, target] = [this.#place(from), this.#place(to)]
    if (source.folder !== target.folder) throw new Error(`${from} moves to another folder`)
    const change: Change = [
      [source.name, null],
      [target.name, this.#at(from)],
    ]
    source.folder.change(change)
  }

  /** What stands on the disk after a power cut now: every file by its path, folders by a `/` at the end. */
  cut(random: () => number, mood: Mood): Map<string, Buffer> {
    const found = new Map<string, Buffer>()
    const files = new Map<FileNode, Buffer>()
    const walk = (folder: FolderNode, path: string) => {
      for (const [name, node] of namesAfterCut(folder, random, mood)) {
        if (node instanceof FolderNode) {
          found.set(`${path}${name}/`, Buffer.alloc(0))
          walk(node, `${path}${name}/`)
          continue
        }
        const bytes = files.get(node) ?? bytesAfterCut(node, random, mood)
        files.set(node, bytes)
        found.set(path + name, bytes)
      }
    }
    walk(this.#root, '')
    return found
  }

  #place(path: string): { folder: FolderNode; name: string } {
    const parts = path.split('/')
    const name = parts.pop() ?? ''
    let folder = this.#root
    for (const part of parts) {
      const next = folder.live.get(part)
      if (!(next instanceof FolderNode)) throw new Error(`${path}: no folder ${part}`)
      folder = next
    }
    return { folder, name }
  }

  #at(path: string): Node {
    const { folder, name } = this.#place(path)
    const node = folder.live.get(name)
    if (!node) throw new Error(`${path} is not there`)
    return node
  }
}

function laid(names: Names, change: Change): void {
  for (const [name, node] of change) {
    if (node) names.set(name, node)
    else names.delete(name)
  }
}

function namesAfterCut(folder: FolderNode, random: () => number, mood: Mood): Names {
  const names = new Map(folder.durable)
  const all = folder.pending.length
  const lasting = { nothing: 0, all, chance: Math.floor(random() * (all + 1)) }[mood]
  for (const change of folder.pending.slice(0, lasting)) laid(names, change)
  return names
}

function bytesAfterCut(file: FileNode, random: () => number, mood: Mood): Buffer {
  if (mood === 'nothing') return file.durable
  if (mood === 'all') return laidOn(file.durable, file.pending)
  const share = random()
  const lasting = file.pending.flatMap((one) => ('length' in one ? [one] : [...sectorsOf(one)]))
  return laidOn(
    file.durable,
    lasting.filter(() => random() < share),
  )
}

function* sectorsOf({ at, bytes }: { readonly at: number; readonly bytes: Buffer }) {
  for (let from = 0; from < bytes.length; ) {
    const end = Math.min(bytes.length, from + SECTOR - ((at + from) % SECTOR))
    yield { at: at + from, bytes: bytes.subarray(from, end) }
    from = end
  }
}

/** A new buffer; what nothing was written to is zero. */
function laidOn(durable: Buffer, changes: readonly Pending[]): Buffer {
  const endOf = (one: Pending) => ('length' in one ? one.length : one.at + one.bytes.length)
  const bytes = Buffer.alloc(Math.max(durable.length, ...changes.map(endOf)))
  durable.copy(bytes)
  let length = durable.length
  for (const one of changes) {
    if ('length' in one) {
      bytes.fill(0, one.length)
      length = one.length
      continue
    }
    one.bytes.copy(bytes, one.at)
    length = Math.max(length, endOf(one))
  }
  return bytes.subarray(0, length)
}
