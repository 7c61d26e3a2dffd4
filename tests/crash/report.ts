/** shared/docs/crash.md: each run writes its own part and leaves the others as they are. */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, type } from 'node:os'
import { fileURLToPath } from 'node:url'
import SqliteDatabase from 'better-sqlite3'

const REPORT = fileURLToPath(new URL('../../shared/docs/crash.md', import.meta.url))

/** What stands between the two marks of a part; throws where the page has none. */
export function writePart(part: 'kills' | 'power-cut', text: string): void {
  const page = readFileSync(REPORT, 'utf8')
  const [begins, ends] = [`<!-- ${part} -->\n`, `<!-- end of ${part} -->`]
  const [from, to] = [page.indexOf(begins), page.indexOf(ends)]
  if (from < 0 || to < from) throw new Error(`crash.md has no part ${part}`)
  writeFileSync(REPORT, `${page.slice(0, from + begins.length)}${text}${page.slice(to)}`)
}

/** Seed, day, time taken and machine, as a sentence. */
export function circumstances(seed: number, begunMs: number): string {
  const db = new SqliteDatabase(':memory:')
  const { v } = db.prepare('select sqlite_version() as v').get() as { v: string }
  db.close()
  const [day] = new Date(begunMs).toISOString().split('T')
  const seconds = Math.round((Date.now() - begunMs) / 1000)
  return `Seed ${seed}; ${day}, ${seconds} s on ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${type()} ${release()}, Node ${process.versions.node}, SQLite ${v}.`
}
