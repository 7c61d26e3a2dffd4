/** The packaging configuration: known keys only, the right files, E9's fuses. */
import { validateConfiguration, getConfig } from 'app-builder-lib/out/util/config/config.js'
import { DebugLogger } from 'builder-util'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = () => getConfig(root, 'build/electron-builder.yml', null)
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  main: string
  scripts: Record<string, string>
}

it('is what electron-builder takes, and the script uses it', async () => {
  await validateConfiguration(await read(), new DebugLogger(false))

  expect(manifest.scripts['package']).toContain('--config build/electron-builder.yml')
})

it('would be refused with a key that electron-builder does not know', async () => {
  const config = { ...(await read()), asarUnpacked: [] }

  await expect(validateConfiguration(config as never, new DebugLogger(false))).rejects.toThrow(
    'asarUnpacked',
  )
})

it('closes what Electron leaves open', async () => {
  expect((await read()).electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  })
})

it.each([
  ['win', ['win32-x64', 'win32-arm64']],
  ['linux', ['linux-x64', 'linux-arm64']],
  ['mac', ['darwin-x64', 'darwin-arm64']],
] as const)('packs for %s the database of that system, which is there', async (system, builds) => {
  const { files } = (await read())[system] ?? {}
  const [set] = (files ?? []) as { from: string; filter: string[] }[]

  for (const build of builds) {
    const arch = build.split('-')[1] ?? ''
    expect(set?.filter[0]?.replace('${arch}', arch)).toBe(`${build}.node`)
    expect(existsSync(join(root, set?.from ?? '', `${build}.node`))).toBe(true)
  }
})

it('packs the entry the program starts with, and its icon', async () => {
  const config = await read()
  // electron-builder joins the entries of the file into one set.
  const [packed] = config.files as { filter: string[] }[]
  const head = readFileSync(join(root, String(config.icon))).subarray(0, 24)

  expect(packed?.filter).toContain(`${manifest.main.split('/').slice(0, 2).join('/')}/**`)
  expect([head.readUInt32BE(16), head.readUInt32BE(20)]).toEqual([1024, 1024])
})
