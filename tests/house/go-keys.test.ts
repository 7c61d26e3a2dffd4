/** Two keys that go somewhere lead to one place each. */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('ux 4 (part): no two places share a go key', () => {
  const app = fileURLToPath(new URL('../../renderer/app', import.meta.url))
  const keys = globSync('**/*.{ts,tsx}', { cwd: app, exclude: ['**/*.test.ts'] }).flatMap((file) =>
    [...readFileSync(`${app}/${file}`, 'utf8').matchAll(/goKey: '(\w)'|'G (\w)'/g)].map(
      ([, screen, other]) => screen ?? other,
    ),
  )

  expect(keys.length).toBeGreaterThan(12)
  expect([...new Set(keys)]).toEqual(keys)
})
