/** The disk of the power-cut model: it keeps what was synced and may lose, keep or tear the rest. */
import { expect, it } from 'vitest'
import { seeded } from '../seeded.ts'
import { Disk, FileNode, type Mood } from './disk.ts'

function made(disk: Disk, path: string, text: string): FileNode {
  const file = disk.open(path, { creates: true, truncates: false })
  if (!(file instanceof FileNode)) throw new Error(path)
  disk.write(file, 0, Buffer.from(text))
  return file
}

function folder(disk: Disk, path = '') {
  disk.sync(disk.open(path, { creates: false, truncates: false }))
}

const after = (disk: Disk, mood: Mood = 'nothing') =>
  Object.fromEntries(
    [...disk.cut(seeded(1), mood)].map(([path, bytes]) => [path, bytes.toString()]),
  )

it('has a file only when its bytes and its name are synced', () => {
  const disk = new Disk()
  const file = made(disk, 'a', 'one')
  disk.sync(file)
  expect(after(disk)).toEqual({})
  folder(disk)
  expect(after(disk)).toEqual({ a: 'one' })
  made(disk, 'b', 'two')
  folder(disk)
  expect(after(disk)).toEqual({ a: 'one', b: '' })
  expect(after(disk, 'all')).toEqual({ a: 'one', b: 'two' })
})

it('loses a whole folder whose own name is not synced', () => {
  const disk = new Disk()
  disk.makeFolder('sub')
  disk.sync(made(disk, 'sub/a', 'one'))
  folder(disk, 'sub')
  expect(after(disk)).toEqual({})
  folder(disk)
  expect(after(disk)).toEqual({ 'sub/': '', 'sub/a': 'one' })
})

it('has the old file or the new one under a name that was changed over, never none', () => {
  const disk = new Disk()
  disk.sync(made(disk, 'a', 'old'))
  folder(disk)
  disk.sync(made(disk, 'b', 'new'))
  disk.rename('b', 'a')
  const found = new Set<string | undefined>()
  for (let seed = 0; seed < 50; seed += 1)
    found.add(disk.cut(seeded(seed), 'chance').get('a')?.toString())

  expect(found).toEqual(new Set(['new', 'old']))
})

it('tears an unsynced write by sectors, and leaves the synced bytes around it alone', () => {
  const disk = new Disk()
  const file = made(disk, 'a', 'o'.repeat(2048))
  disk.sync(file)
  folder(disk)
  disk.write(file, 100, Buffer.alloc(1000, 'n'))
  const sectors = new Set<string>()
  for (let seed = 0; seed < 100; seed += 1) {
    const bytes = disk.cut(seeded(seed), 'chance').get('a')?.toString() ?? ''
    expect(bytes.slice(0, 100) + bytes.slice(1100)).toBe('o'.repeat(1048))
    const parts = [bytes.slice(100, 512), bytes.slice(512, 1024), bytes.slice(1024, 1100)]
    for (const part of parts) expect(part).toMatch(/^(o+|n+)$/)
    sectors.add(parts.map((part) => part[0]).join(''))
  }

  expect(sectors.size).toBe(8)
})

it('a cut changes nothing: the process goes on', () => {
  const disk = new Disk()
  made(disk, 'a', 'one')
  after(disk)
  expect(after(disk, 'all')).toEqual({ a: 'one' })
})
