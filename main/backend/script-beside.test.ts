import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { lookForScriptsIn, scriptBeside } from './script-beside.ts'

const from = new URL('documents/writer-thread.ts', import.meta.url).href

it('finds the script where the door said, else beside the source, else in the folder of the bundle', () => {
  const folder = mkdtempSync(join(tmpdir(), 'saldo-scripts-'))
  lookForScriptsIn(folder)
  expect(scriptBeside(from, 'write-worker')).toMatch(/documents.write-worker\.ts$/)
  writeFileSync(join(folder, 'write-worker.js'), '')
  expect(scriptBeside(from, 'write-worker')).toBe(join(folder, 'write-worker.js'))
  rmSync(folder, { recursive: true })
})
