/** A column map as the command line names it: a file of JSON, looked at by whoever reads with it. */
import { readFileSync } from 'node:fs'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { Usage } from './output.ts'

export function readMap(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new Usage(`The map ${path} cannot be read.`, 'map.not_found', { file: path })
  }
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new Refusal('map.invalid', { field: path })
  }
}
