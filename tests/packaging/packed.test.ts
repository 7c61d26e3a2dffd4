/**
 * What `npm run package` packs, looked at without the network: the built program around a stand-in
 * for Electron's binary (fake-electron.ts). That the packed program runs under Electron is shown on a
 * release machine alone (shared/docs/release.md).
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { extractAll, listPackage, statFile } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { build, Platform } from 'electron-builder'
import { beforeAll, expect, it } from 'vitest'
import { writeFakeElectron } from './fake-electron.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dir = mkdtempSync(join(tmpdir(), 'saldo-packed-'))
const app = join(dir, 'dist', 'linux-unpacked')
const asar = join(app, 'resources', 'app.asar')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string
  devDependencies: { electron: string }
}

/** Built by `npm run build`, which comes before every test run. */
function isBuilt(): boolean {
  return ['main/main.js', 'preload/preload.cjs', 'renderer/index.html'].every((name) =>
    existsSync(join(root, 'out', name)),
  )
}

beforeAll(async () => {
  if (!isBuilt()) throw new Error('npm run build comes first')
  const electronDist = join(dir, 'electron')
  writeFakeElectron(electronDist, manifest.devDependencies.electron)
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: {
      extends: join(root, 'electron-builder.yml'),
      electronDist,
      directories: { output: join(dir, 'dist'), buildResources: 'build' },
    },
  })
}, 120_000)

const packed = () => listPackage(asar, { isPack: false }).map((path) => path.replaceAll('\\', '/'))

it('E2 E9: holds the built program, the driver of this system, and nothing else', () => {
  const files = packed()
  const top = new Set(files.map((path) => path.split('/')[1]))

  expect(top).toEqual(new Set(['node_modules', 'out', 'package.json']))
  expect([...new Set(files.map((path) => path.split('/').slice(0, 3).join('/')))]).toEqual(
    expect.arrayContaining([
      '/out/main',
      '/out/preload',
      '/out/renderer',
      '/out/backend',
      '/out/chunks',
      '/node_modules/better-sqlite3',
    ]),
  )
  expect(files.filter((path) => /^\/node_modules\/(?!better-sqlite3)/.test(path))).toEqual([])
  expect(files.filter((path) => path.endsWith('.node'))).toEqual([
    `/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
  ])
  expect(
    files.filter((path) => /\.map$|\.tsx?$|\.test\.|\/(?:tests|host|cli|reports)\//.test(path)),
  ).toEqual([])
})

it('leaves the native driver outside of the archive, where a system can load it', () => {
  const native = `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`

  expect(statFile(asar, native)).toMatchObject({ unpacked: true })
  expect(statFile(asar, 'out/main/main.js')).not.toMatchObject({ unpacked: true })
  expect(existsSync(join(`${asar}.unpacked`, native))).toBe(true)
})

it('E9: the fuses are read back from the binary as a release has them', async () => {
  const wire = await getCurrentFuseWire(join(app, 'saldo'))
  const of = (fuse: FuseV1Options) => String.fromCharCode(Number(wire[fuse]))

  expect(of(FuseV1Options.RunAsNode)).toBe('0')
  expect(of(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe('0')
  expect(of(FuseV1Options.EnableNodeCliInspectArguments)).toBe('0')
  expect(of(FuseV1Options.EnableCookieEncryption)).toBe('1')
  expect(of(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe('1')
  expect(of(FuseV1Options.OnlyLoadAppFromAsar)).toBe('1')
  expect(of(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe('0')
})

it('has the languages of Saldo and no others', () => {
  expect(readdirSync(join(app, 'locales')).toSorted()).toEqual([
    'de.pak',
    'en-GB.pak',
    'en-US.pak',
    'tr.pak',
  ])
})

it('E11: the packed backend starts in Node from the extracted archive, and opens its database', async () => {
  const extracted = join(dir, 'extracted')
  extractAll(asar, extracted)
  const data = mkdtempSync(join(tmpdir(), 'saldo-packed-data-'))
  const starter = join(dir, 'start.mjs')
  writeFileSync(
    starter,
    `import { EventEmitter } from 'node:events'
     const port = new EventEmitter()
     port.postMessage = (message) => {
       console.log(JSON.stringify(message))
       port.emit('message', { data: { kind: 'stop' }, ports: [] })
     }
     process.parentPort = port
     await import(${JSON.stringify(join(extracted, 'out', 'backend', 'entry-utility.js'))})
     port.emit('message', { data: { kind: 'start', demo: false }, ports: [] })`,
  )
  const child = spawn(process.execPath, [starter], {
    env: { PATH: process.env['PATH'] ?? '', SALDO_DATA: data },
    cwd: data,
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += String(chunk)))
  child.stderr.on('data', (chunk: Buffer) => (said += String(chunk)))
  const code = await new Promise((resolve) => child.once('exit', resolve))

  expect(JSON.parse(said)).toEqual({ kind: 'ready', inboxDir: join(data, 'inbox') })
  expect(code).toBe(0)
  expect(readFileSync(join(data, 'logs', 'saldo.log'), 'utf8')).toContain('"door":"desktop"')
}, 30_000)

it('E1 E5: the packed page and preload are those of the build, byte for byte', () => {
  const extracted = join(dir, 'extracted')
  for (const name of ['preload/preload.cjs', 'renderer/index.html', 'main/main.js'])
    expect(readFileSync(join(extracted, 'out', name))).toEqual(
      readFileSync(join(root, 'out', name)),
    )
})
