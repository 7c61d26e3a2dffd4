/**
 * A folder that electron-builder takes for an unpacked Electron (toolchain.md 9): the program is the
 * fuse sentinel alone, so that what is packed around it, and the fuses flipped in it, can be looked
 * at without the real one.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** Version 1 of the wire: eight fuses are known, a ninth may follow. `0` off, `1` on. */
const FUSES = '101100110'

export function writeFakeElectron(dir: string, version: string): void {
  mkdirSync(join(dir, 'locales'), { recursive: true })
  mkdirSync(join(dir, 'resources'))
  const wire = Buffer.concat([
    Buffer.from(SENTINEL),
    Buffer.from([1, FUSES.length]),
    Buffer.from(FUSES),
  ])
  writeFileSync(
    join(dir, 'electron'),
    Buffer.concat([Buffer.from('no program: '), wire, Buffer.from(' the end')]),
    { mode: 0o755 },
  )
  writeFileSync(join(dir, 'version'), version)
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(dir, name), name)
  for (const language of ['tr', 'de', 'en-US', 'en-GB', 'fr', 'ja'])
    writeFileSync(join(dir, 'locales', `${language}.pak`), language)
}
