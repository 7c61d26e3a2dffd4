/** The built page, read from the disk once. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type PageFile, pageFiles } from '../../shared/page.ts'

export function readPage(dir: string): ReadonlyMap<string, PageFile> {
  const names = existsSync(dir) ? readdirSync(dir, { recursive: true, encoding: 'utf8' }) : []
  return pageFiles(names, (name) => readFileSync(join(dir, name)))
}
