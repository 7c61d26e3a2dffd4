import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { readStatements } from '../../main/backend/bank/read-statements.ts'
import { CHOSEN, readText, sample, SAMPLES } from './samples.ts'

const folder = mkdtempSync(join(tmpdir(), 'saldo-bank-'))
afterAll(() => rmSync(folder, { recursive: true }))

function put(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('M104, reliability-security 5: a bank’s file is read in a process of its own', () => {
  it.each(['mt940/de-sepa-large.sta', 'camt/ch-camt053-txdtls.xml', 'csv/knab-nl.csv'])(
    '%s: the same statements come out of it',
    async (name) => {
      const path = fileURLToPath(new URL(`../fixtures/bank/${name}`, import.meta.url))

      expect(await readStatements(path, CHOSEN)).toEqual(await readText(sample(name)))
    },
  )

  it('loads no network module, whatever the format', () => {
    const files = SAMPLES.map((name) =>
      fileURLToPath(new URL(`../fixtures/bank/${name}`, import.meta.url)),
    )
    const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)
    const said = join(folder, 'said.json')
    const program = `
      import { readFileSync, writeFileSync } from 'node:fs'
      await import(${module('../../main/backend/tabular/read-process.ts')})
      const { readBank } = await import(${module('../../main/backend/bank/read-bank.ts')})
      let read = 0
      for (const path of ${JSON.stringify(files)})
        read += (await readBank(readFileSync(path), { currency: 'EUR' })).statements.length
      writeFileSync(${JSON.stringify(said)}, JSON.stringify({ read, modules: process.moduleLoadList }))`
    // No output streams, as in the product: for a pipe Node itself would load `net`.
    execFileSync(process.execPath, [put('reader.mjs', program)], { env: {}, stdio: 'ignore' })
    const answer = JSON.parse(readFileSync(said, 'utf8')) as { read: number; modules: string[] }

    expect(answer.read).toBe(103)
    expect(answer.modules.length).toBeGreaterThan(100)
    expect(
      answer.modules.filter((name) =>
        /^NativeModule (?:net|tls|https?|http2|dns|dgram|_http_\w+|inspector)$/.test(name),
      ),
    ).toEqual([])
  })

  it('says in a refusal where the file ends', async () => {
    const path = put('cut.sta', sample('mt940/citi-us.txt').subarray(0, 300))

    await expect(readStatements(path, CHOSEN)).rejects.toMatchObject({
      name: 'Refusal',
      code: 'file.truncated',
      params: { row: 13 },
    })
  })

  it('refuses what is not there and what takes too long', async () => {
    await expect(readStatements(join(folder, 'none'), CHOSEN)).rejects.toMatchObject({
      code: 'file.not_found',
    })
    const path = put('long.sta', sample('mt940/citi-us.txt'))
    await expect(readStatements(path, CHOSEN, { memoryMiB: 512, timeMs: 1 })).rejects.toMatchObject(
      { code: 'file.timeout' },
    )
  })
})

const CAMT =
  '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt></BkToCstmrStmt></Document>'

describe('M104: hostile files are refused within seconds, and nothing they name is looked at', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "${'&lol;'.repeat(1000)}">]>${CAMT.replace('</BkToCstmrStmt>', '&lol2;</BkToCstmrStmt>')}`
  it.each([
    ['an entity bomb', bomb, 'file.hostile'],
    [
      'an external entity',
      `<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>${CAMT}`,
      'file.hostile',
    ],
    [
      'an external declaration',
      `<!DOCTYPE Document SYSTEM "http://localhost/x.dtd">${CAMT}`,
      'file.hostile',
    ],
    ['a declaration in small letters', `<!doctype x>${CAMT}`, 'file.hostile'],
    [
      'an entity nobody declared',
      CAMT.replace('</BkToCstmrStmt>', '&xxe;</BkToCstmrStmt>'),
      'file.damaged',
    ],
    ['deep nesting', `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`, 'file.hostile'],
    ['a declaration in OFX', '<!DOCTYPE OFX [<!ENTITY a "b">]><OFX><A>&a;</OFX>', 'file.hostile'],
    ['deep nesting in OFX', `<OFX>${'<A>\n'.repeat(5000)}`, 'file.hostile'],
    ['XML of something else', '<Invoice><ID>1</ID></Invoice>', 'bank.format_unknown'],
    ['a message without a statement', CAMT, 'file.truncated'],
    [
      'a mailed web page',
      '<!doctype html><html><body>Oturum süreniz doldu</body></html>',
      'file.hostile',
    ],
  ])('%s', async (_, content, code) => {
    const begun = performance.now()
    const path = put('hostile', content)

    await expect(readStatements(path, CHOSEN)).rejects.toMatchObject({ code })
    expect(performance.now() - begun).toBeLessThan(5000)
  })

  it('a declaration in UTF-16 too', async () => {
    const path = put('hostile16', Buffer.from(`\ufeff<!DOCTYPE x>${CAMT}`, 'utf16le'))

    await expect(readStatements(path, CHOSEN)).rejects.toMatchObject({ code: 'file.hostile' })
  })
})
