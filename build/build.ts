/**
 * Builds page, preload and Node entries into `out/`; does nothing when no source changed since:
 * a second `npm start` costs a directory walk.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { sourceStamp } from './stamp.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const stampFile = join(root, 'out', '.stamp')
const stamp = sourceStamp(['shared', 'db', 'sync', 'main', 'preload', 'renderer', 'build'])

if (
  process.argv.includes('--force') ||
  !existsSync(stampFile) ||
  readFileSync(stampFile, 'utf8') !== stamp
) {
  for (const folder of [
    'renderer',
    'preload',
    'main',
    'backend',
    'host',
    'cli',
    'server',
    'chunks',
  ]) {
    rmSync(join(root, 'out', folder), { recursive: true, force: true })
  }
  rmSync(stampFile, { force: true })
  for (const config of ['vite.node.ts', 'vite.preload.ts', 'vite.renderer.ts']) {
    if (config === 'vite.preload.ts' && !existsSync(join(root, 'preload', 'index.ts'))) continue
    await build({ configFile: join(root, 'build', config) })
  }
  // Documents embed them; the writing thread looks beside its bundle.
  const fonts = join(root, 'out', 'backend', 'fonts')
  mkdirSync(fonts, { recursive: true })
  for (const weight of ['400Regular', '600SemiBold'])
    copyFileSync(
      join(root, 'node_modules/@expo-google-fonts/inter', weight, `Inter_${weight}.ttf`),
      join(fonts, `Inter_${weight}.ttf`),
    )
  writeFileSync(stampFile, stamp)
}
