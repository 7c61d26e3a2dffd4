import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { checkLayers } from '../../build/layers.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

it('holds the table of who may import whom over every source file', () => {
  const { files, violations } = checkLayers(root)

  expect(violations).toEqual([])
  expect(files).toBeGreaterThan(100)
})

it.each([
  ['renderer/app/x.ts', "import { a } from '../../main/backend/start.ts'"],
  ['renderer/features/aging/x.ts', "import { a } from '../customers/views.ts'"],
  ['shared/domain/x.ts', "import { readFileSync } from 'node:fs'"],
  ['shared/domain/y.ts', 'export const now = () => Date.now()'],
  ['main/backend/x.ts', "import type { App } from 'electron'"],
  ['main/cli/x.ts', "import { openCompanyDb } from '../../db/local/open.ts'"],
  ['main/backend/y.ts', "const { sql } = await import('kysely')"],
  ['db/local/x.ts', "import { helper } from '../../tests/support/company.ts'"],
  ['renderer/ui/x.tsx', "export { a } from '../features/aging/columns.ts'"],
  ['renderer/app/y.ts', "type Db = import('../../db/local/open.ts').Db"],
  ['renderer/app/z.ts', "import 'node:fs'"],
  ['main/backend/z.ts', "import { createServer } from 'node:http'"],
  ['main/backend/z.test.ts', "import 'kysely'"],
  ['sync/engine/x.ts', "import { randomBytes } from 'node:crypto'"],
  ['sync/client/x.ts', "import { app } from '../server/app.ts'"],
  ['main/orphan/x.ts', 'export {}'],
])('fails a planted violation in %s', (file, line) => {
  const dir = mkdtempSync(join(tmpdir(), 'saldo-layers-'))
  const path = join(dir, file)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, `${line}\n`)
  const { files, violations } = checkLayers(dir)

  expect(files).toBe(1)
  expect(violations).toHaveLength(1)
})

it('is not fooled by words that only look like an import or a clock', () => {
  const dir = mkdtempSync(join(tmpdir(), 'saldo-layers-'))
  mkdirSync(join(dir, 'shared', 'domain'), { recursive: true })
  writeFileSync(
    join(dir, 'shared', 'domain', 'x.ts'),
    "// import 'node:fs' and Date.now()\nexport const glob = '**/*.ts', help = \"import 'electron'\"\n",
  )

  expect(checkLayers(dir)).toEqual({ files: 1, violations: [] })
})

it('fails a cycle, of types too', () => {
  const dir = mkdtempSync(join(tmpdir(), 'saldo-layers-'))
  mkdirSync(join(dir, 'shared', 'domain'), { recursive: true })
  for (const [name, other] of ['ab', 'bc', 'ca'])
    writeFileSync(
      join(dir, 'shared', 'domain', `${name}.ts`),
      `import type { T } from './${other}.ts'\nexport type { T }\n`,
    )

  expect(checkLayers(dir).violations).toEqual([
    {
      file: 'shared/domain/a.ts',
      reason:
        'is in a cycle: shared/domain/a.ts -> shared/domain/b.ts -> shared/domain/c.ts -> shared/domain/a.ts',
    },
  ])
})

it('never depends on the paid grid', () => {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')

  expect(lock).not.toContain('ag-grid-enterprise')
  expect(lock).toContain('ag-grid-community')
})
