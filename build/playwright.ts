/**
 * Screen tests in a real Chromium, against the built page and the real host. Its headless build is
 * taken where there is one: the same engine without the browser's own windows, a quarter faster.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

const root = fileURLToPath(new URL('..', import.meta.url))
const executablePath = [
  process.env['SALDO_CHROMIUM'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path))

export default defineConfig({
  testDir: `${root}/tests/e2e`,
  outputDir: `${root}/test-results`,
  // A busy machine is slow, not wrong.
  expect: { timeout: 15_000 },
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 120_000,
  reporter: [['list'], ['json', { outputFile: `${root}/out/reports/playwright.json` }]],
  use: {
    viewport: { width: 1440, height: 900 },
    // Each frame of a transition is drawn by the processor.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-gpu-compositing',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'screens', testMatch: '**/*.spec.ts', grepInvert: /@looks/ },
    // Every state in every language, theme and size: `npm run looks`, beside what `screens` takes of it.
    { name: 'looks', testMatch: '**/looks.spec.ts', grep: /@looks/ },
    { name: 'screenshots', testMatch: '**/screenshots.ts' },
  ],
})
