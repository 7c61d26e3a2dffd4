/**
 * Who may import whom (ARCHITECTURE.md): every import of every source file is compared with the table
 * below. Type-only imports count. Also keeps clocks and chance out of the pure layers.
 *
 * An own check of a page, because the usual tool finds no modules under this TypeScript and then
 * passes; a test plants a violation and looks at the number of files seen.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Layer {
  readonly folder: string
  /** Project folders it may import beside itself. */
  readonly mayImport: readonly string[]
  /** Packages it may import; null: any but the guarded ones. */
  readonly packages: readonly string[] | null
  readonly allowsNode: boolean
}

const LAYERS: readonly Layer[] = [
  {
    folder: 'shared',
    mayImport: [],
    packages: ['zod', 'decimal.js', 'temporal-polyfill'],
    allowsNode: false,
  },
  {
    folder: 'db/kit',
    mayImport: ['shared'],
    packages: ['better-sqlite3', 'kysely'],
    allowsNode: true,
  },
  {
    folder: 'db/local',
    mayImport: ['shared', 'db/kit'],
    packages: ['better-sqlite3', 'kysely'],
    allowsNode: true,
  },
  { folder: 'sync/engine', mayImport: ['shared'], packages: ['canonicalize'], allowsNode: true },
  {
    folder: 'main/backend',
    mayImport: ['shared', 'db/local', 'db/kit/uuid-codec.ts', 'sync/engine'],
    packages: null,
    allowsNode: true,
  },
  {
    folder: 'main/electron',
    mayImport: ['shared', 'main/backend/start.ts', 'main/backend/backend.ts'],
    packages: null,
    allowsNode: true,
  },
  {
    folder: 'main/browser-host',
    mayImport: ['shared', 'main/backend/start.ts', 'main/backend/backend.ts'],
    packages: ['ws'],
    allowsNode: true,
  },
  {
    folder: 'main/cli',
    mayImport: ['shared', 'main/backend/start.ts'],
    packages: ['commander', 'uuid', 'zod'],
    allowsNode: true,
  },
  { folder: 'preload', mayImport: ['shared'], packages: ['electron'], allowsNode: false },
  { folder: 'renderer', mayImport: ['shared'], packages: null, allowsNode: false },
]

/** Packages only these folders may touch. */
const GUARDED: Readonly<Record<string, readonly string[]>> = {
  electron: ['main/electron', 'preload'],
  'better-sqlite3': ['db'],
  kysely: ['db'],
}

/** Pure code reads no clock and no chance (reliability-security.md 4). */
const PURE = ['shared/domain', 'shared/contract', 'sync/engine']
const IMPURE =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bcrypto\.random|\brandomUUID\(|\bperformance\.now\(/

export interface Violation {
  readonly file: string
  readonly reason: string
}

export function checkLayers(root: string): {
  readonly files: number
  readonly violations: readonly Violation[]
} {
  const violations: Violation[] = []
  let files = 0
  for (const layer of LAYERS) {
    for (const path of sources(join(root, layer.folder))) {
      files += 1
      const file = relative(root, path).replaceAll('\\', '/')
      const text = readFileSync(path, 'utf8')
      for (const specifier of importsOf(text)) {
        const reason = judge(root, file, layer, specifier)
        if (reason) violations.push({ file, reason })
      }
      if (
        PURE.some((folder) => file.startsWith(`${folder}/`)) &&
        !file.endsWith('.test.ts') &&
        IMPURE.test(text)
      )
        violations.push({ file, reason: 'reads a clock or chance' })
    }
  }
  return { files, violations }
}

function judge(root: string, file: string, layer: Layer, specifier: string): string | null {
  const isTest = /\.test\.tsx?$/.test(file)
  if (specifier.startsWith('.')) {
    const target = relative(root, resolve(root, dirname(file), specifier)).replaceAll('\\', '/')
    if (target.startsWith('tests/') && !isTest) return `imports ${target}: nothing imports tests`
    if (isTest) return null
    const [, , feature] = file.split('/')
    if (
      file.startsWith('renderer/features/') &&
      target.startsWith('renderer/features/') &&
      target.split('/')[2] !== feature
    )
      return `a feature imports another: ${target}`
    if (
      file.startsWith('renderer/ui/') &&
      (target.startsWith('renderer/features/') || target.startsWith('renderer/app/'))
    )
      return `ui knows no feature: ${target}`
    const allowed = [layer.folder, ...layer.mayImport].some(
      (folder) => target === folder || target.startsWith(`${folder}/`),
    )
    return allowed ? null : `may not import ${target}`
  }
  if (specifier.startsWith('node:'))
    return layer.allowsNode || isTest ? null : `may not import ${specifier}`
  const name = specifier.startsWith('@')
    ? specifier.split('/').slice(0, 2).join('/')
    : (specifier.split('/')[0] ?? specifier)
  const guards = GUARDED[name]
  if (guards && !guards.some((folder) => file.startsWith(`${folder}/`)))
    return `may not import ${name}`
  if (isTest) return null
  return layer.packages === null || layer.packages.includes(name) ? null : `may not import ${name}`
}

/** Specifiers of static, type-only, re-exporting and dynamic imports. */
function importsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '')
  const patterns = [
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
    /^\s*import\s*['"]([^'"]+)['"]/gm,
    /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
  ]
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ''))
}

function sources(folder: string): string[] {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    return []
  }
  return names.flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return sources(path)
    return /\.(ts|tsx)$/.test(name) && !name.endsWith('.d.ts') ? [path] : []
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, violations } = checkLayers(fileURLToPath(new URL('..', import.meta.url)))
  for (const { file, reason } of violations) process.stderr.write(`${file}: ${reason}\n`)
  process.stdout.write(`layers: ${files} files, ${violations.length} violations\n`)
  if (violations.length > 0 || files === 0) process.exitCode = 1
}
