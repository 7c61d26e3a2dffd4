/** The process that reads files from outside: it loads nothing that speaks to a network, and it is bounded. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readFile } from '../../main/backend/tabular/read-file.ts'
import { readerFlags } from '../../main/backend/tabular/reader.ts'
import { testBackend, type TestBackend } from '../support/backend.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

let backend: TestBackend
beforeEach(async () => {
  backend = await testBackend()
})
afterEach(() => backend.stop())

describe('reliability-security 5: the reading process', () => {
  it('loads no network module, whatever it reads', () => {
    const files = [
      '../fixtures/ar/tr-toplu-cari-ekstre.xlsx',
      '../fixtures/ar/ibm-accounts-receivable.csv',
      '../fixtures/excel/encrypted.xlsx',
      '../fixtures/excel/xxe-in-schema.xlsx',
    ].map(here)
    const said = `${backend.dir}/said.json`
    const program = `
      import { writeFileSync } from 'node:fs'
      import { readFileSafely } from ${JSON.stringify(pathToFileURL(here('../../main/backend/tabular/read-bytes.ts')).href)}
      await import(${JSON.stringify(pathToFileURL(here('../../main/backend/tabular/read-process.ts')).href)})
      const read = []
      for (const path of ${JSON.stringify(files)}) {
        let rows = 0
        const sink = { begin: () => { rows = 0 }, row: () => { rows += 1 }, pause: async () => {} }
        read.push(await readFileSafely({ path }, { table: sink, companion: sink }).then(() => rows, (error) => error.code))
      }
      writeFileSync(${JSON.stringify(said)}, JSON.stringify({ read, modules: process.moduleLoadList }))`
    // No output streams, as in the product: for a pipe Node itself would load `net`.
    execFileSync(process.execPath, [backend.write('reader.mjs', program)], {
      env: {},
      stdio: 'ignore',
    })
    const answer = JSON.parse(readFileSync(said, 'utf8')) as { read: unknown[]; modules: string[] }
    const network =
      /^NativeModule (net|tls|http|https|http2|dns|dns\/promises|dgram|_http_\w+|_tls_\w+|internal\/deps\/undici\/undici|inspector)$/

    expect(answer.read).toEqual([1139, 2467, 'file.encrypted', 'file.hostile'])
    expect(answer.modules.length).toBeGreaterThan(100)
    expect(answer.modules.filter((name) => network.test(name))).toEqual([])
  })

  it('is ended when it takes longer than it may', async () => {
    const path = backend.write('a.csv', 'a,b\n1,2\n')

    await expect(readFile({ path }, { memoryMiB: 1024, timeMs: 1 })).rejects.toMatchObject({
      code: 'file.timeout',
    })
    await expect(readFile({ path })).resolves.toMatchObject({ table: { rows: [{}, {}] } })
  })

  it('is ended when it holds more memory than it may, in its heap or beside it', async () => {
    const rows = backend.write('rows.csv', `a,b\n${'1,2\n'.repeat(2_000_000)}`)
    const bytes = backend.write('bytes.csv', Buffer.alloc(300 * 2 ** 20, 'a,b\n'))

    for (const path of [rows, bytes])
      await expect(readFile({ path }, { memoryMiB: 96, timeMs: 60_000 })).rejects.toMatchObject({
        code: 'file.too_large',
        params: { limitMiB: 96 },
      })
  })

  it('cannot write, start programs or load add-ons', () => {
    const target = `${backend.dir}/written`
    const program = `
      import { writeFileSync } from 'node:fs'
      import { spawnSync } from 'node:child_process'
      const codes = []
      for (const attempt of [() => writeFileSync(${JSON.stringify(target)}, ''), () => spawnSync('ls')])
        try { attempt(); codes.push('done') } catch (error) { codes.push(error.code) }
      console.log(JSON.stringify(codes))`
    const out = execFileSync(
      process.execPath,
      [...readerFlags(128), '--input-type=module', '--eval', program],
      { encoding: 'utf8', env: {} },
    )

    expect(JSON.parse(out)).toEqual(['ERR_ACCESS_DENIED', 'ERR_ACCESS_DENIED'])
  })
})
