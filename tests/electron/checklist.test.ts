/**
 * The Electron checklist (reliability-security.md 6) where it is read from the source: rules over the
 * syntax tree and the contract; and that each line E1 to E15 has tests which carry its number.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ESTree, parseSync, Visitor } from 'vite'
import { describe, expect, it } from 'vitest'
import { contract } from '../../shared/contract/index.ts'
import { portPair } from '../../shared/rpc/port.ts'
import { serve } from '../../shared/rpc/serve.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const sourcesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
    .map((name) => join(root, folder, name))
const text = (file: string) => readFileSync(file, 'utf8')
const SHELL = [...sourcesOf('main/electron'), ...sourcesOf('preload')]
const ALL = ['main', 'preload', 'renderer', 'shared', 'db', 'sync'].flatMap(sourcesOf)

const read = new Map<string, string[]>()

/** Every call and construction in a file, by its name as written: `shell.openExternal`. */
function calls(file: string): readonly string[] {
  const known = read.get(file)
  if (known) return known
  const source = text(file)
  const found: string[] = []
  read.set(file, found)
  const note = ({ start, end }: ESTree.Expression | ESTree.Super) =>
    found.push(source.slice(start, end).replaceAll(/\s/g, ''))
  new Visitor({
    CallExpression: ({ callee }) => note(callee),
    NewExpression: ({ callee }) => note(callee),
  }).visit(parseSync(file, source).program)
  return found
}
const where = (files: readonly string[], pattern: RegExp) =>
  files.flatMap((file) =>
    calls(file)
      .filter((name) => pattern.test(name))
      .map((name) => `${relative(root, file).replaceAll('\\', '/')} ${name}`),
  )

const FACTORY =
  /^(?:\w+\.)*(?:BrowserWindow|BaseWindow|BrowserView|WebContentsView|webContents\.create)$/

describe('E1: one factory', () => {
  it('E1: makes the only window there is, and nothing else makes contents', () => {
    expect(where(ALL, FACTORY)).toEqual(['main/electron/window.ts BrowserWindow'])
  })

  it('E1: the rule finds a second factory', () => {
    const planted = join(mkdtempSync(join(tmpdir(), 'saldo-checklist-')), 'x.ts')
    writeFileSync(planted, 'const open = () => new electron.BrowserWindow({ sandbox: false })')

    expect(where([planted], FACTORY)).toHaveLength(1)
  })
})

it('E2: one address is loaded, by one call, and no file', () => {
  expect(where(ALL, /\.(?:loadURL|loadFile)$/)).toEqual(['main/electron/window.ts window.loadURL'])
  expect(where(ALL, /protocol\.(?!handle$|registerSchemesAsPrivileged$)\w+/)).toEqual([])
})

it('E3: windows are opened by the shell alone; the browser door opens tabs of its own page', () => {
  expect(where(ALL, /(?:^|\.)window\.open$/)).toEqual([
    'renderer/host/browser.ts window.open',
    'renderer/host/browser.ts window.open',
  ])
})

it('E4: links leave by one call, and no path is ever opened, only shown', () => {
  expect(where(SHELL, /^shell\./)).toEqual([
    'main/electron/app.ts shell.showItemInFolder',
    'main/electron/external.ts shell.openExternal',
  ])
  // The desktop asks one program, Windows's own, for what kind of drive a letter names; the server,
  // which is no part of the desktop, starts its embedded database.
  expect(where(ALL, /openPath$|^exec(?:File)?(?:Sync)?$|^spawn(?:Sync)?$/)).toEqual([
    'main/backend/durability/place.ts execFileSync',
    'db/central/embedded-folder.ts execFileSync',
    'db/central/embedded.ts spawn',
    'db/central/embedded.ts spawn',
  ])
})

describe('E5: one way in', () => {
  const procedures = Object.entries(contract).flatMap(([noun, procedures]) =>
    Object.entries(procedures).map(([name, procedure]) => ({ path: `${noun}.${name}`, procedure })),
  )

  it('E5: no procedure is a way to run SQL, files or programs in general', () => {
    const nouns = procedures.map(({ path }) => path.toLowerCase())

    expect(procedures.length).toBeGreaterThan(40)
    expect(
      nouns.filter((path) =>
        /\b(?:sql|fs|shell|exec|eval|run_?script|read_?file|write_?file|fetch|http|env|process)\b/.test(
          path,
        ),
      ),
    ).toEqual([])
  })

  /** Six ways a message can be none that a page of ours sends; each must be declined or not heard. */
  const HOSTILE: readonly (readonly [string, (path: string) => unknown])[] = [
    ['no number', (path) => ({ id: 'x', path, input: {} })],
    ['a path of an object’s own', (path) => ({ id: 1, path: `${path}.constructor`, input: {} })],
    ['no input that its schema knows', (path) => ({ id: 1, path, input: 'text' })],
    ['a list', (path) => ({ id: 1, path, input: [1, 2, 3] })],
    ['more than may be sent', (path) => ({ id: 1, path, input: { x: 'y'.repeat(9 * 2 ** 20) } })],
    ['nesting without end', (path) => ({ id: 1, path, input: nested(20_000) })],
  ]
  it.each(procedures.map(({ path }) => path))(
    'E5: %s declines six hostile messages',
    async (path) => {
      for (const [name, make] of HOSTILE) {
        let ran = false
        const answer = await declined(make(path), () => {
          ran = true
        })

        expect([name, ran, answer]).toEqual([
          name,
          false,
          name === 'no number'
            ? null
            : (expect.stringMatching(
                /^(?:input\.(?:invalid|too_large)|procedure\.unknown)$/,
              ) as string),
        ])
      }
    },
  )

  it('E5: a page is told of nothing but its own calls: no procedure of another noun by prototype', async () => {
    for (const path of ['__proto__.get', 'constructor.get', 'companies.__proto__', 'companies', ''])
      expect(await declined({ id: 1, path, input: {} }, () => undefined)).toBe('procedure.unknown')
  })
})

function nested(depth: number): unknown {
  let value: unknown = {}
  for (let i = 0; i < depth; i += 1) value = { value }
  return value
}

/** The code a served port answers a message with; null when it does not answer at all. */
async function declined(message: unknown, onCall: () => void): Promise<string | null> {
  const [, far] = portPair()
  let hear: (message: unknown) => void = () => undefined
  let code: string | null = null
  serve(
    contract,
    {
      ...far,
      onMessage: (listener) => {
        hear = listener
      },
      post: (answer) => {
        code = (answer as { error?: { code: string } }).error?.code ?? 'ran'
      },
    },
    { checkOutput: false, call: onCall, onBug: () => 'bug' },
  )
  hear(message)
  await new Promise((resolve) => setImmediate(resolve))
  return code
}

it('E6: the preload imports Electron and types alone', () => {
  const [file = ''] = sourcesOf('preload')
  const imports = [...text(file).matchAll(/^import (type )?[^'"]*?from '([^']+)'/gms)]

  expect(imports.filter(([, isType]) => isType === undefined).map(([, , from]) => from)).toEqual([
    'electron',
  ])
})

it('E10: Electron is pinned to one exact version, as a tool of the build', () => {
  const manifest = JSON.parse(text(join(root, 'package.json'))) as {
    devDependencies: Record<string, string>
  }

  expect(manifest.devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/)
})

describe('E11: the database is in a process of its own', () => {
  it('E11: nothing the shell’s own process loads leads to the database, the network or a company file', () => {
    const reached = reachedFrom(join(root, 'main/electron/index.ts'))
    const names = [...reached].map((file) => relative(root, file).replaceAll('\\', '/'))

    expect(names).toContain('main/electron/backend-process.ts')
    expect(
      names.filter((name) => /^(?:db|sync)\/|^main\/backend\/(?:features|ledger)/.test(name)),
    ).toEqual([])
    expect(names).not.toContain('main/backend/start.ts')
    expect(
      [...reached].filter((file) => /better-sqlite3|from 'node:(?:http|net)/.test(text(file))),
    ).toEqual([])
  })

  it('E11: the page knows no key, no token of a server, no path to the backend', () => {
    expect(where(sourcesOf('renderer'), /safeStorage|ipcRenderer|^require$/)).toEqual([])
  })
})

/** Files a file loads when it runs; type imports load nothing. */
function reachedFrom(entry: string, reached = new Set<string>()): Set<string> {
  if (reached.has(entry)) return reached
  reached.add(entry)
  for (const [, clause = '', from = ''] of text(entry).matchAll(
    /^(?:import|export) ([^'"]*?)\s*from '(\.[^']+)'/gms,
  )) {
    const isType = clause.startsWith('type ') && !clause.includes(',')
    const names = /\{([\s\S]*)\}/
      .exec(clause)?.[1]
      ?.split(',')
      .map((name) => name.trim())
    const onlyTypes = names?.filter((name) => name !== '').every((name) => name.startsWith('type '))
    const file = join(dirname(entry), from)
    if (!isType && onlyTypes !== true && existsSync(file)) reachedFrom(file, reached)
  }
  return reached
}

it('E12: no updater is shipped, and nothing is fetched by itself', () => {
  const manifest = text(join(root, 'package.json'))

  expect(manifest).not.toMatch(/electron-updater|update-electron-app/)
  expect(text(join(root, 'electron-builder.yml'))).toMatch(/^publish: null$/m)
  expect(where(SHELL, /autoUpdater|^fetch$|net\.(?:request|fetch)/)).toEqual([])
})

it('E15: no crash dump is written or sent: a dump would hold what was on screen', () => {
  expect(where(SHELL, /crashReporter/)).toEqual([])
})

it('E15: the shell and the doors print no text of their own to a console that a system would keep', () => {
  const doors = [...SHELL, ...sourcesOf('main/browser-host')]

  expect(where(doors, /^console\.|^process\.std(?:out|err)\.write$/)).toEqual([])
})

it('E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15: each line has a test with its number', () => {
  const titles = ['electron', 'packaging', 'e2e', 'backend']
    .flatMap((folder) => sourcesOfTests(folder))
    .flatMap((file) => [
      ...text(file).matchAll(/['"`]((?:(?:E\d{1,2}|T\d+|[MN]\d+)(?: \(part\))? ?)+):/g),
    ])
    .flatMap(([, head = '']) => head.match(/E\d{1,2}/g) ?? [])
  const count = (id: string) => titles.filter((one) => one === id).length

  for (let n = 1; n <= 15; n += 1) expect([`E${n}`, count(`E${n}`) > 1]).toEqual([`E${n}`, true])
})

function sourcesOfTests(folder: string): string[] {
  const dir = join(root, 'tests', folder)
  return readdirSync(dir)
    .filter((name) => /\.(?:test|spec)\.ts$/.test(name))
    .map((name) => join(dir, name))
}
