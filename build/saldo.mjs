#!/usr/bin/env node
// The `saldo` command: the bundled command line on the Node that the project brings. `saldo server` is
// the central server, in a bundle of its own.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const isServer = process.argv[2] === 'server'
const bundle = join(root, 'out', ...(isServer ? ['server', 'server.js'] : ['cli', 'cli.js']))
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
if (Number(process.versions.node.split('.')[0]) < 22) become(bundledNode)
else await start()

async function start() {
  // Compiled once, not at every command.
  nodeModule.enableCompileCache?.(join(root, 'out', 'compile-cache'))
  const { main } = await import(pathToFileURL(bundle).href)
  process.exitCode = await main(process.argv.slice(isServer ? 3 : 2))
}

/** Runs the same on another Node as if it were this process: a server must hear the signals. */
function become(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 3))
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(status ?? 3)
}
