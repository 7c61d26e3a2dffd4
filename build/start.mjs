// `npm start`: Electron where its binary can be had, else the browser version on loopback.
//
// Runs on the host's Node first and hands over to the Node that the project brings.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bundledNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

// Young objects get 4 MiB instead of 16 to 32: with a million documents open that is 200 MiB less
// resident memory, for reports that take no longer.
const MEMORY = '--max-semi-space-size=4'

if (!process.execArgv.includes(MEMORY)) {
  if (!existsSync(bundledNode)) {
    console.error('Saldo needs the packages of this folder: run "npm ci" first.')
    process.exit(1)
  }
  const args = [MEMORY, fileURLToPath(import.meta.url), ...process.argv.slice(2)]
  const child = spawn(bundledNode, args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 0))
} else {
  await start()
}

async function start() {
  const built = spawnSync(process.execPath, [join(root, 'build', 'build.ts')], {
    cwd: root,
    stdio: 'inherit',
  })
  if (built.status !== 0) process.exit(built.status ?? 1)
  const electron = process.env.SALDO_HOST === 'browser' ? null : electronBinary()
  if (electron) {
    // Chromium's sandbox cannot run as root on Linux.
    const args =
      process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox', root] : [root]
    const child = spawn(electron, args, { stdio: 'inherit' })
    child.on('exit', (code) => process.exit(code ?? 0))
    return
  }
  console.log('Electron is not installed on this machine: starting the browser version instead.')
  const { startHost } = await import(pathToFileURL(join(root, 'out', 'host', 'host.js')).href)
  const opens = canOpenBrowser()
  const host = await startHost({
    demo: true,
    openedByUs: opens,
    rendererDir: join(root, 'out', 'renderer'),
    printLink: (url) => console.log(`Saldo is running at ${url}`),
  })
  if (opens) openBrowser(host.url)
  const stop = () => void host.stop().then(() => process.exit(0))
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  // npm hands SIGTERM to its shell only: the host ends with its parent.
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) stop()
  }, 1000).unref()
}

function electronBinary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const packageDir = join(root, 'node_modules', 'electron')
  const find = () => {
    const pathFile = join(packageDir, 'path.txt')
    if (!existsSync(pathFile)) return null
    const binary = join(override ?? join(packageDir, 'dist'), readFileSync(pathFile, 'utf8').trim())
    return existsSync(binary) ? binary : null
  }
  const found = find()
  if (found || process.env.CI) return found
  // This package has no install script: its binary is fetched once, where the network allows it.
  if (existsSync(join(packageDir, 'install.js')))
    spawnSync(process.execPath, [join(packageDir, 'install.js')], {
      cwd: packageDir,
      stdio: 'ignore',
      timeout: 60_000,
    })
  return find()
}

function canOpenBrowser() {
  if (process.env.CI || !process.stdout.isTTY) return false
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

function openBrowser(url) {
  const [command, args] =
    process.platform === 'darwin'
      ? ['open', [url]]
      : process.platform === 'win32'
        ? ['cmd', ['/c', 'start', '', url]]
        : ['xdg-open', [url]]
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
}
