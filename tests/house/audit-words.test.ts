/** What was done stands in words on the day's screen: every act the journal closes has its sentence. */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { isMessageId } from '../../shared/i18n/index.ts'

it('M157 (part): no act of the backend is shown by its code', () => {
  const backend = fileURLToPath(new URL('../../main/backend', import.meta.url))
  const acts = globSync('**/*.ts', { cwd: backend }).flatMap((file) =>
    [...readFileSync(`${backend}/${file}`, 'utf8').matchAll(/\.close\(\s*'(\w+\.\w+)'/g)].map(
      ([, act]) => act ?? '',
    ),
  )

  expect(new Set(acts).size).toBeGreaterThan(20)
  expect(acts.filter((act) => !isMessageId(`audit.${act}`))).toEqual([])
})
