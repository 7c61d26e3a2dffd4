/**
 * Unit, ledger, door, contract and house tests; the report feeds `npm run requirements`. Those in
 * tests/server and tests/load are a project of their own: only a run that has some of them starts PostgreSQL.
 */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const SERVER = 'tests/{server,load}/**/*.test.ts'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  // Electron's binary is not on development machines: its stand-in answers (toolchain.md 6).
  resolve: {
    alias: { electron: fileURLToPath(new URL('../tests/electron/electron.ts', import.meta.url)) },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{shared,db,sync,main,renderer,build}/**/*.test.{ts,tsx}',
            'tests/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', 'out/**', 'tests/e2e/**', SERVER],
        },
      },
      {
        extends: true,
        test: { name: 'server', include: [SERVER], globalSetup: ['tests/support/postgres.ts'] },
      },
    ],
    pool: 'forks',
    globalSetup: ['build/vitest-scripts.ts'],
    setupFiles: ['tests/support/scripts.ts'],
    maxWorkers: 2,
    // A busy machine is slow, not wrong.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    reporters: ['default', ['json', { outputFile: 'out/reports/vitest.json' }]],
  },
})
