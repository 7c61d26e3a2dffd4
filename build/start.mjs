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

const PLATFORM_NAME = {
  linux: 'electron',
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}

if (Number(process.versions.node.split('.')[0]) < 22) {
  if (!existsSync(bundledNode)) {
    console.error('Saldo needs the packages of this folder: run "npm ci" first.')
    process.exit(1)
  }
  become(bundledNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)])
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
      process.platform === 'linux' && process.getuid?.() === 0
        ? ['--no-sandbox', root, '--demo']
        : [root, '--demo']
    return become(electron, args)
  }
  console.log(
    process.env.SALDO_HOST === 'browser'
      ? 'Starting the browser version.'
      : 'Electron is not installed on this machine: starting the browser version instead.',
  )
  const { startHost } = await import(pathToFileURL(join(root, 'out', 'host', 'host.js')).href)
  const opens = canOpenBrowser()
  const starting = startHost({
    demo: true,
    openedByUs: opens,
    rendererDir: join(root, 'out', 'renderer'),
    printLink: (url) => console.log(`Saldo is running at ${url}`),
  })
  // Before the link is printed: whoever reads it may end us at once.
  const stop = () => void starting.then((host) => host.stop()).then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  whenParentEnds(stop)
  const host = await starting.catch(alreadyRunning)
  if (opens) openBrowser(host.url)
}

/** A second start says where the first one is; anything else is a fault. */
function alreadyRunning(error) {
  if (error?.name !== 'FolderInUse') throw error
  console.error(error.message)
  process.exit(1)
}

/** Runs a program as if it were this process: signals go on to it, and neither outlives the other. */
function become(command, args) {
  let child
  // Listening before it runs: who hears the program may end us before this process goes on.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child = spawn(command, args, { stdio: 'inherit' })
  whenParentEnds(() => child.kill('SIGTERM'))
  child.on('exit', (code) => process.exit(code ?? 0))
}

/** npm hands SIGTERM to its shell only: we end with our parent. */
function whenParentEnds(stop) {
  const parent = process.ppid
  const check = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(check)
    stop()
  }, 1000)
  check.unref()
}

function electronBinary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const packageDir = join(root, 'node_modules', 'electron')
  const find = () => {
    const pathFile = join(packageDir, 'path.txt')
    // Written by the package's download; an own copy of Electron goes by the platform's name.
    const name = existsSync(pathFile)
      ? readFileSync(pathFile, 'utf8').trim()
      : override && PLATFORM_NAME[process.platform]
    const binary = name && join(override ?? join(packageDir, 'dist'), name)
    return binary && existsSync(binary) ? binary : null
  }
  const found = find()
  if (found || override || process.env.CI) return found
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
