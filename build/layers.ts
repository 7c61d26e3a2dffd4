/**
 * Who may import whom (ARCHITECTURE.md): every import of every source file is compared with the table
 * below, cycles are refused, and pure code reads no clock and no chance. Type-only imports count.
 *
 * An own check, because the usual tool finds no modules under this TypeScript and then passes. So a
 * file that no row covers is a violation too, and a test plants one of each kind.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync, Visitor } from 'vite'

interface Layer {
  readonly folder: string
  /** Project folders or files it may import beside itself. */
  readonly mayImport: readonly string[]
  /** Packages it may import; 'any' but the guarded ones. */
  readonly packages: readonly string[] | 'any'
  /** Modules of Node it may import. */
  readonly node: readonly string[] | 'any'
}

const NETWORK = ['node:http', 'node:https', 'node:http2', 'node:net', 'node:tls', 'node:dgram']

/** Hashing is no I/O: the engine may do it. */
const HASHING = { packages: ['canonicalize', 'zod'], node: ['node:crypto'] } as const
const DATABASE = { packages: ['better-sqlite3', 'kysely'], node: 'any' } as const
/** A door starts the backend and knows its types; what it does is asked over the contract. */
const DOOR = ['shared', 'main/backend/start.ts', 'main/backend/backend.ts', 'main/local-door']
const REPLICATED = ['sync/protocol', 'sync/engine', 'sync/erp', 'sync/payments']

const LAYERS: readonly Layer[] = [
  {
    folder: 'shared',
    mayImport: [],
    packages: ['zod', 'decimal.js', 'temporal-polyfill'],
    node: [],
  },
  { folder: 'db/kit', mayImport: ['shared'], ...DATABASE },
  { folder: 'db/local', mayImport: ['shared', 'db/kit'], ...DATABASE },
  {
    folder: 'db/central',
    mayImport: ['shared', 'db/kit'],
    packages: ['kysely', 'pg'],
    node: 'any',
  },
  { folder: 'sync/protocol', mayImport: ['shared'], ...HASHING },
  { folder: 'sync/engine', mayImport: ['shared', 'sync/protocol'], ...HASHING },
  { folder: 'sync/erp', mayImport: ['shared'], packages: 'any', node: [] },
  { folder: 'sync/payments', mayImport: ['shared'], packages: 'any', node: [] },
  {
    folder: 'sync/client',
    mayImport: ['shared', ...REPLICATED, 'db/local'],
    packages: 'any',
    node: 'any',
  },
  {
    folder: 'sync/server',
    mayImport: ['shared', ...REPLICATED, 'db/central'],
    packages: 'any',
    node: 'any',
  },
  {
    folder: 'main/backend',
    mayImport: ['shared', 'db/local', 'db/kit/uuid-codec.ts', ...REPLICATED, 'sync/client'],
    packages: 'any',
    node: 'any',
  },
  { folder: 'main/local-door', mayImport: DOOR, packages: [], node: 'any' },
  {
    folder: 'main/electron',
    // The shell's own process keeps a log too, and must not load the database for it.
    mayImport: [
      ...DOOR,
      'main/backend/device/log.ts',
      'main/backend/device/log-file.ts',
      'main/backend/company/data-folder.ts',
    ],
    packages: 'any',
    node: 'any',
  },
  { folder: 'main/browser-host', mayImport: DOOR, packages: ['ws'], node: 'any' },
  {
    folder: 'main/cli',
    mayImport: DOOR,
    packages: ['commander', 'uuid', 'zod'],
    node: 'any',
  },
  { folder: 'preload', mayImport: ['shared'], packages: ['electron'], node: [] },
  { folder: 'renderer', mayImport: ['shared'], packages: 'any', node: [] },
]

/** The top folders that hold the product; every source file in them is under some row. */
const PRODUCT = ['shared', 'db', 'sync', 'main', 'preload', 'renderer']

/** Packages and modules that only these folders may touch, tests beside the code included. */
const GUARDED: Readonly<Record<string, readonly string[]>> = {
  electron: ['main/electron', 'preload'],
  'better-sqlite3': ['db'],
  kysely: ['db'],
  pg: ['db'],
  ws: ['main/browser-host'],
  fastify: ['sync/server'],
  ...Object.fromEntries(
    NETWORK.map((name) => [
      name,
      ['main/browser-host', 'main/local-door', 'sync/client', 'sync/server'],
    ]),
  ),
}

/** Pure code reads no clock and no chance (reliability-security.md 4). */
const PURE = ['shared/domain', 'shared/contract', 'sync/engine', 'sync/protocol']
const IMPURE =
  /\bDate\.now\b|\bDate\(\s*\)|\bnew Date\b(?!\s*\()|\bMath\.random\b|\bTemporal\.Now\b|\bperformance\.now\b|\bhrtime\b|\b(?:random(?:UUID|Bytes|Int|Fill|FillSync)|getRandomValues)\b/

export interface Violation {
  readonly file: string
  readonly reason: string
}

export function checkLayers(root: string): {
  readonly files: number
  readonly violations: readonly Violation[]
} {
  const violations: Violation[] = []
  const graph = new Map<string, readonly string[]>()
  for (const file of PRODUCT.flatMap((folder) => sources(root, folder))) {
    const { specifiers, code } = read(file, readFileSync(join(root, file), 'utf8'))
    graph.set(
      file,
      specifiers.filter(isRelative).map((specifier) => targetOf(file, specifier)),
    )
    const layer = LAYERS.find(({ folder }) => isWithin(file, folder))
    const reasons = layer
      ? specifiers.map((specifier) => judge(file, layer, specifier))
      : ['stands in a folder that no row of the layer table covers']
    if (PURE.some((folder) => isWithin(file, folder)) && !isTest(file) && IMPURE.test(code))
      reasons.push('reads a clock or chance')
    for (const reason of reasons) if (reason !== null) violations.push({ file, reason })
  }
  for (const cycle of cyclesOf(graph))
    violations.push({ file: cycle[0] ?? '', reason: `is in a cycle: ${cycle.join(' -> ')}` })
  return { files: graph.size, violations }
}

/** Why this import is not allowed, or null. A test beside the code may import anything unguarded. */
function judge(file: string, layer: Layer, specifier: string): string | null {
  if (isRelative(specifier)) return judgeTarget(file, layer, targetOf(file, specifier))
  const name = packageOf(specifier)
  const guards = GUARDED[name]
  const isAllowed =
    guards && !guards.some((folder) => isWithin(file, folder))
      ? false
      : isTest(file) || listed(name.startsWith('node:') ? layer.node : layer.packages, name)
  return isAllowed ? null : `may not import ${name}`
}

function judgeTarget(file: string, layer: Layer, target: string): string | null {
  if (isTest(file)) return null
  if (isWithin(target, 'tests')) return `imports ${target}: nothing imports tests`
  const feature = featureOf(file)
  const other = featureOf(target)
  if (feature !== null && other !== null && feature !== other)
    return `a feature imports another: ${target}`
  if (isWithin(file, 'renderer/ui') && (other !== null || isWithin(target, 'renderer/app')))
    return `ui knows no feature: ${target}`
  return [layer.folder, ...layer.mayImport].some((folder) => isWithin(target, folder))
    ? null
    : `may not import ${target}`
}

/**
 * What a file imports (static, re-exported, dynamic, `import('…')` as a type, `require`), and its text
 * without comments. Oxc parses, so that a specifier in a string or comment does not count.
 */
function read(file: string, text: string): { specifiers: string[]; code: string } {
  const { program, comments, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
  const specifiers: string[] = []
  const add = (node: { readonly type: string; readonly value?: unknown } | null) => {
    if (node?.type === 'Literal' && typeof node.value === 'string') specifiers.push(node.value)
  }
  new Visitor({
    ImportDeclaration: (node) => add(node.source),
    ExportNamedDeclaration: (node) => add(node.source),
    ExportAllDeclaration: (node) => add(node.source),
    ImportExpression: (node) => add(node.source),
    TSImportType: (node) => add(node.source),
    CallExpression: ({ callee, arguments: [first] }) => {
      if (callee.type === 'Identifier' && callee.name === 'require') add(first ?? null)
    },
  }).visit(program)
  const code = comments.reduceRight(
    (rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`,
    text,
  )
  return { specifiers, code }
}

/** One cycle per group of files that reach each other; found depth first. */
function cyclesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = []
  const done = new Set<string>()
  const path: string[] = []
  const visit = (file: string): void => {
    const seenAt = path.indexOf(file)
    if (seenAt >= 0) cycles.push([...path.slice(seenAt), file])
    if (seenAt >= 0 || done.has(file)) return
    path.push(file)
    for (const next of graph.get(file) ?? []) visit(next)
    path.pop()
    done.add(file)
  }
  for (const file of graph.keys()) visit(file)
  return cycles
}

function isRelative(specifier: string): boolean {
  return specifier.startsWith('.')
}

/** `../../db/open.ts?worker` seen from a file, as a path from the root. */
function targetOf(file: string, specifier: string): string {
  return posix.join(posix.dirname(file), specifier.split('?')[0] ?? '')
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/')
  if (specifier.startsWith('node:')) return specifier
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}

function listed(names: readonly string[] | 'any', name: string): boolean {
  return names === 'any' || names.includes(name)
}

function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`)
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file)
}

/** `aging` of `renderer/features/aging/Screen.tsx`. */
function featureOf(file: string): string | null {
  return /^renderer\/features\/([^/]+)\//.exec(file)?.[1] ?? null
}

function sources(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, violations } = checkLayers(fileURLToPath(new URL('..', import.meta.url)))
  for (const { file, reason } of violations) process.stderr.write(`${file}: ${reason}\n`)
  process.stdout.write(`layers: ${files} files, ${violations.length} violations\n`)
  if (violations.length > 0 || files === 0) process.exitCode = 1
}
