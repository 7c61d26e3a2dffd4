/**
 * Every Node entry of desktop and server, packages bundled, so that the packed app needs no node_modules but
 * better-sqlite3. Lazy imports stay chunks of their own: the command line must start at once.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const ENTRIES: Readonly<Record<string, string>> = {
  'main/main': 'main/electron/index.ts',
  'backend/entry-utility': 'main/electron/backend-entry.ts',
  'backend/read-process': 'main/backend/tabular/read-process.ts',
  'backend/check-worker': 'main/backend/durability/check-worker.ts',
  'backend/match-worker': 'main/backend/bank/match-worker.ts',
  'backend/write-worker': 'main/backend/documents/write-worker.ts',
  'host/host': 'main/browser-host/index.ts',
  'cli/cli': 'main/cli/index.ts',
  'server/server': 'sync/server/cli/index.ts',
}

const BESIDE = /^backend\/.*(?:-worker|-process)$/

// unzipper (of exceljs) and pg name optional packages, for S3 and libpq, that nothing here calls.
const EXTERNAL = ['electron', 'better-sqlite3', '@aws-sdk/client-s3', 'pg-native']

const root = fileURLToPath(new URL('..', import.meta.url))

/** With `--mode beside` only what runs in threads and processes beside the ledger's, in a folder apart. */
export default defineConfig(({ mode }) => ({
  root,
  logLevel: 'warn',
  // Bundled CommonJS packages expect these two.
  define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
  build: {
    ssr: true,
    outDir: mode === 'beside' ? 'out/beside' : 'out',
    emptyOutDir: false,
    target: 'node24',
    rolldownOptions: {
      input: Object.fromEntries(
        Object.entries(ENTRIES)
          .map(([name, file]) => [name, root + file] as const)
          .filter(([, file]) => existsSync(file))
          .filter(([name]) => mode !== 'beside' || BESIDE.test(name)),
      ),
      external: EXTERNAL,
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
      },
    },
  },
  ssr: { noExternal: true, external: EXTERNAL },
}))
