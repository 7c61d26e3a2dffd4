/** Electron's entry: names the bundled files and starts. */
import { fileURLToPath } from 'node:url'
import { startDesktop } from './app.ts'

/** From out/main/main.js. */
const out = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

startDesktop(
  {
    rendererDir: out('renderer'),
    preload: out('preload/preload.cjs'),
    backendEntry: out('backend/entry-utility.js'),
    readerEntry: out('backend/read-process.js'),
  },
  { demo: process.argv.includes('--demo') },
)
