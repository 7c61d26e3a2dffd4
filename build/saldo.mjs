#!/usr/bin/env node
// The `saldo` command: the bundled command line on the Node that the project brings.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bundle = join(root, 'out', 'cli', 'cli.js')
const bundledNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

if (!existsSync(bundledNode) && !existsSync(bundle))
  run(process.execPath, [join(root, 'build', 'bootstrap.mjs')])
if (!existsSync(bundle)) {
  process.stderr.write('Building Saldo (once) …\n')
  run(bundledNode, [join(root, 'build', 'build.ts')])
}
if (Number(process.versions.node.split('.')[0]) < 22) {
  const { status } = spawnSync(
    bundledNode,
    [fileURLToPath(import.meta.url), ...process.argv.slice(2)],
    { stdio: 'inherit' },
  )
  process.exit(status ?? 3)
}
// Compiled once, not at every command.
nodeModule.enableCompileCache?.(join(root, 'out', 'compile-cache'))
const { main } = await import(pathToFileURL(bundle).href)
process.exitCode = await main(process.argv.slice(2))

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(status ?? 3)
}
