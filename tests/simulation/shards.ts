/**
 * A long simulation in several processes, each with every so-manieth seed: what one has reached is in
 * a file after each of them, and whoever asks for the same again goes on from there.
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Totals } from './report.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const FOLDER = fileURLToPath(new URL('../../out/simulation/', import.meta.url))

export interface Shard {
  readonly first: number
  readonly last: number
  readonly ops: number
  /** From 1 on. */
  readonly shard: number
  readonly of: number
  /** Of the program: other code has other runs. */
  readonly revision: string
}

/** What a shard has reached, and the seed it goes on with. */
interface Reached {
  readonly revision: string
  readonly next: number
  readonly totals: Totals
}

/** Null where nothing was reached, or by another version of the program. */
export function reachedBy(shard: Shard): Reached | null {
  try {
    const reached = JSON.parse(readFileSync(fileOf(shard), 'utf8')) as Reached
    return reached.revision === shard.revision ? reached : null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** There whole, or as it was before. */
export function saveReached(shard: Shard, reached: Omit<Reached, 'revision'>): void {
  mkdirSync(FOLDER, { recursive: true })
  const file = fileOf(shard)
  writeFileSync(`${file}.new`, JSON.stringify({ revision: shard.revision, ...reached }))
  renameSync(`${file}.new`, file)
}

/** Runs all shards beside each other; answers what they have reached together. */
export async function runShards(shard: Omit<Shard, 'shard'>, minutes: string): Promise<Totals[]> {
  const { first, last, ops, of, revision } = shard
  const numbers = Array.from({ length: of }, (_, n) => n + 1)
  await Promise.all(
    numbers.map(
      (n) =>
        new Promise<void>((resolve, reject) => {
          const wished = {
            '--seeds': `${first}..${last}`,
            '--ops': String(ops),
            '--shard': `${n}/${of}`,
            '--minutes': minutes,
            '--revision': revision,
          }
          const child = spawn(
            process.execPath,
            [`${HERE}index.ts`, ...Object.entries(wished).flat()],
            {
              stdio: 'inherit',
            },
          )
          child.on('error', reject)
          child.on('exit', () => resolve())
        }),
    ),
  )
  return numbers.flatMap((n) => reachedBy({ ...shard, shard: n })?.totals ?? [])
}

function fileOf({ first, last, ops, shard, of }: Shard): string {
  return `${FOLDER}seeds-${first}-${last}-ops-${ops}-shard-${shard}-of-${of}.json`
}

/** The commit, and whether something was changed since. */
export function revisionNow(): string {
  return execFileSync('git', ['describe', '--always', '--dirty', '--exclude', '*'], {
    cwd: HERE,
    encoding: 'utf8',
  }).trim()
}
