// Prepares a fresh clone, on whatever Node the machine has (>= 20), without any package.
//
// Installs what the lockfile names when node_modules is missing or older than it (a stamp holds the
// lockfile's hash); with --tests also finds or installs a Chromium. Offline, a complete node_modules
// is used as it is.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stampFile = join(root, 'node_modules', '.saldo-stamp')

install()
if (process.argv.includes('--tests')) ensureChromium()

function install() {
  const stamp = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  console.error('Installing packages (once, about a minute) …')
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const result = spawnSync(npm, ['ci', '--loglevel=error', '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    })
    if (result.status === 0) {
      writeFileSync(stampFile, stamp)
      return
    }
  }
  if (
    existsSync(join(root, 'node_modules', 'vite')) &&
    existsSync(join(root, 'node_modules', 'better-sqlite3'))
  ) {
    console.error('The packages could not be refreshed; going on with those that are installed.')
    return
  }
  console.error('The packages could not be installed. Check the network and run the command again.')
  process.exit(1)
}

function ensureChromium() {
  if (chromium()) return
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('Installing Chromium for the screen tests (once) …')
    const apt = (...args) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      }).status === 0
    const install = (browser) =>
      apt(
        'install',
        '-y',
        '-qq',
        '--no-install-recommends',
        browser,
        'fonts-liberation',
        'fontconfig',
      )
    // The headless build is a package of its own since Debian 12.
    if (apt('update', '-qq') && !install('chromium-headless-shell')) install('chromium')
  } else {
    spawnSync(
      process.execPath,
      [join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'],
      { cwd: root, stdio: 'inherit' },
    )
  }
  if (chromium()) return
  console.error(
    'No Chromium was found and none could be installed: install one, or name it in SALDO_CHROMIUM.',
  )
  process.exit(1)
}

function chromium() {
  const candidates = [
    process.env.SALDO_CHROMIUM,
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
    '/usr/bin/google-chrome',
  ]
  if (candidates.some((path) => path && existsSync(path))) return true
  const probe = spawnSync(
    process.execPath,
    [
      '-e',
      "import('@playwright/test').then(({ chromium }) => process.exit(require('fs').existsSync(chromium.executablePath()) ? 0 : 1), () => process.exit(1))",
    ],
    { cwd: root, stdio: 'ignore' },
  )
  return probe.status === 0
}
